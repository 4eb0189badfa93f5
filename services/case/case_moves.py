"""Moving a case along: the table decides, the history remembers, those concerned are told."""

from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from domain.case_flow import CaseKind, CaseState, Move, Party, step_for
from domain.errors import MoveNotOpen, NotAllowed, SomebodyWasFaster
from models.case import Case, CaseEvent
from services.access import case_for
from services.act import Ctx
from services.case.case_effects import change
from services.case.case_follow_up import follow_up
from services.case.case_given import NOTHING, Given, check
from services.case.case_on_spot import solved_by_reporter
from services.case.cases import attach
from services.whistle.whistle_tasks import call_off_all

__all__ = ["Given", "Moved", "make", "move"]


@dataclass(frozen=True)
class Moved:
    number: str
    state: CaseState


async def move(ctx: Ctx, number: str, name: Move, given: Given = NOTHING) -> Moved:
    """Make a move for the actor.

    1. The case's row is locked, so that of two who tap at once the second finds what the first has made of it.
    2. The table says whether it may be, and what it needs.
    3. What it changes, its row of the history, whom that calls off, who hears of it.

    Raises NotFound, NotAllowed, MoveNotOpen, SomebodyWasFaster, or what the move still needs.
    """
    case, parties = await case_for(ctx, number, lock=True)
    await make(ctx, case, parties, name, given)
    return Moved(number, CaseState(case.state))


async def make(ctx: Ctx, case: Case, parties: frozenset[Party], name: Move, given: Given = NOTHING) -> CaseEvent:
    """The same for whoever has the case already and knows who the actor is to it: the clock, and a wish's taker, who is
    not of the case's own circle. Returns the new row of the history."""
    state, kind = CaseState(case.state), CaseKind(case.kind)
    step = step_for(name, state, kind, parties)
    if step is None:
        if step_for(name, state, kind, frozenset(Party)) is None:
            await _overtaken(ctx, case)
        raise NotAllowed
    for needed in step.needs:
        check(needed, kind, given)
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
    had_it = case.handler_id
    await change(ctx, case, event, given)
    case.state = event.to_state
    ctx.session.add(event)
    try:
        await ctx.session.flush()
    except StaleDataError as lost:
        raise MoveNotOpen(number=case.number) from lost
    await attach(ctx, case.id, event.id, given.files)
    await call_off_all(ctx, case, name)
    await follow_up(ctx, case, event, had_it)
    if name is Move.CONFIRM_SOLVED and await solved_by_reporter(ctx, case):  # who solved it is not asked whether it is
        await make(ctx, case, frozenset({Party.SYSTEM}), Move.CLOSE)
    return event


async def _overtaken(ctx: Ctx, case: Case) -> NoReturn:
    """Says who came first, and with what; whoever did so oneself only learns that it is done."""
    moved = (
        select(CaseEvent)
        .where(CaseEvent.case_id == case.id, CaseEvent.from_state != CaseEvent.to_state)
        .order_by(CaseEvent.id.desc())
        .limit(1)
    )
    last = await ctx.session.scalar(moved)
    if last is None or last.actor_id == ctx.actor.person_id:
        raise MoveNotOpen(number=case.number)
    raise SomebodyWasFaster(number=case.number, who=(f"party-{last.party}",), move=(f"move-{last.move}-done",))
