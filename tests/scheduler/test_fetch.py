"""The fetcher: what was sent is brought here once, bounded, and whoever sent something useless is told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.media_store import FolderStore
from adapters.pictures import PicturesBeside
from domain.notices import Notice
from models.media import Media, MediaCopy
from scheduler.fetch import ATTEMPTS, LEASE, Fetcher
from services.media import Files, note
from services.ports import FileTooLarge, Gone, TryLater
from tests.support.bad_pictures import HEIC
from tests.support.copies import street_copy
from tests.support.pictures import jpeg
from tests.support.street import LI, OUTSIDER, WANG, Street, at

MEGABYTE = 1024 * 1024
MORNING = at("2026-11-18")


@dataclass
class ScriptedEar:
    """Has files by name; a name may raise instead."""

    files: dict[str, bytes | Exception]
    fetched: list[tuple[str, int]] = field(default_factory=list)

    async def forget(self, external_id: int, message_id: int) -> None:
        raise AssertionError("nothing of a photo is taken out of a chat")

    async def forget_before(self, external_id: int, message_id: int) -> None:
        raise AssertionError("nobody is erased")

    async def busy(self, external_id: int) -> None:
        raise AssertionError("a photo is fetched while nobody waits")

    async def fetch(self, file_id: str, limit: int) -> bytes:
        self.fetched.append((file_id, limit))
        found = self.files[file_id]
        if isinstance(found, Exception):
            raise found
        return found


@dataclass
class Post:
    street: Street
    ear: ScriptedEar
    fetcher: Fetcher
    files: Files

    async def note(self, who: int, file_id: str, kind: str = "photo") -> int:
        return await self.street.run(who, note, kind, file_id, f"unique-{file_id}")

    async def fetch(self, after: timedelta = timedelta()) -> int:
        self.street.clock.moment += after
        return await self.fetcher.fetch()

    async def media(self) -> list[Media]:
        async with self.street.door.database.read() as session:
            return list(await session.scalars(select(Media).order_by(Media.id)))

    async def states(self) -> list[tuple[str, int]]:
        return [(row.state, row.attempts) for row in await self.media()]


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    street = await street_copy(tmp_path, MORNING)
    store = FolderStore(tmp_path / "media", max_bytes=MEGABYTE, max_side=100)
    ear = ScriptedEar({})
    fetcher = Fetcher(street.door, street.door.settings.storage, {"test": ear}, store)
    yield Post(street, ear, fetcher, Files(street.door.database, store, PicturesBeside(tmp_path / "drawing")))
    await street.door.database.close()


async def test_nothing_to_fetch_is_no_work(post: Post) -> None:
    assert await post.fetch() == 0


async def test_what_was_sent_is_kept_once_and_can_be_shown(post: Post) -> None:
    post.ear.files = {"p": jpeg(1), "v": b"OggS made up"}
    photo, voice = await post.note(WANG, "p"), await post.note(LI, "v", "voice")

    done = [await post.fetch(), await post.fetch(), await post.fetch(LEASE)]

    assert done == [2, 0, 0]
    assert sorted(post.ear.fetched) == [("p", 10 * MEGABYTE), ("v", 20 * MEGABYTE)]
    assert await post.states() == [("kept", 1), ("kept", 1)]
    shown = await post.files.attachments([voice, photo], "test")
    assert [(file.kind, file.file_id) for file in shown] == [("voice", None), ("photo", None)]
    assert shown[0].content == b"OggS made up"
    row = (await post.media())[0]
    assert (row.mime, row.width, row.height) == ("image/jpeg", 100, 75)


async def test_the_same_file_of_a_chat_is_noted_once_and_of_another_again(post: Post) -> None:
    first, again, other = await post.note(WANG, "p"), await post.note(WANG, "p"), await post.note(LI, "p")
    assert (again == first, other == first) == (True, False)


@pytest.mark.parametrize(
    ("problem", "why"),
    [(b"no photo at all", "no_picture"), (HEIC, "heic"), (FileTooLarge("p"), "bytes"), (Gone("p"), "gone")],
)
async def test_what_cannot_be_kept_is_told_to_its_sender_alone(
    post: Post, problem: bytes | Exception, why: str
) -> None:
    post.ear.files = {"p": problem, "q": jpeg(2)}
    await post.note(WANG, "p")
    good = await post.note(LI, "q")

    await post.fetch()

    assert await post.states() == [("bad", 1), ("kept", 1)]
    told = [(row.notice, row.chat_id, row.message) for row in await post.street.pushed()]
    assert told == [(Notice.MEDIA_BAD, WANG, {"media": 1, "why": why})]
    assert [file.kind for file in await post.files.attachments([1, good], "test")] == ["photo"]


async def test_a_channel_that_is_away_is_asked_again_and_given_up_in_the_end(post: Post) -> None:
    post.ear.files = {"p": TryLater("timed out")}
    await post.note(OUTSIDER, "p")

    done = [await post.fetch(), await post.fetch(LEASE - timedelta.resolution), await post.fetch(timedelta.resolution)]
    for _ in range(ATTEMPTS):
        await post.fetch(LEASE)

    assert done == [1, 0, 1]
    assert await post.states() == [("bad", ATTEMPTS)]
    assert [row.chat_id for row in await post.street.pushed()] == [OUTSIDER]


async def test_what_comes_back_in_time_is_kept(post: Post) -> None:
    post.ear.files = {"p": TryLater("timed out")}
    await post.note(WANG, "p")
    await post.fetch()
    post.ear.files = {"p": jpeg(1)}
    await post.fetch(LEASE)
    assert await post.states() == [("kept", 2)]


async def test_a_file_of_a_channel_that_is_not_served_here_waits(post: Post) -> None:
    post.fetcher.ears = {}
    await post.note(WANG, "p")
    await post.fetch()
    assert await post.states() == [("pending", 1)]
    assert await post.files.attachments([1], "test") == []


async def test_a_fault_of_ours_loses_no_file_and_harms_no_other(post: Post) -> None:
    """A full disk: what could not be kept is fetched again later."""
    post.ear.files = {"p": OSError("disk full"), "q": jpeg(2)}
    await post.note(WANG, "p")
    await post.note(LI, "q")

    assert await post.fetch() == 2
    first = await post.states()
    post.ear.files["p"] = jpeg(1)
    await post.fetch(LEASE)

    assert first == [("pending", 1), ("kept", 1)]
    assert await post.states() == [("kept", 2), ("kept", 1)]
    assert await post.street.pushed() == []


async def test_a_name_that_a_channel_gave_is_used_there_and_nowhere_else(post: Post) -> None:
    post.ear.files = {"p": jpeg(1)}
    id_ = await post.note(WANG, "p")
    await post.fetch()
    (here,) = await post.files.attachments([id_], "test")
    await post.files.remember("test", [(here.sha256, "old")])
    await post.files.remember("test", [(here.sha256, "known")])
    await post.files.remember("test", [])

    (named,), (unnamed,) = [await post.files.attachments([id_], channel) for channel in ("test", "telegram")]

    assert (named.file_id, named.content) == ("known", None)
    assert (unnamed.file_id, unnamed.content) == (None, here.content)
    async with post.street.door.database.read() as session:
        assert list(await session.scalars(select(MediaCopy.channel))) == ["test"]
