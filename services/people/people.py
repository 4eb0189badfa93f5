"""People: who is behind a chat, consent, where they live, their language."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Date, bindparam, literal, select, union_all, update

from domain.roles import Held, Role, UnitKind
from models.among import among
from models.base import bare
from models.people import Chat, Consent, Person, RoleHeld
from models.places import Compound, Unit
from models.visit import Absence
from services.act import Actor, Ctx
from services.insert import insert_into, insert_new
from services.once import once_a_transaction
from services.visit.visit_duty import away_on, held_on, stand_in_is_away

_chat, _person, _consent = bare(Chat), bare(Person), bare(Consent)
_CHATS = among(_chat.c.id, "chats")
_WHO = (
    select(_chat.c.id, _chat.c.channel, _chat.c.language)
    .add_columns(_person.c.id, _person.c.language, _person.c.community_id, _person.c.compound_id)
    .add_columns(_person.c.household_id, _consent.c.given_at)
    .select_from(_chat)
    .outerjoin(_person, _person.c.id == _chat.c.person_id)
    .outerjoin(_consent, (_consent.c.person_id == _person.c.id) & (_consent.c.notice_version == bindparam("notice")))
    .where(_CHATS)
)
_IS = update(_chat).where(_chat.c.id == bindparam("chat")).values(person_id=bindparam("person"))
_LIVES = update(_person).where(_person.c.id == bindparam("person"))
_LIVES = _LIVES.values(community_id=bindparam("community"), compound_id=bindparam("compound"))
_LET_IN_AGAIN = update(_chat).where(_CHATS, _chat.c.blocked_at.is_not(None)).values(blocked_at=None)
"""Built once, of the bare tables: every update asks for them (services/outbox_statements says why)."""


def new_person_id() -> int:
    """Made before the row, since the sealed columns are bound to it; 62 random bits, so it also cannot be guessed."""
    return secrets.randbits(62) | 1 << 61


def spoken_name(ctx: Ctx, person: Person) -> str:
    """Opened; where there is none what they call themselves, and empty where nobody has said."""
    name = ctx.vault.open(person.name, f"person:{person.id}:name") if person.name else person.nickname
    return name or ""


async def actors(ctx: Ctx, chats: Sequence[int]) -> dict[int, Actor]:
    """Who is behind each of `chats`, in two statements."""
    asked = {"chats": chats, "notice": ctx.settings.street.notice_version}
    rows = (await ctx.session.execute(_WHO, asked)).all()
    roles, stands_in = await _rights(ctx, [row[3] for row in rows if row[3] is not None])
    return {
        chat: Actor(
            language=speaks or chat_speaks,
            channel=channel,
            chat_id=chat,
            person_id=person,
            community_id=community,
            compound_id=compound,
            household_id=household,
            consented=given_at is not None,
            roles=tuple(roles.get(person, ())),
            stands_in=tuple(stands_in.get(person, ())),
        )
        for chat, channel, chat_speaks, person, speaks, community, compound, household, given_at in rows
    }


async def roles_of(ctx: Ctx, people: Sequence[int]) -> dict[int, list[Held]]:
    """The roles of each that are live today."""
    return (await _rights(ctx, people))[0]


async def _rights(ctx: Ctx, people: Sequence[int]) -> tuple[dict[int, list[Held]], dict[int, list[int]]]:
    """The same, and the grids that each stands in for today; one statement, since every update asks."""
    roles: dict[int, list[Held]] = {}
    stands_in: dict[int, list[int]] = {}
    if not people:
        return roles, stands_in
    found = await ctx.session.execute(_held_and_stood_in_for(), {"people": people, "today": ctx.today})
    for is_own, _, person, role, unit, path, starts_on, ends_on, force_kind in found:
        one = Held(Role(role), unit, path, starts_on, ends_on, force_kind)
        if is_own and one.live_on(ctx.today):
            roles.setdefault(person, []).append(one)
        elif not is_own:
            stands_in.setdefault(person, []).append(unit)
    return roles, stands_in


@cache
def _held_and_stood_in_for() -> CompoundSelect[*tuple[Any, ...]]:
    """Of :people, :today. Built once: building it took longer than running it."""
    today: Any = bindparam("today", type_=Date)
    columns = RoleHeld.role, RoleHeld.unit_id, Unit.path, RoleHeld.starts_on, RoleHeld.ends_on, RoleHeld.force_kind
    held = select(literal(True).label("own"), RoleHeld.id.label("held"), RoleHeld.person_id, *columns).join(
        Unit, Unit.id == RoleHeld.unit_id
    )
    own = held.where(among(RoleHeld.person_id, "people"))
    for_others = (
        held.with_only_columns(literal(False).label("own"), RoleHeld.id.label("held"), Absence.substitute_id, *columns)
        .join(Absence, Absence.worker_id == RoleHeld.person_id)
        .where(among(Absence.substitute_id, "people"), *away_on(today), *held_on(today))
        .where(~stand_in_is_away(today))
    )
    return union_all(own, for_others).order_by("held")


async def give_consent(ctx: Ctx) -> Actor:
    """The actor agrees to the notice: from here on they are a person. Returns them as the actor."""
    person_id = ctx.actor.person_id
    if person_id is None:
        person_id = new_person_id()
        new = {"id": person_id, "created_at": ctx.now, "language": ctx.actor.language}
        await ctx.session.execute(insert_into(ctx.session, Person), new)
        await ctx.session.execute(_IS, {"chat": ctx.actor.chat_id, "person": person_id})
    consent = {
        "person_id": person_id,
        "notice_version": ctx.settings.street.notice_version,
        "given_at": ctx.now,
    }
    await ctx.session.execute(insert_new(ctx.session, Consent), consent)
    return replace(ctx.actor, person_id=person_id, consented=True)


async def settle(ctx: Ctx, community_id: int, compound_id: int | None) -> None:
    """Where the actor lives, as far as they want to say."""
    home = {"person": ctx.person_id, "community": community_id, "compound": compound_id}
    await ctx.session.execute(_LIVES, home)


async def speak(ctx: Ctx, language: str) -> None:
    """Change the actor's language."""
    await ctx.session.execute(update(Chat).where(Chat.id == ctx.actor.chat_id).values(language=language))
    if ctx.actor.person_id is not None:
        await ctx.session.execute(update(Person).where(Person.id == ctx.person_id).values(language=language))


async def set_blocked(ctx: Ctx, blocked: bool) -> None:
    """The person shut the bot out, or let it in again."""
    await ctx.session.execute(
        update(Chat).where(Chat.id == ctx.actor.chat_id).values(blocked_at=ctx.now if blocked else None)
    )


async def can_be_reached(ctx: Ctx, chats: Sequence[int]) -> None:
    """Whoever writes has the bot open, whatever the server said when it was spoken to last."""
    await ctx.session.execute(_LET_IN_AGAIN, {"chats": chats})


@once_a_transaction
async def communities(ctx: Ctx, street_id: int) -> list[tuple[int, str]]:
    """Id and name of every community, in the street's order."""
    mine = (Unit.kind == UnitKind.COMMUNITY, Unit.parent_id == street_id)
    query = select(Unit.id, Unit.name).where(*mine).order_by(Unit.id)
    return [(id_, name) for id_, name in (await ctx.session.execute(query)).all()]


@once_a_transaction
async def compounds(ctx: Ctx, community_id: int) -> list[tuple[int, str]]:
    query = select(Compound.id, Compound.name).where(Compound.community_id == community_id).order_by(Compound.id)
    return [(id_, name) for id_, name in (await ctx.session.execute(query)).all()]
