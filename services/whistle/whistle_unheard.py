"""Whoever was called and has no chat to be told in: they hear of it only when somebody rings them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from domain.errors import NotAllowed
from domain.whistle_flow import WhistleParty
from models.audit import AccessLog
from models.people import Chat, Person
from models.places import Unit
from models.whistle import WhistleCalled
from services.act import Ctx
from services.whistle.whistle_tasks import task_for

LOOKED = "whistle_phones"


@dataclass(frozen=True)
class Unheard:
    """`name` is None for somebody who left none; `unit` is what they were called as a member of."""

    name: str | None
    unit: str


@dataclass(frozen=True)
class ToRing:
    """`phone` is None where the roster has none."""

    who: Unheard
    phone: str | None


@dataclass(frozen=True)
class RingList:
    number: str
    kind: str
    people: tuple[ToRing, ...]


async def unheard(ctx: Ctx, whistles: Sequence[int]) -> dict[int, list[Unheard]]:
    """For each call those whom no chat reaches and who have not said that they cannot come. A call that all of its
    people heard is missing."""
    found: dict[int, list[Unheard]] = {}
    for id_, person, unit in await _rows(ctx, whistles):
        found.setdefault(id_, []).append(_who(ctx, person, unit))
    return found


async def ring_list(ctx: Ctx, whistle_id: int) -> RingList:
    """Their telephone numbers, for the desk. Opened and written down: run it as a use case that writes. Raises
    NotFound, NotAllowed, RoleEnded."""
    whistle, case, parties = await task_for(ctx, whistle_id)
    if WhistleParty.DESK not in parties:
        raise NotAllowed
    people = tuple(
        ToRing(_who(ctx, person, unit), _phone(ctx, person)) for _, person, unit in await _rows(ctx, [whistle_id])
    )
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what=LOOKED, subject_id=whistle_id))
    await ctx.session.flush()
    return RingList(case.number, whistle.force_kind, people)


async def _rows(ctx: Ctx, whistles: Sequence[int]) -> list[tuple[int, Person, str]]:
    heard = exists().where(Chat.person_id == WhistleCalled.person_id, Chat.blocked_at.is_(None))
    query = (
        select(WhistleCalled.whistle_id, Person, Unit.name)
        .join(Person, Person.id == WhistleCalled.person_id)
        .join(Unit, Unit.id == WhistleCalled.unit_id)
        .where(WhistleCalled.whistle_id.in_(whistles), WhistleCalled.declined_at.is_(None), ~heard)
        .order_by(WhistleCalled.whistle_id, WhistleCalled.person_id)
    )
    return [(id_, person, unit) for id_, person, unit in (await ctx.session.execute(query)).all()]


def _who(ctx: Ctx, person: Person, unit: str) -> Unheard:
    name = ctx.vault.open(person.name, f"person:{person.id}:name") if person.name else person.nickname
    return Unheard(name, unit)


def _phone(ctx: Ctx, person: Person) -> str | None:
    return ctx.vault.open(person.phone, f"person:{person.id}:phone") if person.phone else None
