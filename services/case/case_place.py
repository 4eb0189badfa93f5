"""Where a case belongs: the shared place, else the compound chosen, else the reporter's own grid, else triage."""

from dataclasses import dataclass

from sqlalchemy import select

from domain.errors import NotFound, OutsideTheStreet
from domain.roles import UnitKind
from models.places import Building, Compound, Household, Unit
from services.act import Ctx
from services.street_map import GridHit
from services.streets import own_street, street_of


@dataclass(frozen=True)
class Located:
    """`grid_id` is None where only the community is known; both are None where the street has to say."""

    street_id: int
    community_id: int | None = None
    grid_id: int | None = None
    compound_id: int | None = None


def inside(ctx: Ctx, lat: float, lon: float) -> GridHit:
    """The grid that holds the place. Raises OutsideTheStreet, with the numbers to call instead."""
    hit = ctx.street_map.grid_at(lat, lon)
    if hit is None:
        raise OutsideTheStreet(numbers=" ".join(ctx.settings.street.call_instead))
    return hit


async def locate(
    ctx: Ctx,
    lat: float | None,
    lon: float | None,
    compound_id: int | None,
    household_id: int | None = None,
    unit_id: int | None = None,
) -> Located:
    """`unit_id` is what somebody who knows the place chose in its stead: a grid, a community, or a station there."""
    if lat is not None and lon is not None:
        hit = inside(ctx, lat, lon)
        return Located(await street_of(ctx, hit.community_id), hit.community_id, hit.grid_id, compound_id)
    if household_id is not None:
        return await _of_household(ctx, household_id)
    if unit_id is not None:
        return await _of_unit(ctx, unit_id, compound_id)
    if compound_id is not None:
        return await _of_compound(ctx, compound_id)
    own = ctx.actor
    if own.household_id is not None:
        return await _of_household(ctx, own.household_id)
    if own.compound_id is not None:
        return await _of_compound(ctx, own.compound_id)
    return Located(await own_street(ctx), own.community_id)


async def _of_household(ctx: Ctx, household_id: int) -> Located:
    query = (
        select(Compound.community_id, Household.grid_id, Building.compound_id)
        .join_from(Household, Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .where(Household.id == household_id)
    )
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    community_id, grid_id, compound_id = row
    return Located(await street_of(ctx, community_id), community_id, grid_id, compound_id)


async def _of_compound(ctx: Ctx, compound_id: int) -> Located:
    """A compound that lies in several grids leaves the grid open, unless it is the reporter's own."""
    compound = await ctx.session.get(Compound, compound_id)
    if compound is None:
        raise NotFound
    lies_in = select(Building.grid_id).where(Building.compound_id == compound_id).distinct()
    grids = set(await ctx.session.scalars(lies_in))
    if len(grids) > 1 and ctx.actor.household_id is not None:
        home = await ctx.session.get(Household, ctx.actor.household_id)
        grids = grids & {home.grid_id} if home else grids
    street = await street_of(ctx, compound.community_id)
    return Located(street, compound.community_id, grids.pop() if len(grids) == 1 else None, compound_id)


async def _of_unit(ctx: Ctx, unit_id: int, compound_id: int | None) -> Located:
    """The grid, community and street on the unit's way up the tree."""
    unit = await ctx.session.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    above = [int(part) for part in unit.path.split("/") if part]
    kinds = (await ctx.session.execute(select(Unit.kind, Unit.id).where(Unit.id.in_(above)))).all()
    units = dict(kinds)
    return Located(units[UnitKind.STREET], units.get(UnitKind.COMMUNITY), units.get(UnitKind.GRID), compound_id)
