"""The fetcher: brings the files of noted media here, outside of any transaction, strips and bounds them, and looks at
what they look like; where nothing is due, it makes up for photos of which nobody has noted that yet."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from domain.bad_photo import BadPhoto
from domain.settings import StorageSettings
from services import media, photo_looks
from services.act import Door
from services.media import ToFetch
from services.photo_looks import UNSEEN, Compared, Looks
from services.points import photo_checks
from services.ports import Ear, FileTooLarge, Gone, MediaStore, NotAPhoto, TryLater

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
AT_ONCE = 4
ATTEMPTS = 8
MADE_UP = 20
"""Photos whose missing looks are made up for in one round: what is due is never kept waiting longer."""


@dataclass
class Fetcher:
    door: Door
    settings: StorageSettings
    ears: Mapping[str, Ear]
    store: MediaStore
    looks: Looks = field(default_factory=Looks)
    _looked_up_to: int | None = 0
    """Media; None: all of them."""

    async def fetch(self) -> int:
        """One round. Returns how much there was to do."""
        async with self.door.database.glance() as session:
            waits = await self.door.within(session).look(media.anything_to_fetch)
        if not waits:
            return await self._make_up()
        async with self.door.database.read() as session:
            await self.looks.read_on(session)
        due = await self.door.act(media.to_fetch, LEASE, AT_ONCE)
        await asyncio.gather(*(self._bring(file) for file in due))
        return len(due)

    async def _bring(self, file: ToFetch) -> None:
        ear = self.ears.get(file.channel)
        if ear is None:
            return
        most = self.settings.photo_bytes if file.kind == "photo" else self.settings.file_megabytes * 1024 * 1024
        try:
            content = await ear.fetch(file.file_id, most)
            stored = await self.store.keep(file.kind, content)
        except (NotAPhoto, FileTooLarge, Gone) as refusal:
            await self._bad(file, _why(refusal))
        except TryLater as later:
            log.info("media_later", extra={"media_id": file.id, "why": str(later)})
            if file.attempts + 1 >= ATTEMPTS:
                await self._bad(file, BadPhoto.GONE)
        except Exception:
            # A full disk, or a bug: it is tried again when its lease is over, and the others are brought meanwhile.
            log.exception("media_failed", extra={"media_id": file.id})
        else:
            await self.door.act(photo_checks.arrived, file.id, stored, await self._compared(stored.looks))

    async def _bad(self, file: ToFetch, why: BadPhoto) -> None:
        log.info("media_bad", extra={"media_id": file.id, "why": why})
        await self.door.act(photo_checks.arrived, file.id, why)

    async def _compared(self, turns: Sequence[int]) -> Compared:
        """A voice note looks like nothing."""
        if not turns:
            return UNSEEN
        return await photo_looks.compare(self.looks, turns, self.door.settings.points.photos.person)

    async def _make_up(self) -> int:
        """For one batch of photos that were kept before looks were, once for each process: noted twice is noted once,
        and one that cannot be read (any more) is passed over."""
        if self._looked_up_to is None:
            return 0
        async with self.door.database.read() as session:
            await self.looks.read_on(session)
        found, self._looked_up_to = await self.door.look(photo_looks.without, self._looked_up_to, MADE_UP)
        for media_id, sha256 in found:
            try:
                turns = await self.store.looks(sha256)
            except (OSError, NotAPhoto):
                log.warning("look_unknown", extra={"media_id": media_id})
            else:
                await self.door.act(photo_looks.note, media_id, turns, await self._compared(turns))
        return len(found) or int(self._looked_up_to is not None)


def _why(refusal: NotAPhoto | FileTooLarge | Gone) -> BadPhoto:
    if isinstance(refusal, NotAPhoto):
        return refusal.why
    return BadPhoto.BYTES if isinstance(refusal, FileTooLarge) else BadPhoto.GONE
