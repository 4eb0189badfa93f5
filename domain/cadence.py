"""The visit cadence engine: which window a day lies in, what meets it, and what became of it (domain.md, "Visits").

Windows, visits and absences are stored facts. Whether a window is open, met, late, missed or lapsed is worked out here
from those facts and a day, so any past day can be recomputed exactly as it was known then. All days are local dates,
and both ends of a window belong to it.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from domain.closed import Closed
from domain.errors import VisitInFuture, VisitTooLongAgo
from domain.worktime import ONE_DAY, local_date

BACK_WITHOUT_REASON = timedelta(hours=48)


class Period(StrEnum):
    """How often, the most frequent first: this order is the strictness of rules."""

    DAY = "day"
    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"


class Subject(StrEnum):
    PERSON = "person"
    HOUSEHOLD = "household"


class Met(StrEnum):
    """Who has to be met."""

    THAT_PERSON = "that_person"
    ANYONE = "anyone"


class Way(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"


class Outcome(StrEnum):
    """Not at home 未遇 is an attempt."""

    MET = "met"
    NOT_HOME = "not_home"


class WindowState(StrEnum):
    UPCOMING = "upcoming"
    OPEN = "open"
    MET = "met"
    LATE = "late"
    MISSED = "missed"
    LAPSED = "lapsed"


_STRICTNESS = {period: rank for rank, period in enumerate(Period)}


@dataclass(frozen=True)
class VisitRule(Closed):
    """Who must be visited how often. ValueError where the rule contradicts itself."""

    key: str
    """Identifier, 30 characters at most. Windows keep it, so it never changes."""
    period: Period
    """One visit each: day, week (Monday to Sunday), half_month (1st to 15th, 16th to end) or month."""
    subject: Subject
    """Whether a person or a whole household is visited."""
    met_by: Met
    """Whether that_person must be met or anyone at home will do."""
    care_categories: frozenset[str]
    """Care categories that bring a person or a household under the rule; empty: everybody."""
    grace_days: int
    """A visit this many days after the window makes it late and not missed. A daily rule has 0."""
    ways: frozenset[Way]
    """Ways of visiting that count: in_person, phone, video."""
    rest_day_ways: frozenset[Way]
    """Ways that count on rest days as well as those."""
    min_days_left: int
    """Who falls under the rule in mid-window is due now if so many days are left, that day included, else from the next
    window. A daily rule always starts the next day."""
    escalates: bool
    """Whether each one missed is told to worker, community and street; else only counts are told, to the street."""
    short_percent: int
    """Where only counts are told: so many missed of a hundred go to the street. 0: never."""
    gap_alert_days: int
    """So many days without a visit are told to the community, whatever became of the windows. 0: never."""
    names: Mapping[str, str] = field(default_factory=dict, compare=False)
    """What it is called, by language (zh, en); without, its name is in locales/."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.period is Period.DAY and self.grace_days > 0:
            raise ValueError(f"{self.key}: a daily rule has no grace")
        if self.subject is Subject.HOUSEHOLD and self.met_by is Met.THAT_PERSON:
            raise ValueError(f"{self.key}: a household is met by anyone at home")
        if not self.ways:
            raise ValueError(f"{self.key}: some way of visiting has to count")

    @property
    def strictness(self) -> tuple[int, bool, str]:
        """Sorts rules from the strictest on: the more frequent, then the one that wants that very person."""
        return _STRICTNESS[self.period], self.met_by is Met.ANYONE, self.key


def strictest(rules: Iterable[VisitRule]) -> VisitRule:
    """The one rule of a person's several that reminds. ValueError for none."""
    return min(rules, key=lambda rule: rule.strictness)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    start: date
    end: date


def window_of(period: Period, on: date) -> Window:
    """The window that `on` lies in: the day, Monday to Sunday, the 1st to 15th or 16th to end, the month."""
    month_end = on.replace(day=monthrange(on.year, on.month)[1])
    match period:
        case Period.DAY:
            return Window(on, on)
        case Period.WEEK:
            monday = on - timedelta(days=on.weekday())
            return Window(monday, monday + timedelta(days=6))
        case Period.HALF_MONTH:
            second_half = on.day > 15
            return (
                Window(on.replace(day=16), month_end) if second_half else Window(on.replace(day=1), on.replace(day=15))
            )
        case Period.MONTH:
            return Window(on.replace(day=1), month_end)


def next_window(period: Period, window: Window) -> Window:
    return window_of(period, window.end + ONE_DAY)


def windows_between(period: Period, first: date, last: date) -> Iterator[Window]:
    """Every window that has a day in `first`..`last`, in order; none when `last` is before `first`."""
    window = window_of(period, first)
    while first <= last and window.start <= last:
        yield window
        window = next_window(period, window)


