"""Which closed hazards rider supervisors near by are asked to look at: drawn when they are closed, once; and who is
asked next where nobody comes."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from domain.case_flow import CaseKind, CaseState
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
from services.case.case_tell import tell_community
from services.insert import insert_new
from services.notify import tell
from services.quiet import silent
from services.rider.rider_roll import payable
from services.slots import Slot

BATCH = 50


async def draw(ctx: Ctx, case: Case) -> None:
    """If it is drawn, note it and ask the first; where the street has no supervisors, nobody is drawn for."""
    if case.kind != CaseKind.HAZARD or case.community_id is None or not is_drawn(ctx, case.number):
        return
    if not await _supervisors(ctx, case):
        return
    row = {
        "case_id": case.id,
        "community_id": case.community_id,
        "drawn_at": ctx.now,
        "round": 1,
        "next_at": _next(ctx),
    }
    drawn = insert_new(ctx.session, CaseLook).values(row).returning(CaseLook.case_id)
    if await ctx.session.scalar(drawn) is not None:
        await _offer(ctx, case)


async def next_rounds(ctx: Ctx, slot: Slot | None = None) -> bool:
    """Where nobody has looked in time the next nearest are asked, and after the last round it is left to the community;
    one batch. Looks at the time and not at the slot: after a downtime each has one round, not those that were missed.
    True: there may be more."""
    due = (
        select(Case, CaseLook)
        .join(CaseLook, CaseLook.case_id == Case.id)
        .where(CaseLook.next_at <= ctx.now)
        .order_by(CaseLook.next_at, Case.id)
        .limit(BATCH)
        .with_for_update(of=[Case, CaseLook], skip_locked=True)
    )
    found = (await ctx.session.execute(due)).all()
    for case, look in found:
        look.next_at = None
        if look.looked_at is not None or case.state != CaseState.CLOSED:
            continue
        if look.round < ctx.settings.cases.look.rounds:
            look.round, look.next_at = look.round + 1, _next(ctx)
            await _offer(ctx, case)
        else:
            look.left_at = ctx.now
            await tell_community(ctx, case, Notice.LOOK_LEFT, f"look-left:{case.id}")
    return len(found) == BATCH


async def hand_on(ctx: Ctx) -> None:
    """Whoever does not go leaves what they were asked to look at, and nobody has, to one other each; they still may."""
    asked_in_time = ctx.now - timedelta(hours=ctx.settings.cases.look.hours)
    query = (
        select(Case)
        .join(CaseLook, CaseLook.case_id == Case.id)
        .join(CaseLookOffer, CaseLookOffer.case_id == Case.id)
        .where(CaseLookOffer.person_id == ctx.person_id, CaseLookOffer.offered_at > asked_in_time)
        .where(CaseLook.looked_at.is_(None), CaseLook.left_at.is_(None), Case.state == CaseState.CLOSED)
        .order_by(Case.id)
        .with_for_update(of=[Case, CaseLook])
    )
    for case in (await ctx.session.scalars(query)).all():
        await _offer(ctx, case, 1)


async def _offer(ctx: Ctx, case: Case, at_most: int | None = None) -> None:
    """To the nearest who had nothing to do with it, were not asked before and want to be; where there are none now, it
    waits for the next round.

    Those who might be asked are locked, so that of two closed at once neither goes beyond the day's limit."""
    place, areas = _place(ctx, case), await _supervisors(ctx, case)
    before = await ctx.session.scalars(select(CaseLookOffer.person_id).where(CaseLookOffer.case_id == case.id))
    asked = await payable(ctx, areas.keys() - await concerned(ctx, case) - set(before))
    asked -= (await silent(ctx, asked, Notice.HAZARD_LOOK, ctx.today)).keys() if asked else set()
    if place is None or not asked:
        return
    locked = select(Person.id).where(Person.id.in_(asked)).order_by(Person.id).with_for_update(key_share=True)
    await ctx.session.execute(locked)
    look, offered, seen = ctx.settings.cases.look, await _offered_today(ctx, asked), await _seen(ctx, asked)
    near = [Near(one, seen.get(one) or _middle(ctx, areas[one]), offered.get(one, 0)) for one in asked]
    chosen = nearest(place, near, look.metres, look.a_day, at_most or look.offered_to)
    offers = [{"case_id": case.id, "person_id": p, "offered_at": ctx.now, "metres": m} for p, m in chosen]
    if offers:
        await ctx.session.execute(insert_new(ctx.session, CaseLookOffer), offers)
    await tell(ctx, [person for person, _ in chosen], Notice.HAZARD_LOOK, f"look:{case.id}", number=case.number)


def _next(ctx: Ctx) -> datetime:
    """When those who were asked now have had their time."""
    return ctx.now + timedelta(hours=ctx.settings.cases.look.hours)


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
