"""The connection to SQLite or PostgreSQL, and the two ways into it: `write` (a transaction) and `read`."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from models.near_sqlite import BUSY_SECONDS, TAKES_THE_LOCK, connect, near

JOURNAL_TRIES, JOURNAL_PAUSE = 100, 0.05


class Database:
    """SQLite: WAL, synchronous FULL (an acknowledgement survives a power cut), one writer at a time in the process,
    waiting in a queue instead of polling the lock. PostgreSQL: one pool for both."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            Path(self.url.database or "").parent.mkdir(parents=True, exist_ok=True)
            self.engine = self._sqlite_engine(writers=True, size=1)
            self._reader = self._sqlite_engine(writers=False, size=4)
        else:
            self.engine = self._reader = create_async_engine(self.url, pool_size=10)
        self._write = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self._read = async_sessionmaker(self._reader, expire_on_commit=False, autoflush=False)
        alone = self._reader if self.is_sqlite else self._reader.execution_options(isolation_level="AUTOCOMMIT")
        self._glance = async_sessionmaker(alone, expire_on_commit=False, autoflush=False)

    def _sqlite_engine(self, *, writers: bool, size: int) -> AsyncEngine:
        engine = create_async_engine(
            self.url,
            async_creator=partial(connect, self.url.database or ""),
            poolclass=AsyncAdaptedQueuePool,
            pool_size=size,
            max_overflow=0,
            pool_timeout=BUSY_SECONDS,
        )

        @event.listens_for(engine.sync_engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            connection.isolation_level = None  # we say BEGIN ourselves: the driver's own comes too late to be IMMEDIATE
            cursor = connection.cursor()
            _keep_journal(connection, cursor)
            for pragma in (
                "synchronous=FULL",
                "foreign_keys=ON",
                f"busy_timeout={0 if writers else BUSY_SECONDS * 1000}",
                "cache_size=-65536",
            ):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def begin(connection: Any) -> None:
            # Taking the write lock at the start keeps a read-then-write from losing its ground in between.
            connection.exec_driver_sql(TAKES_THE_LOCK if writers else "BEGIN")

        return engine

    @asynccontextmanager
    async def write(self, *, short: bool = False) -> AsyncIterator[AsyncSession]:
        """A transaction: committed at the end, rolled back on any exception. `short`: statements of microseconds."""
        with near(short):
            async with self._write() as session, session.begin():
                yield session

    @asynccontextmanager
    async def read(self, *, short: bool = False) -> AsyncIterator[AsyncSession]:
        """A consistent look; nothing written here is kept."""
        with near(short):
            async with self._read() as session:
                yield session

    @asynccontextmanager
    async def glance(self) -> AsyncIterator[AsyncSession]:
        """For one short statement that asks whether there is anything to do: in PostgreSQL it stands alone, without the
        two round trips that begin and end a transaction."""
        with near(True):
            async with self._glance() as session:
                yield session

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A look at all tables as one moment saw them, however long it takes."""
        async with self._reader.connect() as connection:
            if not self.is_sqlite:  # where every transaction that reads is one
                await connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    async def close(self) -> None:
        await self.engine.dispose()
        await self._reader.dispose()


def _keep_journal(connection: Any, cursor: Any) -> None:
    """The write-ahead journal, for good. SQLite waits for nobody here: of several processes that open a new file at the
    same moment one changes it, the others are told that it is locked and see a moment later that it is done."""
    for left in range(JOURNAL_TRIES, -1, -1):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if not left:
                raise
            connection.run_async(lambda _: asyncio.sleep(JOURNAL_PAUSE))
