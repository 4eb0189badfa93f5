"""Which earlier photos a new one looks like: asked of all of them, in memory.

A million looks are 8 MB and compared in a few milliseconds, in every turn and exactly, which no index of a database
does for distances up to 14 of 64 bits. The table is the truth; every process reads what it has not seen yet.
"""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.photo_look import PhotoLike, PhotoLook
from services.act import Ctx
from services.insert import insert_new

AT_MOST = 20
"""The nearest earlier photos that are noted of each new one."""
BATCH = 50_000


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
        nearest = np.full(self._size, 64, np.uint8)
        for turn in turns:
            np.minimum(nearest, np.bitwise_count(looks ^ np.uint64(turn % 2**64)), out=nearest)
        close = np.flatnonzero(nearest <= distance)
        first = close[np.argsort(nearest[close], kind="stable")][:AT_MOST]
        return [(int(nearest[at]), int(self._media[at])) for at in first]


async def after(session: AsyncSession, last: int) -> Sequence[tuple[int, int, int]]:
    query = select(PhotoLook.id, PhotoLook.media_id, PhotoLook.look).where(PhotoLook.id > last)
    return [(*row,) for row in (await session.execute(query.order_by(PhotoLook.id).limit(BATCH))).all()]


async def note(ctx: Ctx, media_id: int, turns: Sequence[int], looks: Looks) -> None:
    """Keep how a photo looks and what it looks like. What was committed since `looks` was read is compared as well:
    of two alike at once, the later one finds the other, since one is noted after the other."""
    if ctx.session.get_bind().dialect.name == "postgresql":
        await ctx.session.execute(text("LOCK TABLE photo_look IN SHARE ROW EXCLUSIVE MODE"))
    newest = Looks()
    newest.last = looks.last
    await newest.read_on(ctx.session)
    at_most = ctx.settings.points.photos.person
    near = await _there(ctx, sorted(looks.near(turns, at_most) + newest.near(turns, at_most))[:AT_MOST])
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
