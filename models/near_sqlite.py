"""SQLite without a change of threads at every statement.

aiosqlite sends each call to a thread: four changes of threads a statement, which cost more than the statement. In a
transaction that is `short` statements run where they are asked for: those of an update take microseconds. Whatever
waits (for a write lock that another process has, for the disk) waits in the thread.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

import aiosqlite

TAKES_THE_LOCK = "BEGIN IMMEDIATE"

_near = ContextVar("near", default=False)


@contextmanager
def near(short: bool) -> Iterator[None]:
    """`short`: the process may do nothing else during a statement."""
    token = _near.set(short)
    try:
        yield
    finally:
        _near.reset(token)


class NearConnection(aiosqlite.Connection):
    """aiosqlite's own, but for the place where its calls are run."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not _near.get() or self._connection is None or fn.__name__ == "commit":
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        if args and args[0] == TAKES_THE_LOCK:
            with suppress(sqlite3.OperationalError):
                return self._at_once(self._connection, fn, *args, **kwargs)
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)

    @staticmethod
    def _at_once(connection: sqlite3.Connection, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Raises OperationalError where somebody else holds the lock, without waiting for it. Inside a process one
        writes at a time, so it is nearly always free."""
        (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
        connection.execute("PRAGMA busy_timeout=0")
        try:
            return fn(*args, **kwargs)
        finally:
            connection.execute(f"PRAGMA busy_timeout={patience}")


async def connect(path: str) -> NearConnection:
    """Its thread and the loop's use the connection in turn, and SQLite itself is built for more than that."""
    connection = NearConnection(lambda: sqlite3.connect(path, check_same_thread=False), iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy does it: a forgotten connection keeps nobody from leaving
    await connection
    return connection
