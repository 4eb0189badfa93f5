"""Moving a case along: the table decides, the history remembers, those concerned are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from domain.case_flow import REOPENINGS, CaseKind, CaseState, Move, Needs, Party, step_for
from domain.errors import (
    AlreadyRated,
    EvidenceNeeded,
    ForcesNeeded,
    MoveNotOpen,
    NotAllowed,
    OwnWorkNotChecked,
    PhotoNeeded,
    ReasonNeeded,
    SomebodyWasFaster,
    TooManyReopenings,
)
from domain.notices import Notice
from domain.roles import Role
from models.case import Case, CaseEvent, CaseFollower, CaseRating
from services import case_reporter, points, wish_case
from services.access import case_for
from services.act import Ctx
from services.case_tell import tell_community, tell_workers
from services.cases import attach
from services.notify import holders, tell
from services.whistle_tasks import call_off_all, need_signed_off

FIRST_RESPONSES = frozenset({Move.ACCEPT, Move.CONFIRM, Move.CONFIRM_SERIOUS, Move.REJECT})
# Moves of which the reporter hears nothing by themselves: their own, and those that are told in another way.
SILENT = frozenset(
    {Move.WITHDRAW, Move.CLOSE, Move.REOPEN, Move.CHECK, Move.SEND_BACK, Move.GIVE_BACK}
    | {Move.EDIT, Move.ADD, Move.URGE}
)


@dataclass(frozen=True)
class Given:
    """What comes with a move; how much of it is needed, the table says. `other` is a case's number, `until` a local
    date, `files` are as handlers.inputs gives them, `place` is in WGS84 degrees."""

    note: str | None = None
    files: Sequence[Mapping[str, Any]] = ()
    until: date | None = None
    handler_id: int | None = None
    grid_id: int | None = None
    other: str | None = None
    category: str | None = None
    forces: tuple[str, ...] = ()
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class Moved:
    number: str
    state: CaseState


NOTHING = Given()


async def move(ctx: Ctx, number: str, name: Move, given: Given = NOTHING) -> Moved:
    """Make a move. Raises NotFound, NotAllowed, MoveNotOpen, SomebodyWasFaster, or what the move still needs."""
    case, parties = await case_for(ctx, number)
    event = await make(ctx, case, parties, name, given)
    return Moved(number, CaseState(event.to_state))


async def make(ctx: Ctx, case: Case, parties: frozenset[Party], name: Move, given: Given = NOTHING) -> CaseEvent:
    """The same for whoever has the case already and knows who the actor is to it: a wish's taker is not of the case's
    own circle. Returns the new row of the history."""
    number = case.number
    state, kind = CaseState(case.state), CaseKind(case.kind)
    step = step_for(name, state, kind, parties)
    if step is None:
        if step_for(name, state, kind, frozenset(Party)) is None:
            raise MoveNotOpen(number=number)
        raise NotAllowed
    for needed in step.needs:
        _check(needed, kind, given)
    if name is Move.CHECK and case.resolved_by == ctx.person_id:
        raise OwnWorkNotChecked
    if name is Move.RESOLVE:
        await need_signed_off(ctx, case)
    if name is Move.REOPEN and case.reopened >= REOPENINGS:
        raise TooManyReopenings
    event = CaseEvent(
        case_id=case.id,
        at=ctx.now,
        move=name,
        from_state=state,
        to_state=step.lands(state),
        actor_id=ctx.actor.person_id,
        party=next(party for party in Party if party in parties & step.who),
        note=None if name is Move.WHISTLE else given.note,  # what a force is to do is no news for the reporter
    )
    if name is Move.REOPEN:
        await _answer(ctx, case, solved=False, satisfaction=None)
    await case_reporter.change(ctx, case, event, given.place)
    _change(ctx, case, name, step.lands(state))
    ctx.session.add(event)
    try:
        await ctx.session.flush()
    except StaleDataError as lost:
        raise SomebodyWasFaster(number=number) from lost
    await attach(ctx, case.id, event.id, given.files)
    await call_off_all(ctx, case, name)
    await _follow(ctx, case, event)
    return event


def _check(needed: Needs, kind: CaseKind, given: Given) -> None:
    """Raises what is missing."""
    if needed is Needs.REASON and not given.note:
        raise ReasonNeeded
    if needed is Needs.EVIDENCE and (not given.note or (kind is CaseKind.HAZARD and not has_photo(given.files))):
        raise EvidenceNeeded
    if needed is Needs.FORCES and not (given.forces and given.note):
        raise ForcesNeeded
    if needed is Needs.PHOTO and not has_photo(given.files):
        raise PhotoNeeded


def has_photo(files: Sequence[Mapping[str, Any]]) -> bool:
    """A voice note shows nothing."""
    return any(file["kind"] == "photo" for file in files)


def _change(ctx: Ctx, case: Case, name: Move, target: CaseState) -> None:
    case.state = target
    if name in FIRST_RESPONSES and case.responded_at is None:
        case.responded_at = ctx.now
    if name is Move.START or (name is Move.ACCEPT and case.handler_id is None):
        case.handler_id = ctx.person_id
    if name in (Move.RESOLVE, Move.FULFIL):
        case.resolved_at, case.resolved_by = ctx.now, ctx.person_id
    if name is Move.REOPEN:
        case.reopened += 1
        case.resolved_at = case.closed_at = None
    if name in (Move.CLOSE, Move.REJECT):
        case.closed_at = ctx.now


async def _follow(ctx: Ctx, case: Case, event: CaseEvent) -> None:
    """What a move brings with it, told once by the history row's id."""
    name, key = Move(event.move), f"move:{event.id}"
    await case_reporter.follow_up(ctx, case, event)
    if name in (Move.CONFIRM, Move.CONFIRM_SERIOUS):
        await points.pay_hazard(ctx, case, serious=name is Move.CONFIRM_SERIOUS)
        await tell_workers(ctx, case, Notice.CASE_NEW, key + ":worker")
    if name is Move.RESOLVE:
        await tell_community(ctx, case, Notice.CASE_TO_CHECK, key + ":check")
    if name in (Move.CHECK, Move.FULFIL):
        await _ask_rating(ctx, case, event)
    if case.kind == CaseKind.WISH:
        await wish_case.follow(ctx, case, event)
    if name in (Move.SEND_BACK, Move.REOPEN, Move.WITHDRAW):
        await tell_workers(ctx, case, Notice.CASE_REOPENED, key + ":back")
    if name not in SILENT and event.party != Party.TAKER:
        await tell(ctx, await concerned(ctx, case), Notice.CASE_MOVED, key, number=case.number, event=event.id)


