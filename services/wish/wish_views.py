"""What the wall and a wish's card show: frozen results, cut to what the reader may see. Whoever the wish is none of the
business of sees the wording and how far away it is, never a number, a name or a place."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from math import cos, radians

from sqlalchemy import Float, Select, and_, cast, func, or_, select

from domain.errors import NotFound
from domain.geo import Point, distance_m
from domain.roles import Role
from domain.wish_flow import DONE, FREE_OR_HELD, WishMove, WishParty, WishState, rough, wish_moves
from models.case import Case, CaseMedia
from models.people import Person
from models.places import Unit
from models.wish import TakeUp, Wish
from services.access import case_for
from services.act import Ctx
from services.streets import own_street
from services.visit.visit_duty import case_workers
from services.wish.wish_access import Known, parties_held, wish_for
from services.wish.wishes import MAY_BE_OFFERED, may_stand, proposal

PAGE = 6


@dataclass(frozen=True)
class WallRow:
    """`metres` is rough, and None where the reader shared no place."""

    id: int
    code: str
    state: WishState
    category: str
    wording: str
    metres: int | None


@dataclass(frozen=True)
class Wall:
    """A page. `after` is where the next one starts; `waiting`: wishes that the reader is to approve."""

    rows: tuple[WallRow, ...]
    after: int | None
    waiting: int


async def wall(
    ctx: Ctx,
    *,
    done: bool = False,
    category: str | None = None,
    near: tuple[float, float] | None = None,
    after: int | None = None,
) -> Wall:
    """Wishes that are free or held, or, `done`, those that came true and whose owners let it be told. The newest first;
    with a place, the nearest first. Keyset by (distance, id)."""
    shown = Wish.state.in_(DONE) & Wish.shown if done else Wish.state.in_(FREE_OR_HELD)
    query = select(Wish).where(Wish.street_id == await own_street(ctx), shown)
    if category is not None:
        query = query.where(Wish.category == category)
    if near is not None:
        query = _nearest(query, near, after)
    else:
        query = query.order_by(Wish.id.desc())
        query = query.where(Wish.id < after) if after is not None else query
    found = (await ctx.session.scalars(query.limit(PAGE + 1))).all()
    rows = tuple(_row(wish, near) for wish in found[:PAGE])
    return Wall(rows, rows[-1].id if len(found) > PAGE else None, await _waiting(ctx))


def _nearest(query: Select[Wish], near: tuple[float, float], after: int | None) -> Select[Wish]:
    """By the square of the distance in a plane, right in order within a city; wishes without a place come last."""
    lat, lon = near
    narrower = cos(radians(lat))
    x, y = (Wish.lon - lon) * narrower, Wish.lat - lat
    far = cast(func.coalesce(x * x + y * y, 1e6), Float)
    if after is not None:
        last = select(far).where(Wish.id == after).correlate(None).scalar_subquery()
        query = query.where(or_(far > last, and_(far == last, Wish.id > after)))
    return query.order_by(far, Wish.id)


def _row(wish: Wish, near: tuple[float, float] | None) -> WallRow:
    metres = None
    if near is not None and wish.lat is not None and wish.lon is not None:
        metres = rough(distance_m(Point(*near), Point(wish.lat, wish.lon)))
    return WallRow(wish.id, wish.code, WishState(wish.state), wish.category, wish.wording or "", metres)


def _to_approve(ctx: Ctx) -> Select[Wish]:
    """Wishes that wait for the offices whose staff the actor is; the street's see those of every community."""
    staffs = or_(
        Wish.community_id.in_(ctx.actor.units(Role.COMMUNITY_STAFF)),
        Wish.street_id.in_([*ctx.actor.units(Role.STREET_STAFF), *ctx.actor.units(Role.ADMIN)]),
    )
    return select(Wish).where(Wish.state == WishState.OFFERED, staffs)


async def _waiting(ctx: Ctx) -> int:
    return await ctx.session.scalar(select(func.count()).select_from(_to_approve(ctx).subquery())) or 0


async def to_approve(ctx: Ctx, after: int | None = None) -> Wall:
    """The oldest first; keyset by id. Rows show no wording: it is not approved yet."""
    query = _to_approve(ctx).order_by(Wish.id)
    query = query.where(Wish.id > after) if after is not None else query
    found = (await ctx.session.scalars(query.limit(PAGE + 1))).all()
    rows = tuple(_row(wish, None) for wish in found[:PAGE])
    return Wall(rows, rows[-1].id if len(found) > PAGE else None, 0)


async def ours(ctx: Ctx, before: int | None = None) -> Wall:
    """What the actor's parties hold or have fulfilled, the newest first; keyset by the take-up's id."""
    mine = [and_(TakeUp.role == role, TakeUp.unit_id == unit) for role, unit in parties_held(ctx)]
    if not mine:
        return Wall((), None, 0)
    query = select(TakeUp.id, Wish).join(Wish, Wish.id == TakeUp.wish_id).where(or_(*mine), TakeUp.voided_at.is_(None))
    query = query.where(TakeUp.id < before) if before is not None else query
    found = (await ctx.session.execute(query.order_by(TakeUp.id.desc()).limit(PAGE + 1))).all()
    rows = tuple(_row(wish, None) for _, wish in found[:PAGE])
    return Wall(rows, found[PAGE - 1][0] if len(found) > PAGE else None, 0)


@dataclass(frozen=True)
class Holder:
    """The party that holds a wish: its kind and its unit's name."""

    role: Role
    name: str


@dataclass(frozen=True)
class WishCard:
    """A wish as its reader may see it: `number`, `proposal`, `reason` for owner and office, `holder` for them and the
    party itself, `guide` and `has_contact` for the party, `words` for the office. `stands`: the proposal reveals
    nothing and may be approved as it is."""

    code: str
    state: WishState
    category: str
    wording: str
    community: str
    photo: int | None
    who: frozenset[WishParty]
    moves: tuple[WishMove, ...]
    number: str | None = None
    words: str | None = None
    stands: bool = False
    reason: str | None = None
    holder: Holder | None = None
    until: datetime | None = None
    guide: str | None = None
    has_contact: bool = False
    shown: bool = False


async def wish_card(ctx: Ctx, code: str) -> WishCard:
    """Raises NotFound for what the reader may not see."""
    known = await wish_for(ctx, code)
    wish, state = known.wish, WishState(known.wish.state)
    public = state in FREE_OR_HELD or (state in DONE and wish.shown)
    if not (known.who or public):
        raise NotFound
    inside, office = bool(known.who), WishParty.OFFICE in known.who
    owner_or_office = office or WishParty.OWNER in known.who
    community = await ctx.session.get(Unit, wish.community_id) if wish.community_id else None
    return WishCard(
        code=wish.code,
        state=state,
        category=wish.category,
        wording=(proposal(wish, known.case) if owner_or_office else wish.wording) or "",
        community=community.name if community else "",
        photo=wish.photo_id,
        who=known.who,
        moves=_moves(ctx, known, state),
        number=known.case.number if owner_or_office else None,
        words=known.case.words if office else None,
        stands=office and await may_stand(ctx, known.case, proposal(wish, known.case)),
        reason=wish.reason if owner_or_office else None,
        holder=await _holder(ctx, known.held) if inside else None,
        until=known.held.held_until if inside and known.held else None,
        guide=await _guide(ctx, known.case) if WishParty.TAKER in known.who else None,
        has_contact=wish.contact is not None and bool(known.who - {WishParty.OFFICE}),
        shown=wish.shown,
    )


def _moves(ctx: Ctx, known: Known, state: WishState) -> tuple[WishMove, ...]:
    """What the table opens to the reader; nobody takes up or approves a wish of their own."""
    who: Collection[WishParty] = known.who - {WishParty.OFFICE} if WishParty.OWNER in known.who else known.who
    found = [move for party in WishParty if party in who for move in wish_moves(state, party)]
    if parties_held(ctx, known.wish.street_id) and WishParty.OWNER not in who and state is WishState.ON_WALL:
        found.append(WishMove.TAKE_UP)
    return tuple(found)


async def _holder(ctx: Ctx, held: TakeUp | None) -> Holder | None:
    unit = await ctx.session.get(Unit, held.unit_id) if held else None
    return Holder(Role(held.role), unit.name) if held and unit else None


async def _guide(ctx: Ctx, case: Case) -> str | None:
    """The grid worker's name: whom the party asks for the way."""
    workers = await case_workers(ctx, case.grid_id)
    person = await ctx.session.get(Person, workers[0]) if workers else None
    return ctx.vault.open(person.name, f"person:{person.id}:name") if person and person.name else None


@dataclass(frozen=True)
class OfCase:
    """What the owner of a wish case may do about the wall: it is on its way there (`code`), or may be offered."""

    number: str
    code: str | None
    may_be_offered: bool


async def of_case(ctx: Ctx, number: str) -> OfCase:
    """Raises NotFound for whom the case is none of their business."""
    case, _ = await case_for(ctx, number)
    code = await ctx.session.scalar(select(Wish.code).where(Wish.case_id == case.id))
    return OfCase(number, code, case.state in MAY_BE_OFFERED)


async def files_of(ctx: Ctx, event_id: int) -> tuple[int, ...]:
    """Photos and voice notes that came with one row of a case's history, for a push about it."""
    query = select(CaseMedia.media_id).where(CaseMedia.event_id == event_id).order_by(CaseMedia.media_id)
    return tuple((await ctx.session.scalars(query)).all())


@dataclass(frozen=True)
class Told:
    """What a push about a wish is made of, for its owner, or for a party that holds or held it."""

    code: str
    wording: str
    owner: bool
    holder: Holder | None
    until: datetime | None
    thanks: str | None
    media: tuple[int, ...]


async def told(ctx: Ctx, code: str) -> Told:
    """Raises NotFound for whoever it is (no longer) any business of."""
    known = await wish_for(ctx, code)
    last = known.held or await ctx.session.scalar(
        select(TakeUp).where(TakeUp.wish_id == known.wish.id).order_by(TakeUp.id.desc()).limit(1)
    )
    owner = WishParty.OWNER in known.who
    theirs = last is not None and (Role(last.role), last.unit_id) in parties_held(ctx)
    if not (owner or theirs):
        raise NotFound
    return Told(
        code=code,
        wording=proposal(known.wish, known.case) if owner else known.wish.wording or "",
        owner=owner,
        holder=await _holder(ctx, last),
        until=last.held_until if last else None,
        thanks=last.thanks if last and theirs else None,
        media=tuple(last.thanks_media) if last and theirs else (),
    )
