"""A household goes to another grid of its community, or behind another door, with all that is still open there: done by
the community's staff, looked at first, and told to both workers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select, update

from domain.cadence import window_state
from domain.care_looks import Look
from domain.errors import NotFound
from domain.handover_errors import DoorTaken, HomeElsewhere, HomeMovedOn, HomeStays
from domain.notices import Notice
from domain.roles import Role, UnitKind
from domain.worktime import ONE_DAY
from models.audit import AccessLog
from models.people import Person
from models.places import Building, Compound, Household, Unit
from models.visit import VisitWindow
from services import care_log
from services.act import Ctx
from services.notify import tell
from services.people.people import spoken_name
from services.visit import visit_facts, visit_moves, walk_plans
from services.visit.home_places import Place, Target, community_of, door_in, hold_doors, last_on_the_way, place_in
from services.visit.visit_changes import changed
from services.visit.visit_duty import walkers_on
from services.visit.visit_facts import UNSETTLED, Home
from services.visit.visit_views import Address
from services.visit.visits import MOVED, home_for


@dataclass(frozen=True)
class Stood:
    """Where a household was when its card was drawn."""

    grid_id: int
    building_id: int


@dataclass(frozen=True)
class Ends:
    """Where a move ends: in a grid, and behind which `door` of a `place` where that is another."""

    grid_id: int
    place: Place | None = None
    door: str = ""

    @property
    def address(self) -> Address | None:
        return Address(self.place.compound, self.place.building, self.door) if self.place else None


@dataclass(frozen=True)
class Side:
    """A grid and who walks it today; what lies in no grid has its community for one, `is_grid` is false."""

    grid_id: int
    grid: str
    is_grid: bool
    workers: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What a move changes. `owed` are the windows that go along, by rule; `by` is the last day of their grace."""

    household_id: int
    stood: Stood
    address: Address
    people: int
    before: Side
    after: Side
    new_address: Address | None
    owed: tuple[tuple[str, int], ...]
    by: date


async def movable(ctx: Ctx, household_id: int) -> Home:
    """A household that its community's staff may move. Raises NotFound for everybody else."""
    home = await home_for(ctx, household_id)
    await need_office(ctx, home.grid_id)
    return home


async def need_office(ctx: Ctx, unit_id: int) -> Unit:
    """The unit, for its community's staff. Raises NotFound."""
    unit = await ctx.session.get(Unit, unit_id)
    offices = [held for held in ctx.actor.roles if held.role is Role.COMMUNITY_STAFF]
    if unit is None or not any(held.opens(unit.path) for held in offices):
        raise NotFound
    return unit


async def preview(ctx: Ctx, household_id: int, to: Target) -> Preview:
    """Raises NotFound, and what stands against it: HomeStays, HomeElsewhere, NoGridThere, DoorTaken,
    DoorNotUnderstood."""
    home = await movable(ctx, household_id)
    ends = await checked(ctx, home, to, await community_of(ctx, home.grid_id))
    return await previewed(ctx, home, ends.grid_id, ends.address, VisitWindow.household_id == home.id)


async def previewed(
    ctx: Ctx, home: Home, grid_id: int, new_address: Address | None, goes: ColumnElement[bool]
) -> Preview:
    """`goes`: the windows of whoever moves."""
    stored = await visit_facts.windows(ctx, ctx.today, VisitWindow.household_id == home.id, goes)
    stops = await visit_facts.stops_for(ctx, stored, ctx.today)
    still = [w for w in stored if window_state(w.facts, stops.of(w), ctx.today) in UNSETTLED]
    counts = Counter(window.facts.rule.key for window in still)
    sides = await sides_of(ctx, (home.grid_id, grid_id))
    return Preview(
        home.id,
        Stood(home.grid_id, home.building_id),
        home.address(ctx),
        len((await visit_facts.residents(ctx, [home.id], ctx.today))[home.id]),
        sides[0],
        sides[1],
        new_address,
        tuple(counts.items()),
        visit_moves.last_of_grace(ctx, ctx.today + ONE_DAY),
    )


async def look_at(ctx: Ctx, household_id: int, to: Target) -> Preview:
    """The same for whoever reads it. What is owed says why somebody is visited: the look is written down, so run it as
    a use case that writes."""
    found = await preview(ctx, household_id, to)
    await care_log.looked(ctx, Look.HOUSEHOLD, [household_id])
    return found


