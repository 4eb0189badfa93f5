"""Which closed hazards rider supervisors near by are asked to look at: drawn when they are closed, once."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from domain.case_flow import CaseKind
from domain.geo import Point
from domain.look_draw import Near, nearest
from domain.notices import Notice
from domain.roles import Role
from models.case import Case, CaseEvent, CaseFollower
from models.case_look import CaseLook, CaseLookOffer
from models.people import Person, RoleHeld
from models.places import Unit
from models.rider import RiderProfile
from models.station import Station, StationCheckIn
from services.act import Ctx
from services.insert import insert_new
from services.notify import tell
from services.rider.rider_roll import payable


async def draw(ctx: Ctx, case: Case) -> None:
    """If it is drawn, offer it to the nearest who had nothing to do with it.

    Those who might be asked are locked, so that of two closed at once neither goes beyond the day's limit."""
    place, community = _place(ctx, case), case.community_id
    if case.kind != CaseKind.HAZARD or community is None or place is None or not is_drawn(ctx, case.number):
        return
    areas = await _supervisors(ctx, case)
    asked = await payable(ctx, areas.keys() - await concerned(ctx, case))
    if not asked:
        return
    locked = select(Person.id).where(Person.id.in_(asked)).order_by(Person.id).with_for_update(key_share=True)
    await ctx.session.execute(locked)
    look, offered, seen = ctx.settings.cases.look, await _offered_today(ctx, asked), await _seen(ctx, asked)
    near = [Near(one, seen.get(one) or _middle(ctx, areas[one]), offered.get(one, 0)) for one in asked]
    chosen = nearest(place, near, look.metres, look.a_day, look.offered_to)
    row = {"case_id": case.id, "community_id": community, "drawn_at": ctx.now}
    drawn = insert_new(ctx.session, CaseLook).values(row).returning(CaseLook.case_id)
    if not chosen or await ctx.session.scalar(drawn) is None:
        return
    offers = [{"case_id": case.id, "person_id": p, "offered_at": ctx.now, "metres": m} for p, m in chosen]
    await ctx.session.execute(insert_new(ctx.session, CaseLookOffer), offers)
    await tell(ctx, [person for person, _ in chosen], Notice.HAZARD_LOOK, f"look:{case.id}", number=case.number)


def is_drawn(ctx: Ctx, number: str) -> bool:
    """By a keyed fingerprint, as with call-backs: nobody without the key can foresee or choose it."""
    fingerprint = ctx.vault.index(f"look:{number}")
    return int.from_bytes(fingerprint[:8]) % 100 < ctx.settings.cases.look.percent


async def concerned(ctx: Ctx, case: Case) -> set[int]:
    """Whoever reported it, met it too, dealt with it or made any step of it: they do not check it."""
    acted = select(CaseEvent.actor_id).where(CaseEvent.case_id == case.id, CaseEvent.actor_id.is_not(None))
    follows = select(CaseFollower.person_id).where(CaseFollower.case_id == case.id)
    people = {*await ctx.session.scalars(acted), *await ctx.session.scalars(follows)}
    people |= {case.reporter_id, case.filed_by, case.handler_id, case.resolved_by}
    return {person for person in people if person is not None}


async def _supervisors(ctx: Ctx, case: Case) -> dict[int, int]:
    """Those of the case's street, with the community where they say they mostly ride, else the one that chose them."""
    query = (
        select(RoleHeld.person_id, func.coalesce(RiderProfile.area_id, RoleHeld.unit_id))
        .join(Unit, Unit.id == RoleHeld.unit_id)
        .outerjoin(RiderProfile, RiderProfile.person_id == RoleHeld.person_id)
        .where(
            RoleHeld.role == Role.RIDER_SUPERVISOR,
            or_(Unit.id == case.street_id, Unit.parent_id == case.street_id),
            RoleHeld.starts_on <= ctx.today,
            RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= ctx.today),
        )
    )
    return dict((await ctx.session.execute(query.order_by(RoleHeld.id))).all())


async def _offered_today(ctx: Ctx, people: set[int]) -> dict[int, int]:
    midnight = datetime.combine(ctx.today, time(), tzinfo=ctx.zone)
    query = (
        select(CaseLookOffer.person_id, func.count())
        .where(CaseLookOffer.person_id.in_(people), CaseLookOffer.offered_at >= midnight)
        .group_by(CaseLookOffer.person_id)
    )
    return dict((await ctx.session.execute(query)).all())


async def _seen(ctx: Ctx, people: set[int]) -> dict[int, Point]:
    """Where each last reported something or checked in, whichever came later."""
    since = timedelta(days=ctx.settings.cases.look.seen_days)
    last = (
        select(func.max(Case.id)).where(Case.reporter_id.in_(people), Case.lat.is_not(None)).group_by(Case.reporter_id)
    )
    reported = select(Case.reporter_id, Case.created_at, Case.lat, Case.lon).where(
        Case.id.in_(last), Case.created_at >= ctx.now - since
    )
    day = (
        select(StationCheckIn.person_id, func.max(StationCheckIn.on_date).label("on_date"))
        .where(StationCheckIn.person_id.in_(people), StationCheckIn.on_date >= ctx.today - since)
        .group_by(StationCheckIn.person_id)
        .subquery()
    )
    checked_in = (
        select(StationCheckIn.person_id, StationCheckIn.at, Station.lat, Station.lon)
        .join(Station, Station.unit_id == StationCheckIn.station_id)
        .join(day, (day.c.person_id == StationCheckIn.person_id) & (day.c.on_date == StationCheckIn.on_date))
    )
    rows: list[Any] = [*(await ctx.session.execute(reported)).all(), *(await ctx.session.execute(checked_in)).all()]
    rows.sort(key=lambda row: row[1])
    return {person: Point(lat, lon) for person, _, lat, lon in rows if None not in (person, lat, lon)}


def _place(ctx: Ctx, case: Case) -> Point | None:
    """Where it is; of one without a place, the middle of its community."""
    if case.lat is not None and case.lon is not None:
        return Point(case.lat, case.lon)
    return _middle(ctx, case.community_id) if case.community_id is not None else None


def _middle(ctx: Ctx, community_id: int) -> Point | None:
    middle = ctx.street_map.middle_of(community_id)
    return None if middle is None else Point(*middle)
