"""The database away, locked or full, the Bot API away, each for some seconds: somebody was in the middle of a wish."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from resource import RLIMIT_FSIZE, prlimit

from domain.settings import Settings
from services.texts import speech
from tests.faults.outside import Outside, outside
from tests.faults.wisher import PATIENCE
from tests.stories.conftest import on_database
from tests.support.house import settings_in
from tests.support.patience import until
from tests.support.postgres import postgres

SORRY = speech("zh")("error-away")


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
    await until(world.nothing_left, "everything is handled and said", PATIENCE)
    assert await world.filed() == world.told()
    assert await world.broken() == []


async def postgresql_away(folder: Path, seconds: float) -> None:
    with postgres() as server:
        async with lived_in(on_database(folder, await server.create("away")), folder) as world:
            (one,) = world.wishers
            await world.database.close()
            await asyncio.to_thread(server.stop)
            words = await one.say()
            await one.person.hears(SORRY, ever=True)
            await asyncio.sleep(seconds)
            await asyncio.to_thread(server.start)
            await goes_on(world, words)


async def sqlite_locked(folder: Path, seconds: float) -> None:
    async with lived_in(settings_in(folder), folder) as world:
        (one,) = world.wishers
        with locked(folder / "doorstep.sqlite"):
            words = await one.say()
            await asyncio.sleep(seconds)
        await goes_on(world, words)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


async def full_disk(folder: Path, seconds: float) -> None:
    """No file of the house may grow any more. That needs no mount, and fails where a full disk does: in write(2)."""
    async with lived_in(settings_in(folder), folder) as world:
        (one,) = world.wishers
        with full(world.house.pid):
            words = await one.say()
            await one.person.hears(SORRY, ever=True)
            await asyncio.sleep(seconds)
        await goes_on(world, words)
        with closing(sqlite3.connect(folder / "doorstep.sqlite")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@contextmanager
def full(pid: int) -> Iterator[None]:
    before = prlimit(pid, RLIMIT_FSIZE)
    prlimit(pid, RLIMIT_FSIZE, (0, before[1]))
    yield
    prlimit(pid, RLIMIT_FSIZE, before)


async def bot_api_away(folder: Path, seconds: float) -> None:
    async with lived_in(settings_in(folder), folder) as world:
        (one,) = world.wishers
        world.server.away = True
        words = await one.say()
        await asyncio.sleep(seconds)
        world.server.away = False
        await goes_on(world, words)


BREAKS = (postgresql_away, sqlite_locked, full_disk, bot_api_away)
