"""Who is told when of somebody who was not met: a pure function of windows, visits, acknowledgements and a time.

Each step is worked out as things were known at its own moment, so that a clock that comes late takes the same steps as
one that was on time, and an auditor can list what should have been taken (domain.md, "Escalation").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.cadence import Period, VisitRule, Window, WindowFacts, window_of
from domain.closed import Closed
from domain.worktime import ONE_DAY, WorkCalendar, local_date, next_working_day


class Level(StrEnum):
    """Whom a step tells, in this order. A gap is told to the community: windows in a row may all have been met and
    somebody still not seen for long."""

    WORKER = "worker"
    GAP = "gap"
    COMMUNITY = "community"
    STREET = "street"


@dataclass(frozen=True)
class EscalationSettings(Closed):
    worker_at: time
    """When the worker is told of daily visits that are still open."""
    office_at: time
    """When community and street are told of what was missed."""
    street_after: int
    """So many windows missed in a row go to the street."""
    list_shows: int
    """Doors named in one message; a button shows the next."""
    late_minutes: int
    """A step that is told later than this says that it comes late."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.street_after < 1:
            raise ValueError(f"street_after counts from 1: {self.street_after}")


@dataclass(frozen=True)
class By:
    """What the steps are worked out by, besides the facts."""

    settings: EscalationSettings
    calendar: WorkCalendar
    tz: tzinfo

    def moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.tz).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A visit that qualifies for the subject under the rule: its day, and when it was written down."""

    on: date
    recorded_at: datetime


@dataclass(frozen=True)
class Owed:
    """A window with everything that decides about it.

    `row` is where the row begins that is the street's when it has been missed throughout (`row_start`); None where
    there was no window then. `worker_ack` is when the worker acknowledged this window, `office_ack` when the community
    acknowledged the one before it. `since` is the first day on which the subject was under the rule.
    """

    window: WindowFacts
    row: date | None
    since: date
    meetings: Sequence[Meeting]
    worker_ack: datetime | None = None
    office_ack: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    level: Level
    at: datetime


def before(period: Period, window: Window, count: int) -> Window:
    """The window that lies `count` before this one."""
    for _ in range(count):
        window = window_of(period, window.start - ONE_DAY)
    return window


def row_start(rule: VisitRule, window: Window, settings: EscalationSettings) -> date:
    """Where the row of windows begins that ends with this one and is the street's if nobody was met throughout."""
    return before(rule.period, window, settings.street_after - 1).start


def steps(owed: Owed, by: By) -> tuple[Step, ...]:
    """Every step of one window, passed and to come, as far as the facts at hand decide.

    1. A daily window that is open at `worker_at` is told to the worker.
    2. On the morning after the close what was missed is told to the community, and to the street once it was missed so
       many times in a row. Whoever was told may acknowledge it: the next step waits for one working day.
    3. Whoever has been met since, late or not, is no step any more: one visit is owed.
    4. So many days since the last visit are told to the community, whatever became of the windows.
    """
    window, rule = owed.window, owed.window.rule
    found = []
    if rule.escalates:
        if rule.period is Period.DAY:
            found.append((Level.WORKER, by.moment(window.end, by.settings.worker_at), window.first))
        morning = window.closes_on + ONE_DAY
        found.append((Level.COMMUNITY, _held(morning, owed.worker_ack, by), window.first))
        if owed.row is not None:
            found.append((Level.STREET, _held(morning, owed.office_ack, by), owed.row))
    missed = [Step(level, at) for level, at, since in found if _unmet(owed, since, at) and not _lapsed(owed, at, by)]
    return (*missed, *_gap(owed, by))


def _held(morning: date, acknowledged: datetime | None, by: By) -> datetime:
    """Acknowledging in time holds a step for one working day."""
    at = by.moment(morning, by.settings.office_at)
    if acknowledged is None or acknowledged >= at:
        return at
    return by.moment(next_working_day(morning, by.calendar), by.settings.office_at)


def _unmet(owed: Owed, since: date, at: datetime) -> bool:
    return not any(meeting.on >= since and meeting.recorded_at <= at for meeting in owed.meetings)


def _lapsed(owed: Owed, at: datetime, by: By) -> bool:
    return owed.window.lapsed_on is not None and owed.window.lapsed_on <= local_date(at, by.tz)


def _gap(owed: Owed, by: By) -> list[Step]:
    """The first morning of the window on which the last visit lies exactly so many days back."""
    longest, window = owed.window.rule.gap_alert_days, owed.window
    day = window.start
    while longest and day <= window.end:
        at = by.moment(day, by.settings.office_at)
        known = [meeting.on for meeting in owed.meetings if meeting.recorded_at <= at]
        if day - max([*known, owed.since]) == timedelta(days=longest) and not _lapsed(owed, at, by):
            return [Step(Level.GAP, at)]
        day += ONE_DAY
    return []


def is_short(due: int, missed: int, percent: int) -> bool:
    """Whether so many missed of so many are the street's business, where only counts are told."""
    return due > 0 and missed * 100 >= due * percent


def mornings_for(day: date, calendar: WorkCalendar) -> list[date]:
    """The mornings on which a step was due that is taken on this one: its own, and those that an acknowledgement held
    until now."""
    found, morning = [day], day - ONE_DAY
    while next_working_day(morning, calendar) == day:
        found.append(morning)
        morning -= ONE_DAY
    return found
