"""A reading of domain.md, "Visits", day by day and subject by subject: naive on purpose, written from the text, and
without the engine's rules. It knows who is visited why, and works out which windows there are and what became of them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.oracle.holidays import works
from tests.oracle.life import Event, Visited
from tests.oracle.roster import Roster
from tests.oracle.rules import DAY, RULES, ZONE, Rule, days, window_around


@dataclass
class Window:
    """`came` is the first day of it on which somebody was under the rule, `closes` the last day of its grace; `moves`
    are (from which day, household), the newest last."""

    rule: Rule
    subject: int
    start: date
    end: date
    household: int
    grid: int
    closes: date
    came: date
    lapsed: date | None = None
    reason: str | None = None
    moves: list[tuple[date, int]] = field(default_factory=list)


Key = tuple[str, int, date]


class Reading(Roster):
    """The windows made of what is known."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: dict[Key, Window] = {}
        self.begun: dict[date, list[Window]] = defaultdict(list)
        self.first: dict[tuple[str, int], date] = {}
        self._not_closed: dict[Key, Window] = {}
        self._gone_along: dict[int, list[Window]] = defaultdict(list)

    def live(self, event: Event) -> None:
        """What becomes known; a visit may be of a door that somebody has left since."""
        self.learn(event)
        if isinstance(event, Visited) and event.met:
            for window in self._gone_along[event.household]:
                self._come_back(window, event)

    def open_day(self, day: date) -> None:
        """What the first minutes of `day` bring: windows follow who has moved, begin, and lapse."""
        self._follow(day)
        for rule in RULES:
            start, end = window_around(rule.every, day)
            for subject in list(self.subjects(rule)):
                known = self.windows.get((rule.key, subject, start))
                if known is not None and known.lapsed is None:
                    continue
                if self.under(rule, subject, day) and self._owes(rule, subject, day, start, end):
                    if known is None:
                        self._begin(rule, subject, start, end, self._came(rule, subject, day, start))
                    elif known.lapsed is not None:  # its reason is back
                        known.lapsed = known.reason = None
        self._lapse(day)

    def _owes(self, rule: Rule, subject: int, day: date, start: date, end: date) -> bool:
        """Whether somebody under the rule on `day` came under it early enough."""
        came = self._came(rule, subject, day, start)
        if came < start:
            return True
        if rule.every == "day":
            return False
        return (end - came).days + 1 >= rule.left

    def _came(self, rule: Rule, subject: int, day: date, start: date) -> date:
        """The first day of the row that ends with `day`; the last one before `start` where it is a longer one."""
        came = day
        while came >= start and self.under(rule, subject, came - DAY):
            came -= DAY
        return came

    def _begin(self, rule: Rule, subject: int, start: date, end: date, came: date) -> None:
        household = subject if rule.of_household else self.people[subject].homes[-1][1]
        grid = self.houses[household].grid
        lives = start if rule.of_household else max(start, self.people[subject].homes[-1][0])
        owed = start if rule.of_household else max(start, came)
        closes = end + DAY * rule.grace
        window = Window(rule, subject, start, end, household, grid, closes, owed, moves=[(lives, household)])
        self.windows[rule.key, subject, start] = self._not_closed[rule.key, subject, start] = window
        self.begun[start].append(window)
        for since, earlier in () if rule.of_household else self.people[subject].homes[:-1]:
            if lives > start and since < lives:
                self._gone_along[earlier].append(window)
        self.first[rule.key, subject] = min(start, self.first.get((rule.key, subject), start))

    def _lapse(self, day: date) -> None:
        """A window is owed no longer whose subject's reason has ended within it."""
        for key, window in list(self._not_closed.items()):
            if window.closes < day - DAY:
                del self._not_closed[key]
                continue
            on = min(day, window.end)
            if window.lapsed is None and not self.under(window.rule, window.subject, on):
                window.lapsed, window.reason = on, self._reason(window, on)

    def _reason(self, window: Window, day: date) -> str:
        home = window.subject if window.rule.of_household else self.home(window.subject, day)
        if not self.stands(home, day):
            return "household_ended"
        if not window.rule.of_household and self.people[window.subject].gone <= day:
            return "moved_out"
        return "care_ended"

    def _follow(self, day: date) -> None:
        """What was still open yesterday goes along with a household or a person that has moved since."""
        for window in self._not_closed.values():
            if window.lapsed is not None or window.closes < day - DAY:
                continue
            household = window.subject if window.rule.of_household else self.people[window.subject].homes[-1][1]
            grid = self.houses[household].grid
            if (household, grid) == (window.household, window.grid) or self._settled_before(window, day - DAY):
                continue
            if household != window.household:
                self._gone_along[window.household].append(window)
                window.moves.append((self.people[window.subject].homes[-1][0], household))
            window.household, window.grid = household, grid
            window.closes = max(window.closes, self._second_working_day(day))

    def _come_back(self, window: Window, visit: Visited) -> None:
        """Written down only now, it would have kept the window where it was: unless another has settled it since."""
        on = visit.at.astimezone(ZONE).date()
        if window.rule.that_person or window.lapsed is not None or window.household == visit.household:
            return
        if not window.came <= visit.on <= window.closes or visit.way != "in_person":
            return
        if visit.household not in self.homes_around(window.subject, visit.on):
            return
        others = (one for one in self.visits_at[window.household] if self._counts(window, one, on))
        if not any(window.came <= one.on <= window.closes for one in others):
            kept = [move for move in window.moves if move[1] == visit.household][:1]
            window.moves = kept or [(window.start, visit.household)]
            window.household, window.grid = visit.household, self.houses[visit.household].grid

    def _settled_before(self, window: Window, on: date) -> bool:
        """What a visit before the move has settled stays there: at the old door, or of that very person anywhere."""
        there = self.visits_to[window.subject] if window.rule.that_person else self.visits_at[window.household]
        counting = [visit for visit in there if self._counts(window, visit, on)]
        return any(window.came <= visit.on <= min(on, window.closes) for visit in counting)

    @staticmethod
    def _second_working_day(day: date) -> date:
        """The new worker has the day on which it is first on their list, or the next working day, and one more."""
        found = 0
        while True:
            found += works(day)
            if found == 2:
                return day
            day += DAY

    # What became of them

    def state(self, window: Window, on: date) -> str:
        """As known at the end of the day `on`."""
        if on < window.start:
            return "lapsed" if window.lapsed is not None and window.lapsed <= on else "upcoming"
        visits = self._visits(window)
        for day in days(window.start, min(on, window.closes)):
            if any(visit.on == day and self._counts(window, visit, on) for visit in visits):
                return "met" if day <= window.end else "late"
            if window.lapsed == day:
                return "lapsed"
        return "missed" if on > window.closes else "open"

    def _visits(self, window: Window) -> list[Visited]:
        if window.rule.that_person:
            return self.visits_to[window.subject]
        return [visit for household in {h for _, h in window.moves} for visit in self.visits_at[household]]

    def _counts(self, window: Window, visit: Visited, on: date) -> bool:
        """Whether the visit meets the window, as far as it was written down by the end of `on`."""
        if not visit.met or visit.at.astimezone(ZONE).date() > on:
            return False
        if visit.on < window.came:
            return False
        if visit.way != "in_person" and not (window.rule.calls and not works(visit.on)):
            return False
        if window.rule.that_person:
            return window.subject in visit.met
        return visit.household in self._homes_on(window, visit.on)

    @staticmethod
    def _homes_on(window: Window, day: date) -> set[int]:
        """Where anyone's being at home counts for this window on that day: on the day of a move in both places."""
        lived = [move for move in window.moves if move[0] <= day]
        return {household for _, household in lived[-1:]} | {h for _, h in lived[-2:] if lived[-1][0] == day}

    def owed_on(self, day: date) -> Iterator[Window]:
        """Windows which a visit on that day could still settle, lapsed ones left out."""
        for window in self.windows.values():
            if window.start <= day <= window.closes and (window.lapsed is None or window.lapsed > day):
                yield window
