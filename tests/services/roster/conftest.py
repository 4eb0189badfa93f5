"""The small street on either database, with nobody living there yet."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select

from models.database import Database
from models.places import Building, Compound, Unit
from tests.support.street import Street, at, street_on


@pytest.fixture
async def street(either: Database) -> AsyncIterator[Street]:
    made = await street_on(either, at("2026-11-23"))
    if not either.is_sqlite:
        await _count_on(either)
    yield made
    await made.door.database.close()


async def _count_on(database: Database) -> None:
    """The street's rows came with their ids; PostgreSQL has to be told."""
    async with database.write() as session:
        for table in (Unit, Compound, Building):
            counter = func.pg_get_serial_sequence(table.__tablename__, "id")
            await session.execute(select(func.setval(counter, select(func.max(table.id)).scalar_subquery())))
