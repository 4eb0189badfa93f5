"""The small street on either database, with nobody living there yet."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.counting import count_on
from tests.support.street import Street, at, street_in


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    made = await street_in(tmp_path, at("2026-11-23"))
    await count_on(made.door.database)
    yield made
    await made.door.database.close()
