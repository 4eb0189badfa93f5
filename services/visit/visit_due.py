"""What is due on a day, as the planner takes it: the windows that nothing had settled when the day began, of any number
of grids. The database leaves out what is settled, which late in a month is most of them, and packs those of a grid that
are alike: to make a row of each takes longer than to find it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select

from domain.cadence import Met, Outcome, VisitRule
from domain.visit_plan import Due, Dues, Kind
from domain.worktime import ONE_DAY
from models.packed import packed
from models.places import Household
from models.visit import VisitWindow
from services.act import Ctx
from services.visit.visit_counted import EARLIER, STOP, counted, rest_days
from services.visit.visit_facts import midnight, rules, written


async def due(ctx: Ctx, grids: Collection[int], day: date) -> Mapping[int, Dues]:
    """By grid, and as far as it was written down when `day` began, so that it is the same at any hour."""
    found: dict[int, list[tuple[Kind, Sequence[Due]]]] = defaultdict(list)
    for kind in await _kinds(ctx, grids, day):
        for grid, windows in await ctx.session.execute(_unmet(ctx, kind, grids, day)):
            found[grid].append((kind, windows))
    return found


async def _kinds(ctx: Ctx, grids: Collection[int], day: date) -> list[Kind]:
    """Those of these grids that a visit on `day` could settle; not of a rule that the config has no longer."""
    by_key = rules(ctx)
    query = (
        select(VisitWindow.rule, VisitWindow.starts_on, VisitWindow.ends_on, VisitWindow.closes_on)
        .where(VisitWindow.grid_id.in_(grids), VisitWindow.starts_on <= day, VisitWindow.closes_on >= day)
        .distinct()
    )
    return [
        Kind(by_key[rule], start, end, closes)
        for rule, start, end, closes in await ctx.session.execute(query)
        if rule in by_key
    ]


def _unmet(ctx: Ctx, kind: Kind, grids: Collection[int], day: date) -> Select[int, list[Any]]:
    """A row a grid. What begins on `day` nobody can have met before."""
    unmet = select(
        VisitWindow.grid_id,
        packed(Household.id, VisitWindow.id, Household.building_id, _last_met(ctx, kind.rule, day)),
    ).where(
        VisitWindow.household_id == Household.id,
        VisitWindow.grid_id.in_(grids),
        VisitWindow.closes_on == kind.closes_on,  # with the grid, an index
        and_(VisitWindow.rule == kind.rule.key, VisitWindow.starts_on == kind.start, VisitWindow.ends_on == kind.end),
        or_(VisitWindow.lapsed_on.is_(None), VisitWindow.lapsed_on > day),
    )
    if kind.start < day:
        unmet = unmet.where(~_settled(ctx, kind, day))
    return unmet.group_by(VisitWindow.grid_id)


def _settled(ctx: Ctx, kind: Kind, day: date) -> ColumnElement[bool]:
    """Whether a visit before `day` counts for the window."""
    rule, visited_on = kind.rule, STOP.day(kind.rule)
    rest = rest_days(ctx, kind.start, day - ONE_DAY)
    visits = counted(rule, VisitWindow, rest, midnight(ctx, day))
    return visits.where(visited_on >= kind.start, visited_on < day).exists()


def _last_met(ctx: Ctx, rule: VisitRule, day: date) -> ColumnElement[str]:
    """The ISO day on which the window's subject was last met under any rule, "" for never: the newest entry of an
    index, however long the history is."""
    visit, met = EARLIER.visit, EARLIER.met
    if rule.met_by is Met.THAT_PERSON:
        newest: Select[date] = select(met.visited_on).join(visit, visit.id == met.visit_id)
        newest = newest.where(met.person_id == VisitWindow.subject_id).order_by(met.visited_on.desc())
    else:
        newest = select(visit.visited_on).order_by(visit.visited_on.desc())
        newest = newest.where(visit.household_id == VisitWindow.household_id, visit.outcome == Outcome.MET)
    newest = newest.where(written(midnight(ctx, day), visit)).limit(1).correlate(VisitWindow)
    return func.coalesce(cast(newest.scalar_subquery(), String), "")
