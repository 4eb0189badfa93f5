"""What became of the windows of some grids and days, as rows, as it was known on an evening: domain/cadence in SQL."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Select,
    SQLColumnExpression,
    Subquery,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from domain.cadence import VisitRule, Window, WindowState, window_of
from domain.worktime import ONE_DAY
from models.visit import Visit, VisitMet, VisitWindow
from services.act import Ctx
from services.visit.visit_counted import EARLIER, STOP, at_earlier_homes, counted, follows_person, rest_days
from services.visit.visit_facts import midnight

LOOK_BACK = timedelta(days=366)
"""A call on a rest day longer ago than this ends no gap."""
Grids = Select[int]
"""Ids of grids."""


@dataclass(frozen=True)
class Asked:
    """The windows that end in `days`, as they looked at the end of `as_of`; of one rule, or of all."""

    days: Window
    as_of: date
    rule: str | None = None

    def evening(self, ctx: Ctx) -> datetime:
        """The end of the day `as_of`."""
        return midnight(ctx, self.as_of + ONE_DAY)


def facts(ctx: Ctx, asked: Asked, grids: Grids) -> Subquery:
    """A row a window: `id`, `rule`, `subject_id`, `household_id`, `grid_id`, `starts_on`, `ends_on`; its `state`; the
    visit that settled it (`visited_on`, `worker_id`); `judged_on`, its last day by then."""
    windows = _union([_of_rule(ctx, asked, rule, grids) for rule in _rules(ctx, asked)]).subquery("windows")
    until = _earlier_of(windows.c.lapsed_on, asked.as_of)
    state = case(
        (Visit.visited_on <= windows.c.ends_on, WindowState.MET),
        (Visit.id.is_not(None), WindowState.LATE),
        (windows.c.closes_on < until, WindowState.MISSED),
        (windows.c.lapsed_on <= asked.as_of, WindowState.LAPSED),
        else_=WindowState.OPEN,
    )
    named = ("id", "rule", "subject_id", "household_id", "grid_id", "starts_on", "ends_on")
    return (
        select(
            *(windows.c[name] for name in named),
            state.label("state"),
            Visit.visited_on,
            Visit.worker_id,
            _earlier_of(windows.c.ends_on, asked.as_of).label("judged_on"),
        )
        .outerjoin(Visit, Visit.id == windows.c.visit_id)
        .subquery("facts")
    )


def gaps(ctx: Ctx, asked: Asked, grids: Grids) -> Subquery:
    """Two kinds of rows, of windows that had not lapsed: how long nobody had come when one ended (or by that evening),
    and when somebody came in it. Columns `rule`, `grid_id`, `judged_on`, `days`."""
    both = [
        half
        for rule in _rules(ctx, asked)
        for half in (_waiting(ctx, asked, rule, grids), _ended(ctx, asked, rule, grids))
    ]
    found = _union(both).subquery("found")
    began = case((found.c.before > found.c.since, found.c.before), else_=found.c.since)
    days = days_between(ctx, found.c.day, began).label("days")
    return select(found.c.rule, found.c.grid_id, found.c.judged_on, days).subquery("gaps")


def days_between(ctx: Ctx, later: SQLColumnExpression[Any], earlier: SQLColumnExpression[Any]) -> Any:
    """Whole days, which the two databases count each in a way of its own."""
    if ctx.session.get_bind().dialect.name == "postgresql":
        return cast(later.op("-", return_type=Integer())(earlier), Integer)
    return cast(func.julianday(later) - func.julianday(earlier), Integer)


def since(rule: VisitRule) -> SQLColumnExpression[date]:
    """The first day on which the window's subject was under the rule."""
    first = aliased(VisitWindow)
    query = select(func.min(first.starts_on)).where(first.rule == rule.key, first.subject_id == VisitWindow.subject_id)
    return query.correlate(VisitWindow).scalar_subquery()