async def move(ctx: Ctx, household_id: int, stood: Stood, to: Target) -> None:
    """The household is elsewhere in its community from now on. Raises HomeMovedOn and what `preview` raises."""
    home = await movable(ctx, household_id)
    await go(ctx, home, stood, to, await community_of(ctx, home.grid_id))


async def go(ctx: Ctx, home: Home, stood: Stood, to: Target, community: int | None) -> None:
    """The move itself, to a place of `community`. Who may was asked before.

    1. Whoever comes second hears that it was moved meanwhile.
    2. What nothing has settled goes along, with the grace of a move; history stays with the old grid.
    3. Today's walks of both grids are worked out anew when somebody looks.
    4. Whoever walks either grid is told, once.
    """
    row = await ctx.session.get_one(Household, home.id, with_for_update=True, populate_existing=True)
    if (row.grid_id, row.building_id) != (stood.grid_id, stood.building_id):
        raise HomeMovedOn
    await hold_doors(ctx, to.building_id)
    ends = await checked(ctx, home, to, community)
    if ends.place is not None:
        row.building_id, row.walk_order = ends.place.building_id, await last_on_the_way(ctx, ends.place.building_id)
        row.door = ctx.vault.seal(ends.door, f"household:{row.id}:door")
        lives = {"community_id": community, "compound_id": ends.place.compound_id}
        await ctx.session.execute(update(Person).where(Person.household_id == row.id).values(lives))
    row.grid_id = ends.grid_id
    await ctx.session.flush()
    tomorrow = ctx.today + ONE_DAY
    await visit_moves.follow(ctx, await changed(ctx, tomorrow, VisitWindow.household_id == row.id), tomorrow)
    await walk_plans.forget(ctx, (stood.grid_id, ends.grid_id), ctx.today)
    await say_moved(ctx, row.id, stood, ends.grid_id)


async def say_moved(ctx: Ctx, household_id: int, stood: Stood, grid_id: int, person_id: int | None = None) -> None:
    """Whoever walks either grid is told, once, and it is kept who did it. `person_id`: who came to that household."""
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what=MOVED, subject_id=household_id))
    walkers = await walkers_on(ctx, ctx.today, {stood.grid_id, grid_id})
    people = {person for some in walkers.values() for person in some} - {ctx.person_id}
    where = {"household": household_id, "was": stood.grid_id, "building": stood.building_id, "to": grid_id}
    where |= {"alone": True} if person_id else {}
    key = f"home-moved:{person_id or household_id}:{ctx.now.isoformat()}"
    await tell(ctx, people, Notice.HOME_MOVED, key, **where)


async def address_for(ctx: Ctx, household_id: int) -> Address:
    """For whoever looks after it. Raises NotFound."""
    return (await home_for(ctx, household_id)).address(ctx)


async def building_name(ctx: Ctx, building_id: int) -> tuple[str, str]:
    """Compound and building, which everybody may know."""
    query = select(Compound.name, Building.name).join(Building, Building.compound_id == Compound.id)
    compound, building = (await ctx.session.execute(query.where(Building.id == building_id))).one()
    return compound, building


async def checked(ctx: Ctx, home: Home, to: Target, community: int | None) -> Ends:
    """Where it ends. Raises what stands against it."""
    if to.building_id is None:
        grid = await ctx.session.get(Unit, to.grid_id)
        if grid is None or grid.kind != UnitKind.GRID or grid.parent_id != community:
            raise HomeElsewhere
        if grid.id == home.grid_id:
            raise HomeStays
        return Ends(grid.id)
    place = await place_in(ctx, to.building_id, community)
    door, behind = await door_in(ctx, to.building_id, to.door)
    if behind is not None:
        raise HomeStays if behind == home.id else DoorTaken
    return Ends(place.grid_id, place, door)


async def sides_of(ctx: Ctx, grids: Sequence[int]) -> list[Side]:
    walkers = await walkers_on(ctx, ctx.today, grids)
    ids = {person for people in walkers.values() for person in people}
    names = {
        one.id: spoken_name(ctx, one) for one in await ctx.session.scalars(select(Person).where(Person.id.in_(ids)))
    }
    found = []
    for grid in grids:
        unit = await ctx.session.get_one(Unit, grid)
        who = tuple(names[one] for one in sorted(walkers.get(grid, ())))
        found.append(Side(grid, unit.name, unit.kind == UnitKind.GRID, who))
    return found
