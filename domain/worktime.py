"""Working days and working hours over the official calendar (domain.md, "Visits": working days).

Who is asked whether a day is worked, in this order: the office's own override, the published calendar with its make-up
working days 调休, and for a year without data the plain week, which is marked unconfirmed. Nothing here ever stops for
want of data, and no search is endless.

Days are local dates. Moments come in aware, in any zone, and go out in UTC; `tz` is the office's local zone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

ONE_DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_REST = 60
"""Days. No holiday lasts this long: after it the plain week decides, so that a slip in the override cannot hang us."""


class DayKind(StrEnum):
    WORKING = "working"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Day:
    """What a day is. Not `confirmed`: only the plain week says so, and the street gets a notice."""

    kind: DayKind
    confirmed: bool

    @property
    def is_working(self) -> bool:
        return self.kind is DayKind.WORKING


class WorkCalendar(Protocol):
    def day(self, on: date, /) -> Day: ...


def unpublished(_: date) -> bool | None:
    """A source that knows no year at all."""
    return None


@dataclass(frozen=True)
class OfficeCalendar:
    """The office's `override` (date → is it worked), then `published` (None: year not out), then the plain week."""

    override: Mapping[date, bool] = field(default_factory=dict)
    published: Callable[[date], bool | None] = unpublished

    def day(self, on: date, /) -> Day:
        worked = self.override.get(on)
        if worked is None:
            worked = self.published(on)
        if worked is None:
            return Day(_kind(is_weekday(on)), confirmed=False)
        return Day(_kind(worked), confirmed=True)


def is_weekday(on: date) -> bool:
    return on.weekday() < SATURDAY


def _kind(worked: bool) -> DayKind:
    return DayKind.WORKING if worked else DayKind.REST


@dataclass(frozen=True)
class WorkingHours:
    """The (open, close) spans of a working day in local time, in order, none over midnight. ValueError otherwise."""

    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        if not edges or any(earlier >= later for earlier, later in pairwise(edges)):
            raise ValueError(f"working hours must be spans in order within one day, at least one: {self.spans}")

    def on(self, day: date, tz: tzinfo) -> list[tuple[datetime, datetime]]:
        """The spans of `day` as moments in UTC."""
        return [(_moment(day, opens, tz), _moment(day, closes, tz)) for opens, closes in self.spans]

    def close_of(self, day: date, tz: tzinfo) -> datetime:
        """When the office closes for the day, in UTC."""
        return _moment(day, self.spans[-1][1], tz)


def _moment(day: date, at: time, tz: tzinfo) -> datetime:
    return datetime.combine(day, at, tz).astimezone(UTC)


def local_date(moment: datetime, tz: tzinfo) -> date:
    """The local day of an aware moment. ValueError for a naive one, which would silently mean the machine's zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment!r}")
    return moment.astimezone(tz).date()


def working_days_from(first: date, calendar: WorkCalendar) -> Iterator[date]:
    """Every working day from `first` on, that one included. At most LONGEST_REST days lie between two of them
    (and a weekend)."""
    on, rested = first, 0
    while True:
        if calendar.day(on).is_working or (rested >= LONGEST_REST and is_weekday(on)):
            yield on
            rested = 0
        else:
            rested += 1
        on += ONE_DAY


def next_working_day(after: date, calendar: WorkCalendar) -> date:
    """The first working day after `after`."""
    return next(working_days_from(after + ONE_DAY, calendar))


def working_days_between(first: date, last: date, calendar: WorkCalendar) -> int:
    """How many working days lie in `first`..`last`, both included; 0 when `last` is before `first`."""
    days = (last - first).days + 1
    return sum(calendar.day(first + ONE_DAY * n).is_working for n in range(days))


def is_confirmed(calendar: WorkCalendar, first: date, last: date) -> bool:
    """Whether somebody has said of every day in `first`..`last`, both included, if it is worked."""
    return all(calendar.day(first + ONE_DAY * n).confirmed for n in range((last - first).days + 1))


def add_working_hours(
    start: datetime, amount: timedelta, calendar: WorkCalendar, hours: WorkingHours, tz: tzinfo
) -> datetime:
    """The moment when `amount` of open office time has passed since `start`, in UTC.

    Time runs only inside the spans of working days. Amounts that just fill a span end at its close (12:00), not at the
    next opening. ValueError for a negative amount.
    """
    if amount < timedelta():
        raise ValueError(f"working hours only run forwards: {amount}")
    first, start = local_date(start, tz), start.astimezone(UTC)
    for day in working_days_from(first, calendar):
        for opens, closes in hours.on(day, tz):
            begins = max(opens, start)
            if begins + amount <= closes:
                return begins + amount
            amount -= max(closes - begins, timedelta())
    raise AssertionError("working days never end")


def add_working_days(start: datetime, days: int, calendar: WorkCalendar, hours: WorkingHours, tz: tzinfo) -> datetime:
    """The close of the `days`-th working day after the local day of `start`, in UTC.

    The day on which the clock starts is not counted and the last one ends when the office closes (Civil Code 民法典,
    articles 201 and 203). ValueError for less than one day.
    """
    if days < 1:
        raise ValueError(f"at least one working day: {days}")
    day = local_date(start, tz)
    for _ in range(days):
        day = next_working_day(day, calendar)
    return hours.close_of(day, tz)