def last_before(
    ctx: Ctx, rule: VisitRule, as_of: date, day: SQLColumnExpression[Any], *, same: bool
) -> SQLColumnExpression[date]:
    """The last visit that counts for the window's subject before `day`, or on it; as it was known at the end of
    `as_of`."""
    rest, evening = rest_days(ctx, as_of - LOOK_BACK, as_of), midnight(ctx, as_of + ONE_DAY)
    at = EARLIER.day(rule)
    before = at <= day if same else at < day
    here = counted(rule, VisitWindow, rest, evening, EARLIER, ever=True).with_only_columns(at).where(before)
    last = here.order_by(at.desc()).limit(1).correlate(VisitWindow, Visit, VisitMet).scalar_subquery()
    if not follows_person(rule):
        return last
    moved = at_earlier_homes(rule, VisitWindow, rest, evening, EARLIER).with_only_columns(func.max(at)).where(before)
    elsewhere = moved.correlate(VisitWindow, Visit, VisitMet).scalar_subquery()
    return case((or_(last.is_(None), elsewhere > last), elsewhere), else_=last)


def _of_rule(ctx: Ctx, asked: Asked, rule: VisitRule, grids: Grids) -> Select[*tuple[Any, ...]]:
    rest = rest_days(ctx, window_of(rule.period, asked.days.start).start, asked.as_of)
    until, day = _earlier_of(VisitWindow.lapsed_on, asked.as_of), STOP.day(rule)
    first = (
        counted(rule, VisitWindow, rest, asked.evening(ctx))
        .with_only_columns(Visit.id)
        .where(day >= VisitWindow.starts_on, day <= VisitWindow.closes_on, day <= until)
        .order_by(day, Visit.id)
        .limit(1)
    )
    return select(
        VisitWindow.id,
        VisitWindow.rule,
        VisitWindow.subject_id,
        VisitWindow.household_id,
        VisitWindow.grid_id,
        VisitWindow.starts_on,
        VisitWindow.ends_on,
        VisitWindow.closes_on,
        VisitWindow.lapsed_on,
        first.scalar_subquery().label("visit_id"),
    ).where(*_windows(asked, rule, grids))


def _waiting(ctx: Ctx, asked: Asked, rule: VisitRule, grids: Grids) -> Select[*tuple[Any, ...]]:
    end = _earlier_of(VisitWindow.ends_on, asked.as_of)
    before = last_before(ctx, rule, asked.as_of, end, same=True)
    return select(
        VisitWindow.rule,
        VisitWindow.grid_id,
        end.label("judged_on"),
        end.label("day"),
        before.label("before"),
        since(rule).label("since"),
    ).where(*_windows(asked, rule, grids), _not_lapsed(asked))


def _ended(ctx: Ctx, asked: Asked, rule: VisitRule, grids: Grids) -> Select[*tuple[Any, ...]]:
    rest = rest_days(ctx, window_of(rule.period, asked.days.start).start, asked.as_of)
    end, day = _earlier_of(VisitWindow.ends_on, asked.as_of), STOP.day(rule)
    visits = counted(rule, VisitWindow, rest, asked.evening(ctx), ever=True)
    return visits.with_only_columns(
        VisitWindow.rule,
        VisitWindow.grid_id,
        end.label("judged_on"),
        day.label("day"),
        last_before(ctx, rule, asked.as_of, day, same=False).label("before"),
        since(rule).label("since"),
    ).where(*_windows(asked, rule, grids), _not_lapsed(asked), day >= VisitWindow.starts_on, day <= end)


def _windows(asked: Asked, rule: VisitRule, grids: Grids) -> tuple[Any, ...]:
    return (
        VisitWindow.grid_id.in_(grids),
        VisitWindow.rule == rule.key,
        VisitWindow.ends_on >= asked.days.start,
        VisitWindow.ends_on <= asked.days.end,
        VisitWindow.starts_on <= asked.as_of,
    )


def _not_lapsed(asked: Asked) -> Any:
    return or_(VisitWindow.lapsed_on.is_(None), VisitWindow.lapsed_on > asked.as_of)


def _rules(ctx: Ctx, asked: Asked) -> list[VisitRule]:
    """In the order of the config; at least one, so that there is always something to ask."""
    rules = ctx.settings.visits.rules
    return [rule for rule in rules if asked.rule in (None, rule.key)] or list(rules[:1])


def _union(parts: list[Select[*tuple[Any, ...]]]) -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(*parts)


def _earlier_of(day: Any, other: date) -> SQLColumnExpression[date]:
    """`other` where there is no `day`."""
    return case((day < other, day), else_=literal(other, Date))
