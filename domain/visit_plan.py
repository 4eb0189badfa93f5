"""The planner: today's walk of one worker, from the windows still open this morning (domain.md, "Visits": the planner).

1. Every household where something presses is on the walk: a daily window, one overdue within its grace, one that would
   be missed if not visited today.
2. Of the others that end together, today takes its level share: what is left, divided by the days left to do it in.
   Who waits longest goes first and pulls in the neighbours of the same building.
3. A stop serves every window of its household, so it takes that household out of the other shares.

Daily windows are due on every day. Weekly ones prefer working days, half-monthly and monthly ones keep to them; where
no working day is left, rest days are used rather than a window missed. Half the cadence lies between two planned visits
unless that would miss a window. A household that its worker put off to a day of their choice waits for that day and is
on its walk, unless something is owed there that cannot wait. The plan depends on the facts and not on their order, and
takes n log n steps.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from domain.cadence import Period, VisitRule
from domain.worktime import ONE_DAY, WorkCalendar

# Days from one planned visit to the next, at least: half the cadence, rounded up.
SPACING = {Period.DAY: 1, Period.WEEK: 4, Period.HALF_MONTH: 8, Period.MONTH: 15}


class Why(StrEnum):
    """Why a stop is on today's walk, the most pressing first."""

    LATE = "late"
    """The window is over, its grace is not."""
    LAST_DAY = "last_day"
    """The window would be missed: no other day is left for it."""
    DAILY = "daily"
    CHOSEN = "chosen"
    """The worker put it off to today."""
    REST_DAY_DUTY = "rest_day_duty"
    """No working day is left in the window, so this rest day takes its share."""
    WEEKLY_SHARE = "weekly_share"
    SHARE = "share"
    """Today's level share of the half-monthly or monthly visits."""


_NONE: Mapping[int, date] = MappingProxyType({})
_RANK = {why: rank for rank, why in enumerate(Why)}


@dataclass(slots=True)
class Due:
    """A window not yet met, as known at the start of the day. `closes_on` is the last day of its grace, `last_met` the
    day on which the subject was last met under any rule, `building` a key that sorts buildings in walking order, and
    `door` the household's place on the way through the building."""

    window_id: int
    rule: VisitRule
    household_id: int
    building: tuple[int, ...]
    door: int
    start: date
    end: date
    closes_on: date
    last_met: date | None

    @property
    def free_from(self) -> date:
        """The first day that keeps its distance from the last visit."""
        return self.start if self.last_met is None else self.last_met + timedelta(days=SPACING[self.rule.period])

    @property
    def urgency(self) -> tuple[date, tuple[int, bool, str], date, int]:
        """Sorts a household's windows: the first to end, then the strictest rule, then the longest wait."""
        return self.end, self.rule.strictness, self.last_met or date.min, self.window_id


@dataclass(frozen=True, slots=True)
class Stop:
    """One door on the walk, and the `windows` (ids) that a visit there serves."""

    household_id: int
    building: tuple[int, ...]
    door: int
    windows: tuple[int, ...]
    why: Why


class Turn(NamedTuple):
    """What today means for a window: whether it `suits`, the reason for which the window is `pressing`, whether it may
    be taken into today's share (`free`)."""

    suits: bool
    pressing: Why | None
    free: bool


def plan_day(
    today: date, windows: Iterable[Due], calendar: WorkCalendar, chosen: Mapping[int, date] = _NONE
) -> tuple[Stop, ...]:
    """The walk of one day, of windows that are walked together."""
    return Planner(today, calendar).walk(windows, chosen)


