"""Today's walk: domain/visit_plan over the facts as they stood when the day began, so it is the same at any hour."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from domain.cadence import Outcome, Subject, strictest, window_state
from domain.errors import NotFound
from domain.visit_plan import Due, Stop, plan_day
from domain.walk_wishes import PutOff, chosen_days, off_today, starting_at
from domain.worktime import ONE_DAY
from models.places import Unit
from models.visit import VisitWindow
from services.act import Ctx
from services.visit import visit_facts, visit_wishes
from services.visit.visit_duty import grids_of
from services.visit.visit_facts import UNSETTLED, Home, LastMet, Resident, Stops, StoredWindow
from services.visit.visit_views import Done, Walk, WalkPerson, WalkStop


async def my_walk(ctx: Ctx) -> Walk:
    """The actor's walk of today; NotFound for nobody in particular."""
    if ctx.actor.person_id is None:
        raise NotFound
    return await walk(ctx, ctx.actor.person_id, ctx.today)


async def outlines(ctx: Ctx) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The boundaries of the grids that the actor walks today, rings of latitude and longitude."""
    grids = await grids_of(ctx, ctx.person_id, ctx.today)
    rings = await ctx.session.scalars(select(Unit.boundary).where(Unit.id.in_(grids), Unit.boundary.is_not(None)))
    return tuple(tuple((lat, lon) for lon, lat in ring) for ring in rings if ring)


async def walk(ctx: Ctx, worker_id: int, day: date) -> Walk:
    """The stops of `day` for the grids that this worker looks after then, and what has been recorded there since.

    1. Windows of those grids that nothing had settled when the day began become what is due.
    2. The planner takes today's share of it, and the worker's own wishes are honoured.
    3. Doors and names are opened, for these stops only.

    NotFound for anybody but that worker.
    """
    if ctx.actor.person_id is None or ctx.actor.person_id != worker_id:
        raise NotFound
    calls_count = not ctx.calendar.day(day).is_working and any(r.rest_day_ways for r in ctx.settings.visits.rules)
    grids = await grids_of(ctx, worker_id, day)
    if not grids:
        return Walk(day, (), on_duty=False, calls_count=calls_count)
    planned = await plan(ctx, grids, day)
    open_windows, homes = planned.windows, planned.homes
    stops = starting_at(planned.stops, await visit_wishes.beginning(ctx, worker_id, day))
    off = off_today(planned.wishes, day)
    here = {stop.household_id for stop in stops}
    residents = await visit_facts.residents(ctx, here, day)
    asked = [window for window in open_windows.values() if window.household_id in here]
    visits = await visit_facts.stops_for(ctx, asked, day)
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
    return Walk(day, views, on_duty=True, calls_count=calls_count)


@dataclass(frozen=True)
class Planned:
    """The stops of a day, the windows due by id, the homes that they are of, and what was wished for these."""

    stops: tuple[Stop, ...]
    windows: Mapping[int, StoredWindow]
    homes: Mapping[int, Home]
    wishes: Sequence[PutOff]


async def plan(ctx: Ctx, grids: Collection[int], day: date) -> Planned:
    """Of these grids, in walking order; nothing is opened for it."""
    stored = await visit_facts.windows(ctx, day, VisitWindow.grid_id.in_(grids))
    windows = {window.id: window for window in await unsettled(ctx, stored, day)}
    homes = await visit_facts.homes(ctx, {window.household_id for window in windows.values()})
    met = await visit_facts.last_met(ctx, homes.keys(), before=visit_facts.midnight(ctx, day))
    wishes = await visit_wishes.wishes(ctx, homes.keys(), day)
    stops = plan_day(day, dues(windows.values(), homes, met), ctx.calendar, chosen_days(wishes, day))
    return Planned(stops, windows, homes, wishes)


async def unsettled(ctx: Ctx, stored: Sequence[StoredWindow], day: date) -> list[StoredWindow]:
    """Those that no visit had settled by the end of the day before."""
    eve = day - ONE_DAY
    visits = await visit_facts.stops_for(ctx, stored, eve, before=visit_facts.midnight(ctx, day))
    return [w for w in stored if window_state(w.facts, visits.of(w), eve) in UNSETTLED]


def dues(stored: Iterable[StoredWindow], homes: Mapping[int, Home], met: LastMet) -> list[Due]:
    return [
        Due(
            window_id=window.id,
            rule=window.facts.rule,
            household_id=window.household_id,
            building=homes[window.household_id].way,
            door=homes[window.household_id].walk_order,
            start=window.facts.start,
            end=window.facts.end,
            closes_on=window.facts.closes_on,
            last_met=met.of(window),
        )
        for window in stored
    ]


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
