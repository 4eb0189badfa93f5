"""What somebody picks from when a household is moved: the household by its grid, building and door, and where it goes;
each list a page at a time, for the community's staff alone."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from domain.errors import NotFound
from domain.roles import Role, UnitKind
from models.places import Building, Compound, Household, Unit
from services.act import Ctx
from services.visit.home_moves import Side, movable, need_office, sides_of
from services.visit.home_places import community_of
from services.visit.visit_views import Address

PAGE = 5
"""With the way on, six buttons."""


@dataclass(frozen=True)
class Page:
    """Ids with names; `after` is the id after which the next page begins, None: this is the last. `title` says of
    what."""

    title: str
    rows: tuple[tuple[int, str], ...]
    after: int | None


@dataclass(frozen=True)
class Stands:
    """Where a household is: behind which door, and in which grid; `in_grid`: in a grid at all."""

    address: Address
    grid: str
    in_grid: bool


@dataclass(frozen=True)
class GridsPage:
    """The other grids of a household's community, each with who walks it today."""

    stands: Stands
    sides: tuple[Side, ...]
    after: int | None


async def where(ctx: Ctx, household_id: int) -> Stands:
    """Raises NotFound."""
    home = await movable(ctx, household_id)
    here = await ctx.session.get_one(Unit, home.grid_id)
    return Stands(home.address(ctx), here.name, here.kind == UnitKind.GRID)


async def grids(ctx: Ctx, household_id: int, after: int = 0) -> GridsPage:
    """Where a household can go behind its own door. Raises NotFound."""
    home = await movable(ctx, household_id)
    community = await community_of(ctx, home.grid_id)
    query = select(Unit.id, Unit.name).where(
        Unit.kind == UnitKind.GRID, Unit.parent_id == community, Unit.id != home.grid_id
    )
    page = await page_of(ctx, "", query, Unit.id, after)
    sides = await sides_of(ctx, [id_ for id_, _ in page.rows])
    return GridsPage(await where(ctx, household_id), tuple(sides), page.after)


async def own_grids(ctx: Ctx, after: int = 0) -> Page:
    """The grids of the communities whose staff the actor is. Raises NotFound."""
    offices = ctx.actor.units(Role.COMMUNITY_STAFF)
    if not offices:
        raise NotFound
    query = select(Unit.id, Unit.name).where(Unit.kind == UnitKind.GRID, Unit.parent_id.in_(offices))
    return await page_of(ctx, "", query, Unit.id, after)


async def compounds(ctx: Ctx, household_id: int, after: int = 0) -> Page:
    """Raises NotFound."""
    return await compounds_of(ctx, await _community(ctx, household_id), after)


async def compounds_of(ctx: Ctx, community_id: int, after: int) -> Page:
    """Of a community, whoever asks."""
    here = await ctx.session.get_one(Unit, community_id)
    query = select(Compound.id, Compound.name).where(Compound.community_id == community_id)
    return await page_of(ctx, here.name, query, Compound.id, after)


async def buildings(ctx: Ctx, household_id: int, compound_id: int, after: int = 0) -> Page:
    """Of a compound, as the way goes. Raises NotFound, also for one of another community."""
    return await buildings_of(ctx, await _community(ctx, household_id), compound_id, after)


async def buildings_of(ctx: Ctx, community_id: int, compound_id: int, after: int) -> Page:
    """Of a compound of this community, whoever asks. Raises NotFound."""
    compound = await ctx.session.get(Compound, compound_id)
    if compound is None or compound.community_id != community_id:
        raise NotFound
    query = select(Building.id, Building.name).where(Building.compound_id == compound_id)
    return await page_of(ctx, compound.name, query, Building.id, after)


async def _community(ctx: Ctx, household_id: int) -> int:
    community = await community_of(ctx, (await movable(ctx, household_id)).grid_id)
    if community is None:
        raise NotFound
    return community


async def buildings_in(ctx: Ctx, unit_id: int, after: int = 0) -> Page:
    """Buildings with households of this grid; of a community, with those that lie in none. Raises NotFound."""
    unit = await need_office(ctx, unit_id)
    homes = select(Household.building_id).where(Household.grid_id == unit_id, _stands(ctx))
    query = select(Building.id, Compound.name, Building.name).join(Compound, Compound.id == Building.compound_id)
    query = query.where(Building.id.in_(homes), Building.id > after).order_by(Building.id).limit(PAGE + 1)
    found = [(id_, f"{compound} {name}") for id_, compound, name in await ctx.session.execute(query)]
    return _cut(unit.name, found)


async def doors_in(ctx: Ctx, unit_id: int, building_id: int, after: int = 0) -> Page:
    """Households of this grid in a building. Raises NotFound."""
    await need_office(ctx, unit_id)
    building = await ctx.session.get(Building, building_id)
    if building is None:
        raise NotFound
    query = select(Household.id, Household.door).where(
        Household.building_id == building_id, Household.grid_id == unit_id, Household.id > after, _stands(ctx)
    )
    rows = (await ctx.session.execute(query.order_by(Household.id).limit(PAGE + 1))).all()
    found = [(id_, ctx.vault.open(door, f"household:{id_}:door")) for id_, door in rows]
    return _cut(building.name, found)


def _stands(ctx: Ctx) -> ColumnElement[bool]:
    return or_(Household.until.is_(None), Household.until >= ctx.today)


async def page_of(ctx: Ctx, title: str, query: Select[int, str], id_: InstrumentedAttribute[int], after: int) -> Page:
    """A page of ids with names, after the id `after`."""
    rows = (await ctx.session.execute(query.where(id_ > after).order_by(id_).limit(PAGE + 1))).all()
    return _cut(title, [(one, name) for one, name in rows])


def _cut(title: str, rows: list[tuple[int, str]]) -> Page:
    return Page(title, tuple(rows[:PAGE]), rows[PAGE - 1][0] if len(rows) > PAGE else None)
