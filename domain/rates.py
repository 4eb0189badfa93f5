"""The three rates of the field 三率: response 响应率, resolution 解决率, satisfaction 满意率.

Beijing's 接诉即办 (《北京市接诉即办工作条例》, 2021), and the 12345 lines that followed it, judge a street by them:
whether somebody reacted in time, whether it is solved, whether the reporter is satisfied.

    response     = cases first taken in, dispatched or refused with a reason by their response deadline
                   / cases whose response deadline has passed
    resolution   = reporters' answers "solved" / reporters' answers
    satisfaction = reporters' answers of `cases.satisfied_from` stars or more / reporters' answers

The deadline stands in the case standard and the moment in the history; the other two come from reporters alone, never
from the desk. "Not solved" is an answer that is neither solved nor satisfied. No answer in time is in no rate, and is
counted by itself. What a reporter withdrew, or was merged into another case, before its deadline is not due.

Each fact belongs to the day on which it became one (the deadline passed, the reporter answered), to the unit where the
case lay and the category that it had at that moment. So nothing that comes later changes a past day's figures.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum


class Rate(StrEnum):
    RESPONSE = "response"
    RESOLUTION = "resolution"
    SATISFACTION = "satisfaction"


class Span(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class Period:
    """Days from `first` up to and including `last`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period ends before it begins: {self.first} to {self.last}")


MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


def period_of(span: Span, day: date) -> Period:
    """The day, its ISO week, its month, its quarter or its year."""
    if span is Span.DAY:
        return Period(day, day)
    if span is Span.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    months = MONTHS[span]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    later = date(first.year + (first.month - 1 + months) // 12, (first.month - 1 + months) % 12 + 1, 1)
    return Period(first, later - timedelta(days=1))


@dataclass(frozen=True)
class Share:
    """So many of so many. `per_mille` is None of none: there is no rate then, and never nought."""

    counted: int
    of: int

    @property
    def per_mille(self) -> int | None:
        """Rounded, except that all but all is never written as all, nor something as nothing."""
        if not self.of:
            return None
        rounded = (2000 * self.counted + self.of) // (2 * self.of)
        if 0 < self.counted < self.of:
            return min(max(rounded, 1), 999)
        return rounded


@dataclass(frozen=True)
class Tally:
    """Everything that is counted, of any group; groups add up."""

    due: int = 0
    in_time: int = 0
    answered: int = 0
    solved: int = 0
    satisfied: int = 0
    unanswered: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def share(self, rate: Rate) -> Share:
        if rate is Rate.RESPONSE:
            return Share(self.in_time, self.due)
        return Share(self.solved if rate is Rate.RESOLUTION else self.satisfied, self.answered)
