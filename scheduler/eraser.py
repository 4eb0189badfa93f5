"""The eraser: deletes the files that an erasure left, and has the channels forget the chats. Every step can be done
again, so that whatever dies in between is taken up."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.act import Door
from services.ports import Ear, MediaStore, TryLater
from services.privacy import leftovers
from services.privacy.leftovers import LeftChat

log = logging.getLogger(__name__)

AT_ONCE = 20
LEASE = timedelta(seconds=30)


@dataclass
class Eraser:
    door: Door
    ears: Mapping[str, Ear]
    store: MediaStore

    async def work(self) -> int:
        """One round. Returns how much there was to do."""
        async with self.door.database.glance() as session:
            if not await self.door.within(session).look(leftovers.anything_left):
                return 0
        files = await self.door.look(leftovers.files, AT_ONCE)
        for sha256 in files:
            await self._forget_file(sha256)
        chat = await self.door.act(leftovers.claim_chat, LEASE)
        if chat is not None:
            await self._forget_chat(chat)
        return len(files) + (chat is not None)

    async def _forget_file(self, sha256: str) -> None:
        """The row goes last: a file whose deletion nobody remembers would stay for ever."""
        if not await self.door.look(leftovers.is_needed, sha256):
            await self.store.forget(sha256)
        await self.door.act(leftovers.forgotten, sha256)

    async def _forget_chat(self, chat: LeftChat) -> None:
        ear = self.ears.get(chat.channel)
        if chat.last_word is None and not chat.given_up:
            return
        if ear is not None and chat.last_word is not None:
            try:
                await ear.forget_before(chat.external_id, chat.last_word)
            except TryLater as later:
                log.info("forget_later", extra={"chat_id": chat.chat_id, "why": str(later)})
                if not chat.given_up:
                    return
        await self.door.act(leftovers.forget_chat, chat.chat_id)
