"""The clerk: fetches roster files, has them read, shows what they would change, and puts in what was confirmed. Nothing
is fetched or read inside a transaction; the file is held in memory only."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from domain.errors import DomainError, NotAllowed
from domain.roster_errors import RosterBlocked, RosterChanged
from domain.roster_reading import Contents
from scheduler.busy import A_MOMENT, busy
from services.act import Act, Door
from services.people import people
from services.ports import Ear, FileTooLarge, Gone, NotATable, Tables, TryLater
from services.roster import roster_files, roster_import
from services.roster.roster_files import OVER, DueFile, State

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
ATTEMPTS = 5


@dataclass
class Clerk:
    """`spoke` is called after a commit that left something to say; from `busy_after` seconds on the chat shows that
    somebody is at it."""

    door: Door
    ears: Mapping[str, Ear]
    tables: Tables
    spoke: Callable[[], None]
    busy_after: float = A_MOMENT

    async def work(self) -> int:
        """One file. Returns how many there were to do."""
        async with self.door.database.glance() as session:
            if not await self.door.within(session).look(roster_files.anything_due, self.ears):
                return 0
        file = await self.door.act(roster_files.claim, self.ears, LEASE)
        if file is None:
            return 0
        if file.state in OVER:
            await self._take_away(file)
            return 1
        try:
            if file.attempts > ATTEMPTS:  # it has ended the process before, or met a bug each time
                raise NotATable("broken")
            async with busy(partial(self.ears[file.channel].busy, file.external_id), self.busy_after):
                await self._handle(file)
        except (NotATable, FileTooLarge, Gone, NotAllowed) as refusal:
            await self.door.act(roster_files.refuse, file.id, _why(refusal))
        except TryLater as later:
            log.info("roster_later", extra={"file": file.id, "why": str(later)})
            if file.attempts >= ATTEMPTS:
                await self.door.act(roster_files.refuse, file.id, roster_files.LOST)
        self.spoke()
        return 1

    async def _handle(self, file: DueFile) -> None:
        megabytes = self.door.settings.roster.megabytes
        content = await self.ears[file.channel].fetch(file.file_id, megabytes * 1024 * 1024)
        sha256 = hashlib.sha256(content).hexdigest()

        async def told(rows: int) -> None:
            await self.door.act(roster_files.tell_rows, file.id, rows, LEASE)
            self.spoke()

        contents = await roster_import.contents_of(self.tables, self.door.settings.roster, content, file.name, told)
        if contents.rows >= roster_import.TOLD_EVERY:
            await self.door.act(roster_files.tell_rows, file.id, contents.rows, LEASE, whole=True)
            self.spoke()
        else:
            await self.door.act(roster_files.hold, file.id, LEASE)
        again = False
        if file.state is State.CONFIRMED:
            try:
                await self._put_in(file, contents, sha256)
            except (RosterChanged, RosterBlocked):
                again = True
            else:
                return
        async with self.door.database.read() as session:
            plan = await (await self._as_sender(self.door.within(session), file)).look(roster_import.look_at, contents)
        await self.door.act(roster_files.show, file.id, plan, sha256, again=again)

    async def _put_in(self, file: DueFile, contents: Contents, sha256: str) -> None:
        """With the rights that the sender has now."""
        if sha256 != file.sha256 or file.fingerprint is None:
            raise RosterChanged
        async with self.door.database.write() as session:
            act = await self._as_sender(self.door.within(session), file)
            plan = await act.look(roster_import.put_in, contents, file.fingerprint, ends_gone=file.ends_gone)
            await act.look(roster_files.finish, file.id, plan)

    async def _as_sender(self, act: Act, file: DueFile) -> Act:
        actor = (await act.look(people.actors, [file.chat_id]))[file.chat_id]
        return self.door.within(act.ctx.session, actor)

    async def _take_away(self, file: DueFile) -> None:
        """The file goes out of the chat; where the channel does not let it go, it stays with the channel."""
        try:
            await self.ears[file.channel].forget(file.external_id, file.message_id or 0)
        except TryLater:
            if file.attempts < ATTEMPTS:
                return
        await self.door.act(roster_files.taken_away, file.id)


def _why(refusal: NotATable | FileTooLarge | Gone | DomainError) -> str:
    match refusal:
        case NotATable(reason=reason):
            return reason
        case FileTooLarge():
            return "too_large"
        case Gone():
            return roster_files.LOST
    return roster_files.NOT_YOURS
