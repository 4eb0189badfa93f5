"""What else a hazard's reporter has reported right there and then: one statement on the index of a reporter's cases."""

from sqlalchemy import func, or_, select, union_all

from domain.case_flow import CaseKind, Party
from domain.geo import Point
from domain.photo_cluster import Cluster, Taken, cluster
from models.case import Case, CaseEvent, CaseMedia
from models.media import Media
from services.act import Ctx

AROUND = 20
"""Reports before it and after it that are looked at: more within half an hour would be shown long before."""


async def cluster_of(ctx: Ctx, case: Case) -> Cluster | None:
    """For whoever confirms it; never for its reporter. None: nothing out of the ordinary."""
    if case.reporter_id is None or case.lat is None or case.lon is None:
        return None
    mine = select(Case.id).where(Case.reporter_id == case.reporter_id)
    before = mine.where(Case.id <= case.id).order_by(Case.id.desc()).limit(AROUND + 1).subquery()
    after = mine.where(Case.id > case.id).order_by(Case.id).limit(AROUND).subquery()
    around = union_all(select(before.c.id), select(after.c.id)).subquery()
    photos = (
        select(func.count())
        .select_from(CaseMedia)
        .join(Media, Media.id == CaseMedia.media_id)
        .outerjoin(CaseEvent, CaseEvent.id == CaseMedia.event_id)
        .where(CaseMedia.case_id == Case.id, Media.kind == "photo")
        .where(or_(CaseEvent.id.is_(None), CaseEvent.party == Party.REPORTER))
        .scalar_subquery()
    )
    query = (
        select(Case.id, Case.lat, Case.lon, Case.created_at, photos)
        .join(around, around.c.id == Case.id)
        .where(Case.kind == CaseKind.HAZARD, Case.lat.is_not(None), Case.lon.is_not(None))
    )
    taken = {
        id_: Taken(Point(lat, lon), at, count)
        for id_, lat, lon, at, count in await ctx.session.execute(query)
        if lat is not None and lon is not None
    }
    one, bounds = taken.pop(case.id, None), ctx.settings.points.photos.cluster
    if one is None:
        return None
    return cluster(one, taken.values(), bounds.metres, bounds.minutes, bounds.photos)
