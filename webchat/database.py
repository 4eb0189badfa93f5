"""Where plain synchronous SQL work runs: SQLite in threads of its own, PostgreSQL by asyncpg.

SQLite's work goes to one writing thread and two reading ones, a whole commit per hand-over: through aiosqlite each
statement costs four hand-overs between threads, and those, not the disk, would be the floor under everything here.
"""

import asyncio
import fcntl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

T = TypeVar("T")
ADVISORY_LOCK = 0x77656263686174  # "webchat" in ASCII
READERS = 2


class DatabaseInUse(RuntimeError):
    """Another webchat works on this database. Two would give out the same message numbers."""


class Database(Protocol):
    async def open(self) -> None: ...
    async def read(self, work: Callable[[Connection], T]) -> T: ...
    async def write(self, work: Callable[[Connection], T]) -> T: ...
    async def close(self) -> None: ...


def database_at(url: str) -> Database:
    """Raises ValueError for anything but a file of SQLite or a PostgreSQL server."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return Postgres(parsed.set(drivername="postgresql+asyncpg"))
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return Sqlite(parsed.set(drivername="sqlite+pysqlite"))
    raise ValueError("webchat keeps its data in a file of SQLite or in PostgreSQL")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # WAL with FULL: a commit survives a power cut, and readers never wait for the writer.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "cache_size=-16000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class Sqlite:
    def __init__(self, url: URL) -> None:
        self._path = Path(str(url.database))
        self._engine: Engine = create_engine(
            url, poolclass=QueuePool, pool_size=READERS + 1, pool_reset_on_return=None, hide_parameters=True
        )
        event.listen(self._engine, "connect", _prepare_sqlite)
        self._writer = ThreadPoolExecutor(1, "webchat-write")
        self._readers = ThreadPoolExecutor(READERS, "webchat-read")
        self._lock: IO[str] | None = None

    async def open(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._writer, self._take)

    def _take(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = self._path.with_name(self._path.name + ".lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            raise DatabaseInUse(f"{self._path} is in use by another webchat") from error
        self._lock = lock

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._reading, work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, self._writing, work)

    def _reading(self, work: Callable[[Connection], T]) -> T:
        # The driver opens a transaction only for writes, so there is none to end here.
        with self._engine.connect() as connection:
            return work(connection)

    def _writing(self, work: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            return work(connection)

    async def close(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        self._engine.dispose()
        if self._lock:
            self._lock.close()


class Postgres:
    def __init__(self, url: URL) -> None:
        self._engine: AsyncEngine = create_async_engine(
            url, pool_size=READERS + 2, pool_pre_ping=True, hide_parameters=True
        )
        self._reading: AsyncEngine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._guard: AsyncConnection | None = None

    async def open(self) -> None:
        """Takes the lock on a connection kept for that. Waits a little: the server may not have noticed a crash yet."""
        self._guard = await self._reading.connect()
        for _ in range(50):
            if (await self._guard.execute(text(f"SELECT pg_try_advisory_lock({ADVISORY_LOCK})"))).scalar():
                return
            await asyncio.sleep(0.1)
        raise DatabaseInUse("this PostgreSQL database is in use by another webchat")

    async def read(self, work: Callable[[Connection], T]) -> T:
        async with self._reading.connect() as connection:
            return await connection.run_sync(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        if self._guard:
            await self._guard.close()
        await self._engine.dispose()
