"""What a worker is reminded of, worked out at the moment of sending."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from domain.cadence import Period, VisitRule, strictest, window_of
from models.visit import VisitWindow
from services.act import Ctx
from services.visit.visit_counted import STOP, counted, rest_days
from services.visit.visit_duty import grids_of
from services.visit.visit_views import Digest, Walk
from services.visit.visit_walk import walk


async def digest(ctx: Ctx, worker_id: int, day: date) -> Digest | None:
    """The morning's content: today's walk and, on the days for it, what is left of windows that end soon. None where
    there is nothing to tell, and once the day is over."""
    if day != ctx.today:
        return None
    todays = await walk(ctx, worker_id, day)
    ending = await _ending(ctx, worker_id, day)
    return Digest(todays, ending) if todays.stops or ending else None


async def remainder(ctx: Ctx, worker_id: int, day: date) -> Walk | None:
    """The afternoon's content: today's walk, if any stop of it still owes a visit."""
    if day != ctx.today:
        return None
    todays = await walk(ctx, worker_id, day)
    return todays if todays.left else None


def ends_soon(rule: VisitRule, day: date, days: int) -> bool:
    """Whether `day` is the one on which this rule's remainder is told, so many `days` before the end: three make it
    Thursday for a week. A daily rule has none."""
    return rule.period is not Period.DAY and day == window_of(rule.period, day).end - timedelta(days=days)


async def _ending(ctx: Ctx, worker_id: int, day: date) -> tuple[tuple[str, int], ...]:
    """(rule, subjects not yet met) for the rules whose windows end soon, counted in one statement. A person under
    several rules counts under the strictest only."""
    days = ctx.settings.visits.reminders.remainder_days
    told = [rule for rule in ctx.settings.visits.rules if ends_soon(rule, day, days)]
    grids = await grids_of(ctx, worker_id, day)
    if not told or not grids:
        return ()
    rest = rest_days(ctx, min(window_of(rule.period, day).start for rule in told), day)
    owed = [
        and_(VisitWindow.rule == rule.key, ~_met(rule, rest, day), ~_under_a_stricter(ctx, rule, day)) for rule in told
    ]
    query = select(VisitWindow.rule, func.count()).where(
        VisitWindow.grid_id.in_(grids), *_live(VisitWindow, day), VisitWindow.ends_on >= day, or_(*owed)
    )
    left = dict((await ctx.session.execute(query.group_by(VisitWindow.rule))).all())
    return tuple((rule.key, left[rule.key]) for rule in told if rule.key in left)


def _met(rule: VisitRule, rest: Collection[date], day: date) -> ColumnElement[bool]:
    stop = counted(rule, VisitWindow, rest)
    return stop.where(STOP.day(rule) >= VisitWindow.starts_on, STOP.day(rule) <= day).exists()


def _under_a_stricter(ctx: Ctx, rule: VisitRule, day: date) -> ColumnElement[bool]:
    """That the subject has a window of a stricter rule, met or not."""
    stricter = [
        one.key
        for one in ctx.settings.visits.rules
        if one.subject is rule.subject and one != rule and strictest((rule, one)) == one
    ]
    other = aliased(VisitWindow)
    theirs = select(other.id).where(other.rule.in_(stricter), other.subject_id == VisitWindow.subject_id)
    return theirs.where(*_live(other, day)).correlate(VisitWindow).exists()


def _live(window: Any, day: date) -> tuple[ColumnElement[bool], ...]:
    """That a visit on `day` could settle it."""
    lapsed = or_(window.lapsed_on.is_(None), window.lapsed_on > day)
    return window.starts_on <= day, window.closes_on >= day, lapsed
