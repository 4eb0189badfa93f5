"""The planner: today's walk of one worker, from the windows still open this morning (domain.md, "Visits": the planner).

1. Every household where something presses is on the walk: a daily window, one overdue within its grace, one that would
   be missed if not visited today.
2. Of the others that end together, today takes its level share: what is left, divided by the days left to do it in.
   Who waits longest goes first and pulls in the neighbours of the same building.
3. A stop serves every window of its household, so it takes that household out of the other shares.

Daily windows are due on every day. Weekly ones prefer working days, half-monthly and monthly ones keep to them; where
no working day is left, rest days are used rather than a window missed. Half the cadence lies between two planned visits
unless that would miss a window. A household that its worker put off to a day of their choice waits for that day and is
on its walk, unless something is owed there that cannot wait. The plan depends on the facts and not on their order.

There are many windows and few kinds of them: what can be said of a kind is worked out once, and what is done for every
single window are four plain loops.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
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


@dataclass(frozen=True, slots=True)
class Kind:
    """What windows have in common that differ only in whom they are about. `closes_on` is the last day of the grace."""

    rule: VisitRule
    start: date
    end: date
    closes_on: date

    @property
    def urgency(self) -> tuple[date, tuple[int, bool, str], date]:
        """Sorts a household's windows: the first to end, then the strictest rule."""
        return self.end, self.rule.strictness, self.closes_on

    @property
    def together(self) -> tuple[date, Period]:
        """Kinds that share this share the days on which they can be done."""
        return self.end, self.rule.period


Due = tuple[str, int, int, int]
"""A window not yet met, as known at the start of the day: the ISO day on which its subject was last met under any rule
("" for never), building, household, window. As the database sends it, a street's 22,000 on the first of a month, and in
the order in which they wait: who has waited longest is the least."""
Dues = Sequence[tuple[Kind, Sequence[Due]]]


class Planned(NamedTuple):
    """A household on the walk, and the `windows` (ids) that a visit there serves, the first to end first."""

    household_id: int
    why: Why
    windows: tuple[int, ...]


class Turn(NamedTuple):
    """What today means for a window: the reason for which it is `pressing`, and whether it may be taken into today's
    share (`free`)."""

    pressing: Why | None
    free: bool


_NONE: Mapping[int, date] = MappingProxyType({})
_RANK = {why: rank for rank, why in enumerate(Why)}


