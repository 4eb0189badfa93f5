"""What tests of every folder may ask for."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from models.database import Database
from tests.support.leaks import Leaks, listening
from tests.support.postgres import Postgres, postgres
from tests.support.where import Databases, choose, here, why_not_here


@pytest.fixture(scope="session", autouse=True)
def nothing_personal_is_logged() -> Iterator[Leaks]:
    """Over the whole run, whatever its tests do."""
    with listening() as leaks:
        yield leaks
        assert leaks.found() == []


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgres]:
    """One server for the whole run, started when the first test asks for it."""
    with postgres(careless=True) as running:
        yield running


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="of the small streets")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database") == "postgresql":
        for item in items:
            if why := why_not_here(item.nodeid):
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(autouse=True)
def small_streets(request: pytest.FixtureRequest) -> Iterator[None]:
    """On a SQLite file each, or with --database postgresql on databases of their own."""
    if request.config.getoption("--database") == "sqlite":
        yield
        return
    server: Postgres = request.getfixturevalue("postgresql")
    place = here() if isinstance(here(), Databases) else Databases(server)
    choose(place)
    yield
    if isinstance(place, Databases):
        asyncio.run(place.drop_all())


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
