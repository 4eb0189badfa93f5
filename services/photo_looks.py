"""Which earlier photos a new one looks like: asked of all of them, in memory (docs/adr/0015-photos-in-memory.md).

The table is the truth; every process that fetches reads what it has not seen yet. The search runs in a thread, before
the transaction that notes what it found: at a million photos it takes longer than the rest of that transaction.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.media import Media
from models.photo_look import PhotoLike, PhotoLook
from services.act import Ctx
from services.insert import insert_new

AT_MOST = 20
"""The nearest earlier photos that are noted of each new one."""
BATCH = 10_000
"""Looks read at once: the loop goes on answering between two batches."""
SPAN = 2_000
"""Media whose looks are asked for at once when those that are missing are made up for."""


@dataclass(frozen=True)
class Compared:
    """What a photo was found to look like among the looks up to `last`: distance and media, the nearest first."""

    last: int = 0
    near: Sequence[tuple[int, int]] = ()


UNSEEN = Compared()


class Looks:
    """The looks that were committed up to `last`, with the ids of their media."""

    def __init__(self) -> None:
        self.last = 0
        self._size = 0
        self._looks = np.empty(1024, np.int64)
        self._media = np.empty(1024, np.int64)

    async def read_on(self, session: AsyncSession) -> None:
        """What others have committed since; the session has written nothing itself."""
        while rows := await after(session, self.last):
            self.add([(media, look) for _, media, look in rows])
            self.last = rows[-1][0]

    def add(self, rows: Sequence[tuple[int, int]]) -> None:
        """Media and look of each."""
        needed = self._size + len(rows)
        if needed > len(self._looks):
            self._looks = np.resize(self._looks, needed * 2)
            self._media = np.resize(self._media, needed * 2)
        self._media[self._size : needed], self._looks[self._size : needed] = np.array(rows, np.int64).T
        self._size = needed

    def near(self, turns: Sequence[int], distance: int) -> list[tuple[int, int]]:
        """Distance and media of the nearest, at most AT_MOST, no further than `distance`; the nearest first."""
        looks = self._looks[: self._size].view(np.uint64)  # numpy counts the bits of a negative number's amount
        nearest = np.full(len(looks), 64, np.uint8)
        for turn in turns:
            np.minimum(nearest, np.bitwise_count(looks ^ np.uint64(turn % 2**64)), out=nearest)
        close = np.flatnonzero(nearest <= distance)
        first = close[np.argsort(nearest[close], kind="stable")][:AT_MOST]
        return [(int(nearest[at]), int(self._media[at])) for at in first]


async def after(session: AsyncSession, last: int) -> Sequence[tuple[int, int, int]]:
    query = select(PhotoLook.id, PhotoLook.media_id, PhotoLook.look).where(PhotoLook.id > last)
    return [(*row,) for row in (await session.execute(query.order_by(PhotoLook.id).limit(BATCH))).all()]


async def compare(looks: Looks, turns: Sequence[int], distance: int) -> Compared:
    """In a thread of its own: numpy lets the others go on meanwhile."""
    last = looks.last
    return Compared(last, await asyncio.to_thread(looks.near, turns, distance))


async def note(ctx: Ctx, media_id: int, turns: Sequence[int], compared: Compared) -> None:
    """Keep how a photo looks and what it looks like. What was committed since it was compared is compared as well:
    of two alike at once, the later one finds the other, since one is noted after the other."""
    if ctx.session.get_bind().dialect.name == "postgresql":
        await ctx.session.execute(text("LOCK TABLE photo_look IN SHARE ROW EXCLUSIVE MODE"))
    newest = Looks()
    newest.last = compared.last
    await newest.read_on(ctx.session)
    close = sorted([*compared.near, *newest.near(turns, ctx.settings.points.photos.person)])[:AT_MOST]
    near = await _there(ctx, close)
    written = insert_new(ctx.session, PhotoLook).values(media_id=media_id, look=turns[0]).returning(PhotoLook.id)
    if await ctx.session.scalar(written) is not None and near:
        likes = [{"media_id": media_id, "like_id": like, "distance": distance} for distance, like in near]
        await ctx.session.execute(insert_new(ctx.session, PhotoLike), likes)


async def _there(ctx: Ctx, near: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without photos that were erased since they were read."""
    if not near:
        return near
    there = select(PhotoLook.media_id).where(PhotoLook.media_id.in_([media for _, media in near]))
    known = set(await ctx.session.scalars(there))
    return [(distance, media) for distance, media in near if media in known]


async def without(ctx: Ctx, after: int, at_most: int) -> tuple[list[tuple[int, str]], int | None]:
    """Kept photos after the media `after` whose look nobody knows (those from before looks were kept), with their hash;
    and up to which media that says all, None at the end. Bounded, however many photos there are."""
    ids = select(Media.id).where(Media.id > after).order_by(Media.id).limit(SPAN).subquery()
    last, count = (await ctx.session.execute(select(func.max(ids.c.id), func.count()))).one()
    if last is None:
        return [], None
    query = (
        select(Media.id, Media.sha256)
        .outerjoin(PhotoLook, PhotoLook.media_id == Media.id)
        .where(Media.id > after, Media.id <= last, Media.kind == "photo", Media.state == "kept")
        .where(PhotoLook.id.is_(None), Media.sha256.is_not(None))
        .order_by(Media.id)
        .limit(at_most)
    )
    found = [(id_, sha256) for id_, sha256 in await ctx.session.execute(query) if sha256 is not None]
    if len(found) == at_most:
        return found, found[-1][0]
    return found, last if count == SPAN else None
