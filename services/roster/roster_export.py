"""The roster given out again, table by table as a file of it would say it: taken in again it changes nothing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from domain.care_looks import Look
from domain.notices import Notice
from domain.roles import Role, UnitKind
from domain.roster_cells import mark_of
from domain.roster_tables import Column, Table
from models.base import Sealed
from models.people import Care, Person, RoleHeld
from models.places import Building, Compound, Household, Unit
from services import care_log
from services.act import Ctx
from services.notify import tell
from services.roster.scope import Scope, scope_of

C = Column
# table             the columns that are given out
COLUMNS: dict[Table, tuple[Column, ...]] = {
    Table.COMMUNITY: (C.COMMUNITY,),
    Table.GRID: (C.COMMUNITY, C.GRID),
    Table.COMPOUND: (C.COMMUNITY, C.COMPOUND, C.LAT, C.LON),
    Table.BUILDING: (C.COMMUNITY, C.COMPOUND, C.BUILDING, C.GRID, C.ORDER, C.LAT, C.LON),
    Table.HOUSEHOLD: (C.COMMUNITY, C.COMPOUND, C.BUILDING, C.DOOR, C.GRID, C.SINCE, C.UNTIL),
    Table.PERSON: (C.COMMUNITY, C.COMPOUND, C.BUILDING, C.DOOR, C.NAME, C.PHONE, C.NUMBER, C.UNTIL),
    Table.CARE: (
        *(C.COMMUNITY, C.COMPOUND, C.BUILDING, C.DOOR, C.NAME, C.PHONE, C.NUMBER),
        *(C.CATEGORY, C.SINCE, C.UNTIL, C.NOTE),
    ),
    Table.WORKER: (C.COMMUNITY, C.GRID, C.NAME, C.PHONE, C.SINCE, C.UNTIL),
}

Cell = str | int | float | None
Rows = tuple[tuple[Cell, ...], ...]


async def give_out(ctx: Ctx, unit_id: int) -> None:
    """Whoever takes the roster out is written down, for each community; then it comes as a push. Raises NotAllowed."""
    scope = await scope_of(ctx, unit_id)
    await care_log.looked_at_community(ctx, Look.ROSTER_GIVEN_OUT, scope.communities)
    key = f"roster:{unit_id}:{ctx.person_id}:{ctx.now:%Y%m%d%H%M%S}"
    await tell(ctx, [ctx.person_id], Notice.ROSTER_GIVEN_OUT, key, unit=unit_id)


async def roster(ctx: Ctx, unit_id: int | None = None) -> dict[Table, Rows]:
    """Every table of the communities that the actor keeps, or of `unit_id` among them. Care goes out only to those who
    see it. Raises NotAllowed."""
    found = await places(ctx, unit_id) | await residents(ctx, unit_id) | await workers(ctx, unit_id)
    return {table: found[table] for table in Table if table in found}


async def places(ctx: Ctx, unit_id: int | None = None) -> dict[Table, Rows]:
    """The tables of places. Raises NotAllowed."""
    scope = await scope_of(ctx, unit_id)
    found: dict[Table, Rows] = {Table.COMMUNITY: tuple((name,) for name in scope.communities.values())}
    found[Table.GRID] = await _grids(ctx, scope)
    return found | await _places(ctx, scope) | {Table.HOUSEHOLD: await _households(ctx, scope)}


async def residents(ctx: Ctx, unit_id: int | None = None) -> dict[Table, Rows]:
    """Who lives there, and why they are visited. Raises NotAllowed."""
    scope = await scope_of(ctx, unit_id)
    people = await _people(ctx, scope)
    rows = _rows_by_person(people)
    found: dict[Table, Rows] = {
        Table.PERSON: tuple((*row, _day(people[id_].moved_out_on)) for id_, row in rows.items())
    }
    return found | {Table.CARE: await _care(ctx, rows, scope)} if scope.sees_care else found


async def workers(ctx: Ctx, unit_id: int | None = None) -> dict[Table, Rows]:
    """Raises NotAllowed."""
    return {Table.WORKER: await _workers(ctx, await scope_of(ctx, unit_id))}


async def _grids(ctx: Ctx, scope: Scope) -> Rows:
    query = select(Unit.parent_id, Unit.name).where(Unit.kind == UnitKind.GRID, Unit.parent_id.in_(scope.communities))
    rows = await ctx.session.execute(query.order_by(Unit.id))
    return tuple((scope.communities[parent], name) for parent, name in rows if parent is not None)


async def _places(ctx: Ctx, scope: Scope) -> dict[Table, Rows]:
    compounds = select(Compound).where(Compound.community_id.in_(scope.communities)).order_by(Compound.id)
    buildings = (
        select(Building, Compound.name, Compound.community_id, Unit.kind, Unit.name)
        .join(Compound, Compound.id == Building.compound_id)
        .join(Unit, Unit.id == Building.grid_id)
        .where(Compound.community_id.in_(scope.communities))
        .order_by(Compound.id, Building.walk_order, Building.id)
    )
    return {
        Table.COMPOUND: tuple(
            (scope.communities[one.community_id], one.name, one.lat or None, one.lon or None)
            for one in await ctx.session.scalars(compounds)
        ),
        Table.BUILDING: tuple(
            (
                *(scope.communities[community], compound, one.name, grid if kind == UnitKind.GRID else None),
                *(one.walk_order, one.lat or None, one.lon or None),
            )
            for one, compound, community, kind, grid in await ctx.session.execute(buildings)
        ),
    }


def _living_there(day: date) -> ColumnElement[bool]:
    return or_(Household.until.is_(None), Household.until >= day)


async def _households(ctx: Ctx, scope: Scope) -> Rows:
    query = (
        select(Household, Building.name, Compound.name, Compound.community_id, Unit.kind, Unit.name)
        .join(Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .join(Unit, Unit.id == Household.grid_id)
        .where(Compound.community_id.in_(scope.communities), _living_there(ctx.today))
        .order_by(Compound.id, Building.walk_order, Building.id, Household.walk_order, Household.id)
    )
    return tuple(
        (
            *(scope.communities[community], compound, building, _door(ctx, one.id, one.door)),
            *(grid if kind == UnitKind.GRID else None, _day(one.since), _day(one.until)),
        )
        for one, building, compound, community, kind, grid in await ctx.session.execute(query)
    )


def _door(ctx: Ctx, household_id: int, door: Sealed) -> str:
    return ctx.vault.open(door, f"household:{household_id}:door")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


ADDRESS = (Household.id, Household.door, Building.name, Compound.name, Compound.community_id)
ORDER = (Compound.id, Building.walk_order, Building.id, Household.walk_order, Household.id, Person.id)


def _here(scope: Scope, today: date) -> tuple[ColumnElement[bool], ...]:
    """People who live in these communities, whose names are known."""
    return (
        Compound.community_id.in_(scope.communities),
        _living_there(today),
        Person.name.is_not(None),
        or_(Person.moved_out_on.is_(None), Person.moved_out_on > today),
    )


@dataclass(frozen=True)
class _Person:
    """`row` begins with the address; `number` is ours where the office has none and the name alone does not tell."""

    household_id: int
    address: tuple[Cell, ...]
    name: str | None
    phone: str | None
    number: str | None
    moved_out_on: date | None

    def row(self, *, told_apart: bool, person_id: int) -> tuple[Cell, ...]:
        number = self.number or (None if told_apart else mark_of(person_id))
        return (*self.address, self.name, self.phone, number)


def _opened(ctx: Ctx, person: Person, column: str) -> str | None:
    sealed: Sealed | None = getattr(person, column)
    return ctx.vault.open(sealed, f"person:{person.id}:{column}") if sealed else None


async def _people(ctx: Ctx, scope: Scope) -> dict[int, _Person]:
    query = (
        select(Person, *ADDRESS)
        .join(Household, Household.id == Person.household_id)
        .join(Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .where(*_here(scope, ctx.today))
        .order_by(*ORDER)
    )
    found = {}
    for person, home, door, building, compound, community in await ctx.session.execute(query):
        address = (scope.communities[community], compound, building, _door(ctx, home, door))
        name, phone, number = (_opened(ctx, person, column) for column in ("name", "phone", "number"))
        found[person.id] = _Person(home, address, name, phone, number, person.moved_out_on)
    return found


def _rows_by_person(people: dict[int, _Person]) -> dict[int, tuple[Cell, ...]]:
    names = Counter((one.household_id, one.name) for one in people.values())
    return {
        id_: one.row(told_apart=names[one.household_id, one.name] == 1, person_id=id_) for id_, one in people.items()
    }


async def _care(ctx: Ctx, people: dict[int, tuple[Cell, ...]], scope: Scope) -> Rows:
    """In the order of the people."""
    words = ctx.settings.roster.categories
    query = (
        select(Care)
        .join(Person, Person.id == Care.person_id)
        .join(Household, Household.id == Person.household_id)
        .join(Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .where(*_here(scope, ctx.today), or_(Care.ends_on.is_(None), Care.ends_on >= ctx.today))
        .order_by(*ORDER, Care.id)
    )
    return tuple(
        (
            *people[care.person_id],
            *(words.get(care.category, (care.category,))[0], _day(care.starts_on), _day(care.ends_on)),
            ctx.vault.open(care.note, f"care:{care.person_id}:{care.category}:note") if care.note else None,
        )
        for care in await ctx.session.scalars(query)
        if care.person_id in people
    )


async def _workers(ctx: Ctx, scope: Scope) -> Rows:
    """Whoever has told the house no name cannot be written down by one."""
    query = (
        select(RoleHeld, Person, Unit.name, Unit.parent_id)
        .join(Person, Person.id == RoleHeld.person_id)
        .join(Unit, Unit.id == RoleHeld.unit_id)
        .where(
            RoleHeld.role == Role.GRID_WORKER,
            Unit.parent_id.in_(scope.communities),
            or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= ctx.today),
            Person.name.is_not(None),
        )
        .order_by(Unit.id, RoleHeld.id)
    )
    return tuple(
        (
            *(scope.communities[parent or 0], grid, _opened(ctx, person, "name"), _opened(ctx, person, "phone")),
            *(_day(held.starts_on), _day(held.ends_on)),
        )
        for held, person, grid, parent in await ctx.session.execute(query)
    )
