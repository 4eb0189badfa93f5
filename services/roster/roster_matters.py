"""What a roster leaves open, worked out from the data whenever somebody looks: nothing is kept, so nothing is stale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from domain.care_looks import Look
from domain.roles import Role, UnitKind
from models.people import Care, Chat, Person, RoleHeld
from models.places import Building, Compound, Household, Unit
from services import care_log
from services.act import Ctx
from services.roster.scope import Scope, scope_of


class Matter(StrEnum):
    """In the order in which they are told."""

    GRID_WITHOUT_WORKER = "grid_without_worker"
    WORKER_WITHOUT_CHAT = "worker_without_chat"
    HOUSEHOLD_WITHOUT_GRID = "household_without_grid"
    SHARED_PHONE = "shared_phone"
    SHARED_NUMBER = "shared_number"
    CARE_ENDS_BEFORE = "care_ends_before"
    GRID_WITHOUT_BOUNDARY = "grid_without_boundary"
    BUILDING_WITHOUT_PLACE = "building_without_place"


@dataclass(frozen=True)
class Open:
    """A matter with how many there are, and the first of them by name."""

    matter: Matter
    count: int
    names: tuple[str, ...]


async def matters(ctx: Ctx, shown: int) -> tuple[Open, ...]:
    """Of the communities that the actor keeps, with at most `shown` names of each. People are named, so the look is
    written down. Raises NotAllowed."""
    scope = await scope_of(ctx)
    found = []
    for matter, query in _queries(ctx, scope).items():
        count = await ctx.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
        if count:
            rows = (await ctx.session.execute(query.limit(shown))).all()
            found.append(Open(matter, count, tuple(_name(ctx, row) for row in rows)))
    if any(one.matter in NAMES_PEOPLE for one in found):
        await care_log.looked_at_community(ctx, Look.ROSTER_MATTERS, scope.communities)
    return tuple(found)


NAMES_PEOPLE = frozenset(
    {Matter.WORKER_WITHOUT_CHAT, Matter.SHARED_PHONE, Matter.SHARED_NUMBER, Matter.CARE_ENDS_BEFORE}
)


def _name(ctx: Ctx, row: Sequence[object]) -> str:
    """A person's name opened, and the place; or the place with how many."""
    return " ".join(_said(ctx, part) for part in row if part is not None)


def _said(ctx: Ctx, part: object) -> str:
    if isinstance(part, Person):
        return ctx.vault.open(part.name, f"person:{part.id}:name") if part.name else part.nickname or ""
    return str(part)


def _queries(ctx: Ctx, scope: Scope) -> dict[Matter, Select[*tuple[object, ...]]]:
    grids = and_(Unit.kind == UnitKind.GRID, Unit.parent_id.in_(scope.communities))
    here = Compound.community_id.in_(scope.communities)
    homes = (
        select(Compound.name, Building.name, func.count(Household.id))
        .join(Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .where(here, Household.grid_id.in_(scope.communities), _stands(ctx.today))
        .group_by(Compound.id, Compound.name, Building.id, Building.name)
        .order_by(Compound.id, Building.id)
    )
    found: dict[Matter, Select[*tuple[object, ...]]] = {
        Matter.GRID_WITHOUT_WORKER: select(Unit.name).where(grids, ~_worked(ctx.today)).order_by(Unit.id),
        Matter.WORKER_WITHOUT_CHAT: _without_chat(ctx.today, grids),
        Matter.HOUSEHOLD_WITHOUT_GRID: homes,
        Matter.SHARED_PHONE: _sharing(ctx, scope, Person.phone_index),
        Matter.SHARED_NUMBER: _sharing(ctx, scope, Person.number_index),
        Matter.GRID_WITHOUT_BOUNDARY: select(Unit.name).where(grids, Unit.boundary.is_(None)).order_by(Unit.id),
        Matter.BUILDING_WITHOUT_PLACE: select(Compound.name, Building.name)
        .join(Building, Building.compound_id == Compound.id)
        .where(here, Building.lat == 0, Building.lon == 0)
        .order_by(Building.id),
    }
    if scope.sees_care:
        found[Matter.CARE_ENDS_BEFORE] = (
            select(Person, Compound.name, Building.name)
            .join(Care, Care.person_id == Person.id)
            .join(Household, Household.id == Person.household_id)
            .join(Building, Building.id == Household.building_id)
            .join(Compound, Compound.id == Building.compound_id)
            .where(here, Care.ends_on < Care.starts_on)
            .order_by(Care.id)
        )
    return {matter: found[matter] for matter in Matter if matter in found}


def _stands(day: date) -> ColumnElement[bool]:
    return or_(Household.until.is_(None), Household.until >= day)


def _held(day: date) -> ColumnElement[bool]:
    live = or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= day)
    return and_(RoleHeld.role == Role.GRID_WORKER, RoleHeld.starts_on <= day, live)


def _worked(day: date) -> ColumnElement[bool]:
    return exists().where(RoleHeld.unit_id == Unit.id, _held(day))


def _without_chat(day: date, grids: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    chats = exists().where(Chat.person_id == Person.id, Chat.blocked_at.is_(None))
    return (
        select(Person, Unit.name)
        .join(RoleHeld, RoleHeld.person_id == Person.id)
        .join(Unit, Unit.id == RoleHeld.unit_id)
        .where(grids, _held(day), ~chats)
        .order_by(RoleHeld.id)
    )


def _sharing(ctx: Ctx, scope: Scope, index: InstrumentedAttribute[bytes | None]) -> Select[*tuple[object, ...]]:
    """People of several households with the same telephone or number, side by side."""
    lives = and_(
        Person.household_id.is_not(None),
        Person.community_id.in_(scope.communities),
        or_(Person.moved_out_on.is_(None), Person.moved_out_on > ctx.today),
    )
    twice = (
        select(index)
        .where(index.is_not(None), lives)
        .group_by(index)
        .having(func.count(func.distinct(Person.household_id)) > 1)
    )
    return (
        select(Person, Compound.name, Building.name)
        .join(Household, Household.id == Person.household_id)
        .join(Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .where(lives, index.in_(twice))
        .order_by(index, Person.id)
    )
