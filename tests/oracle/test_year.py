"""The year of a small street: the same windows, the same states, each reminder and each step upwards once.

On PostgreSQL its first quarter, with the week without a working day; `make soak` lives the whole street's year.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from models.base import Base
from models.database import Database
from tests.oracle import generator
from tests.oracle.compared import compare_all, live_both
from tests.oracle.engine import Engine
from tests.oracle.rules import DAY
from tests.oracle.year import Year
from tests.support.postgres import Postgres
from tests.support.street import StandingClock, door_on

SEED = 20260101
PROCESSES = 4


async def lives_like_the_text(url: str, last_day: date) -> Year:
    """Four processes' connections to one database."""
    street = generator.street(SEED, generator.CI, last_day)
    clock = StandingClock(street.events[0].at)
    doors = [door_on(Database(url), clock) for _ in range(PROCESSES)]
    try:
        async with doors[0].database.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        lived, year = Engine(doors, clock, street, Counter()), Year(street)
        await lived.settle()
        await live_both(lived, year)
        await compare_all(lived, year, [last_day - DAY, date(2026, 3, 1)])
    finally:
        for door in doors:
            await door.database.close()
    return year


@pytest.mark.timeout(400)
async def test_a_year_on_sqlite(tmp_path: Path) -> None:
    year = await lives_like_the_text(f"sqlite+aiosqlite:///{tmp_path}/year.sqlite", generator.LAST_DAY)

    states = Counter(year.reading.state(window, generator.LAST_DAY) for window in year.reading.windows.values())
    assert min(states[state] for state in ("met", "late", "missed", "lapsed", "open")) > 10
    assert {notice for notice, *_ in year.told.pushes} == {
        "visit_digest",
        "visit_remainder",
        "visit_escalated",
        "grid_uncovered",
        "calendar_unconfirmed",
    }
    assert min(Counter(how_far for _, how_far in year.told.missed.steps).values()) > 100
    assert len(year.told.missed.short) > 10
    assert any(late for *_, late in year.told.pushes)


@pytest.mark.timeout(400)
async def test_a_quarter_on_postgresql(postgresql: Postgres) -> None:
    url = await postgresql.create("oracle")
    try:
        await lives_like_the_text(url, date(2026, 3, 31))
    finally:
        await postgresql.drop("oracle")
