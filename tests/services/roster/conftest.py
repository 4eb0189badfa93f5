"""The small street on either database, with nobody living there yet."""

from collections.abc import AsyncIterator

import pytest

from models.database import Database
from tests.support.counting import count_on
from tests.support.street import Street, at, street_on


@pytest.fixture
async def street(either: Database) -> AsyncIterator[Street]:
    made = await street_on(either, at("2026-11-23"))
    await count_on(either)
    yield made
    await made.door.database.close()
