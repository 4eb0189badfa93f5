"""Which visits count for a window, in SQL: what `domain.cadence.qualifies` says of one visit, for whole tables."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from domain.cadence import Met, Outcome, Subject, VisitRule
from domain.worktime import ONE_DAY
from models.people import EarlierHome
from models.visit import Visit, VisitMet
from services.act import Ctx
from services.visit.visit_facts import written


@dataclass(frozen=True)
class Stop:
    """The tables that a visit is read from: aliases where one visit is asked about another."""

    visit: Any = Visit
    met: Any = VisitMet

    def day(self, rule: VisitRule) -> ColumnElement[date]:
        """The column by which an index finds the visits of some days."""
        day: ColumnElement[date] = (self.met if rule.met_by is Met.THAT_PERSON else self.visit).visited_on
        return day


STOP, EARLIER = Stop(), Stop(aliased(Visit), aliased(VisitMet))


def counted(
    rule: VisitRule,
    window: Any,
    rest_days: Collection[date],
    before: datetime | None = None,
    stop: Stop = STOP,
    *,
    ever: bool = False,
) -> Select[date]:
    """The days of the visits that count for each row of `window` (VisitWindow, or what has its columns), as far as they
    stood written down `before` (None: now). `ever`: for its subject, also before they came under the rule."""
    visit, met = stop.visit, stop.met
    query = _good(rule, rest_days, before, stop)
    if not ever:
        query = query.where(or_(window.came_on.is_(None), visit.visited_on >= window.came_on))
    if rule.met_by is Met.THAT_PERSON:  # at whatever door: who has moved was met all the same
        query = query.join(met, met.visit_id == visit.id).where(met.person_id == window.subject_id)
    else:
        since_moved = or_(window.moved_on.is_(None), visit.visited_on >= window.moved_on)
        query = query.where(visit.household_id == window.household_id, since_moved)
    return query.correlate(window)


def follows_person(rule: VisitRule) -> bool:
    """Whether visits to a home count for somebody who lives there: then it matters where they lived when."""
    return rule.subject is Subject.PERSON and rule.met_by is Met.ANYONE


def at_earlier_homes(
    rule: VisitRule, window: Any, rest_days: Collection[date], before: datetime | None = None, stop: Stop = STOP
) -> Select[date]:
    """The same, of visits to the homes that the subject had moved from, while they lived there; for a rule that
    `follows_person`."""
    visit, home = stop.visit, EarlierHome
    lived = visit.household_id == home.household_id, visit.visited_on <= home.until
    query = _good(rule, rest_days, before, stop).join(home, and_(*lived))
    since = or_(home.since.is_(None), visit.visited_on >= home.since)
    return query.where(home.person_id == window.subject_id, since).correlate(window)


def _good(rule: VisitRule, rest_days: Collection[date], before: datetime | None, stop: Stop) -> Select[date]:
    """The days of visits that met somebody in a way that the rule takes on that day."""
    visit = stop.visit
    allowed: ColumnElement[bool] = visit.way.in_(sorted(rule.ways))
    calls = sorted(rule.rest_day_ways - rule.ways)
    if calls and rest_days:
        allowed = or_(allowed, and_(visit.way.in_(calls), visit.visited_on.in_(rest_days)))
    return select(visit.visited_on).where(visit.outcome == Outcome.MET, allowed, written(before, visit))


def rest_days(ctx: Ctx, first: date, last: date) -> list[date]:
    """On which calls may count, `first` to `last`."""
    days = (first + ONE_DAY * n for n in range((last - first).days + 1))
    return [day for day in days if not ctx.calendar.day(day).is_working]