async def concerned(ctx: Ctx, case: Case) -> list[int]:
    """The reporter and everybody who met the same thing."""
    followers = await ctx.session.scalars(select(CaseFollower.person_id).where(CaseFollower.case_id == case.id))
    people = [*([case.reporter_id] if case.reporter_id is not None else []), *followers]
    return [person for person in people if person != ctx.actor.person_id or person == case.reporter_id]


async def _ask_rating(ctx: Ctx, case: Case, event: CaseEvent) -> None:
    """Only the reporter can say whether it is solved; a case without one is closed after the wait."""
    ctx.session.add(CaseRating(case_id=case.id, round=case.reopened, asked_at=ctx.now))
    await ctx.session.flush()
    if case.reporter_id is not None:
        notice = Notice.WISH_FULFILLED if event.move == Move.FULFIL else Notice.CASE_RATE
        await tell(ctx, [case.reporter_id], notice, f"move:{event.id}", number=case.number, event=event.id)


async def rate(ctx: Ctx, number: str, satisfaction: int) -> Moved:
    """The reporter says that it is solved, and how satisfied they are (1 to 5): that closes the case."""
    case, parties = await case_for(ctx, number)
    if Party.REPORTER not in parties:
        raise NotAllowed
    if case.state != CaseState.CHECKED or not await _answer(ctx, case, solved=True, satisfaction=satisfaction):
        raise AlreadyRated
    return await move(ctx, number, Move.CLOSE)


async def to_the_street(ctx: Ctx, number: str, note: str) -> None:
    """Not solved once more than may be reopened: the answer counts, the words are kept, and the street hears of it."""
    case, parties = await case_for(ctx, number)
    if Party.REPORTER not in parties:
        raise NotAllowed
    if not await _answer(ctx, case, solved=False, satisfaction=None):
        raise AlreadyRated
    event = CaseEvent(
        case_id=case.id,
        at=ctx.now,
        move=Move.REOPEN,
        from_state=case.state,
        to_state=case.state,
        actor_id=ctx.person_id,
        party=Party.REPORTER,
        note=note,
    )
    ctx.session.add(event)
    await ctx.session.flush()
    street = await holders(ctx, Role.STREET_STAFF, case.street_id)
    await tell(ctx, street, Notice.CASE_REOPENED, f"street:{event.id}", number=number)


async def _answer(ctx: Ctx, case: Case, *, solved: bool, satisfaction: int | None) -> bool:
    """Write the reporter's answer of this round down, once; False if there was nothing (more) to answer."""
    rating = await ctx.session.get(CaseRating, (case.id, case.reopened))
    if rating is None or rating.answered_at is not None:
        return False
    rating.solved, rating.satisfaction, rating.answered_at = solved, satisfaction, ctx.now
    await ctx.session.flush()
    return True


async def close_unanswered(ctx: Ctx) -> int:
    """Close what was checked and not answered in time: not answered, never satisfied. Returns how many."""
    before = ctx.now - timedelta(hours=ctx.settings.cases.rating_hours)
    waiting = (
        select(Case)
        .join(CaseRating, (CaseRating.case_id == Case.id) & (CaseRating.round == Case.reopened))
        .where(Case.state == CaseState.CHECKED, CaseRating.answered_at.is_(None), CaseRating.asked_at <= before)
    )
    cases = (await ctx.session.scalars(waiting)).all()
    for case in cases:
        case.state, case.closed_at = CaseState.CLOSED, ctx.now
        ctx.session.add(
            CaseEvent(
                case_id=case.id, at=ctx.now, move=Move.CLOSE, from_state=CaseState.CHECKED, to_state=CaseState.CLOSED
            )
        )
    await ctx.session.flush()
    return len(cases)
