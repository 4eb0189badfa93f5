"""Keeps the street map of a process as the database has it: boundaries may be brought in while the house serves."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from services import marks
from services.act import Door


@dataclass
class MapKeeper:
    """`read` reads the map anew. The one that the process started with is no older than `since`."""

    door: Door
    read: Callable[[], Awaitable[None]]
    since: datetime | None = None

    async def look(self) -> int:
        """Returns how many maps were read."""
        at = await self.door.look(marks.marked_at, marks.STREET_MAP)
        if at is None or at == self.since:
            return 0
        await self.read()
        self.since = at
        return 1
