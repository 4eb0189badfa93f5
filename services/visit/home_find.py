"""A household by its address as somebody writes it, for whoever looks after it."""

from dataclasses import dataclass

from sqlalchemy import func, select

from domain.errors import NotFound
from domain.handover_errors import NoHomeThere, NoLongerYours
from domain.roles import Role
from domain.roster_cells import Unread, address_of, building_key, compound_key
from models.places import Building, Compound
from services.act import Ctx
from services.visit.home_places import door_in
from services.visit.visit_views import Address
from services.visit.visits import home_for


@dataclass(frozen=True)
class FoundHome:
    household_id: int
    address: Address


async def find(ctx: Ctx, line: str) -> tuple[FoundHome, ...]:
    """What `line` is the address of, from compound to door; none for other words. Raises NoHomeThere for a compound
    that there is and a door behind which nobody lives whom the actor looks after."""
    if not (ctx.actor.has(Role.GRID_WORKER) or ctx.actor.has(Role.COMMUNITY_STAFF)):
        return ()
    try:
        compound, building, door = address_of(line)
    except Unread:
        return ()
    said = func.replace(func.lower(Compound.name), " ", "") == compound_key(compound)
    query = select(Building.id, Building.name).join(Compound, Compound.id == Building.compound_id).where(said)
    buildings = (await ctx.session.execute(query.order_by(Building.id))).all()
    if not buildings:
        return ()
    there = [id_ for id_, name in buildings if building_key(name) == building_key(building)]
    behind = [(await door_in(ctx, id_, door))[1] for id_ in there]
    found = [await _theirs(ctx, home) for home in behind if home is not None]
    if not any(found):
        raise NoHomeThere
    return tuple(home for home in found if home is not None)


async def _theirs(ctx: Ctx, household_id: int) -> FoundHome | None:
    try:
        home = await home_for(ctx, household_id)
    except (NotFound, NoLongerYours):
        return None
    return FoundHome(home.id, home.address(ctx))
