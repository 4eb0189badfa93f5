"""Short transactions run in the loop, and keep and undo what all others do."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from models.database import Database
from models.near_sqlite import near


@pytest.fixture(autouse=True)
def near_is_who_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not everybody, as in other tests (tests/conftest.py)."""
    monkeypatch.setattr("models.database.near", near)


async def opened(folder: Path) -> Database:
    database = Database(f"sqlite+aiosqlite:///{folder}/near.sqlite")
    async with database.write() as session:
        await session.execute(text("CREATE TABLE lamp (name TEXT)"))
    return database


async def lamps(database: Database) -> list[str]:
    async with database.read(short=True) as session:
        return list(await session.scalars(text("SELECT name FROM lamp ORDER BY name")))


async def test_a_short_transaction_is_kept_or_undone_whole(tmp_path: Path) -> None:
    database = await opened(tmp_path)
    async with database.write(short=True) as session:
        await session.execute(text("INSERT INTO lamp VALUES ('stairs')"))
    with pytest.raises(KeyError):
        async with database.write(short=True) as session:
            await session.execute(text("INSERT INTO lamp VALUES ('yard')"))
            raise KeyError("a handler failed")
    assert await lamps(database) == ["stairs"]
    await database.close()


@pytest.mark.parametrize("short", [True, False])
async def test_where_statements_run(tmp_path: Path, short: bool) -> None:
    database, threads = await opened(tmp_path), set[int]()
    async with database.write(short=short) as session:
        connection = await session.connection()
        raw = await connection.get_raw_connection()
        await raw.driver_connection.create_function("thread", 0, threading.get_ident)  # type: ignore[union-attr]
        threads.add(await session.scalar(text("SELECT thread()")) or 0)
    assert (threads == {threading.get_ident()}) is short
    await database.close()


async def test_whoever_waits_for_another_process_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    database = await opened(tmp_path)
    with closing(sqlite3.connect(tmp_path / "near.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        async def write() -> None:
            async with database.write(short=True) as session:
                await session.execute(text("INSERT INTO lamp VALUES ('late')"))

        writing = asyncio.create_task(write())
        for _ in range(20):
            assert await lamps(database) == []
        assert not writing.done()
        other.execute("COMMIT")
        await writing
    assert await lamps(database) == ["late"]
    await database.close()
