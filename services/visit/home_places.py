"""Where somebody can go: a building of a community, the grid that it lies in, and who lives behind a door of it."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from domain.handover_errors import DoorNotUnderstood, HomeElsewhere, NoGridThere
from domain.roles import UnitKind
from domain.roster_cells import door_key
from models.places import Building, Compound, Household, Unit
from services.act import Ctx

LONGEST_DOOR = 40


@dataclass(frozen=True)
class Target:
    """Where it goes: a grid, behind the same door; or a building, behind another one."""

    grid_id: int | None = None
    building_id: int | None = None
    door: str | None = None


@dataclass(frozen=True)
class Place:
    """A building where somebody can go, and the grid it lies in."""

    building_id: int
    grid_id: int
    compound_id: int
    compound: str
    building: str


async def place_in(ctx: Ctx, building_id: int, community: int | None) -> Place:
    """Raises HomeElsewhere for one outside that community, NoGridThere."""
    query = select(Building, Compound.name, Compound.community_id, Unit.kind, Unit.parent_id)
    query = query.join(Compound, Compound.id == Building.compound_id).join(Unit, Unit.id == Building.grid_id)
    found = (await ctx.session.execute(query.where(Building.id == building_id))).one_or_none()
    if found is None or found[2] != community:
        raise HomeElsewhere
    building, compound, _, kind, above = found
    if kind != UnitKind.GRID:
        raise NoGridThere
    if above != community:
        raise HomeElsewhere
    return Place(building.id, building.grid_id, building.compound_id, compound, building.name)


async def hold_doors(ctx: Ctx, building_id: int | None) -> None:
    """Until this transaction ends nobody else gives away a door of the building."""
    await ctx.session.execute(select(Building.id).where(Building.id == building_id).with_for_update())


async def door_in(ctx: Ctx, building_id: int, said: str | None) -> tuple[str, int | None]:
    """As it was written, and the household behind it. Doors are sealed, so those of the building are opened to compare:
    they are few. Raises DoorNotUnderstood."""
    door = " ".join((said or "").split())
    if not 0 < len(door) <= LONGEST_DOOR:
        raise DoorNotUnderstood(limit=LONGEST_DOOR)
    stands = or_(Household.until.is_(None), Household.until >= ctx.today)
    query = select(Household.id, Household.door).where(Household.building_id == building_id, stands)
    for id_, sealed in (await ctx.session.execute(query)).all():
        if door_key(ctx.vault.open(sealed, f"household:{id_}:door")) == door_key(door):
            return door, id_
    return door, None


async def last_on_the_way(ctx: Ctx, building_id: int) -> int:
    """The walking order of a door that is new to its building."""
    last = select(func.max(Household.walk_order)).where(Household.building_id == building_id)
    return (await ctx.session.scalar(last) or 0) + 1


async def community_of(ctx: Ctx, unit_id: int) -> int | None:
    """Of a grid; a community's own for what lies in none."""
    here = await ctx.session.get_one(Unit, unit_id)
    return here.parent_id if here.kind == UnitKind.GRID else here.id
