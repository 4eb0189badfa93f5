"""Who is told of visits that were not made, read from the text ("Escalation"). Each step is taken once for ever, as
things were known at its own moment, however late the clock comes to it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.oracle.duty import Duty
from tests.oracle.holidays import works
from tests.oracle.life import Visited
from tests.oracle.reading import Key, Reading, Window
from tests.oracle.rules import DAY, LONG_AGO, RULES, ZONE, Rule, days, window_around

ESCALATED = ("day", "week")
"""Somebody of these is told to people; of the others only counts are told."""
GAPS = {"special_groups": 10, "needy_and_veterans": 22, "every_household": 45}
SHORT = 10
"""Percent missed."""
A_WHILE = timedelta(days=40)
"""No window with its grace, a move's on top, is longer; of those that escalate."""

Step = tuple[Key, str, datetime, frozenset[int]]
"""The window, how far (worker, community, street, gap), when, and who was told."""
Short = tuple[str, date, int, int, int]
"""Rule, start, community, how many were due, how many missed."""


@dataclass
class Missed:
    reading: Reading
    duty: Duty
    steps: dict[tuple[Key, str], Step] = field(default_factory=dict)
    short: dict[tuple[str, date, int], Short] = field(default_factory=dict)

    def afternoon(self, moments: Iterable[datetime], now: datetime) -> set[int]:
        """A daily visit not made yet is told to the worker. Returns whom this tells anything."""
        told: set[int] = set()
        for at in moments:
            day = at.astimezone(ZONE).date()
            for window in self._begun(day, "day"):
                if not self._lapsed(window, day) and not self._seen(window, at, window.came):
                    told |= self._take(window, "worker", at, self._worker(window.grid, now))
        return told

    def morning(self, moments: Iterable[datetime], now: datetime) -> set[int]:
        """What closed yesterday goes to the community, and twice in a row to the street; who was not seen for long goes
        to the community. Returns whom this tells anything."""
        told: set[int] = set()
        for at in moments:
            day = at.astimezone(ZONE).date()
            for window in self._closed_before(day):
                if not self._lapsed(window, day) and not self._seen(window, at, window.came):
                    told |= self._take(window, "community", at, self._office(window.grid))
                    before = self._one_before(window)
                    if before is not None and not self._seen(window, at, before.start):
                        told |= self._take(window, "street", at, self._street())
            for rule in RULES:
                start, _ = window_around(rule.every, day)
                for window in self._begun(start, rule.every) if rule.key in GAPS else ():
                    if not self._lapsed(window, day) and self._unseen(window, day, at):
                        told |= self._take(window, "gap", at, self._office(window.grid))
        return told

    def counts(self, moments: Iterable[datetime]) -> None:
        """Half-month and month, at the close, where the street missed too many."""
        for at in moments:
            day = at.astimezone(ZONE).date()
            for rule in RULES:
                start, end = window_around(rule.every, day - DAY - DAY * rule.grace)
                if rule.every not in ESCALATED and end + DAY * rule.grace == day - DAY:
                    self._count(rule, start, at)

    def _count(self, rule: Rule, start: date, at: datetime) -> None:
        due: Counter[int] = Counter()
        missed: Counter[int] = Counter()
        for window in self._begun(start, rule.every):
            if window.lapsed is None:
                community = self.duty.street.community_of(window.grid)
                due[community] += 1
                missed[community] += not self._seen(window, at, window.came)
        if due and missed.total() * 100 >= due.total() * SHORT:
            for community, count in due.items():
                key = rule.key, start, community
                self.short.setdefault(key, (*key, count, missed[community]))

    # Of one window

    def _begun(self, start: date, every: str) -> list[Window]:
        return [window for window in self.reading.begun.get(start, ()) if window.rule.every == every]

    def _closed_before(self, day: date) -> list[Window]:
        """Whose grace, a move's with it, was over with the day before."""
        starts = days(day - A_WHILE, day)
        begun = (window for start in starts for every in ESCALATED for window in self._begun(start, every))
        return [window for window in begun if window.closes == day - DAY]

    def _one_before(self, window: Window) -> Window | None:
        start, _ = window_around(window.rule.every, window.start - DAY)
        before = self.reading.windows.get((window.rule.key, window.subject, start))
        return before if before is not None and before.lapsed is None else None

    @staticmethod
    def _lapsed(window: Window, day: date) -> bool:
        return window.lapsed is not None and window.lapsed <= day

    def _seen(self, window: Window, at: datetime, since: date = LONG_AGO) -> list[date]:
        """The days from `since` on of visits that count for its subject, as known at the moment `at`."""
        rule, subject = window.rule, window.subject
        if rule.that_person:
            visits: Iterable[Visited] = self.reading.visits_to[subject]
        elif rule.of_household:
            visits = self.reading.visits_at[subject]
        else:
            homes = {household for _, household in self.reading.people[subject].homes}
            visits = (
                visit
                for household in homes
                for visit in self.reading.visits_at[household]
                if household in self.reading.homes_around(subject, visit.on)
            )
        return [
            visit.on
            for visit in visits
            if visit.on >= since
            and visit.at <= at
            and visit.met
            and (visit.way == "in_person" or (rule.calls and not works(visit.on)))
        ]

    def _unseen(self, window: Window, day: date, at: datetime) -> bool:
        """Whether today is the day on which somebody was seen, or first had to be, so many days ago."""
        first = self.reading.first[window.rule.key, window.subject]
        return day - max([first, *self._seen(window, at)]) == DAY * GAPS[window.rule.key]

    # Who hears of it

    def _take(self, window: Window, level: str, at: datetime, people: frozenset[int]) -> frozenset[int]:
        key = (window.rule.key, window.subject, window.start), level
        if key in self.steps:
            return frozenset()
        self.steps[key] = (*key, at, people)
        return people

    def _worker(self, grid: int, now: datetime) -> frozenset[int]:
        walking = self.duty.looking_after(grid, now.astimezone(ZONE).date()) - self.duty.street.without_chat
        return frozenset(walking) or self._office(grid)

    def _office(self, grid: int) -> frozenset[int]:
        street = self.duty.street
        staff = street.community_staff.get(street.community_of(grid), ())
        return frozenset(staff) - street.without_chat or self._street()

    def _street(self) -> frozenset[int]:
        return frozenset(self.duty.street.street_staff) - self.duty.street.without_chat
