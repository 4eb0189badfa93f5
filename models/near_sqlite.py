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
BUSY_SECONDS = 30

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
        near, connection = _near.get() and self._connection is not None, self._connection
        if args and args[0] == TAKES_THE_LOCK:
            if near:  # inside a process one writes at a time, so it is nearly always free
                with suppress(sqlite3.OperationalError):
                    return fn(*args, **kwargs)
            return await super()._execute(_patiently, connection, fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        if not near or fn.__name__ == "commit":
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)


def _patiently(connection: sqlite3.Connection, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Somebody else may hold the write lock. Whoever has it waits for nothing, so a connection that writes has no
    patience otherwise."""
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    try:
        return fn(*args, **kwargs)
    finally:
        connection.execute("PRAGMA busy_timeout=0")


async def connect(path: str) -> NearConnection:
    """Its thread and the loop's use the connection in turn, and SQLite itself is built for more than that."""
    connection = NearConnection(lambda: sqlite3.connect(path, check_same_thread=False), iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy does it: a forgotten connection keeps nobody from leaving
    await connection
    return connection
