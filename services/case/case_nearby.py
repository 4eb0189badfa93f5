"""Is it already reported? Open hazards of the same category close by, and joining one instead of filing it again.

Hazards lie in the street for everybody to see. Of complaints only those about public things are offered, and nothing of
them is shown but what they are about, where, since when, and how many met it: neither words nor photos. Those about
neighbours, anonymous ones and those in danger are never offered, nor are wishes and needs. Who reported is never told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from domain.case_flow import OPEN_STATES, CaseKind, CaseState
from domain.errors import ConsentNeeded, NotFound
from domain.geo import Point, bounding_box, cells_of, distance_m
from models.case import Case, CaseFollower
from services.act import Ctx
from services.insert import insert_new

IN_A_COMPOUND = 10


@dataclass(frozen=True)
class Similar:
    """An open case near by; `mine`: the actor filed it or joined it already. `metres` from the place asked for."""

    number: str
    words: str
    created_at: datetime
    supporters: int
    metres: int
    mine: bool


async def similar(ctx: Ctx, category: str, lat: float, lon: float, *, complaints: bool = False) -> Sequence[Similar]:
    """Open hazards of `category`, and public `complaints` if asked for, within the configured distance and age, the
    nearest first.

    The cells around it on the index first, exact distances after. WGS84 degrees; ValueError for what is no place on
    earth.
    """
    here, within = Point(lat, lon), ctx.settings.cases.joined_within_metres
    cells = cells_of(bounding_box(here, within))
    follows = exists().where(CaseFollower.case_id == Case.id, CaseFollower.person_id == ctx.actor.person_id)
    query = select(
        Case.number,
        Case.words,
        Case.created_at,
        Case.supporters,
        Case.lat,
        Case.lon,
        Case.reporter_id,
        follows,
        Case.kind,
    ).where(
        Case.category == category,
        Case.cell.in_(cells),
        Case.created_at >= ctx.now - timedelta(days=ctx.settings.cases.joined_within_days),
        _offered(ctx, complaints=complaints),
        Case.state.in_(OPEN_STATES),
    )
    found = []
    rows = await ctx.session.execute(query)
    for number, words, created_at, supporters, its_lat, its_lon, reporter, followed, kind in rows:
        if its_lat is None or its_lon is None:
            continue
        metres = distance_m(here, Point(its_lat, its_lon))
        if metres <= within:
            mine = followed or (reporter is not None and reporter == ctx.actor.person_id)
            shown = words if kind == CaseKind.HAZARD else ""
            found.append(Similar(number, shown, created_at, supporters, round(metres), mine))
    return sorted(found, key=lambda one: (one.metres, one.number))


async def same_compound(ctx: Ctx, category: str, compound_id: int) -> Sequence[Similar]:
    """Where no place was shared, the same compound counts as near: its public complaints, the newest first."""
    follows = exists().where(CaseFollower.case_id == Case.id, CaseFollower.person_id == ctx.actor.person_id)
    query = (
        select(Case.number, Case.created_at, Case.supporters, Case.reporter_id, follows)
        .where(
            Case.compound_id == compound_id,
            Case.category == category,
            Case.kind == CaseKind.COMPLAINT,
            _offered(ctx, complaints=True),
            Case.created_at >= ctx.now - timedelta(days=ctx.settings.cases.joined_within_days),
            Case.state.in_(OPEN_STATES),
        )
        .order_by(Case.id.desc())
        .limit(IN_A_COMPOUND)
    )
    return [
        Similar(number, "", created_at, supporters, 0, followed or reporter == ctx.actor.person_id)
        for number, created_at, supporters, reporter, followed in await ctx.session.execute(query)
    ]


def _offered(ctx: Ctx, *, complaints: bool) -> ColumnElement[bool]:
    """What strangers may join."""
    hazard = Case.kind == CaseKind.HAZARD
    public = and_(
        Case.kind == CaseKind.COMPLAINT,
        Case.category.in_(ctx.settings.cases.joined_complaints),
        Case.anonymous.is_(False),
        Case.danger.is_(None),
    )
    return or_(hazard, public) if complaints else hazard


class JoinOutcome(StrEnum):
    """What came of "我也遇到". OWN and CLOSED are polite refusals: nothing was changed."""

    JOINED = "joined"
    ALREADY = "already"
    OWN = "own"
    CLOSED = "closed"


@dataclass(frozen=True)
class Joined:
    """`confirmed` says that the hazard was confirmed before, so that joining it earns nothing any more."""

    number: str
    outcome: JoinOutcome
    supporters: int
    confirmed: bool


async def join(ctx: Ctx, number: str) -> Joined:
    """The actor met the same thing: counted once, and follows it from now on.

    The case's row is locked first, so that nobody joins what is being closed and every supporter counts. Raises
    ConsentNeeded, and NotFound for whatever nobody is offered.
    """
    if ctx.actor.person_id is None or not ctx.actor.consented:
        raise ConsentNeeded
    query = select(Case.id, Case.state, Case.reporter_id, Case.supporters, Case.responded_at)
    query = query.where(Case.number == number, _offered(ctx, complaints=True)).with_for_update()
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    case_id, state, reporter, supporters, responded_at = row
    outcome = JoinOutcome.JOINED
    if reporter == ctx.person_id:
        outcome = JoinOutcome.OWN
    elif CaseState(state) not in OPEN_STATES:
        outcome = JoinOutcome.CLOSED
    elif not await _follow(ctx, case_id):
        outcome = JoinOutcome.ALREADY
    else:
        supporters += 1
    return Joined(number, outcome, supporters, responded_at is not None)


async def _follow(ctx: Ctx, case_id: int) -> bool:
    """False if the actor follows it already."""
    follower = {"case_id": case_id, "person_id": ctx.person_id, "since": ctx.now}
    new = insert_new(ctx.session, CaseFollower).values(follower).returning(CaseFollower.case_id)
    if await ctx.session.scalar(new) is None:
        return False
    one_more = update(Case).where(Case.id == case_id).values(supporters=Case.supporters + 1)
    await ctx.session.execute(one_more.execution_options(synchronize_session=False))
    return True
