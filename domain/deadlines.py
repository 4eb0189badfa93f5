"""When a case is due, when its handler is reminded, and who hears of a breach (domain.md, "Cases": the four clocks).

Moments come in aware and go out in UTC; `calendar`, `hours` and `tz` are the office's.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from domain.worktime import WorkCalendar, WorkingHours, add_working_days, add_working_hours, local_date

REMINDED_AT = 0.8


class ClockKind(StrEnum):
    URGENT = "urgent"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


@dataclass(frozen=True, slots=True)
class Term:
    """A span of time on one of the four clocks: minutes for URGENT, else hours or days. ValueError below 1."""

    amount: int
    clock: ClockKind

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError(f"a term is at least 1: {self.amount}")


# as written        clock                     times
_UNITS = {
    "minute": (ClockKind.URGENT, 1),
    "hour": (ClockKind.URGENT, 60),
    "working_hour": (ClockKind.WORKING_HOURS, 1),
    "working_day": (ClockKind.WORKING_DAYS, 1),
    "day": (ClockKind.CALENDAR_DAYS, 1),
}
_WRITTEN = re.compile(rf"([0-9]{{1,4}}) +({'|'.join(_UNITS)})s?")


def parse_term(text: str) -> Term:
    """Read a term as config writes it: "15 minutes", "4 hours", "8 working_hours", "5 working_days", "10 days".

    Minutes and hours run by the clock, day and night. ValueError saying what is allowed.
    """
    amount, unit = written(text)
    clock, times = _UNITS[unit]
    return Term(amount * times, clock)


def written(text: str) -> tuple[int, str]:
    """How many of which unit: (4, "working_hour"). ValueError saying what is allowed."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or int(found[1]) == 0:
        units = ", ".join(f"{unit}s" for unit in _UNITS)
        raise ValueError(f"{text!r} is no term: a whole number from 1 to 9999, a space, and one of {units}")
    return int(found[1]), found[2]


def due(start: datetime, term: Term, calendar: WorkCalendar, hours: WorkingHours, tz: tzinfo) -> datetime:
    """When `term` is over, in UTC.

    Days are counted from the day after `start`, and the last one ends when the office closes, for calendar days also
    if it rests that day (Civil Code 民法典, articles 201 and 203).
    """
    match term.clock:
        case ClockKind.URGENT:
            return start.astimezone(UTC) + timedelta(minutes=term.amount)
        case ClockKind.WORKING_HOURS:
            return add_working_hours(start, timedelta(hours=term.amount), calendar, hours, tz)
        case ClockKind.WORKING_DAYS:
            return add_working_days(start, term.amount, calendar, hours, tz)
        case ClockKind.CALENDAR_DAYS:
            return hours.close_of(local_date(start, tz) + timedelta(days=term.amount), tz)


def share_passed(start: datetime, due_at: datetime, now: datetime) -> float:
    """How much of the time has passed by the clock: 0 at the start and before, 1 when due, more after a breach."""
    if due_at <= start:
        return 1.0 if now >= due_at else 0.0
    return max(0.0, (now - start) / (due_at - start))


def remind_at(start: datetime, due_at: datetime, share: float = REMINDED_AT) -> datetime:
    """When `share` of the time has passed by the clock: the handler is reminded."""
    return start + (due_at - start) * share


class EscalationLevel(StrEnum):
    """Who hears of a breach, in this order."""

    GRID = "grid"
    COMMUNITY = "community"
    STREET = "street"


@dataclass(frozen=True, slots=True)
class EscalationStep:
    level: EscalationLevel
    at: datetime


def escalation_steps(
    due_at: datetime, pause: Term, calendar: WorkCalendar, hours: WorkingHours, tz: tzinfo
) -> tuple[EscalationStep, ...]:
    """Whom a breach reaches and when: the grid at once, the community a `pause` later, the street one more later."""
    steps, at = [], due_at
    for level in EscalationLevel:
        steps.append(EscalationStep(level, at))
        at = due(at, pause, calendar, hours, tz)
    return tuple(steps)


def steps_to_take(
    steps: tuple[EscalationStep, ...], taken: Collection[EscalationLevel], now: datetime
) -> tuple[EscalationLevel, ...]:
    """The levels reached by `now` and not yet told, lowest first. Each step is taken once."""
    return tuple(step.level for step in steps if step.at <= now and step.level not in taken)
