"""Which visits count for a window, in SQL: what `domain.cadence.qualifies` says of one visit, for whole tables."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from domain.cadence import Met, Outcome, VisitRule
from domain.worktime import ONE_DAY
from models.visit import Visit, VisitMet
from services.act import Ctx
from services.visit.visit_facts import written


def counted(rule: VisitRule, window: Any, rest_days: Collection[date]) -> Select[date]:
    """The days of the visits that count for each row of `window` (VisitWindow, or what has its columns)."""
    allowed: ColumnElement[bool] = Visit.way.in_(sorted(rule.ways))
    calls = sorted(rule.rest_day_ways - rule.ways)
    if calls and rest_days:
        allowed = or_(allowed, and_(Visit.way.in_(calls), Visit.visited_on.in_(rest_days)))
    query = select(Visit.visited_on).where(Visit.outcome == Outcome.MET, allowed, written(None))
    if rule.met_by is Met.THAT_PERSON:  # at whatever door: who has moved was met all the same
        query = query.join(VisitMet, VisitMet.visit_id == Visit.id).where(VisitMet.person_id == window.subject_id)
    else:
        since_moved = or_(window.moved_on.is_(None), Visit.visited_on >= window.moved_on)
        query = query.where(Visit.household_id == window.household_id, since_moved)
    return query.correlate(window)


def rest_days(ctx: Ctx, first: date, last: date) -> list[date]:
    """On which calls may count, `first` to `last`."""
    days = (first + ONE_DAY * n for n in range((last - first).days + 1))
    return [day for day in days if not ctx.calendar.day(day).is_working]
