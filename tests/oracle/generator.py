"""Makes a year's life by a fixed seed: the same street and the same line of events each time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain
from random import Random

from tests.oracle.clockwork import down, moment, ticks
from tests.oracle.holidays import works
from tests.oracle.life import (
    CareEnds,
    CareStarts,
    Event,
    HouseholdEnds,
    HouseholdMoves,
    Leave,
    NewHousehold,
    NewPerson,
    PersonLeaves,
    PersonMoves,
    PutOff,
    RestDuty,
    Street,
    Visited,
    WorkerEnds,
    WorkerStarts,
)
from tests.oracle.rules import DAY, days

FIRST_DAY = date(2025, 12, 29)
LAST_DAY = date(2027, 1, 24)
LONG_AGO = date(2024, 5, 1)
STREET = 1
WORKERS_FROM, STAFF_FROM = 9_000_001, 9_500_001
CATEGORIES = ("key_person", "disabled", "empty_nest", "living_alone", "needy", "veteran")
LAGS = (0,) * 20 + (1, 1, 1, 2, 2, 3, 6, 11)
"""Days between a visit and the day on which it is written down."""


@dataclass(frozen=True)
class Size:
    """`changes` are events of the roster a day; one in `told` visits goes through the form; every `compared`th day is
    looked at in both."""

    communities: int
    grids: int
    households: int
    changes: float
    told: int
    compared: int
    cared_for: float
    household_visits: float = 0.04
    put_off: float = 0.03


CI = Size(communities=2, grids=5, households=26, changes=1.3, told=24, compared=13, cared_for=0.3)
FULL = Size(
    communities=10, grids=134, households=18_400, changes=30, told=900, compared=30, cared_for=0.09, put_off=0.004
)
"""18,400 households have 44,800 residents, with the same seed each time."""


@dataclass
class Home:
    id: int
    grid: int
    people: list[int] = field(default_factory=list)
    changed: date = LONG_AGO


@dataclass
class Entry:
    id: int
    person: int
    category: str


def street(seed: int, size: Size, last_day: date = LAST_DAY) -> Street:
    return _Maker(seed, size, last_day).make()


class _Maker:
    def __init__(self, seed: int, size: Size, last_day: date) -> None:
        self.random, self.size, self.last_day = Random(seed), size, last_day
        self.wishes = Random(seed + 1)
        self.homes: dict[int, Home] = {}
        self.home_of: dict[int, int] = {}
        self.care: dict[int, Entry] = {}
        self.roles: dict[int, tuple[int, datetime]] = {}
        self._ids: dict[str, int] = {}
        self.events: list[Event] = []
        self.grids: tuple[int, ...] = ()
        self.workers: list[int] = []
        self.changes = self._kinds_of_change()

    def make(self) -> Street:
        size = self.size
        communities = tuple(range(2, 2 + size.communities))
        self.grids = tuple(range(1000, 1000 + size.grids))
        tree = {c: tuple(g for g in self.grids if g % size.communities == n) for n, c in enumerate(communities)}
        staff: dict[int, tuple[int, ...]] = {c: (STAFF_FROM + c,) for c in communities}
        self.workers = [WORKERS_FROM + n for n in range(size.grids + 2)]
        without_chat = frozenset({staff[communities[-1]][0], self.workers[-3]})
        self._settle()
        for day in days(FIRST_DAY + DAY, self.last_day):
            self._live(day)
        clock = list(ticks(FIRST_DAY, self.last_day, size.compared))
        events = tuple(sorted(down(chain(self.events, clock)), key=lambda event: event.at))
        street_staff = (STAFF_FROM + STREET,)
        return Street(
            STREET, tree, staff, street_staff, tuple(self.workers), without_chat, FIRST_DAY, self.last_day, events
        )

    def _id(self, kind: str) -> int:
        self._ids[kind] = self._ids.get(kind, 0) + 1
        return self._ids[kind]

    def _settle(self) -> None:
        at = moment(FIRST_DAY, time(0, 1))
        for worker, grid in zip(self.workers, self.grids, strict=False):
            self._hire(at, worker, grid, LONG_AGO)
        for _ in range(self.size.households):
            self._new_household(at, LONG_AGO)

    def _hire(self, at: datetime, worker: int, grid: int, on: date) -> None:
        id_ = self._id("role")
        self.roles[id_] = (grid, at)
        self.events.append(WorkerStarts(at, id_, worker, grid, on))

    def _new_household(self, at: datetime, since: date) -> Home:
        home = Home(self._id("household"), self.random.choice(self.grids), changed=since)
        self.homes[home.id] = home
        self.events.append(NewHousehold(at, home.id, home.grid, since))
        for _ in range(self.random.choice((1, 2, 2, 2, 3, 3, 4))):
            self._new_person(at, home, since)
        return home

    def _new_person(self, at: datetime, home: Home, since: date) -> None:
        id_ = self._id("person")
        home.people.append(id_)
        self.home_of[id_] = home.id
        self.events.append(NewPerson(at, id_, home.id))
        while self.random.random() < self.size.cared_for:
            self._care(at, id_, since - DAY * self.random.randint(0, 9))

    def _care(self, at: datetime, person: int, on: date, category: str | None = None) -> None:
        entry = Entry(self._id("care"), person, category or self.random.choice(CATEGORIES))
        self.care[entry.id] = entry
        self.events.append(CareStarts(at, entry.id, person, entry.category, on))

    # A day

    def _live(self, day: date) -> None:
        """Changes before and after the visits, so that whoever is met lives there."""
        for first, last in ((1, 9), (21, 24)):
            whole, part = divmod(self.size.changes / 2, 1)
            for _ in range(int(whole) + (self.random.random() < part)):
                if len(self.homes) > self.size.households // 2:
                    self.random.choice(self.changes)(self._moment(day, first, last), day)
            if last == 9:
                self._visit(day)
                self._wish(day)

    def _moment(self, day: date, first: int, last: int) -> datetime:
        minute = self.random.randrange(first * 60, last * 60)
        return moment(day, time(minute // 60, minute % 60, self.random.randrange(60)))

    def _kinds_of_change(self) -> tuple[Callable[[datetime, date], object], ...]:
        often = (self._care_starts, self._care_ends, self._care_changes, self._somebody_moves, self._on_leave)
        rarely = (self._comes, self._goes, self._all_move, self._somebody_leaves, self._hand_over)
        return often * 3 + rarely

    def _some_home(self) -> Home:
        return self.homes[self.random.choice(list(self.homes))]

    def _care_starts(self, at: datetime, day: date) -> None:
        person = self.random.choice(list(self.home_of))
        self._care(at, person, day + DAY * self.random.choice((-9, -2, -1, 0, 0, 0, 1, 4)))

    def _care_ends(self, at: datetime, day: date, after: tuple[int, ...] = (-4, -1, 0, 0, 1, 3)) -> Entry | None:
        if len(self.care) < self.size.households // 6:
            return None
        entry = self.care.pop(self.random.choice(list(self.care)))
        self.events.append(CareEnds(at, entry.id, day + DAY * self.random.choice(after)))
        return entry

    def _care_changes(self, at: datetime, day: date) -> None:
        """One category goes, another comes: without a gap, or after one."""
        entry = self._care_ends(at, day, after=(0,))
        if entry is not None and entry.person in self.home_of:
            category = self.random.choice((entry.category, None))
            self._care(at, entry.person, day + DAY * self.random.choice((1, 1, 2, 3)), category)

    def _comes(self, at: datetime, day: date) -> None:
        self._new_household(at, day + DAY * self.random.choice((-3, -1, 0, 0, 2)))

    def _goes(self, at: datetime, day: date) -> None:
        home = self._some_home()
        self._forget(home, at, day)
        self.events.append(HouseholdEnds(at, home.id, day + DAY * self.random.choice((-2, -1, 0, 0, 3))))

    def _forget(self, home: Home, at: datetime, day: date) -> None:
        del self.homes[home.id]
        for person in home.people:
            del self.home_of[person]
        self.care = {id_: entry for id_, entry in self.care.items() if entry.person in self.home_of}

    def _all_move(self, at: datetime, day: date) -> None:
        home = self._some_home()
        home.grid, home.changed = self.random.choice(self.grids), day
        self.events.append(HouseholdMoves(at, home.id, home.grid))

    def _somebody_moves(self, at: datetime, day: date) -> None:
        cared_for = [entry.person for entry in self.care.values() if entry.person in self.home_of]
        person = self.random.choice(cared_for or list(self.home_of))
        old = self.homes[self.home_of[person]]
        new = self._new_household(at, day) if self.random.random() < 0.2 else self._some_home()
        if new is old or len(old.people) == 1 or new.changed > day or old.changed == day:
            return
        old.people.remove(person)
        new.people.append(person)
        self.home_of[person] = new.id
        old.changed = new.changed = day
        self.events.append(PersonMoves(at, person, new.id))

    def _somebody_leaves(self, at: datetime, day: date) -> None:
        person = self.random.choice(list(self.home_of))
        home = self.homes[self.home_of[person]]
        if len(home.people) > 1:
            home.people.remove(person)
            home.changed = day
            del self.home_of[person]
            self.care = {id_: entry for id_, entry in self.care.items() if entry.person != person}
            self.events.append(PersonLeaves(at, person, day + DAY * self.random.choice((-2, 0, 0, 1, 5))))

    def _on_leave(self, at: datetime, day: date) -> None:
        first = day + DAY * self.random.choice((0, 1, 2, 5))
        last = first + DAY * self.random.choice((0, 1, 4, 9))
        worker = self.random.choice(self.workers)
        substitute = self.random.choice([*self.workers, None])
        self.events.append(
            Leave(at, self._id("leave"), worker, first, last, None if substitute == worker else substitute)
        )

    def _hand_over(self, at: datetime, day: date) -> None:
        """A grid goes to somebody else, sometimes with days between on which nobody has it."""
        id_ = self.random.choice(list(self.roles))
        grid, since = self.roles[id_]
        if since > at:  # handed over later today: the hours of a day are drawn in any order
            return
        del self.roles[id_]
        self.events.append(WorkerEnds(at, id_, day))
        self._hire(at, self.random.choice(self.workers), grid, day + DAY * self.random.choice((1, 1, 1, 3)))

    # What people decide about walks

    def _wish(self, day: date) -> None:
        """Some doors are put off, to a day of the same week and half of the month; for a rest day somebody is named."""
        random = self.wishes
        for home in self.homes.values():
            if random.random() < self.size.put_off:
                to = day + DAY * random.randint(1, 4)
                inside = to.isocalendar()[1] == day.isocalendar()[1] and (to.day > 15) == (day.day > 15) and to > day
                at = moment(day, time(10, random.randrange(60)))
                self.events.append(PutOff(at, home.id, day, to if inside and random.random() < 0.8 else None))
        if not works(day + DAY):
            for grid in self.grids:
                if random.random() < 0.3:
                    self.events.append(RestDuty(moment(day, time(15)), grid, random.choice(self.workers), day + DAY))

    # Visits

    def _visit(self, day: date) -> None:
        often = {"key_person": 0.85, "needy": 0.1, "veteran": 0.09}
        wanted: dict[int, set[int]] = {}
        for entry in self.care.values():
            if entry.person in self.home_of and self.random.random() < often.get(entry.category, 0.24):
                wanted.setdefault(self.home_of[entry.person], set()).add(entry.person)
        for home in self.homes.values():
            if self.random.random() < self.size.household_visits:
                wanted.setdefault(home.id, set())
        for household, people in wanted.items():
            self._stop(day, self.homes[household], people)

    def _stop(self, day: date, home: Home, wanted: Iterable[int]) -> None:
        random, on = self.random, day - DAY * self.random.choice(LAGS)
        if on <= home.changed or on < FIRST_DAY:
            on = day
        met: set[int] = set()
        if random.random() > 0.13:
            met = {person for person in wanted if random.random() < 0.92}
            met |= {person for person in home.people if random.random() < 0.4}
        way = random.choice(("in_person",) * 6 + ("phone", "video"))
        at, id_ = self._moment(day, 9, 21), self._id("visit")
        self.events.append(Visited(at, id_, home.id, on, way, frozenset(met), told=id_ % self.size.told == 0))
