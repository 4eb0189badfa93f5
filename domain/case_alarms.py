"""Every alarm of a case's two clocks, as a pure function of its times: the reminder, then the three steps of a breach.

The facts are stored (which alarm was taken when); what is due is worked out anew from the case each time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from domain.case_flow import UNRESOLVED, CaseState, HandlingRoute
from domain.deadlines import ClockKind, Term, escalation_steps, remind_at
from domain.worktime import WorkCalendar, WorkingHours, local_date, working_days_from

RUNNING = UNRESOLVED - {CaseState.SUSPENDED}
"""States in which a case's clocks run."""


def next_deadline(state: str, respond_by: datetime, resolve_by: datetime) -> datetime:
    """Of the answer while nobody has answered, then of the resolution."""
    return respond_by if state == CaseState.SUBMITTED else resolve_by


class CaseClock(StrEnum):
    RESPONSE = "response"
    RESOLUTION = "resolution"


class Level(StrEnum):
    """Who an alarm is for, in this order."""

    REMINDER = "reminder"
    GRID = "grid"
    COMMUNITY = "community"
    STREET = "street"


ORDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class Alarm:
    """`at` is when it is due, `due_at` the deadline that it is about."""

    clock: CaseClock
    level: Level
    at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Times:
    """What the clocks know of a case whose state is one of RUNNING. `clock_from` is where its present round began."""

    created_at: datetime
    clock_from: datetime
    respond_by: datetime
    resolve_by: datetime
    responded: bool
    urgent: bool


@dataclass(frozen=True)
class AlarmRules:
    """`share` of the time after which the handler is reminded; the pauses between the steps of a breach."""

    share: float
    pause: Term
    urgent_pause: Term
    calendar: WorkCalendar
    hours: WorkingHours
    tz: tzinfo


def is_urgent(route: str, danger: str | None) -> bool:
    """Danger and what is handled at once on the spot are told by day and night."""
    return danger is not None or route == HandlingRoute.ON_SPOT


def alarms(times: Times, rules: AlarmRules) -> tuple[Alarm, ...]:
    """All of them, passed and to come, of each clock in the order of their levels."""
    found = _of_clock(CaseClock.RESOLUTION, times.clock_from, times.resolve_by, times.urgent, rules)
    if not times.responded:
        found = (*_of_clock(CaseClock.RESPONSE, times.created_at, times.respond_by, times.urgent, rules), *found)
    return found


def _of_clock(
    clock: CaseClock, start: datetime, due_at: datetime, urgent: bool, rules: AlarmRules
) -> tuple[Alarm, ...]:
    """Never before the clock has begun, also where its deadline was over by then."""
    pause = rules.urgent_pause if urgent else rules.pause
    reminder = min(remind_at(start, due_at, rules.share), due_at)
    steps = escalation_steps(due_at, pause, rules.calendar, rules.hours, rules.tz)
    levels = ((Level.REMINDER, reminder), *((Level(step.level), step.at) for step in steps))
    return tuple(Alarm(clock, level, max(at, start), due_at) for level, at in levels)


def after_suspension(
    due_at: datetime, span: timedelta, clock: ClockKind, calendar: WorkCalendar, hours: WorkingHours, tz: tzinfo
) -> datetime:
    """A deadline moved on by the time that a case was suspended.

    By the clock, so that nobody is left less time than they had; and where only office time counts, not into a night or
    a holiday: a moment at which the office is shut is moved on to the end of its next opening.
    """
    moved = due_at + max(span, timedelta())
    if clock in (ClockKind.URGENT, ClockKind.CALENDAR_DAYS):
        return moved
    spans = (span for day in working_days_from(local_date(moved, tz), calendar) for span in hours.on(day, tz))
    opens, closes = next(span for span in spans if span[1] >= moved)
    return moved if moved >= opens else closes
