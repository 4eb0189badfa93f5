"""What tests of every folder may ask for."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from models.database import Database
from tests.support.leaks import Leaks, listening
from tests.support.postgres import Postgres, postgres


@pytest.fixture(scope="session", autouse=True)
def nothing_personal_is_logged() -> Iterator[Leaks]:
    """Over the whole run, whatever its tests do."""
    with listening() as leaks:
        yield leaks
        assert leaks.found() == []


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgres]:
    """One server for the whole run, started when the first test asks for it."""
    with postgres() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
async def either(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database on SQLite, and again one on PostgreSQL."""
    if request.param == "sqlite":
        url, server, name = f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite", None, ""
    else:
        server, name = request.getfixturevalue("postgresql"), f"empty-{uuid4().hex}"
        url = await server.create(name)
    database = Database(url)
    yield database
    await database.close()
    if server is not None:
        await server.drop(name)
