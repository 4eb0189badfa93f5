"""Today's walk: what was planned when the day began, so it is the same at any hour, and what came of it since."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from domain.cadence import Outcome, Subject, strictest, window_state
from domain.care_looks import Look
from domain.errors import NotFound
from domain.walk_wishes import Stop, in_walking_order, starting_at
from models.places import Unit
from models.visit import VisitWindow
from services import care_log
from services.act import Ctx
from services.visit import visit_facts, visit_wishes, walk_plans
from services.visit.visit_duty import grids_of
from services.visit.visit_facts import UNSETTLED, Home, Resident, Stops, StoredWindow
from services.visit.visit_views import Done, Walk, WalkPerson, WalkStop


async def my_walk(ctx: Ctx, shown: Look = Look.WALK) -> Walk:
    """The actor's walk of today; NotFound for nobody in particular. It holds care data, so the look is written down:
    run it as a use case that writes."""
    if ctx.actor.person_id is None:
        raise NotFound
    todays = await walk(ctx, ctx.actor.person_id, ctx.today)
    if todays.stops:
        await care_log.looked_today(ctx, shown, todays.grids)
    return todays


async def outlines(ctx: Ctx) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The boundaries of the grids that the actor walks today, rings of latitude and longitude."""
    grids = await grids_of(ctx, ctx.person_id, ctx.today)
    rings = await ctx.session.scalars(select(Unit.boundary).where(Unit.id.in_(grids), Unit.boundary.is_not(None)))
    return tuple(tuple((lat, lon) for lon, lat in ring) for ring in rings if ring)


async def walk(ctx: Ctx, worker_id: int, day: date) -> Walk:
    """The stops of `day` for the grids that this worker looks after then, and what has been recorded there since.

    1. What was planned for these grids, from the building on at which the worker begins.
    2. What was written down since, and what was taken off the walk.
    3. Doors and names are opened, for these stops only.

    NotFound for anybody but that worker.
    """
    if ctx.actor.person_id is None or ctx.actor.person_id != worker_id:
        raise NotFound
    calls_count = not ctx.calendar.day(day).is_working and any(r.rest_day_ways for r in ctx.settings.visits.rules)
    grids = await grids_of(ctx, worker_id, day)
    if not grids:
        return Walk(day, (), on_duty=False, calls_count=calls_count)
    open_windows, homes, planned = await _planned(ctx, grids, day)
    stops = starting_at(planned, await visit_wishes.beginning(ctx, worker_id, day))
    here = {stop.household_id for stop in stops}
    off = await visit_wishes.off(ctx, here, day)
    residents = await visit_facts.residents(ctx, here, day)
    visits = await visit_facts.stops_for(ctx, list(open_windows.values()), day)
    views = tuple(
        WalkStop(
            stop.household_id,
            homes[stop.household_id].address(ctx),
            stop.why,
            _people(ctx, stop, open_windows, residents[stop.household_id]),
            done([open_windows[id_] for id_ in stop.windows], visits, day, off),
            stop.windows,
            homes[stop.household_id].building_id,
            homes[stop.household_id].place,
        )
        for stop in stops
    )
    return Walk(day, views, on_duty=True, calls_count=calls_count, grids=grids)


async def _planned(
    ctx: Ctx, grids: Collection[int], day: date
) -> tuple[Mapping[int, StoredWindow], Mapping[int, Home], Sequence[Stop]]:
    """The stops of these grids in one round, with their homes and the windows that they serve."""
    planned = await walk_plans.planned(ctx, grids, day)
    served = [window for _, _, windows in planned for window in windows]
    stored = {window.id: window for window in await visit_facts.windows(ctx, day, VisitWindow.id.in_(served))}
    homes = await visit_facts.homes(ctx, [home for home, _, _ in planned])
    stops = [
        Stop(home, homes[home].way, homes[home].walk_order, still_there, why)
        for home, why, windows in planned
        if (still_there := tuple(window for window in windows if window in stored))
    ]
    return stored, homes, in_walking_order(stops)


def done(stored: Sequence[StoredWindow], visits: Stops, day: date, off: Collection[int]) -> Done:
    """What a day came to at one stop, with everything that was written down by its end. `off` are the households that
    were taken off the walk; a visit made there all the same counts as one."""
    if all(window_state(window.facts, visits.of(window), day) not in UNSETTLED for window in stored):
        return Done.MET
    today = [visit.outcome for window in stored for visit in visits.at.get(window.household_id, ()) if visit.on == day]
    if Outcome.MET in today:
        return Done.PARTLY
    if today:
        return Done.NOT_HOME
    return Done.PUT_OFF if stored[0].household_id in off else Done.OPEN


def _people(
    ctx: Ctx, stop: Stop, stored: Mapping[int, StoredWindow], residents: Sequence[Resident]
) -> tuple[WalkPerson, ...]:
    """Who is asked for by name, each under the strictest of their rules."""
    asked: dict[int, list[StoredWindow]] = defaultdict(list)
    for window_id in stop.windows:
        window = stored[window_id]
        if window.facts.rule.subject is Subject.PERSON:
            asked[window.facts.subject_id].append(window)
    return tuple(
        WalkPerson(one.id, one.spoken(ctx), strictest(w.facts.rule for w in asked[one.id]).key)
        for one in residents
        if one.id in asked
    )
