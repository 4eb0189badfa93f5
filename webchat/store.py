"""Group commit: whoever has something to keep hands over a `Change` and is told once it is on disk.

While one commit is under way the next changes gather, so two hundred people at once cost a handful of commits.
Nothing is acknowledged, shown or passed on before its commit: that is what `Change.after` is for.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, TextClause, text

from webchat.database import Database
from webchat.schema import upgrade
from webchat.statements import RANK, W

log = logging.getLogger(__name__)
Row = dict[str, Any]


class Change:
    """Rows written together or not at all, and what happens then: in this order, before anybody waiting goes on."""

    __slots__ = ("after", "rows")

    def __init__(self) -> None:
        self.rows: list[tuple[W, Row]] = []
        self.after: list[Callable[[], None]] = []

    def add(self, write: W, /, **row: Any) -> None:
        self.rows.append((write, row))


def apply(connection: Connection, changes: Sequence[Change]) -> None:
    """One executemany a kind of write, whatever number of changes there are."""
    groups: dict[W, list[Row]] = {}
    for change in changes:
        for kind, row in change.rows:
            groups.setdefault(kind, []).append(row)
    for kind in sorted(groups, key=RANK.__getitem__):
        rows, once_per = groups[kind], kind.value.once_per
        if once_per:
            rows = list({tuple(row[name] for name in once_per): row for row in rows}.values())
        connection.execute(kind.value.sql, rows)


class Store:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Change, asyncio.Future[None]]] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        try:
            await self._database.open()
            await self._database.write(upgrade)
        except BaseException:
            await self._database.close()
            raise
        self._task = asyncio.create_task(self._work(), name="webchat group commit")

    async def close(self) -> None:
        """Writes what waits, then lets go of the database."""
        self._closing = True
        self._wake.set()
        if self._task:
            await self._task
        await self._database.close()

    def submit(self, change: Change) -> asyncio.Future[None]:
        """Puts the change in line at once; the future is done when it is durable, and raises if it cannot be."""
        if self._closing:
            raise RuntimeError("the store is closing")
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((change, future))
        self._wake.set()
        return future

    async def rows(self, query: TextClause, **values: Any) -> Sequence[Any]:
        return await self._database.read(lambda connection: connection.execute(query, values).all())

    async def row(self, query: TextClause, **values: Any) -> Any:
        """The first row, or None."""
        return await self._database.read(lambda connection: connection.execute(query, values).first())

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            batch, self._waiting = self._waiting, []
            if batch:
                await self._commit(batch)
            elif self._closing:
                return
            if self._closing:
                self._wake.set()

    async def _commit(self, batch: list[tuple[Change, asyncio.Future[None]]]) -> None:
        try:
            await self._database.write(lambda connection: apply(connection, [change for change, _ in batch]))
        except Exception as error:
            if len(batch) > 1:
                # One bad row must not take its neighbours with it: each on its own, in the same order.
                for one in batch:
                    await self._commit([one])
                return
            log.exception("a change could not be written")
            future = batch[0][1]
            if not future.cancelled():
                future.set_exception(error)
                future.exception()  # whoever does not wait need not be told that nobody looked
            return
        for change, future in batch:
            for callback in change.after:
                try:
                    callback()
                except Exception:  # what is on disk stays acknowledged, whatever the telling of it does
                    log.exception("after a commit")
            if not future.cancelled():
                future.set_result(None)


def query(sql: str) -> TextClause:
    return text(sql)
