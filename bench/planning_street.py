"""Streets of any size for the row "planning", made inside the database: 44,828 residents in 134 grids, ten times and a
hundred times as many. Nobody in them has a name, and behind every door somebody was met in the month before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import CTE, BigInteger, Date, Executable, String, cast, func, insert, literal, select, text
from sqlalchemy.sql.elements import SQLCoreOperations

from domain.cadence import Outcome, Way
from domain.roles import Role, UnitKind
from models.base import Base, Sealed, SealedText, UtcDateTime
from models.database import Database
from models.people import Care, Person, RoleHeld
from models.places import Building, Compound, Household, Unit
from models.visit import Visit, VisitMet
from services.act import Door
from services.visit.visit_windows import open_windows

GRIDS, HOUSEHOLDS, RESIDENTS = 134, 18_358, 44_828
DOORS, BUILDINGS, COMMUNITY = HOUSEHOLDS // GRIDS, 4, 14
"""Households and buildings of a grid, grids of a community."""
FIRST_GRID, FIRST_WORKER, SECOND_MONTH = 1_000_000, 100_000_000, 10_000_000
MONTH_BEFORE, LONG_AGO = date(2026, 5, 1), date(2025, 1, 1)
CARE = {"key_person": 250, "disabled": 67, "empty_nest": 40, "living_alone": 50, "needy": 100, "veteran": 66}
"""One in so many residents is cared for under it."""


@dataclass(frozen=True)
class Morning:
    """A day to plan: what it is like, and the days before on which windows were opened that may still be met. In the
    month of `day` every thirtieth household was visited on each day before it."""

    name: str
    day: date
    opened: tuple[date, ...] = ()

    @property
    def visited(self) -> int:
        return self.day.day - 1 if self.opened else 0


FIRST = Morning("the first of a month", date(2026, 6, 1))
"""A Monday: every rule opens its windows. Nothing is there from before."""
HEAVIEST = Morning("the heaviest", date(2026, 6, 1), tuple(date(2026, 5, day) for day in (1, 16, 25, 31)))
"""The same day, with the windows of May in their grace."""
MIDDLE = Morning("mid-month", date(2026, 6, 17), tuple(date(2026, 6, day) for day in (1, 15, 16)))
"""A Wednesday on which hardly a window opens; half of those open are met."""

Values = dict[str, SQLCoreOperations[Any]]


async def settle(database: Database, times: int) -> None:
    """The street as FIRST finds it, on an empty database."""
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with database.write() as session:
        for statement in _statements(times):
            await session.execute(statement)
    async with database.write() as session:
        await session.execute(text("ANALYZE"))


async def live(door: Door, morning: Morning) -> None:
    """What comes before that morning."""
    for day in morning.opened:
        await door.act(open_windows, day)
    async with door.database.write() as session:
        for statement in _visits(morning.day.replace(day=1), morning.visited, 30, since=SECOND_MONTH):
            await session.execute(statement)
    async with door.database.write() as session:
        await session.execute(text("ANALYZE"))


def _numbers(count: int) -> CTE:
    """0 to `count` - 1."""
    first = select(literal(0, BigInteger).label("i")).cte("n", recursive=True)
    return first.union_all(select(first.c.i + 1).where(first.c.i < count - 1))


def _rows(table: type[Base], count: int, **values: Any) -> Executable:
    """`count` rows: each value a constant, or a function of the row's number."""
    numbers = _numbers(count)
    columns = {name: value(numbers.c.i) if callable(value) else value for name, value in values.items()}
    return insert(table).from_select(list(columns), select(*columns.values()))


def _statements(times: int) -> Iterator[Executable]:
    yield from _places(GRIDS * times)
    yield from _people(times)
    yield from _visits(MONTH_BEFORE, 31, 31)


