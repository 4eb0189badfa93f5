"""A broken part breaks nothing else: the database away, locked or full, the Bot API away. Nothing is lost, it goes on
by itself, and people are told in words where somebody can still speak."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from resource import RLIMIT_FSIZE, prlimit

import pytest

from domain.settings import Settings
from services.texts import speech
from tests.faults.outside import Outside, outside
from tests.stories.conftest import on_database
from tests.support.house import settings_in
from tests.support.postgres import postgres

SORRY = speech("zh")("error-away")
AWAY = float(os.environ.get("AWAY_SECONDS", "2"))
"""Seconds. `make soak` waits sixty."""


@asynccontextmanager
async def lived_in(settings: Settings, folder: Path) -> AsyncIterator[Outside]:
    """Somebody has come, made a wish, and is in the middle of another."""
    async with outside(settings, folder, people=1, often={}) as world:
        await world.house.start()
        (one,) = world.wishers
        await one.arrive()
        await one.wish()
        yield world


async def goes_on(world: Outside, words: str) -> None:
    """By itself: what was said meanwhile is taken up, and the wish is filed once."""
    (one,) = world.wishers
    await one.confirm(words)
    await one.wish()
    async with asyncio.timeout(30):
        while await world.left():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.1)
    assert await world.filed() == world.told()
    assert await world.broken() == []


@pytest.mark.timeout(200)
async def test_postgresql_away(tmp_path: Path) -> None:
    with postgres() as server:
        async with lived_in(on_database(tmp_path, await server.create("away")), tmp_path) as world:
            (one,) = world.wishers
            await world.database.close()
            await asyncio.to_thread(server.stop)
            words = await one.say()
            await one.person.hears(SORRY, ever=True)
            await asyncio.sleep(AWAY)
            await asyncio.to_thread(server.start)
            await goes_on(world, words)


@pytest.mark.timeout(200)
async def test_sqlite_locked_by_another_process(tmp_path: Path) -> None:
    async with lived_in(settings_in(tmp_path), tmp_path) as world:
        (one,) = world.wishers
        with locked(tmp_path / "doorstep.sqlite"):
            words = await one.say()
            await asyncio.sleep(AWAY)
        await goes_on(world, words)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.timeout(200)
async def test_a_full_disk(tmp_path: Path) -> None:
    """No file of the house may grow any more. That needs no mount, and fails where a full disk does: in write(2)."""
    async with lived_in(settings_in(tmp_path), tmp_path) as world:
        (one,) = world.wishers
        with full(world.house.pid):
            words = await one.say()
            await one.person.hears(SORRY, ever=True)
            await asyncio.sleep(AWAY)
        await goes_on(world, words)
        with closing(sqlite3.connect(tmp_path / "doorstep.sqlite")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@contextmanager
def full(pid: int) -> Iterator[None]:
    before = prlimit(pid, RLIMIT_FSIZE)
    prlimit(pid, RLIMIT_FSIZE, (0, before[1]))
    yield
    prlimit(pid, RLIMIT_FSIZE, before)


@pytest.mark.timeout(200)
async def test_the_bot_api_away(tmp_path: Path) -> None:
    async with lived_in(settings_in(tmp_path), tmp_path) as world:
        (one,) = world.wishers
        world.server.away = True
        words = await one.say()
        await asyncio.sleep(AWAY)
        world.server.away = False
        await goes_on(world, words)
