"""The earlier case whose photo a hazard's photo looks like: shown to whoever confirms, before it pays."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from models.case import Case, CaseMedia
from models.photo_look import PhotoLike
from services.act import Ctx


@dataclass(frozen=True)
class Like:
    """`same`: close enough to be one picture used twice, not only to be looked at."""

    number: str
    distance: int
    same: bool


async def nearest_like(ctx: Ctx, case: Case) -> Like | None:
    """Of photos that other cases had before; None: there is none like it."""
    mine, theirs = aliased(CaseMedia), aliased(CaseMedia)
    query = (
        select(Case.number, PhotoLike.distance)
        .join(theirs, theirs.case_id == Case.id)
        .join(PhotoLike, PhotoLike.like_id == theirs.media_id)
        .join(mine, mine.media_id == PhotoLike.media_id)
        .where(mine.case_id == case.id, theirs.case_id != case.id)
        .where(PhotoLike.distance <= ctx.settings.points.photos.person)
        .order_by(PhotoLike.distance, Case.id)
        .limit(1)
    )
    row = (await ctx.session.execute(query)).one_or_none()
    return None if row is None else Like(row.number, row.distance, row.distance <= ctx.settings.points.photos.alike)
