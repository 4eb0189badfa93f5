"""One person goes to live behind another door of the community while the others stay: done by its staff, looked at
first, and told to both workers. Where somebody lives behind that door they join them; else it is a new household's."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from domain.cadence import Subject
from domain.care_looks import Look
from domain.handover_errors import HomeElsewhere, HomeMovedOn, HomeStays
from domain.worktime import ONE_DAY
from models.people import Person
from models.places import Household
from models.visit import VisitWindow
from services import care_log
from services.act import Ctx
from services.ids import take_ids
from services.people.moving import leave_home
from services.people.people import spoken_name
from services.visit import visit_facts, visit_moves, walk_plans
from services.visit.home_moves import Preview, Stood, movable, previewed, say_moved
from services.visit.home_places import Place, Target, community_of, door_in, hold_doors, last_on_the_way, place_in
from services.visit.visit_changes import changed
from services.visit.visit_facts import Home
from services.visit.visit_views import Address


@dataclass(frozen=True)
class PersonPreview:
    """What the move changes, and for whom. So many people `stay` behind the old door, and live behind the new one."""

    name: str
    move: Preview
    stay: int
    joins: int


async def preview(ctx: Ctx, household_id: int, person_id: int, to: Target) -> PersonPreview:
    """Raises NotFound, and what stands against it: HomeMovedOn, HomeStays, HomeElsewhere, NoGridThere,
    DoorNotUnderstood."""
    home = await movable(ctx, household_id)
    person = await living(ctx, household_id, person_id)
    place, door, behind = await target(ctx, home, to, await community_of(ctx, home.grid_id))
    address = Address(place.compound, place.building, door)
    people = await visit_facts.residents(ctx, [home.id, *([behind] if behind else [])], ctx.today)
    return PersonPreview(
        spoken_name(ctx, person),
        await previewed(ctx, home, place.grid_id, address, _windows_of(ctx, person_id)),
        len(people[home.id]) - 1,
        len(people[behind]) if behind else 0,
    )


async def look_at(ctx: Ctx, household_id: int, person_id: int, to: Target) -> PersonPreview:
    """The same for whoever reads it: the look is written down, so run it as a use case that writes."""
    found = await preview(ctx, household_id, person_id, to)
    await care_log.looked(ctx, Look.HOUSEHOLD, [household_id])
    return found


async def move(ctx: Ctx, household_id: int, person_id: int, stood: Stood, to: Target) -> None:
    """Raises HomeMovedOn and what `preview` raises."""
    home = await movable(ctx, household_id)
    await go(ctx, home, person_id, stood, to, await community_of(ctx, home.grid_id))


async def go(ctx: Ctx, home: Home, person_id: int, stood: Stood, to: Target, community: int | None) -> None:
    """The person lives at a place of `community` from now on, with their care, their visits owed and the grace of a
    move; what is settled stays where it was. Who may was asked before."""
    person = await living(ctx, home.id, person_id, lock=True)
    if (home.grid_id, home.building_id) != (stood.grid_id, stood.building_id):
        raise HomeMovedOn
    await hold_doors(ctx, to.building_id)
    place, door, behind = await target(ctx, home, to, community)
    there = behind or await _new_home(ctx, place, door)
    await leave_home(ctx, [person.id])
    person.household_id, person.moved_in_on = there, ctx.today
    person.compound_id, person.community_id = place.compound_id, community
    await ctx.session.flush()
    tomorrow = ctx.today + ONE_DAY
    await visit_moves.follow(ctx, await changed(ctx, tomorrow, _windows_of(ctx, person.id)), tomorrow)
    await walk_plans.forget(ctx, {stood.grid_id, place.grid_id}, ctx.today)
    await say_moved(ctx, there, stood, place.grid_id, person.id)


async def living(ctx: Ctx, household_id: int, person_id: int, *, lock: bool = False) -> Person:
    """Raises HomeMovedOn for whoever does not live there (any more)."""
    lives = or_(Person.moved_out_on.is_(None), Person.moved_out_on > ctx.today)
    query = select(Person).where(Person.id == person_id, Person.household_id == household_id, lives)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    person = await ctx.session.scalar(query)
    if person is None:
        raise HomeMovedOn
    return person


async def target(ctx: Ctx, home: Home, to: Target, community: int | None) -> tuple[Place, str, int | None]:
    """The place, the door as it was written, and the household behind it. Raises what stands against it."""
    if to.building_id is None:
        raise HomeElsewhere
    place = await place_in(ctx, to.building_id, community)
    door, behind = await door_in(ctx, to.building_id, to.door)
    if behind == home.id:
        raise HomeStays
    return place, door, behind


async def _new_home(ctx: Ctx, place: Place, door: str) -> int:
    """A door is bound to its household's number, so that comes first."""
    (id_,) = await take_ids(ctx.session, Household, 1)
    sealed, order = ctx.vault.seal(door, f"household:{id_}:door"), await last_on_the_way(ctx, place.building_id)
    home = Household(
        id=id_, building_id=place.building_id, grid_id=place.grid_id, door=sealed, walk_order=order, since=ctx.today
    )
    ctx.session.add(home)
    await ctx.session.flush()
    return id_


def _windows_of(ctx: Ctx, person_id: int) -> ColumnElement[bool]:
    of_people = [rule.key for rule in ctx.settings.visits.rules if rule.subject is Subject.PERSON]
    return and_(VisitWindow.rule.in_(of_people), VisitWindow.subject_id == person_id)
