"""A clerk with an ear that does as a test says, on the small street."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from models.people import Person
from scheduler.clerk import ATTEMPTS, LEASE, Clerk
from services.roster import roster_files
from services.roster.roster_files import FileCard
from tests.support.keeping import people
from tests.support.roster_file import TablesHere, xlsx
from tests.support.street import ZHOU, Street, at, street_in

NOW = at("2026-11-23")
HOME = ("江南苑", "1号楼", "101")
GOOD = xlsx(people((*HOME, "张三", "13800000001", None, None), (*HOME, "李四", None, None, None)))
BAD = xlsx(people((*HOME, "张三", "123", None, None)))


@dataclass
class ScriptedEar:
    """Says what the test has put there, one answer after the other; the last one again and again."""

    answers: list[bytes | Exception]
    forgotten: list[tuple[int, int]] = field(default_factory=list)
    is_busy: asyncio.Event = field(default_factory=asyncio.Event)
    waits: bool = False
    """For the chat to show that somebody is at it, before a file comes."""

    async def busy(self, external_id: int) -> None:
        assert external_id == ZHOU
        self.is_busy.set()

    async def fetch(self, file_id: str, limit: int) -> bytes:
        if self.waits:
            await self.is_busy.wait()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def forget(self, external_id: int, message_id: int) -> None:
        self.forgotten.append((external_id, message_id))

    async def forget_before(self, external_id: int, message_id: int) -> None:
        raise AssertionError("nobody is erased")


@dataclass
class Office:
    street: Street
    ear: ScriptedEar
    clerk: Clerk
    spoke: list[bool]

    async def send(self, who: int = ZHOU) -> int:
        return await self.street.run(who, roster_files.take, "file-1", "居民.xlsx", 7)

    async def work(self) -> None:
        """Until there is nothing to do, with the leases over."""
        for _ in range(2 * ATTEMPTS):
            await self.clerk.work()
            self.street.clock.moment += LEASE

    async def card(self, file_id: int, who: int = ZHOU) -> FileCard:
        return await self.street.run(who, roster_files.card, file_id)

    async def people(self) -> int:
        async with self.street.door.database.read() as session:
            return await session.scalar(select(func.count()).where(Person.name.is_not(None))) or 0


@asynccontextmanager
async def office_in(folder: Path) -> AsyncIterator[Office]:
    street = await street_in(folder, NOW)
    ear, spoke = ScriptedEar([GOOD]), list[bool]()
    yield Office(street, ear, Clerk(street.door, {"test": ear}, TablesHere(), lambda: spoke.append(True)), spoke)
    await street.door.database.close()