class Planner:
    """Plans the walks of one day, grid after grid."""

    def __init__(self, today: date, calendar: WorkCalendar) -> None:
        self._today = today
        self._days = _DaysLeft(today, calendar)
        self._turns: dict[tuple[date, Period], _Turns] = {}

    def walk(self, dues: Dues, chosen: Mapping[int, date] = _NONE) -> list[Planned]:
        """Whom to visit today, each household at most once. Kinds not yet begun or past their grace are left out, so
        all unmet windows may be passed. `chosen`: household → the day its worker put it off to."""
        todays = [
            (kind, self._doable(kind, windows, chosen))
            for kind, windows in sorted(dues, key=lambda alike: alike[0].urgency)
        ]
        reasons = self._pressing(todays, chosen)
        reasons |= self._shares(todays, reasons, chosen)
        return _planned(todays, reasons)

    def _doable(self, kind: Kind, windows: Sequence[Due], chosen: Mapping[int, date]) -> Sequence[Due]:
        """What can be done today."""
        if not kind.start <= self._today <= kind.closes_on:
            return ()
        if self._days.suit(kind):
            return windows
        return [due for due in windows if chosen.get(due[2]) == self._today] if chosen else ()

    def _turns_of(self, end: date, period: Period) -> "_Turns":
        turns = self._turns.get((end, period))
        if turns is None:
            turns = self._turns[end, period] = _Turns(end, period, self._days)
        return turns

    def _pressing(self, todays: Dues, chosen: Mapping[int, date]) -> dict[int, Why]:
        """Households that cannot wait for their share or the day that was chosen, with the most pressing reason."""
        found: dict[int, Why] = {}
        for kind, windows in todays:
            turns = self._turns_of(*kind.together)
            if not chosen and not any(turns[met].pressing for met in {due[0] for due in windows}):
                continue
            for met, _, home, _ in windows:
                why = turns[met].pressing
                if home in chosen:
                    why = self._as_chosen(kind, why, chosen[home])
                if why is not None and (home not in found or _RANK[why] < _RANK[found[home]]):
                    found[home] = why
        return found

    def _as_chosen(self, kind: Kind, why: Why | None, chosen: date) -> Why | None:
        """The reason for a window whose household was put off to the `chosen` day: it waits if nothing is missed."""
        if chosen == self._today:
            return Why.CHOSEN if why is None else min(why, Why.CHOSEN, key=_RANK.__getitem__)
        last = kind.end if self._today <= kind.end else kind.closes_on
        waits = kind.rule.period is not Period.DAY and self._today < chosen <= last
        return None if waits else why

    def _shares(self, todays: Dues, reasons: Mapping[int, Why], chosen: Mapping[int, date]) -> Mapping[int, Why]:
        """Of what waits: each household counts among those whose windows end together with its first to end."""
        taken: dict[int, Why] = {}
        counted: set[int] = set()
        settled = reasons.keys() | chosen.keys()
        still_open = [(kind, windows) for kind, windows in todays if self._today <= kind.end]
        for (end, period), kinds in groupby(still_open, key=lambda of_kind: of_kind[0].together):
            leads = _leads((windows for _, windows in kinds), counted)
            counted |= leads.keys()
            places = -(-len(leads) // len(self._days.for_all(end))) - len(leads.keys() & reasons.keys())
            if places > 0:
                turns = self._turns_of(end, period)
                free = {met for met in {due[0] for due in leads.values()} if turns[met].free}
                waiting = [due for due in leads.values() if due[0] in free and due[2] not in settled]
                taken |= dict.fromkeys(_longest_waiting(waiting, places), self._share_reason(period))
        return taken

    def _share_reason(self, period: Period) -> Why:
        if not self._days.today_is_working:
            return Why.REST_DAY_DUTY
        return Why.WEEKLY_SHARE if period is Period.WEEK else Why.SHARE


def _leads(several: Iterable[Sequence[Due]], counted: Collection[int]) -> dict[int, Due]:
    """By household, those counted already left out, the window that has waited longest."""
    found: dict[int, Due] = {}
    for windows in several:
        for due in windows:
            home = due[2]
            if home not in found or due < found[home]:
                found[home] = due
    for home in found.keys() & counted:
        del found[home]
    return found


def _longest_waiting(waiting: Sequence[Due], places: int) -> list[int]:
    """So many households: who waits longest pulls in the neighbours of the same building."""
    found: list[int] = []
    while waiting and len(found) < places:
        _, building, _, _ = min(waiting)
        found += [home for _, _, home, _ in sorted(due for due in waiting if due[1] == building)]
        waiting = [due for due in waiting if due[1] != building]
    return found[:places]


def _planned(todays: Dues, reasons: Mapping[int, Why]) -> list[Planned]:
    """A visit serves every window of its household."""
    served: dict[int, list[int]] = {home: [] for home in sorted(reasons)}
    for _, windows in todays:
        for _, _, home, window in sorted(due for due in windows if due[2] in reasons):
            served[home].append(window)
    return [Planned(home, reasons[home], tuple(windows)) for home, windows in served.items()]


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

    def suit(self, kind: Kind) -> bool:
        """Whether a window may be visited on a day like today: half-monthly and monthly ones not on a rest day while a
        working day is left."""
        last = kind.end if self.today <= kind.end else kind.closes_on
        keeps_to_working_days = kind.rule.period in (Period.HALF_MONTH, Period.MONTH)
        return self.today_is_working or not keeps_to_working_days or not self.working(self.today, last)

    def for_all(self, end: date) -> Sequence[date]:
        """The days over which the work of a window that ends on `end` is spread."""
        return self.working(self.today, end) or self.all(self.today, end)

    def for_one(self, end: date, period: Period, last_met: date | None) -> Sequence[date]:
        """The days on which such a window may be planned: the best kind of which any are left. Never empty."""
        free_from = self.today if last_met is None else max(self.today, last_met + timedelta(days=SPACING[period]))
        spaced, working_at_last = self.all(free_from, end), self.working(self.today, end)[-1:]
        # Weekly people would rather be seen on a rest day than twice in half a week; others only on working days.
        second, third = (spaced, working_at_last) if period is Period.WEEK else (working_at_last, spaced)
        return self.working(free_from, end) or second or third or [end]


class _Turns(dict[str, Turn]):
    """What today means for windows that end together, by the day on which their subject was last met."""

    def __init__(self, end: date, period: Period, days: _DaysLeft) -> None:
        self._end, self._period, self._days = end, period, days

    def __missing__(self, last_met: str) -> Turn:
        turn = self[last_met] = self._turn(date.fromisoformat(last_met) if last_met else None)
        return turn

    def _turn(self, last_met: date | None) -> Turn:
        if self._period is Period.DAY:
            return Turn(Why.DAILY, free=False)
        if self._days.today > self._end:
            return Turn(Why.LATE, free=False)
        when = self._days.for_one(self._end, self._period, last_met)
        return Turn(Why.LAST_DAY if when[-1] == self._days.today else None, free=self._days.today in when)