def first_window(rule: VisitRule, starts_on: date) -> Window:
    """The first window owed by a subject that falls under the rule from `starts_on`.

    Due now if at least `min_days_left` days are left, `starts_on` included, else from the next window. Daily starts
    tomorrow ("Starting mid-window").
    """
    if rule.period is Period.DAY:
        return window_of(rule.period, starts_on + ONE_DAY)
    window = window_of(rule.period, starts_on)
    days_left = (window.end - starts_on).days + 1
    return window if days_left >= rule.min_days_left else next_window(rule.period, window)


@dataclass(frozen=True)
class WindowFacts:
    """A window as it is stored. `subject_id` is a person or a household, as the rule says. `grace_extra` are days added
    to the grace, as after a move. `moved_on` is when a person moved to the household whose visits are looked at: those
    before were to others. `came_on` is when they came under the rule, where that was within the window: whatever visit
    was before, it was not for this."""

    rule: VisitRule
    subject_id: int
    start: date
    end: date
    lapsed_on: date | None = None
    grace_extra: int = 0
    moved_on: date | None = None
    came_on: date | None = None

    @property
    def first(self) -> date:
        """The first day of it that somebody owes."""
        return max(self.start, self.came_on or self.start)

    @property
    def counts_from(self) -> date:
        """The first day on which a visit may meet it. Whoever has to be met in person may have been at either door."""
        if self.moved_on is None or self.rule.met_by is Met.THAT_PERSON:
            return self.first
        return max(self.first, self.moved_on)

    @property
    def closes_on(self) -> date:
        """The last day on which a visit still makes it late and not missed."""
        return self.end + timedelta(days=self.rule.grace_days + self.grace_extra)


@dataclass(frozen=True)
class MeetingFact:
    """A visit to the subject's household as it happened, and when it was written down. `people` are whom it met, as far
    as they are still on record; `rest_day` says what that day was in the calendar. `withdrawn_on` is the day on which
    it was written down to be wrong: from then on it counts for nothing."""

    on: date
    way: Way
    outcome: Outcome
    recorded_on: date
    people: frozenset[int] = frozenset()
    rest_day: bool = False
    withdrawn_on: date | None = None

    def known(self, on: date) -> bool:
        """Whether it stood written down at the end of the day `on`."""
        return self.recorded_on <= on and (self.withdrawn_on is None or on < self.withdrawn_on)


def qualifies(rule: VisitRule, subject_id: int, meeting: MeetingFact) -> bool:
    """Whether a visit counts for this subject under this rule: whom it met, and in what way on what kind of day."""
    allowed = rule.ways | rule.rest_day_ways if meeting.rest_day else rule.ways
    if meeting.outcome is not Outcome.MET or meeting.way not in allowed:
        return False
    return rule.met_by is Met.ANYONE or subject_id in meeting.people


def window_state(window: WindowFacts, meetings: Iterable[MeetingFact], on: date) -> WindowState:
    """What became of the window, as known at the end of the local day `on`.

    A visit in the window meets it; one within the grace makes it late, and may meet the present window too, since each
    window is judged by itself. No visit by the end of the grace: missed, and it stays so, whatever comes later; only a
    visit of that time, written down afterwards, changes what is known. A subject's end lapses a window that nothing
    had settled before that day.
    """
    known_until = on if window.lapsed_on is None else min(on, window.lapsed_on)
    counted = [
        meeting.on
        for meeting in meetings
        if meeting.known(on)
        and window.counts_from <= meeting.on <= min(known_until, window.closes_on)
        and qualifies(window.rule, window.subject_id, meeting)
    ]
    if counted:
        return WindowState.MET if min(counted) <= window.end else WindowState.LATE
    if known_until > window.closes_on:
        return WindowState.MISSED
    if window.lapsed_on is not None and window.lapsed_on <= on:
        return WindowState.LAPSED
    return WindowState.UPCOMING if on < window.start else WindowState.OPEN


def fruitless(period: Period, attempts: Sequence[MeetingFact]) -> bool:
    """Whether the last two `attempts` at a subject, oldest first, found nobody: for daily and weekly rules that
    escalates at once, since it may be an emergency. Somebody else at home ends the row: they can be asked."""
    last_two = [attempt.outcome for attempt in attempts[-2:]]
    return period in (Period.DAY, Period.WEEK) and last_two == [Outcome.NOT_HOME, Outcome.NOT_HOME]


def check_back_entry(
    visited_on: date, recorded_at: datetime, reason: str, tz: tzinfo, without_reason: timedelta = BACK_WITHOUT_REASON
) -> bool:
    """True for a visit written down on a later day than it happened, which is marked so.

    Raises VisitInFuture, and VisitTooLongAgo if it lies more than `without_reason` back and no reason is given. Visits
    carry a day and no hour, so the whole day counts that the limit reaches into.
    """
    if visited_on > local_date(recorded_at, tz):
        raise VisitInFuture
    if visited_on < local_date(recorded_at - without_reason, tz) and not reason.strip():
        raise VisitTooLongAgo
    return visited_on < local_date(recorded_at, tz)
