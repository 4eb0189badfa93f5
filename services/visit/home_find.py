"""A household by its address as somebody writes it, for whoever looks after it."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from sqlalchemy import Row, func, or_, select

from domain.errors import NotFound
from domain.handover_errors import NoHomeThere, NoLongerYours
from domain.roles import Role
from domain.roster_cells import Unread, address_of, building_key, compound_key, door_key
from models.places import Building, Compound, Household
from services.act import Ctx
from services.visit.visit_views import Address
from services.visit.visits import home_for


@dataclass(frozen=True)
class FoundHome:
    household_id: int
    address: Address


async def find(ctx: Ctx, line: str) -> tuple[FoundHome, ...]:
    """What `line` is the address of, from compound to door; none for other words. Doors are sealed, so those of the
    building are opened to compare: they are few. Raises NoHomeThere for a compound that there is and a door behind
    which nobody lives whom the actor looks after."""
    if not (ctx.actor.has(Role.GRID_WORKER) or ctx.actor.has(Role.COMMUNITY_STAFF)):
        return ()
    try:
        compound, building, door = address_of(line)
    except Unread:
        return ()
    said = func.replace(func.lower(Compound.name), " ", "") == compound_key(compound)
    query = select(Building.id, Building.name).join(Compound, Compound.id == Building.compound_id).where(said)
    buildings = (await ctx.session.execute(query)).all()
    if not buildings:
        return ()
    found = tuple([home async for home in _behind(ctx, buildings, building, door)])
    if not found:
        raise NoHomeThere
    return found


async def _behind(ctx: Ctx, buildings: Iterable[Row[int, str]], building: str, door: str) -> AsyncIterator[FoundHome]:
    ids = [id_ for id_, name in buildings if building_key(name) == building_key(building)]
    stands = or_(Household.until.is_(None), Household.until >= ctx.today)
    homes = select(Household.id, Household.door).where(Household.building_id.in_(ids), stands).order_by(Household.id)
    for id_, sealed in (await ctx.session.execute(homes)).all():
        if door_key(ctx.vault.open(sealed, f"household:{id_}:door")) == door_key(door):
            home = await _theirs(ctx, id_)
            if home is not None:
                yield home


async def _theirs(ctx: Ctx, household_id: int) -> FoundHome | None:
    try:
        home = await home_for(ctx, household_id)
    except (NotFound, NoLongerYours):
        return None
    return FoundHome(home.id, home.address(ctx))
