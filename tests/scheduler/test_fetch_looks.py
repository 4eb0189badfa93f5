"""Photos that were kept before anybody noted how photos look are compared too: bounded, resumed, once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.media_store import FolderStore
from models import migrate
from models.database import Database
from models.photo_look import PhotoLike, PhotoLook
from scheduler import fetch
from scheduler.fetch import Fetcher
from services import photo_looks
from tests.models.test_older_database import add, fill
from tests.support.pictures import cropped, jpeg, mirrored
from tests.support.plans import count_rows, scans
from tests.support.street import WANG, StandingClock, at, door_on, street_on
from tests.support.where import FILE, copy_made, here

MEGABYTE = 1024 * 1024
BEFORE_LOOKS = "0026"
PHOTO, MIRRORED, OTHER, LOST, BAD = range(2, 7)
"""Media; 1 is no photo."""
PHOTOS = {PHOTO: jpeg(1), MIRRORED: mirrored(jpeg(1)), OTHER: jpeg(2)}


def _store(folder: Path) -> FolderStore:
    return FolderStore(folder / "media", max_bytes=MEGABYTE)


async def _kept(folder: Path) -> dict[int, str]:
    """The hashes that the photos are kept under."""
    return {id_: (await _store(folder).keep("photo", content)).sha256 for id_, content in PHOTOS.items()}


async def _make(folder: Path) -> None:
    """A database of before looks that holds photos and was migrated since."""
    await here().empty(folder / FILE)
    database = Database(here().url(folder / FILE))
    await migrate.migrate(database, to=BEFORE_LOOKS)
    async with database.engine.begin() as connection:
        row = (await connection.run_sync(fill))["media"] | {"kind": "photo", "state": "kept"}
        for id_, sha256 in (await _kept(folder) | {LOST: "f" * 64}).items():
            await connection.run_sync(add, "media", row | {"id": id_, "sha256": sha256})
        await connection.run_sync(add, "media", row | {"id": BAD, "state": "bad", "sha256": None})
    await migrate.migrate(database)
    await database.close()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    await copy_made("photos of before looks", _make, tmp_path / FILE)
    database = Database(here().url(tmp_path / FILE))
    yield database
    await database.close()


@pytest.fixture
async def fetchers(database: Database, tmp_path: Path) -> list[Fetcher]:
    """Three processes."""
    await _kept(tmp_path)
    door = door_on(database, StandingClock(at("2026-11-18")))
    return [Fetcher(door, door.settings.storage, {}, _store(tmp_path)) for _ in range(3)]


async def looked_at(database: Database) -> list[int]:
    async with database.read() as session:
        return list(await session.scalars(select(PhotoLook.media_id).order_by(PhotoLook.media_id)))


async def likes(database: Database) -> list[tuple[int, int]]:
    async with database.read() as session:
        return [(new, old) for new, old in await session.execute(select(PhotoLike.media_id, PhotoLike.like_id))]


async def test_one_process_goes_on_where_another_died_and_nothing_is_noted_twice(
    database: Database, fetchers: list[Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "MADE_UP", 1)
    died, next_, last = fetchers
    assert await died.fetch() == 1
    assert await looked_at(database) == [PHOTO]

    while await next_.fetch():
        pass
    assert (await looked_at(database), await likes(database)) == ([PHOTO, MIRRORED, OTHER], [(MIRRORED, PHOTO)])

    while await last.fetch():
        pass
    assert (await looked_at(database), await likes(database)) == ([PHOTO, MIRRORED, OTHER], [(MIRRORED, PHOTO)])
    assert await next_.fetch() == 0


async def test_a_new_photo_is_compared_with_those_that_were_made_up_for(
    database: Database, fetchers: list[Fetcher]
) -> None:
    fetcher, *_ = fetchers
    while await fetcher.fetch():
        pass
    found = await fetcher.store.keep("photo", cropped(jpeg(2), 0.02))
    async with database.read() as session:
        await fetcher.looks.read_on(session)

    compared = await photo_looks.compare(fetcher.looks, found.looks, 14)

    assert [media for _, media in compared.near] == [OTHER]


async def test_what_is_missing_is_looked_for_by_an_index(either: Database) -> None:
    street = await street_on(either, at("2026-11-18"))
    await count_rows(either)
    assert await scans(street, WANG, lambda ctx: photo_looks.without(ctx, 7, 20), "media", "photo_look") == []
    assert await scans(street, WANG, lambda ctx: photo_looks.after(ctx.session, 7), "photo_look") == []
