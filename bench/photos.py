"""A photo that came in: drawn anew, compared with all earlier ones and noted, with few and with many of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import text

from adapters.media_store import FolderStore
from bench.house import KEYS, Street
from bench.rows import Notes, Row, at_most, shown
from bench.run import Run
from bot.app import open_door
from bot.keyring import read
from models.media import Media
from models.people import Chat
from services import photo_looks
from services.act import Door
from services.photo_looks import Looks
from services.points import photo_checks
from tests.support.pictures import jpeg

SIDES = (2560, 1920)
"""Pixels: what a phone's photo is scaled down to by a chat."""
FILL = (
    text("""
    WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < :many)
    INSERT INTO media (chat_id, kind, file_id, unique_id, created_at, next_try_at, state, attempts, sha256)
    SELECT :chat, 'photo', 'f' || n, 'u' || n, :now, :now, 'kept', 1, 's' || n FROM series"""),
    text("INSERT INTO photo_look (media_id, look) SELECT id, random() FROM media WHERE state = 'kept'"),
)


@dataclass
class Album:
    """An open door, and the looks of all that lies behind it, which took `started` milliseconds to read."""

    door: Door
    store: FolderStore
    chat: int
    looks: Looks
    started: float


@dataclass(frozen=True)
class Spent:
    """Milliseconds."""

    drawn: float
    compared: float
    noted: float

    @property
    def all(self) -> float:
        return self.drawn + self.compared + self.noted


async def rows(run: Run) -> tuple[list[Row], list[Notes]]:
    few, many = run.size.few_cases, run.size.many_cases
    photos = [await asyncio.to_thread(jpeg, seed, SIDES) for seed in range(run.size.photos)]
    async with (
        album_of(run.street, few, run.folder() / "few") as small,
        album_of(run.street, many, run.folder() / "many") as large,
    ):
        spent: dict[int, list[Spent]] = {many: [], few: []}
        for n, photo in enumerate(photos):
            for size, album in ((many, large), (few, small)):
                spent[size].append(await _kept(album, n, photo))
        started = {many: large.started, few: small.started}
    names = f"{many:,} earlier ones", f"{few:,} earlier ones"
    ours, theirs = (tuple(one.all for one in spent[size]) for size in (many, few))
    row = Row("a photo kept and compared", *names, "ms", ours, theirs, at_most(1.5))
    lines = []
    for size, all_ in spent.items():
        parts = [[one.drawn for one in all_], [one.compared for one in all_], [one.noted for one in all_]]
        lines.append((f"{size:,}", *(shown(median(part)) for part in parts), shown(started[size])))
    headings = ("earlier photos", "drawn anew, ms", "compared, ms", "noted, ms", "all looks read at the start, ms")
    return [row], [Notes("A photo kept and compared: where the time goes (medians)", headings, lines)]


@asynccontextmanager
async def album_of(street: Street, many: int, folder: Path) -> AsyncIterator[Album]:
    async with street.copy("sqlite", folder) as settings:
        door = await open_door(settings, read(folder, KEYS))
        try:
            chat = await _fill(door, many)
            looks, began = Looks(), perf_counter()
            async with door.database.read() as session:
                await looks.read_on(session)
            started = (perf_counter() - began) * 1000
            yield Album(door, FolderStore(folder / "photos", 10 * 1024 * 1024), chat, looks, started)
        finally:
            await door.database.close()


async def _fill(door: Door, many: int) -> int:
    now = door.clock.now()
    async with door.database.write() as session:
        chat = Chat(channel="bench", external_id=1, created_at=now)
        session.add(chat)
        await session.flush()
        for statement in FILL:
            await session.execute(statement, {"many": many, "chat": chat.id, "now": f"{now:%Y-%m-%d %H:%M:%S}.000000"})
        return chat.id


async def _kept(album: Album, n: int, photo: bytes) -> Spent:
    """As the fetcher does it, without the channel that it comes from."""
    door = album.door
    now = door.clock.now()
    name = f"new{n}"
    row = Media(chat_id=album.chat, kind="photo", file_id=name, unique_id=name, created_at=now, next_try_at=now)
    async with door.database.write() as session:
        session.add(row)
    began = perf_counter()
    file = await album.store.keep("photo", photo)
    drawn = perf_counter()
    compared = await photo_looks.compare(album.looks, file.looks, door.settings.points.photos.person)
    found = perf_counter()
    await door.act(photo_checks.arrived, row.id, file, compared)
    done = perf_counter()
    return Spent((drawn - began) * 1000, (found - drawn) * 1000, (done - found) * 1000)
