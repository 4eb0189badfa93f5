"""What waits for a bot: numbered, durable until the bot has confirmed it (Telegram drops it after a day; we do not)."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from webchat.jsons import dumps
from webchat.statements import W
from webchat.store import Change, Store, query

PENDING = query(
    """SELECT update_id, chat_id, body FROM updates WHERE bot_id = :bot_id AND update_id >= :first
    ORDER BY update_id LIMIT :limit"""
)
NEWEST = query("SELECT update_id FROM updates WHERE bot_id = :bot_id ORDER BY update_id DESC LIMIT 1 OFFSET :skip")
COUNT = query("SELECT COUNT(*) FROM updates WHERE bot_id = :bot_id")


@dataclass(frozen=True, slots=True)
class Pending:
    update_id: int
    chat_id: int
    body: str


@dataclass(slots=True, eq=False)
class Turn:
    """Whoever takes updates out holds one. Woken by arrivals, ended (with the words to say) by the next taker."""

    wake: asyncio.Event = field(default_factory=asyncio.Event)
    ended: str = ""

    async def woken(self, seconds: float) -> bool:
        if seconds <= 0:
            return False
        try:
            async with asyncio.timeout(seconds):
                return await self.wake.wait()
        except TimeoutError:
            return False


class UpdateQueue:
    """The updates of one bot. `allowed` None means all kinds."""

    def __init__(self, store: Store, bot_id: int, next_update_id: int) -> None:
        self._store = store
        self._bot_id = bot_id
        self._next = next_update_id
        self._committed = next_update_id - 1
        self._confirmed = 0
        self.allowed: frozenset[str] | None = None
        self._turn: Turn | None = None

    @contextmanager
    def turn(self, words_to_the_former: str) -> Iterator[Turn]:
        if self._turn:
            self._turn.ended = words_to_the_former
            self.wake()
        mine = self._turn = Turn()
        try:
            yield mine
        finally:
            if self._turn is mine:
                self._turn = None

    def wake(self) -> None:
        if self._turn:
            self._turn.wake.set()

    def add(self, change: Change, kind: str, chat_id: int, payload: str) -> None:
        """Puts an update in line as part of the change; pollers and the webhook learn of it after the commit."""
        if self.allowed is not None and kind not in self.allowed:
            return
        update_id, self._next = self._next, self._next + 1
        body = f'{{"update_id":{update_id},{dumps(kind)}:{payload}}}'
        change.add(W.UPDATE, bot_id=self._bot_id, update_id=update_id, chat_id=chat_id, body=body)
        change.add(W.NEXT_UPDATE, bot_id=self._bot_id, next_update_id=self._next)
        change.after.append(lambda: self._arrive(update_id))

    def _arrive(self, update_id: int) -> None:
        self._committed = max(self._committed, update_id)
        self.wake()

    async def pending(self, first: int, limit: int) -> Sequence[Pending]:
        if first > self._committed:
            return ()
        rows: Sequence[Any] = await self._store.rows(PENDING, bot_id=self._bot_id, first=first, limit=limit)
        return [Pending(*row) for row in rows]

    async def confirm(self, offset: int) -> None:
        """Forgets everything before `offset`, durably."""
        if offset <= self._confirmed:
            return
        change = Change()
        change.add(W.CONFIRM, bot_id=self._bot_id, offset=min(offset, 2**62))
        await self._store.submit(change)
        self._confirmed = min(offset, self._next)

    async def delivered(self, update_id: int) -> None:
        change = Change()
        change.add(W.DELIVERED, bot_id=self._bot_id, update_id=update_id)
        await self._store.submit(change)

    async def drop(self) -> None:
        self._confirmed = 0
        await self.confirm(self._next)

    async def first_of_newest(self, count: int) -> int:
        """The id at which the newest `count` begin, for negative offsets; 0 when fewer wait."""
        row = await self._store.row(NEWEST, bot_id=self._bot_id, skip=count - 1)
        return int(row[0]) if row else 0

    async def count(self) -> int:
        return int((await self._store.row(COUNT, bot_id=self._bot_id))[0])
