"""The forces "6+X": who belongs to a kind for a place, who of them is on duty, and whom a whistle calls."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, literal, or_, select

from domain.roles import Held, Role
from domain.whistle_flow import PARTNERS
from models.people import Chat, RoleHeld
from models.places import Unit
from models.whistle import Duty
from services.act import Ctx


@dataclass(frozen=True)
class Member:
    """Somebody of a kind, as held for `unit_id`. `depth` counts from the street (0) down to the grid."""

    person_id: int
    kind: str
    unit_id: int
    depth: int
    on_duty: bool
    reachable: bool


def kind_of(held: Held) -> str | None:
    """The kind of force that a role makes somebody part of; None for every other role."""
    if held.role is Role.PARTNER:
        return PARTNERS
    return held.force_kind if held.role is Role.FORCE else None


def belongs(held: Iterable[Held], kind: str, unit_id: int) -> bool:
    """Whether one of these roles makes somebody part of `kind` for exactly this unit."""
    return any(kind_of(role) == kind and role.unit_id == unit_id for role in held)


async def members(ctx: Ctx, line: tuple[int, ...], kinds: Collection[str]) -> dict[str, list[Member]]:
    """Everybody of `kinds` for a place, by kind. `line` are the ids of its units, from the street down; a partner
    belongs to the unit that theirs lies in. A kind that nobody holds here is missing."""
    kind = case((RoleHeld.role == Role.PARTNER, literal(PARTNERS)), else_=RoleHeld.force_kind)
    on_duty = exists().where(
        Duty.person_id == RoleHeld.person_id,
        Duty.unit_id == RoleHeld.unit_id,
        Duty.force_kind == kind,
        active_at(ctx.now),
    )
    reachable = exists().where(Chat.person_id == RoleHeld.person_id, Chat.blocked_at.is_(None))
    query = (
        select(
            RoleHeld.person_id,
            kind,
            RoleHeld.unit_id,
            Unit.parent_id,
            on_duty,
            reachable,
        )
        .join(Unit, Unit.id == RoleHeld.unit_id)
        .where(
            or_(
                and_(RoleHeld.role == Role.FORCE, RoleHeld.unit_id.in_(line)),
                and_(RoleHeld.role == Role.PARTNER, Unit.parent_id.in_(line)),
            ),
            kind.in_(kinds),
            RoleHeld.starts_on <= ctx.today,
            RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= ctx.today),
        )
        .order_by(RoleHeld.id)
    )
    found: dict[str, dict[int, Member]] = {}
    for person, of, unit, parent, active, heard in (await ctx.session.execute(query)).all():
        depth = line.index(unit if unit in line else parent)
        found.setdefault(of, {}).setdefault(person, Member(person, of, unit, depth, bool(active), bool(heard)))
    return {of: list(people.values()) for of, people in found.items()}


def active_at(moment: datetime) -> ColumnElement[bool]:
    """The condition that a turn of duty is on at that moment."""
    return and_(Duty.starts_at <= moment, Duty.ends_at.is_(None) | (Duty.ends_at > moment))


def whom_to_call(people: Collection[Member]) -> list[Member]:
    """Those on duty; if nobody is, everybody of the place nearest to the case that has somebody with a chat; if nobody
    has one, everybody, so that it is on record."""
    on_duty = [one for one in people if one.on_duty and one.reachable]
    if on_duty:
        return on_duty
    reachable = [one for one in people if one.reachable]
    nearest = max((one.depth for one in reachable), default=0)
    return [one for one in reachable if one.depth == nearest] or list(people)
