"""A worker's own say in the walk: a door put off to another day, a building to begin with. Stored as facts of the day
on which they were made; domain/walk_wishes says what they mean."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy import select

from domain.cadence import window_state
from domain.walk_errors import LastDay, NotThatDay
from domain.walk_wishes import PutOff, chosen_days, days_left, off_today
from models.places import Building, Household
from models.visit import VisitPutOff, VisitWindow, WalkStart
from services.act import Ctx
from services.insert import upsert
from services.visit import visit_facts
from services.visit.visit_facts import UNSETTLED
from services.visit.visits import home_for

LOOK_BACK = timedelta(days=31)
"""A wish is for a day within its window: no longer than a month and its grace."""


async def put_off(ctx: Ctx, household_id: int, to: date | None) -> None:
    """Off today's walk, for another day inside what is owed there, or (None) for when the planner finds best; today
    itself puts it back. The latest wish counts. Raises NotFound, LastDay, NotThatDay."""
    home = await home_for(ctx, household_id)
    if to != ctx.today:
        days = await _days_left(ctx, home.id)
        if not days:
            raise LastDay
        if to is not None and to not in days:
            raise NotThatDay(last=days[-1])
    row = {"household_id": home.id, "off_day": ctx.today, "to_day": to, "worker_id": ctx.person_id, "made_at": ctx.now}
    changed = ["to_day", "worker_id", "made_at"]
    await ctx.session.execute(upsert(ctx.session, VisitPutOff, ["household_id", "off_day"], changed).values(row))


async def days_for(ctx: Ctx, household_id: int) -> list[date]:
    """The later days to which what is owed there can be put off. Raises NotFound."""
    return await _days_left(ctx, (await home_for(ctx, household_id)).id)


async def _days_left(ctx: Ctx, household_id: int) -> list[date]:
    today = ctx.today
    stored = await visit_facts.windows(ctx, today, VisitWindow.household_id == household_id)
    visits = await visit_facts.stops_for(ctx, stored, today)
    owed = (w.facts for w in stored if window_state(w.facts, visits.of(w), today) in UNSETTLED)
    return list(days_left(owed, today))


async def off(ctx: Ctx, households: Collection[int], day: date) -> frozenset[int]:
    """Those of the households that their worker took off the walk of `day`."""
    rows = await ctx.session.execute(
        select(VisitPutOff.household_id, VisitPutOff.off_day, VisitPutOff.to_day).where(
            VisitPutOff.household_id.in_(households), VisitPutOff.off_day == day
        )
    )
    return off_today((PutOff(home, off_day, to) for home, off_day, to in rows), day)


async def chosen(ctx: Ctx, grids: Collection[int], day: date) -> Mapping[int, date]:
    """Household → the day that its worker put it off to, in these grids, as known when `day` began."""
    rows = await ctx.session.execute(
        select(VisitPutOff.household_id, VisitPutOff.off_day, VisitPutOff.to_day)
        .join(Household, Household.id == VisitPutOff.household_id)
        .where(Household.grid_id.in_(grids), VisitPutOff.off_day > day - LOOK_BACK, VisitPutOff.off_day < day)
    )
    return chosen_days((PutOff(home, off, to) for home, off, to in rows), day)


async def begin_at(ctx: Ctx, building_id: int) -> None:
    """Today's round begins at this building."""
    row = {"worker_id": ctx.person_id, "day": ctx.today, "building_id": building_id}
    await ctx.session.execute(upsert(ctx.session, WalkStart, ["worker_id", "day"], ["building_id"]).values(row))


async def beginning(ctx: Ctx, worker_id: int, day: date) -> tuple[int, ...] | None:
    """Where the round of `day` begins, as the planner sorts buildings; None: at the first."""
    query = (
        select(Building.compound_id, Building.walk_order, Building.id)
        .join(WalkStart, WalkStart.building_id == Building.id)
        .where(WalkStart.worker_id == worker_id, WalkStart.day == day)
    )
    row = (await ctx.session.execute(query)).one_or_none()
    return tuple(row) if row else None
