"""Who lives where, why they are visited, and the visits: facts as they become known, without any window."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import singledispatchmethod

from tests.oracle.life import (
    CareEnds,
    CareStarts,
    Event,
    HouseholdEnds,
    HouseholdMoves,
    NewHousehold,
    NewPerson,
    PersonLeaves,
    PersonMoves,
    PutOff,
    Visited,
)
from tests.oracle.rules import DAY, FOR_EVER, LONG_AGO, ZONE, Rule


@dataclass
class House:
    grid: int
    since: date
    until: date = FOR_EVER
    people: set[int] = field(default_factory=set)


@dataclass
class Human:
    """`homes` are (from which day, household), the newest last."""

    homes: list[tuple[date, int]]
    gone: date = FOR_EVER


@dataclass
class Cared:
    category: str
    first: date
    last: date


class Roster:
    """What the office knows so far."""

    def __init__(self) -> None:
        self.houses: dict[int, House] = {}
        self.people: dict[int, Human] = {}
        self.care: dict[int, Cared] = {}
        self.care_of: dict[int, list[Cared]] = defaultdict(list)
        self.visits_at: dict[int, list[Visited]] = defaultdict(list)
        self.visits_to: dict[int, list[Visited]] = defaultdict(list)
        self.put_off: dict[int, list[PutOff]] = defaultdict(list)

    # What becomes known

    @singledispatchmethod
    def learn(self, event: Event) -> None:
        raise NotImplementedError(type(event).__name__)

    @learn.register
    def _(self, event: NewHousehold) -> None:
        self.houses[event.id] = House(event.grid, event.since)

    @learn.register
    def _(self, event: NewPerson) -> None:
        self.people[event.id] = Human([(LONG_AGO, event.household)])
        self.houses[event.household].people.add(event.id)

    @learn.register
    def _(self, event: CareStarts) -> None:
        self.care[event.id] = Cared(event.category, event.on, event.last or FOR_EVER)
        self.care_of[event.person].append(self.care[event.id])

    @learn.register
    def _(self, event: CareEnds) -> None:
        self.care[event.id].last = event.on

    @learn.register
    def _(self, event: HouseholdEnds) -> None:
        self.houses[event.id].until = event.on

    @learn.register
    def _(self, event: HouseholdMoves) -> None:
        self.houses[event.id].grid = event.grid

    @learn.register
    def _(self, event: PersonMoves) -> None:
        homes = self.people[event.id].homes
        self.houses[homes[-1][1]].people.discard(event.id)
        self.houses[event.household].people.add(event.id)
        homes.append((event.at.astimezone(ZONE).date(), event.household))

    @learn.register
    def _(self, event: PersonLeaves) -> None:
        self.people[event.id].gone = event.on

    @learn.register
    def _(self, event: Visited) -> None:
        self.visits_at[event.household].append(event)
        for person in event.met:
            self.visits_to[person].append(event)

    @learn.register
    def _(self, event: PutOff) -> None:
        self.put_off[event.household].append(event)

    def waits_for(self, household: int, day: date) -> date | None:
        """The day that was last chosen for its visit, as known when `day` began; not one that has passed."""
        known = [wish for wish in self.put_off[household] if wish.off < day]
        chosen = known[-1].to if known else None
        return chosen if chosen is not None and chosen >= day else None

    # Who is under which rule

    def home(self, person: int, day: date) -> int:
        return next(household for since, household in reversed(self.people[person].homes) if since <= day)

    def homes_around(self, person: int, day: date) -> set[int]:
        """Where somebody lived on that day: on the day of a move in both places."""
        return {self.home(person, day), self.home(person, day - DAY)}

    def stands(self, household: int, day: date) -> bool:
        house = self.houses[household]
        return house.since <= day <= house.until

    def cared_for(self, rule: Rule, person: int, day: date) -> bool:
        return any(c.category in rule.care and c.first <= day <= c.last for c in self.care_of[person])

    def under(self, rule: Rule, subject: int, day: date) -> bool:
        if rule.of_household:
            return self.stands(subject, day)
        return (
            self.cared_for(rule, subject, day)
            and day < self.people[subject].gone
            and self.stands(self.home(subject, day), day)
        )

    def subjects(self, rule: Rule) -> Iterator[int]:
        return iter(self.houses if rule.of_household else self.care_of)
