"""A worker's round, over and over: at once while there is work, else when woken, else once in a while by itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic

log = logging.getLogger(__name__)

LOOKS_BY_ITSELF = 1.0
"""Seconds: for what becomes due, and for what another process left."""


Watched = Callable[[str, float, int | None], None]
"""Hears after each round: whose it was, how many seconds it took, how much it did (None: it failed)."""


def unwatched(name: str, seconds: float, done: int | None) -> None:
    """Nobody listens."""


@dataclass
class Loop:
    """`round` returns how much it did. A round that fails is logged and tried again after `pause` seconds: what it
    works on is in the database, so nothing is lost."""

    name: str
    round: Callable[[], Awaitable[int]]
    pause: float
    watched: Watched = unwatched
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: bool = False

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        """After the round that is under way."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            began = monotonic()
            try:
                busy = await self.round()
            except Exception:
                log.exception("round_failed", extra={"loop": self.name})
                self.watched(self.name, monotonic() - began, None)
                await self._rest(self.pause)
                continue
            self.watched(self.name, monotonic() - began, busy)
            if not busy:
                await self._rest(LOOKS_BY_ITSELF)

    async def _rest(self, seconds: float) -> None:
        if self._stopping:
            return
        try:
            await asyncio.wait_for(self._wake.wait(), timeout=seconds)
        except TimeoutError:
            return
