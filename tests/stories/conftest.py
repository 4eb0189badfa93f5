"""The neighbourhood is seeded once for each database; each story gets a copy and a house on it, so that every story
through `house` is played on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from domain.settings import Settings
from tests.support.house import House, copy_of, house_in, make_neighbourhood, settings_in
from tests.support.postgres import Postgres

SEEDED = "neighbourhood"


@pytest.fixture(scope="session")
def neighbourhood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("neighbourhood")
    asyncio.run(make_neighbourhood(folder))
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, postgresql: Postgres) -> Postgres:
    """With one seeded database to copy from."""
    folder = tmp_path_factory.mktemp("neighbourhood-postgres")

    async def seed(running: Postgres) -> None:
        await make_neighbourhood(folder, on_database(folder, await running.create(SEEDED)))

    asyncio.run(seed(postgresql))
    return postgresql


def on_database(folder: Path, url: str) -> Settings:
    settings = settings_in(folder)
    return replace(settings, storage=replace(settings.storage, database=url))


@pytest.fixture
def folder(neighbourhood: Path, tmp_path: Path) -> Path:
    """A folder of its own with the neighbourhood on SQLite."""
    return copy_of(neighbourhood, tmp_path / "house")


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """A neighbourhood of one's own on either database."""
    if request.param == "sqlite":
        yield settings_in(request.getfixturevalue("folder"))
        return
    running: Postgres = request.getfixturevalue("server")
    database = f"story-{uuid4().hex}"
    yield on_database(tmp_path, asyncio.run(running.create(database, template=SEEDED)))
    asyncio.run(running.drop(database))


def unvisited(settings: Settings) -> Settings:
    """Nobody is to be visited: where a month passes, a whole street's visits that nobody made would be nearly all of
    the work."""
    return replace(settings, visits=replace(settings.visits, rules=()))


@pytest.fixture
async def house(settings: Settings, tmp_path: Path) -> AsyncIterator[House]:
    async with house_in(tmp_path, settings=settings) as running_house:
        yield running_house
