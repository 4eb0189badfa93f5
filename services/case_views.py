"""What the edges show of cases: frozen results, already cut to what the reader may see."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, or_, select

from domain.case_flow import OPEN_STATES, CaseKind, CaseState, Move, Party, moves_open_to
from domain.roles import Role
from models.case import Case, CaseEvent, CaseMedia, CaseRating
from models.media import Media
from models.places import Compound, Unit
from services.access import case_for
from services.act import Ctx
from services.case_contact import is_open_to

PAGE = 6


@dataclass(frozen=True)
class Line:
    """A row of the history as the reader sees it."""

    at: datetime
    move: Move
    state: CaseState
    party: Party
    note: str | None


@dataclass(frozen=True)
class CaseCard:
    """`moves` are the buttons; `rate` says that the reporter is being asked, `contact` that the reader may look up whom
    it was filed for."""

    number: str
    kind: CaseKind
    state: CaseState
    category: str
    words: str
    created_at: datetime
    respond_by: datetime
    resolve_by: datetime
    responded_at: datetime | None
    resolved_at: datetime | None
    place: str
    point: tuple[float, float] | None
    supporters: int
    anonymous: bool
    danger: str | None
    contact: bool
    parties: frozenset[Party]
    moves: tuple[Move, ...]
    history: tuple[Line, ...]
    media: tuple[int, ...]
    rate: bool


async def case_card(ctx: Ctx, number: str) -> CaseCard:
    """Raises NotFound for whom it is none of their business."""
    case, parties = await case_for(ctx, number)
    state, kind = CaseState(case.state), CaseKind(case.kind)
    events = await ctx.session.scalars(select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id))
    media = await ctx.session.scalars(
        select(CaseMedia.media_id)
        .join(Media, Media.id == CaseMedia.media_id)
        .where(CaseMedia.case_id == case.id, Media.state != "bad")
        .order_by(CaseMedia.media_id)
    )
    rating = await ctx.session.get(CaseRating, (case.id, case.reopened))
    asked = rating is not None and rating.answered_at is None
    return CaseCard(
        number=case.number,
        kind=kind,
        state=state,
        category=case.category,
        words=case.words,
        created_at=case.created_at,
        respond_by=case.respond_by,
        resolve_by=case.resolve_by,
        responded_at=case.responded_at,
        resolved_at=case.resolved_at,
        place=await place_of(ctx, case),
        point=(case.lat, case.lon) if case.lat is not None and case.lon is not None else None,
        supporters=case.supporters,
        anonymous=case.anonymous,
        danger=case.danger,
        contact=is_open_to(ctx, case, parties),
        parties=parties,
        moves=moves_open_to(state, kind, parties),
        history=tuple(Line(e.at, Move(e.move), CaseState(e.to_state), Party(e.party), e.note) for e in events),
        media=tuple(media),
        rate=asked and Party.REPORTER in parties and state is CaseState.CHECKED,
    )


async def place_of(ctx: Ctx, case: Case) -> str:
    """The compound and the grid, which is named after its community; else the community alone."""
    names = select(Unit.id, Unit.name).where(Unit.id.in_([case.community_id, case.grid_id]))
    units = dict((await ctx.session.execute(names)).all())
    compound = await ctx.session.get(Compound, case.compound_id) if case.compound_id else None
    known = [compound.name if compound else None, units.get(case.grid_id or case.community_id or 0)]
    return " ".join(name for name in known if name)


@dataclass(frozen=True)
class Row:
    """A case in a list."""

    id: int
    number: str
    kind: CaseKind
    state: CaseState
    category: str
    words: str
    resolve_by: datetime


@dataclass(frozen=True)
class Page:
    """`after` is where the next page starts; None: this is the last."""

    rows: tuple[Row, ...]
    after: int | None


async def my_cases(ctx: Ctx, before: int | None = None) -> Page:
    """The actor's own, newest first; keyset by id. A stranger has none: found needs have no reporter either."""
    if ctx.actor.person_id is None:
        return Page((), None)
    query = select(Case).where(Case.reporter_id == ctx.actor.person_id).order_by(Case.id.desc())
    if before is not None:
        query = query.where(Case.id < before)
    return await _page(ctx, query)


async def desk_queue(ctx: Ctx, after: int | None = None) -> Page:
    """Open cases of the units that the actor staffs, by deadline; keyset by (resolve_by, id)."""
    actor = ctx.actor
    mine = or_(
        Case.grid_id.in_(actor.units(Role.GRID_WORKER)),
        Case.community_id.in_(actor.units(Role.COMMUNITY_STAFF)),
        Case.street_id.in_([*actor.units(Role.STREET_STAFF), *actor.units(Role.ADMIN)]),
    )
    query = select(Case).where(mine, Case.state.in_(OPEN_STATES)).order_by(Case.resolve_by, Case.id)
    start = await ctx.session.get(Case, after) if after is not None else None
    if start is not None:
        later = and_(Case.resolve_by == start.resolve_by, Case.id > start.id)
        query = query.where(or_(Case.resolve_by > start.resolve_by, later))
    return await _page(ctx, query)


async def _page(ctx: Ctx, query: Select[Case]) -> Page:
    found = (await ctx.session.scalars(query.limit(PAGE + 1))).all()
    rows = tuple(
        Row(c.id, c.number, CaseKind(c.kind), CaseState(c.state), c.category, c.words, c.resolve_by)
        for c in found[:PAGE]
    )
    return Page(rows, rows[-1].id if len(found) > PAGE else None)


async def event_line(ctx: Ctx, event_id: int) -> Line | None:
    """One row of the history, for a push about it."""
    e = await ctx.session.get(CaseEvent, event_id)
    return Line(e.at, Move(e.move), CaseState(e.to_state), Party(e.party), e.note) if e else None
