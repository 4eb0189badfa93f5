"""What tests of every folder may ask for."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import web_app
from hypothesis import HealthCheck
from hypothesis import settings as drawing

from adapters import beside
from models.database import Database
from models.near_sqlite import near
from tests.support import compiled, nursery
from tests.support.leaks import Leaks, listening
from tests.support.memory import keep_files_in_memory
from tests.support.postgres import Postgres, postgres
from tests.support.where import DATABASES, FILES, choose, databases_of, on_both

keep_files_in_memory()
# Each run draws the same (make soak anew) and as slowly as it likes: what fails is the change, not chance or a crowd.
drawing.register_profile(
    "doorstep", deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
drawing.load_profile("doorstep")


@pytest.fixture(scope="session", autouse=True)
def nothing_personal_is_logged() -> Iterator[Leaks]:
    """Over the whole run, whatever its tests do."""
    with listening() as leaks:
        yield leaks
        leaks.read()
        assert leaks.found() == []


@pytest.fixture(scope="session", autouse=True)
def sql_is_compiled_once() -> Iterator[None]:
    with compiled.shared():
        yield


@pytest.fixture(scope="session", autouse=True)
def statements_are_short() -> Iterator[None]:
    """A test's tables are small: SQLite answers before a thread would be woken for it. Commits and waiting for the lock
    keep their thread."""
    with patch("models.database.near", lambda short: near(True)):
        yield


@pytest.fixture(scope="session", autouse=True)
def what_draws_and_reads_tables_is_forked() -> Iterator[None]:
    with patch.object(beside, "command", nursery.command):
        yield
    nursery.close()


@pytest.fixture(scope="session", autouse=True)
def no_bot_waits_for_a_tls_that_it_has_not() -> Iterator[None]:
    """aiogram sleeps a quarter of a second when it closes, for the sake of TLS: a third of a story's last moments."""

    async def close(session: AiohttpSession) -> None:
        if session._session is not None:
            await session._session.close()

    with patch.object(AiohttpSession, "close", close):
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgres]:
    """One server for the whole run, started when the first test asks for it."""
    with postgres(careless=True) as running:
        yield running


@pytest.fixture(autouse=True)
def no_server_is_kept() -> Iterator[None]:
    """aiohttp remembers the handlers of a thousand routes for ever, and with them each test's house: 15 MB a story."""
    yield
    web_app._cached_build_middleware.cache_clear()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with a small street is played on SQLite and again on PostgreSQL."""
    if on_both(metafunc.definition.nodeid, metafunc.fixturenames):
        metafunc.parametrize("small_streets", DATABASES, indirect=True)


@pytest.fixture(autouse=True)
def small_streets(request: pytest.FixtureRequest) -> Iterator[None]:
    """On a SQLite file each, or on databases of their own; only the tests of `on_both` say which."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield
        return
    place = databases_of(request.getfixturevalue("postgresql"))
    choose(place)
    yield
    choose(FILES)
    asyncio.run(place.drop_all())


@pytest.fixture(params=DATABASES)
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
