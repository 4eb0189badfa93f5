"""What is due on a day, as the planner takes it: the windows that nothing had settled when the day began, of any number
of grids, in one statement. The database leaves out what is settled, which late in a month is most of them, and packs
those of a grid that are alike: to make a row of each takes longer than to find it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, func, or_, select

from domain.cadence import Met, Outcome, VisitRule
from domain.visit_plan import Due, Dues, Kind
from domain.worktime import ONE_DAY
from models.packed import packed
from models.places import Household
from models.visit import VisitWindow
from services.act import Ctx
from services.visit.visit_counted import EARLIER, STOP, counted, rest_days
from services.visit.visit_facts import midnight, rules, written

LONGEST = timedelta(days=62)
"""A window and its grace are over by then, also where a move put it off."""
KIND = VisitWindow.rule, VisitWindow.starts_on, VisitWindow.ends_on, VisitWindow.closes_on


async def due(ctx: Ctx, grids: Collection[int], day: date) -> Mapping[int, Dues]:
    """By grid, and as far as it was written down when `day` began, so that it is the same at any hour. Not of a rule
    that the config has no longer."""
    by_key = rules(ctx)
    found: dict[int, list[tuple[Kind, Sequence[Due]]]] = defaultdict(list)
    for grid, rule, start, end, closes, windows in await ctx.session.execute(_unmet(ctx, grids, day)):
        found[grid].append((Kind(by_key[rule], start, end, closes), windows))
    return found


def _unmet(ctx: Ctx, grids: Collection[int], day: date) -> Select[int, str, date, date, date, list[Any]]:
    """A row for each grid and kind."""
    return (
        select(VisitWindow.grid_id, *KIND)
        .add_columns(packed(_last_met(ctx, day), Household.building_id, Household.id, VisitWindow.id))
        .join(Household, Household.id == VisitWindow.household_id)
        .where(
            VisitWindow.grid_id.in_(grids),
            VisitWindow.starts_on <= day,
            VisitWindow.closes_on >= day,
            or_(VisitWindow.lapsed_on.is_(None), VisitWindow.lapsed_on > day),
            _owed(ctx, day),
        )
        .group_by(VisitWindow.grid_id, *KIND)
    )


def _owed(ctx: Ctx, day: date) -> ColumnElement[bool]:
    """That no visit before `day` counts for the window; for what begins on `day` none can."""
    rest = rest_days(ctx, day - LONGEST, day - ONE_DAY)
    settled = {rule.key: _settled(ctx, rule, rest, day) for rule in ctx.settings.visits.rules}
    return or_(VisitWindow.starts_on == day, ~case(settled, value=VisitWindow.rule, else_=True))


def _settled(ctx: Ctx, rule: VisitRule, rest: Collection[date], day: date) -> ColumnElement[bool]:
    visited_on = STOP.day(rule)
    visits = counted(rule, VisitWindow, rest, midnight(ctx, day))
    return visits.where(visited_on >= VisitWindow.starts_on, visited_on < day).exists()


def _last_met(ctx: Ctx, day: date) -> ColumnElement[str]:
    """The ISO day on which the window's subject was last met under any rule, "" for never: the newest entry of an
    index, however long the history is."""
    visit, met = EARLIER.visit, EARLIER.met
    before = written(midnight(ctx, day), visit)
    person: Select[date] = select(met.visited_on).join(visit, visit.id == met.visit_id)
    person = person.where(met.person_id == VisitWindow.subject_id, before).order_by(met.visited_on.desc())
    anyone = select(visit.visited_on).where(visit.household_id == VisitWindow.household_id, before)
    since_moved = or_(VisitWindow.moved_on.is_(None), visit.visited_on >= VisitWindow.moved_on)
    anyone = anyone.where(visit.outcome == Outcome.MET, since_moved).order_by(visit.visited_on.desc())
    that_person = [rule.key for rule in ctx.settings.visits.rules if rule.met_by is Met.THAT_PERSON]
    newest = case(
        (VisitWindow.rule.in_(that_person), person.limit(1).correlate(VisitWindow).scalar_subquery()),
        else_=anyone.limit(1).correlate(VisitWindow).scalar_subquery(),
    )
    return func.coalesce(cast(newest, String), "")
