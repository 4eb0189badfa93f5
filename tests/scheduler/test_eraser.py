"""What is left of an erasure after its commit is done whatever dies in between, and harms nobody who came after."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from adapters.media_store import FolderStore
from models.media import Media
from models.outbox import Card, Outbox
from models.people import Chat
from models.privacy import ChatToForget, FileToForget
from scheduler.eraser import LEASE, Eraser
from services.ports import TryLater
from services.privacy import erasure
from services.privacy.leftovers import GIVEN_UP, LAST_WORD
from tests.support.copies import street_copy
from tests.support.street import OUTSIDER, Street, at

CONTENT = b"OggS a voice note"


@dataclass
class ScriptedEar:
    """`away`: the channel does not answer."""

    away: bool = False
    forgot: list[tuple[int, int]] = field(default_factory=list)

    async def fetch(self, file_id: str, limit: int) -> bytes:
        raise AssertionError("nothing is fetched")

    async def forget(self, external_id: int, message_id: int) -> None:
        raise AssertionError("no single message")

    async def busy(self, external_id: int) -> None:
        raise AssertionError("nobody waits")

    async def forget_before(self, external_id: int, message_id: int) -> None:
        if self.away:
            raise TryLater("away")
        self.forgot.append((external_id, message_id))


@dataclass
class Erased:
    street: Street
    ear: ScriptedEar
    store: FolderStore
    sha256: str
    eraser: Eraser

    async def said_goodbye(self) -> None:
        """The sender has been here."""
        async with self.street.door.database.write() as session:
            mine = update(Outbox).where(Outbox.chat_id == OUTSIDER)
            await session.execute(mine.values(sent_at=self.street.clock.now(), message={}))
            session.add(Card(chat_id=OUTSIDER, name=LAST_WORD, message_id=77))

    async def work(self, after: timedelta = LEASE) -> int:
        self.street.clock.moment += after
        return await self.eraser.work()

    async def left(self) -> list[type]:
        async with self.street.door.database.read() as session:
            tables = (Chat, ChatToForget)
            found = [t for t in tables if await session.get(t, OUTSIDER) is not None]
            return [*found, *([FileToForget] if await session.get(FileToForget, self.sha256) else [])]

    async def has_file(self) -> bool:
        try:
            return await self.store.read(self.sha256) == CONTENT
        except FileNotFoundError:
            return False


@pytest.fixture
async def erased(tmp_path: Path) -> AsyncIterator[Erased]:
    """The outsider had sent a voice note, and is erased."""
    street = await street_copy(tmp_path, at("2026-11-18"))
    store, ear = FolderStore(tmp_path / "media", max_bytes=1000), ScriptedEar()
    kept = await store.keep("voice", CONTENT)
    await street.add(voice_of(street, OUTSIDER, kept.sha256))
    one = Erased(street, ear, store, kept.sha256, Eraser(street.door, {"test": ear}, store))
    await street.run(OUTSIDER, erasure.erase_me, street.clock.now())
    yield one
    await street.door.database.close()


def voice_of(street: Street, who: int, sha256: str) -> Media:
    now = street.clock.now()
    ids: dict[str, Any] = {"file_id": "voice", "unique_id": f"voice-{who}"}
    return Media(chat_id=who, kind="voice", created_at=now, next_try_at=now, state="kept", sha256=sha256, **ids)


async def test_file_and_chat_go_once_the_last_word_was_heard(erased: Erased) -> None:
    await erased.said_goodbye()

    await erased.work()

    assert await erased.left() == []
    assert not await erased.has_file()
    assert erased.ear.forgot == [(OUTSIDER, 77)]
    assert await erased.work() == 0


async def test_nothing_is_taken_out_of_a_chat_before_its_last_word(erased: Erased) -> None:
    await erased.work()

    assert await erased.left() == [Chat, ChatToForget]
    assert erased.ear.forgot == []


async def test_a_channel_that_is_away_is_asked_again(erased: Erased) -> None:
    await erased.said_goodbye()
    erased.ear.away = True
    await erased.work()
    assert await erased.left() == [Chat, ChatToForget]
    erased.ear.away = False

    await erased.work()

    assert await erased.left() == []


async def test_a_chat_that_never_hears_it_goes_all_the_same(erased: Erased) -> None:
    async with erased.street.door.database.write() as session:
        await session.execute(update(Outbox).values(dead_at=erased.street.clock.now()))

    await erased.work(GIVEN_UP + LEASE)

    assert await erased.left() == []


async def test_a_file_whose_deletion_was_cut_off_goes_the_next_time(erased: Erased) -> None:
    await erased.store.forget(erased.sha256)

    await erased.work()

    assert FileToForget not in await erased.left()


async def test_a_file_that_somebody_has_sent_again_meanwhile_stays(erased: Erased) -> None:
    await erased.street.add(voice_of(erased.street, 101, erased.sha256))

    await erased.work()

    assert await erased.has_file()


async def test_whoever_comes_back_first_keeps_the_chat(erased: Erased) -> None:
    await erased.said_goodbye()
    async with erased.street.door.database.write() as session:
        await session.execute(update(Chat).where(Chat.id == OUTSIDER).values(person_id=101))

    await erased.work()

    assert await erased.left() == [Chat]