class Planner:
    """Plans the walks of one day, grid after grid."""

    def __init__(self, today: date, calendar: WorkCalendar) -> None:
        self._today = today
        self._days = _DaysLeft(today, calendar)
        self._turns: dict[tuple[str, date, date, date, date | None], Turn] = {}

    def walk(self, windows: Iterable[Due], chosen: Mapping[int, date] = _NONE) -> tuple[Stop, ...]:
        """Today's walk, door after door; each household at most once. Windows not yet begun or past their grace are
        left out, so all unmet windows may be passed. `chosen`: household → the day its worker put it off to."""
        homes = self._homes(windows, chosen)
        reasons: dict[int, Why] = {}
        ending_together: dict[tuple[date, Period], list[tuple[Due, Turn]]] = defaultdict(list)
        for home, dues in homes.items():
            if len(dues) > 1:
                dues.sort(key=lambda seen: seen[0].urgency)
            reason = self._reason(dues, chosen.get(home))
            if reason is not None:
                reasons[home] = reason
            lead = next((seen for seen in dues if self._today <= seen[0].end), None)
            if lead is not None:  # of the daily it is today's, so they stay apart
                ending_together[lead[0].end, lead[0].rule.period].append(lead)

        for (end, period), leads in ending_together.items():
            share, why = -(-len(leads) // len(self._days.for_all(end))), self._share_reason(period)
            reasons |= {due.household_id: why for due in _taken(share, leads, reasons, chosen)}
        stops = (_stop(homes[home], why) for home, why in reasons.items())
        return tuple(sorted(stops, key=lambda stop: (stop.building, stop.door, stop.household_id)))

    def _homes(self, windows: Iterable[Due], chosen: Mapping[int, date]) -> dict[int, list[tuple[Due, Turn]]]:
        """What can be done today, by household."""
        homes: dict[int, list[tuple[Due, Turn]]] = defaultdict(list)
        for due in windows:
            if not due.start <= self._today <= due.closes_on:
                continue
            alike = due.rule.key, due.start, due.end, due.closes_on, due.last_met
            turn = self._turns.get(alike)
            if turn is None:
                turn = self._turns[alike] = _turn(due, self._days)
            if turn.suits or chosen.get(due.household_id) == self._today:
                homes[due.household_id].append((due, turn))
        return homes

    def _reason(self, dues: Sequence[tuple[Due, Turn]], chosen: date | None) -> Why | None:
        """The most pressing reason for which a household cannot wait: for its share, or for the day that was chosen."""
        reasons = [turn.pressing for due, turn in dues if turn.pressing and not self._waits(due, chosen)]
        if chosen == self._today:
            reasons.append(Why.CHOSEN)
        return min(reasons, key=_RANK.__getitem__) if reasons else None

    def _waits(self, due: Due, chosen: date | None) -> bool:
        """Whether nothing is missed if the window waits for the day that was chosen."""
        if chosen is None or due.rule.period is Period.DAY:
            return False
        return self._today < chosen <= (due.end if self._today <= due.end else due.closes_on)

    def _share_reason(self, period: Period) -> Why:
        if not self._days.today_is_working:
            return Why.REST_DAY_DUTY
        return Why.WEEKLY_SHARE if period is Period.WEEK else Why.SHARE


class _DaysLeft:
    """The days from today on, and which of them are worked."""

    def __init__(self, today: date, calendar: WorkCalendar) -> None:
        self.today = today
        self.today_is_working = calendar.day(today).is_working
        self._calendar = calendar
        self._all: list[date] = []
        self._working: list[date] = []

    def working(self, first: date, last: date) -> Sequence[date]:
        self._look_ahead(last)
        return self._working[bisect_left(self._working, first) : bisect_right(self._working, last)]

    def all(self, first: date, last: date) -> Sequence[date]:
        self._look_ahead(last)
        return self._all[bisect_left(self._all, first) : bisect_right(self._all, last)]

    def _look_ahead(self, last: date) -> None:
        while (day := self.today + ONE_DAY * len(self._all)) <= last:
            self._all.append(day)
            if self._calendar.day(day).is_working:
                self._working.append(day)

    def suit(self, due: Due) -> bool:
        """Whether a window may be visited on a day like today: half-monthly and monthly ones not on a rest day while a
        working day is left."""
        last = due.end if self.today <= due.end else due.closes_on
        keeps_to_working_days = due.rule.period in (Period.HALF_MONTH, Period.MONTH)
        return self.today_is_working or not keeps_to_working_days or not self.working(self.today, last)

    def for_all(self, end: date) -> Sequence[date]:
        """The days over which the work of a window that ends on `end` is spread."""
        return self.working(self.today, end) or self.all(self.today, end)

    def for_one(self, due: Due) -> Sequence[date]:
        """The days on which this window may be planned: the best kind of which any are left. Never empty."""
        free_from = max(self.today, due.free_from)
        spaced, working_at_last = self.all(free_from, due.end), self.working(self.today, due.end)[-1:]
        # Weekly people would rather be seen on a rest day than twice in half a week; others only on working days.
        second, third = (spaced, working_at_last) if due.rule.period is Period.WEEK else (working_at_last, spaced)
        return self.working(free_from, due.end) or second or third or [due.end]


def _turn(due: Due, days: _DaysLeft) -> Turn:
    suits = days.suit(due)
    if due.rule.period is Period.DAY:
        return Turn(suits, Why.DAILY, free=False)
    if days.today > due.end:
        return Turn(suits, Why.LATE, free=False)
    when = days.for_one(due)
    return Turn(suits, Why.LAST_DAY if when[-1] == days.today else None, free=days.today in when)


def _taken(
    share: int, leads: Sequence[tuple[Due, Turn]], reasons: Mapping[int, Why], chosen: Mapping[int, date]
) -> Sequence[Due]:
    """Whom today's `share` takes of households whose windows end together, one lead window each, beside those that
    press."""
    waiting = [(due, turn) for due, turn in leads if due.household_id not in reasons]
    free = [due for due, turn in waiting if turn.free and due.household_id not in chosen]
    longest_wait: dict[tuple[int, ...], date] = {}
    for due in free:
        seen = due.last_met or date.min
        longest_wait[due.building] = min(seen, longest_wait.get(due.building, seen))
    free.sort(
        key=lambda due: (longest_wait[due.building], due.building, due.last_met or date.min, due.door, due.household_id)
    )
    return free[: max(0, share - (len(leads) - len(waiting)))]


def _stop(dues: Sequence[tuple[Due, Turn]], why: Why) -> Stop:
    first, _ = dues[0]
    return Stop(first.household_id, first.building, first.door, tuple(due.window_id for due, _ in dues), why)
