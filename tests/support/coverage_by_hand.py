"""Six random weeks of visits, and what became of every window by a plain reading of all rows, for the figures."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from domain.cadence import Met, Subject, VisitRule, Window, WindowState
from domain.coverage import Coverage, sum_of
from models.people import Care, EarlierHome, Person, RoleHeld
from models.visit import Visit, VisitCorrection, VisitMet, VisitWindow
from services.visit.visit_windows import open_windows
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    OTHER_COMMUNITY,
    SHANGHAI,
    STREET,
    WANG,
    ZHAO,
    Street,
    at,
)

FIRST, DAYS = date(2026, 9, 20), 42
LAST = FIRST + timedelta(days=DAYS - 1)
ONE_DAY = timedelta(days=1)
CARE = ("key_person", "living_alone", "needy")
IN_ALL = {GRID_1, GRID_2, COMMUNITY}
"""What lies in no grid lies in the community."""
GRIDS_OF = {STREET: IN_ALL, COMMUNITY: IN_ALL, OTHER_COMMUNITY: set[int](), GRID_1: {GRID_1}}


@dataclass
class World:
    """Everything that is stored about visits, for the reading by hand."""

    street: Street
    windows: list[VisitWindow] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    met: set[tuple[int, int]] = field(default_factory=set)
    corrected: dict[int, datetime] = field(default_factory=dict)
    held: list[RoleHeld] = field(default_factory=list)
    earlier: list[EarlierHome] = field(default_factory=list)
    good: dict[tuple[str, int, int, date | None, bool], list[Visit]] = field(default_factory=dict)

    async def read(self) -> None:
        async with self.street.door.database.read() as session:
            self.windows = list(await session.scalars(select(VisitWindow).order_by(VisitWindow.id)))
            self.visits = list(await session.scalars(select(Visit).order_by(Visit.id)))
            self.met = {(one.visit_id, one.person_id) for one in await session.scalars(select(VisitMet))}
            self.corrected = {one.visit_id: one.at for one in await session.scalars(select(VisitCorrection))}
            self.earlier = list(await session.scalars(select(EarlierHome)))
            self.held = list(await session.scalars(select(RoleHeld).where(RoleHeld.role == "grid_worker")))

    def rule(self, window: VisitWindow) -> VisitRule:
        return next(rule for rule in self.street.door.settings.visits.rules if rule.key == window.rule)

    def counting(self, window: VisitWindow, on: date, *, anywhere: bool = False) -> list[Visit]:
        """The visits that count for its subject, whenever they were, as known on the evening of `on`; `anywhere`: also
        at the homes from which they have moved since."""
        key = window.rule, window.subject_id, window.household_id, window.moved_on, anywhere
        if key not in self.good:
            self.good[key] = [visit for visit in self.visits if self.counts(window, visit, anywhere)]
        evening = datetime.combine(on + ONE_DAY, datetime.min.time(), SHANGHAI)
        return [
            visit
            for visit in self.good[key]
            if visit.recorded_at < evening and not (visit.id in self.corrected and self.corrected[visit.id] < evening)
        ]

    def counts(self, window: VisitWindow, visit: Visit, anywhere: bool) -> bool:
        rule, rest = self.rule(window), not self.street.door.calendar.day(visit.visited_on).is_working
        if visit.outcome != "met" or visit.way not in (rule.ways | rule.rest_day_ways if rest else rule.ways):
            return False
        if rule.met_by is Met.THAT_PERSON:
            return (visit.id, window.subject_id) in self.met
        if visit.household_id == window.household_id and visit.visited_on >= (window.moved_on or date.min):
            return True
        return anywhere and rule.subject is Subject.PERSON and self.lived(window.subject_id, visit)

    def lived(self, person: int, visit: Visit) -> bool:
        """Whether they lived there until they moved, on the day of the visit."""
        return any(
            (one.person_id, one.household_id) == (person, visit.household_id)
            and (one.since or date.min) <= visit.visited_on <= one.until
            for one in self.earlier
        )

    def settled_by(self, window: VisitWindow, on: date) -> Visit | None:
        until = min(on, window.closes_on, window.lapsed_on or date.max)
        first = window.came_on or window.starts_on
        good = [one for one in self.counting(window, on) if first <= one.visited_on <= until]
        return min(good, key=lambda one: (one.visited_on, one.id), default=None)

    def state(self, window: VisitWindow, on: date) -> WindowState:
        visit = self.settled_by(window, on)
        if visit is not None:
            return WindowState.MET if visit.visited_on <= window.ends_on else WindowState.LATE
        if window.lapsed_on is not None and window.lapsed_on <= on:
            return WindowState.LAPSED
        return WindowState.MISSED if window.closes_on < on else WindowState.OPEN

    def gap(self, window: VisitWindow, on: date) -> int | None:
        """The longest that anybody waited on any of its days."""
        if window.lapsed_on is not None and window.lapsed_on <= on:
            return None
        return max(self.waited(window, day, on) for day in days_of(window.starts_on, min(window.ends_on, on)))

    def waited(self, window: VisitWindow, day: date, on: date) -> int:
        """Up to the morning of `day`."""
        seen = [one.visited_on for one in self.counting(window, on, anywhere=True) if one.visited_on < day]
        return (day - max([*seen, self.since(window)])).days

    def since(self, window: VisitWindow) -> date:
        same = (w for w in self.windows if (w.rule, w.subject_id) == (window.rule, window.subject_id))
        return min(w.starts_on for w in same)

    def within(self, days: Window, on: date, grids: set[int], rule: str | None) -> list[VisitWindow]:
        return [
            window
            for window in self.windows
            if days.start <= window.ends_on <= days.end
            and window.starts_on <= on
            and window.grid_id in grids
            and rule in (None, window.rule)
        ]

    def coverage(self, windows: list[VisitWindow], on: date) -> Coverage:
        return sum_of(Coverage(**{self.state(one, on): 1}) + Coverage(gap=self.gap(one, on)) for one in windows)

    def holders(self, window: VisitWindow, on: date) -> set[int]:
        day = min(window.ends_on, on)
        return {
            held.person_id
            for held in self.held
            if held.unit_id == window.grid_id and held.starts_on <= day <= (held.ends_on or date.max)
        }


def days_of(first: date, last: date) -> list[date]:
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


async def live(street: Street, seed: int, homes_in_all: int = 7) -> World:
    """Six weeks, and one home in no grid: people come under rules and fall out of them, move, are met, called, missed;
    visits are written down late or taken back; grid 1 changes hands."""
    rng = random.Random(seed)
    homes: dict[int, list[int]] = {}
    for n in range(homes_in_all):
        cared = [tuple(c for c in CARE if rng.random() < 0.45) for _ in range(rng.randrange(1, 3))]
        id_, people = await street.household(*cared, grid=_grid(n, homes_in_all))
        homes[id_] = list(people)
    for n, day in enumerate(days_of(FIRST, LAST)):
        street.clock.moment = at(str(day), "06:00")
        if n == DAYS // 2:
            await street.end_role(WANG, day - ONE_DAY)
            await street.add(RoleHeld(person_id=ZHAO, role="grid_worker", unit_id=GRID_1, starts_on=day))
        await _change(street, rng, homes, day)
        await street.door.act(open_windows, day)
        for home in rng.sample(sorted(homes), 2):
            await _visit(street, rng, home, homes[home], day)
    street.clock.moment = at(str(LAST), "20:00")
    world = World(street)
    await world.read()
    return world


def _grid(n: int, homes_in_all: int) -> int:
    if n == homes_in_all - 1:
        return COMMUNITY
    return GRID_1 if n < 4 else GRID_2


async def _change(street: Street, rng: random.Random, homes: dict[int, list[int]], day: date) -> None:
    home = rng.choice([home for home in homes if homes[home]])
    person = rng.choice(homes[home])
    async with street.door.database.write() as session:
        if rng.random() < 0.2:
            await session.execute(update(Care).where(Care.person_id == person).values(ends_on=day - ONE_DAY))
        elif rng.random() < 0.1:
            session.add(Care(person_id=person, category=rng.choice(CARE), starts_on=day))
        elif rng.random() < 0.1:
            to = rng.choice(sorted(homes))
            homes[home].remove(person)
            homes[to].append(person)
            await session.execute(update(Person).where(Person.id == person).values(household_id=to, moved_in_on=day))
            session.add(EarlierHome(person_id=person, household_id=home, until=day))


async def _visit(street: Street, rng: random.Random, home: int, people: list[int], day: date) -> None:
    met = [person for person in people if rng.random() < 0.8]
    recorded = at(str(day), "10:00") + timedelta(days=rng.choice((0, 0, 0, 1, 2)))
    visit = Visit(
        household_id=home,
        grid_id=GRID_1 if home <= 4 else GRID_2,
        worker_id=rng.choice((WANG, LI, ZHAO)),
        visited_on=day,
        recorded_at=recorded,
        way=rng.choice(("in_person", "in_person", "in_person", "phone")),
        outcome="met" if met else "not_home",
        submission=f"{home} {day}",
    )
    await street.add(visit)
    await street.add(*(VisitMet(visit_id=visit.id, person_id=person, visited_on=day) for person in met))
    if rng.random() < 0.1:
        wrong_at = recorded + timedelta(hours=rng.randrange(1, 60))
        await street.add(VisitCorrection(visit_id=visit.id, at=wrong_at, by=WANG, submission=f"c {home} {day}"))
