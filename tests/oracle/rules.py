"""The visit rules as the table in domain.md has them, and windows by walking along the days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
FOR_EVER = date.max
LONG_AGO = date.min


@dataclass(frozen=True)
class Rule:
    """A line of the table in domain.md. `left` is how many days of the window there must be for a start to be due
    now; `calls` whether a phone or video call counts on rest days."""

    key: str
    every: str
    of_household: bool
    that_person: bool
    care: tuple[str, ...]
    grace: int
    left: int
    calls: bool


RULES = (
    Rule("key_persons", "day", False, True, ("key_person",), 0, 0, True),
    Rule("special_groups", "week", False, True, ("disabled", "empty_nest", "living_alone"), 2, 3, True),
    Rule("needy_and_veterans", "half-month", False, False, ("needy", "veteran"), 3, 5, False),
    Rule("every_household", "month", True, False, (), 5, 7, False),
)


def window_around(every: str, day: date) -> tuple[date, date]:
    """Walk back to the first day of the window, and forth to its last."""
    first = last = day
    while not begins(every, first):
        first -= DAY
    while not begins(every, last + DAY):
        last += DAY
    return first, last


def begins(every: str, day: date) -> bool:
    match every:
        case "day":
            return True
        case "week":
            return day.weekday() == 0
        case "half-month":
            return day.day in (1, 16)
        case _:
            return day.day == 1


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY
