"""What the edges show of calls: to whoever was called their task, to the desk the whole board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.case_flow import DESK, CaseKind, CaseState, Move, step_for
from domain.errors import NotAllowed
from domain.whistle_flow import OPEN, WhistleParty, WhistleState, moves_of
from models.case import Case, CaseMedia
from models.media import Media
from models.people import Person
from models.places import Unit
from models.whistle import Whistle, WhistleCalled
from services.access import case_for
from services.act import Ctx
from services.case.case_views import place_of
from services.whistle.forces import members
from services.whistle.whistle_tasks import task_for, unit_name
from services.whistle.whistle_unheard import Unheard, unheard
from services.whistle.whistles import line_of


@dataclass(frozen=True)
class About:
    """What a force sees of a case: what and where. Never who reported it, nor what the desk wrote among itself."""

    words: str
    category: str
    place: str
    point: tuple[float, float] | None
    media: tuple[int, ...]
    danger: bool


@dataclass(frozen=True)
class Task:
    """`about` is None for whoever the task is no longer open for. `unit` is where whoever took it comes from."""

    id: int
    number: str
    kind: str
    state: WhistleState
    needed: str
    mine: bool
    declined: bool
    unit: str
    work_by: datetime | None
    about: About | None
    moves: tuple[Move, ...]


async def task(ctx: Ctx, whistle_id: int) -> Task:
    """Raises NotFound or RoleEnded."""
    whistle, case, parties = await task_for(ctx, whistle_id)
    state, mine = WhistleState(whistle.state), WhistleParty.TAKER in parties
    called = await ctx.session.get(WhistleCalled, (whistle_id, ctx.person_id))
    open_for_them = state is WhistleState.CALLED or (mine and state is WhistleState.REPORTED_IN)
    return Task(
        id=whistle.id,
        number=case.number,
        kind=whistle.force_kind,
        state=state,
        needed=whistle.needed,
        mine=mine,
        declined=called is not None and called.declined_at is not None,
        unit=await unit_name(ctx, whistle),
        work_by=whistle.work_by,
        about=await _about(ctx, case) if open_for_them or WhistleParty.DESK in parties else None,
        moves=moves_of(state, parties - {WhistleParty.DESK}),
    )


async def _about(ctx: Ctx, case: Case) -> About:
    """Photos only: a voice would tell who it is."""
    media = await ctx.session.scalars(
        select(CaseMedia.media_id)
        .join(Media, Media.id == CaseMedia.media_id)
        .where(CaseMedia.case_id == case.id, Media.kind == "photo", Media.state != "bad")
        .order_by(CaseMedia.media_id)
    )
    point = (case.lat, case.lon) if case.lat is not None and case.lon is not None else None
    place = await place_of(ctx, case)
    return About(case.words, case.category, place, point, tuple(media), case.danger is not None)


@dataclass(frozen=True)
class Call:
    """A call as the desk sees it. `name` and `unit` are of whoever took it, `reasons` of those who cannot come,
    `unheard` of those whom no chat reaches, while it waits for somebody."""

    id: int
    kind: str
    state: WhistleState
    needed: str
    called_at: datetime
    called: int
    reasons: tuple[str, ...]
    unheard: tuple[Unheard, ...]
    name: str | None
    unit: str
    note: str | None

    @property
    def silent(self) -> bool:
        """Nobody of those who could still come has heard of it: somebody has to ring them."""
        return bool(self.unheard) and len(self.unheard) + len(self.reasons) == self.called


@dataclass(frozen=True)
class Board:
    """Every call of a case, in their order; `may_call` says whether more can be called now."""

    number: str
    calls: tuple[Call, ...]
    may_call: bool


async def board(ctx: Ctx, number: str) -> Board:
    """For the desk only. Raises NotFound, NotAllowed."""
    case, parties = await case_for(ctx, number)
    if not parties & DESK:
        raise NotAllowed
    query = (
        select(Whistle, Person, Unit.name)
        .outerjoin(Person, Person.id == Whistle.taken_by)
        .outerjoin(
            WhistleCalled, (WhistleCalled.whistle_id == Whistle.id) & (WhistleCalled.person_id == Whistle.taken_by)
        )
        .outerjoin(Unit, Unit.id == WhistleCalled.unit_id)
        .where(Whistle.case_id == case.id)
        .order_by(Whistle.id)
    )
    rows = (await ctx.session.execute(query)).all()
    called = await _called(ctx, [whistle.id for whistle, _, _ in rows])
    waiting = [whistle.id for whistle, _, _ in rows if whistle.state == WhistleState.CALLED]
    to_ring = await unheard(ctx, waiting) if waiting else {}
    calls = [
        Call(
            id=whistle.id,
            kind=whistle.force_kind,
            state=WhistleState(whistle.state),
            needed=whistle.needed,
            called_at=whistle.called_at,
            called=len(called.get(whistle.id, ())),
            reasons=tuple(reason for reason in called.get(whistle.id, ()) if reason),
            unheard=tuple(to_ring.get(whistle.id, ())),
            name=_name(ctx, taker),
            unit=unit or "",
            note=whistle.note,
        )
        for whistle, taker, unit in rows
    ]
    step = step_for(Move.WHISTLE, CaseState(case.state), CaseKind(case.kind), parties)
    return Board(number, tuple(calls), step is not None)


async def _called(ctx: Ctx, ids: Sequence[int]) -> dict[int, list[str | None]]:
    """For each call one entry a person: why they cannot come, or None."""
    query = select(WhistleCalled.whistle_id, WhistleCalled.reason).where(WhistleCalled.whistle_id.in_(ids))
    found: dict[int, list[str | None]] = {}
    for id_, reason in (await ctx.session.execute(query.order_by(WhistleCalled.declined_at))).all():
        found.setdefault(id_, []).append(reason)
    return found


def _name(ctx: Ctx, person: Person | None) -> str | None:
    if person is None:
        return None
    return ctx.vault.open(person.name, f"person:{person.id}:name") if person.name else person.nickname


@dataclass(frozen=True)
class Offer:
    """A kind that can be called: how many there are here, and how many of them are on duty."""

    kind: str
    people: int
    on_duty: int


async def offers(ctx: Ctx, number: str) -> tuple[Offer, ...]:
    """The kinds that somebody here belongs to and that are not at it already, in the config's order."""
    case, parties = await case_for(ctx, number)
    if not parties & DESK:
        raise NotAllowed
    at_it = (WhistleState.CALLED, WhistleState.REPORTED_IN)
    query = select(Whistle.force_kind).where(Whistle.case_id == case.id, Whistle.state.in_(at_it))
    busy = set(await ctx.session.scalars(query))
    kinds = [kind.key for kind in ctx.settings.forces.kinds if kind.key not in busy]
    here = await members(ctx, line_of(case), kinds)
    return tuple(Offer(kind, len(here[kind]), sum(one.on_duty for one in here[kind])) for kind in kinds if kind in here)


@dataclass(frozen=True)
class TaskRow:
    id: int
    number: str
    kind: str
    state: WhistleState
    needed: str


async def my_tasks(ctx: Ctx) -> tuple[TaskRow, ...]:
    """What the actor was called to and has neither declined nor done, oldest first; what somebody else took is not
    theirs."""
    query = (
        select(Whistle, Case.number)
        .join(WhistleCalled, WhistleCalled.whistle_id == Whistle.id)
        .join(Case, Case.id == Whistle.case_id)
        .where(
            WhistleCalled.person_id == ctx.actor.person_id,
            WhistleCalled.declined_at.is_(None),
            Whistle.state.in_(OPEN - {WhistleState.HANDED_BACK}),
            Whistle.taken_by.is_(None) | (Whistle.taken_by == ctx.actor.person_id),
        )
        .order_by(Whistle.id)
    )
    return tuple(
        TaskRow(whistle.id, number, whistle.force_kind, WhistleState(whistle.state), whistle.needed)
        for whistle, number in (await ctx.session.execute(query)).all()
    )