def _places(grids: int) -> Iterator[Executable]:
    name = literal("x", String)
    place = {"lat": literal(43.8), "lon": literal(126.5)}
    unit = {"name": name, "path": name}
    yield _rows(Unit, 1, id=literal(1), kind=literal(UnitKind.STREET, String), **unit)
    communities = -(-grids // COMMUNITY)
    parent, kind = literal(1), literal(UnitKind.COMMUNITY, String)
    yield _rows(Unit, communities, id=lambda i: i + 2, kind=kind, parent_id=parent, **unit)
    yield _rows(
        Unit,
        grids,
        id=lambda i: i + FIRST_GRID,
        kind=literal(UnitKind.GRID, String),
        parent_id=lambda i: i // COMMUNITY + 2,
        **unit,
    )
    yield _rows(Compound, communities, id=lambda i: i + 1, community_id=lambda i: i + 2, name=name, **place)
    yield _rows(
        Building,
        grids * BUILDINGS,
        id=lambda i: i + 1,
        compound_id=lambda i: i // BUILDINGS // COMMUNITY + 1,
        grid_id=lambda i: i // BUILDINGS + FIRST_GRID,
        name=name,
        walk_order=lambda i: i % BUILDINGS,
        **place,
    )


def _people(times: int) -> Iterator[Executable]:
    grids, households, residents = GRIDS * times, HOUSEHOLDS * times, RESIDENTS * times
    since, now = literal(LONG_AGO, Date), literal(datetime(2025, 1, 1, tzinfo=UTC), UtcDateTime)
    door = literal(Sealed(b"x"), SealedText)
    known = {"created_at": now, "language": literal("zh", String), "large_type": literal(False)}
    yield _rows(
        Household,
        households,
        id=lambda i: i + 1,
        building_id=lambda i: i // DOORS * BUILDINGS + i % DOORS * BUILDINGS // DOORS + 1,
        grid_id=lambda i: i // DOORS + FIRST_GRID,
        door=door,
        walk_order=lambda i: i % DOORS,
        since=since,
    )
    yield _rows(Person, residents, id=lambda i: i + 1, household_id=lambda i: i * HOUSEHOLDS // RESIDENTS + 1, **known)
    for category, one_in in CARE.items():
        yield _rows(
            Care,
            residents // one_in,
            person_id=_every(one_in),
            category=literal(category, String),
            starts_on=since,
        )
    yield _rows(Person, grids, id=lambda i: i + FIRST_WORKER, **known)
    role = literal(Role.GRID_WORKER, String)
    yield _rows(
        RoleHeld,
        grids,
        person_id=lambda i: i + FIRST_WORKER,
        unit_id=lambda i: i + FIRST_GRID,
        role=role,
        starts_on=since,
    )


def _every(one_in: int) -> Any:
    return lambda i: i * one_in + one_in


def _visits(first: date, days: int, every: int, since: int = 0) -> Iterator[Executable]:
    """Every household once in `every` days, from `first` on, for so many `days`. Ids are larger than `since`."""
    columns = [
        "id",
        "household_id",
        "grid_id",
        "worker_id",
        "visited_on",
        "recorded_at",
        "way",
        "outcome",
        "submission",
    ]
    for n in range(days):
        day = first + timedelta(days=n)
        at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        id_ = Household.id + since
        visits = select(
            id_,
            Household.id,
            Household.grid_id,
            Household.grid_id + (FIRST_WORKER - FIRST_GRID),
            literal(day, Date),
            literal(at, UtcDateTime),
            literal(Way.IN_PERSON, String),
            literal(Outcome.MET, String),
            cast(id_, String),
        ).where(Household.id % every == n)
        yield insert(Visit).from_select(columns, visits)
    somebody = select(Visit.id, func.min(Person.id), Visit.visited_on).join(
        Person, Person.household_id == Visit.household_id
    )
    somebody = somebody.where(Visit.id > since).group_by(Visit.id, Visit.visited_on)
    yield insert(VisitMet).from_select(["visit_id", "person_id", "visited_on"], somebody)
