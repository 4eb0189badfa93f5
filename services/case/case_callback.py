"""Calling back about a closed case 回访: who may, how they are reached, and what becomes of what they say.

What is heard here is never mixed with what reporters answer of their own accord: the rates read CaseRating only.
"""

from dataclasses import dataclass

from sqlalchemy import select

from domain.callback_errors import AskedThroughChat, AskedToday, CallbackOver, NobodyInChat, OwnWorkNotCalled
from domain.case_flow import OFFICE, REOPENINGS, CaseState, Move, Party
from domain.contact import Contact
from domain.errors import NotFound, ReasonNeeded
from domain.notices import Notice
from models.audit import AccessLog
from models.case import Case, CaseEvent
from models.case_callback import CaseCallback
from models.people import Person
from services.access import case_for
from services.act import Ctx
from services.case import case_contact
from services.case.case_given import Given
from services.case.case_moves import make
from services.case.case_rating import hand_to_street
from services.notify import tell

LOOKED = "callback_contact"
HANDLED = (Move.RESOLVE, Move.FULFIL, Move.CHECK)
"""Whoever made one of these does not call back."""


@dataclass(frozen=True)
class Heard:
    """What came of a try, or what the reporter answered in the chat: `satisfaction` is 1 to 5."""

    reached: bool
    solved: bool | None = None
    satisfaction: int | None = None
    note: str | None = None


async def record(ctx: Ctx, number: str, tries: int, heard: Heard) -> CaseState:
    """Note a try; `tries` is how many the caller saw before. In vain for the last time ends it; "not solved"
    reopens, or goes to the street. Returns where the case stands then.

    Raises NotFound, OwnWorkNotCalled, AskedThroughChat, ReasonNeeded; CallbackOver if it was noted meanwhile."""
    case, row = await for_caller(ctx, number, lock=True)
    if row.tries != tries:
        raise CallbackOver
    if case.anonymous and (heard.reached or row.asked_at is None):
        raise AskedThroughChat
    row.called_by, row.called_at, row.tries = ctx.person_id, ctx.now, row.tries + 1
    if heard.reached:
        return await _conclude(ctx, case, row, heard)
    row.note = heard.note
    if row.tries >= ctx.settings.cases.callback.tries:
        row.done_at, row.reached = ctx.now, False
    await ctx.session.flush()
    return CaseState(case.state)


async def ask(ctx: Ctx, number: str) -> None:
    """Ask the reporter through the case, at most once a day; nobody sees who it is."""
    case, row = await for_caller(ctx, number, lock=True)
    if case.reporter_id is None:
        raise NobodyInChat
    if row.asked_at is not None and row.asked_at.astimezone(ctx.zone).date() == ctx.today:
        raise AskedToday
    row.asked_at, row.called_by = ctx.now, ctx.person_id
    await ctx.session.flush()
    key = f"callback:{case.id}:{row.round}:{ctx.today.isoformat()}"
    await tell(ctx, [case.reporter_id], Notice.CALLBACK_ASKED, key, number=number)


async def answer(ctx: Ctx, number: str, heard: Heard) -> CaseState:
    """The reporter answers in the chat what they were asked there. Raises NotFound, CallbackOver, ReasonNeeded."""
    case, row = await for_reporter(ctx, number, lock=True)
    return await _conclude(ctx, case, row, heard)


async def look_up(ctx: Ctx, number: str) -> Contact:
    """How to reach whom the case is for; every look is written down: run it as a use case that writes."""
    case, _ = await for_caller(ctx, number)
    if case.anonymous:
        raise AskedThroughChat
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what=LOOKED, subject_id=case.id))
    await ctx.session.flush()
    left = case_contact.opened(ctx, case)
    return left or await _of_person(ctx, case.reporter_id)


async def for_caller(ctx: Ctx, number: str, *, lock: bool = False) -> tuple[Case, CaseCallback]:
    """Raises NotFound for anybody but the case's community and street, OwnWorkNotCalled, CallbackOver."""
    case, parties = await case_for(ctx, number, lock=lock)
    if not parties & OFFICE:
        raise NotFound
    row = await _open(ctx, case)
    handled = select(CaseEvent.id).where(
        CaseEvent.case_id == case.id, CaseEvent.move.in_(HANDLED), CaseEvent.actor_id == ctx.person_id
    )
    if Party.REPORTER in parties or await ctx.session.scalar(handled.limit(1)) is not None:
        raise OwnWorkNotCalled
    return case, row


async def for_reporter(ctx: Ctx, number: str, *, lock: bool = False) -> tuple[Case, CaseCallback]:
    """Raises NotFound for anybody but a reporter who was asked, CallbackOver."""
    case, parties = await case_for(ctx, number, lock=lock)
    if Party.REPORTER not in parties:
        raise NotFound
    row = await _open(ctx, case)
    if row.asked_at is None:
        raise NotFound
    return case, row


async def _open(ctx: Ctx, case: Case) -> CaseCallback:
    """Raises NotFound where the case was never drawn."""
    row = await ctx.session.get(CaseCallback, (case.id, case.reopened), populate_existing=True)
    if row is None:
        drawn = select(CaseCallback.round).where(CaseCallback.case_id == case.id).limit(1)
        raise NotFound if await ctx.session.scalar(drawn) is None else CallbackOver
    if row.done_at is not None or case.state != CaseState.CLOSED:
        raise CallbackOver
    return row


async def _conclude(ctx: Ctx, case: Case, row: CaseCallback, heard: Heard) -> CaseState:
    """They were reached; "not solved" leads where the reporter's own word leads."""
    if not heard.solved and not heard.note:
        raise ReasonNeeded
    row.done_at, row.reached = ctx.now, True
    row.solved, row.satisfaction, row.note = bool(heard.solved), heard.satisfaction, heard.note
    await ctx.session.flush()
    if not heard.solved and heard.note:
        if case.reopened >= REOPENINGS:
            await hand_to_street(ctx, case, Party.CALLER, heard.note)
        else:
            await make(ctx, case, frozenset({Party.CALLER}), Move.REOPEN, Given(note=heard.note))
    return CaseState(case.state)


async def _of_person(ctx: Ctx, person_id: int | None) -> Contact:
    person = await ctx.session.get(Person, person_id) if person_id is not None else None
    if person is None:
        return Contact()
    name, phone = person.name, person.phone
    return Contact(
        ctx.vault.open(name, f"person:{person.id}:name") if name is not None else None,
        ctx.vault.open(phone, f"person:{person.id}:phone") if phone is not None else None,
    )
