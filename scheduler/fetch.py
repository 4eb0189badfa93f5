"""The fetcher: brings the files of noted media here, outside of any transaction, and strips and bounds them."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from domain.bad_photo import BadPhoto
from domain.settings import StorageSettings
from services import media
from services.act import Door
from services.media import ToFetch
from services.photo_looks import Looks
from services.points import photo_checks
from services.ports import Ear, FileTooLarge, Gone, MediaStore, NotAPhoto, TryLater

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
AT_ONCE = 4
ATTEMPTS = 8


@dataclass
class Fetcher:
    door: Door
    settings: StorageSettings
    ears: Mapping[str, Ear]
    store: MediaStore
    looks: Looks = field(default_factory=Looks)

    async def fetch(self) -> int:
        """One round. Returns how many files were due."""
        async with self.door.database.glance() as session:
            if not await self.door.within(session).look(media.anything_to_fetch):
                return 0
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
            await self.door.act(photo_checks.arrived, file.id, stored, self.looks)

    async def _bad(self, file: ToFetch, why: BadPhoto) -> None:
        log.info("media_bad", extra={"media_id": file.id, "why": why})
        await self.door.act(photo_checks.arrived, file.id, why, self.looks)


def _why(refusal: NotAPhoto | FileTooLarge | Gone) -> BadPhoto:
    if isinstance(refusal, NotAPhoto):
        return refusal.why
    return BadPhoto.BYTES if isinstance(refusal, FileTooLarge) else BadPhoto.GONE
