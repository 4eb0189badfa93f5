"""The earlier photo that a hazard's photo looks like, or a supervisor's of a look: before it pays.

Earlier is what was filed before, whichever photo arrived or was compared first; to a look, all that cases had then."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all

from domain.case_flow import CaseState, Move, Party
from domain.photo_check import About, Photos
from models.case import Case, CaseEvent, CaseMedia
from models.case_look import CaseLook
from models.media import Media
from models.photo_look import PhotoLike, PhotoLook
from services.act import Ctx


@dataclass(frozen=True)
class Like:
    """`media_id` is the hazard's own photo, `distance` bits from `like_id` of the case `number`; `same`: close enough
    to be one picture used twice, not only to be looked at."""

    number: str
    distance: int
    same: bool
    case_id: int
    media_id: int
    like_id: int


async def nearest_like(ctx: Ctx, case: Case, about: About = About.HAZARD) -> Like | None:
    """None: there is none like it. What its own reporter took back before anybody had seen to it was not used;
    everything else was."""
    mine = _own(case, about)
    pairs = union_all(
        select(PhotoLike.media_id.label("mine"), PhotoLike.like_id.label("other"), PhotoLike.distance).where(
            PhotoLike.media_id.in_(mine)
        ),
        select(PhotoLike.like_id, PhotoLike.media_id, PhotoLike.distance).where(PhotoLike.like_id.in_(mine)),
        # Sent again from the same chat it is the same row, which is in no pair.
        select(Media.id, Media.id, literal(0)).where(Media.id.in_(mine)),
    ).subquery()
    query = (
        select(Case.number, pairs.c.distance, Case.id, pairs.c.mine, pairs.c.other)
        .select_from(pairs)
        .join(CaseMedia, CaseMedia.media_id == pairs.c.other)
        .join(Case, Case.id == CaseMedia.case_id)
        .where(_earlier(case, about), pairs.c.distance <= ctx.settings.points.photos.person)
        .order_by(pairs.c.distance, Case.id)
        .limit(1)
    )
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        return None
    same = row.distance <= ctx.settings.points.photos.alike
    return Like(row.number, row.distance, same, row.id, row.mine, row.other)


def _earlier(case: Case, about: About) -> ColumnElement[bool]:
    """Which photos of cases were used before."""
    if about is About.LOOK:
        came = select(CaseEvent.at).where(CaseEvent.id == CaseMedia.event_id).scalar_subquery()
        looked = select(CaseLook.looked_at).where(CaseLook.case_id == case.id).scalar_subquery()
        own = (CaseMedia.case_id == case.id) & CaseMedia.event_id.in_(_events_of(case, Party.SUPERVISOR))
        return and_(func.coalesce(came, Case.created_at) <= looked, func.coalesce(~own, True))
    taken_back = and_(
        Case.state == CaseState.WITHDRAWN, Case.reporter_id == case.reporter_id, Case.responded_at.is_(None)
    )
    return and_(Case.id < case.id, ~taken_back)


async def photos_of(
    ctx: Ctx, case: Case, about: About = About.HAZARD, *, solved: bool = False
) -> tuple[Photos, Like | None]:
    """What there is to judge its photos by, and the nearest earlier one. `solved`: that it is gone is to be shown."""
    kept, coming = Media.state == "kept", Media.state == "pending"
    of_after = func.count().filter(kept & Media.id.in_(_after(case)))
    query = (
        select(func.count(), func.count().filter(coming), func.count().filter(kept), func.count(PhotoLook.id), of_after)
        .select_from(Media)
        .outerjoin(PhotoLook, and_(PhotoLook.media_id == Media.id, kept))
        .where(Media.id.in_(_own(case, about)))
    )
    sent, pending, here, compared, after = (await ctx.session.execute(query)).one()
    like = await nearest_like(ctx, case, about) if sent else None
    distance = like.distance if like else None
    return Photos(sent, pending, here, compared, after if solved else None, distance), like


def _own(case: Case, about: About) -> Select[int]:
    """The photos of its reporter, or of whoever looked; not what the desk has added."""
    photos = (
        select(CaseMedia.media_id)
        .join(Media, Media.id == CaseMedia.media_id)
        .where(CaseMedia.case_id == case.id, Media.kind == "photo")
    )
    if about is About.LOOK:
        return photos.where(CaseMedia.event_id.in_(_events_of(case, Party.SUPERVISOR)))
    by_reporter = CaseMedia.event_id.in_(_events_of(case, Party.REPORTER))
    return photos.where(or_(CaseMedia.event_id.is_(None), by_reporter))


def _after(case: Case) -> Select[int]:
    """What was sent to show that it is solved, with it or later."""
    solved = select(func.min(CaseEvent.id)).where(CaseEvent.case_id == case.id, CaseEvent.move == Move.SOLVE)
    return select(CaseMedia.media_id).where(
        CaseMedia.case_id == case.id, CaseMedia.event_id >= solved.scalar_subquery()
    )


def _events_of(case: Case, party: Party) -> Select[int]:
    return select(CaseEvent.id).where(CaseEvent.case_id == case.id, CaseEvent.party == party)
