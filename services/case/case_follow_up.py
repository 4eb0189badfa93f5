"""Who hears of a move, told once by its row of the history; and what a confirmed hazard pays."""

from sqlalchemy import select

from domain.case_flow import CaseKind, Move, Party
from domain.notices import Notice
from models.case import Case, CaseEvent, CaseFollower
from services.act import Ctx
from services.case import case_answer, case_draw, case_look_draw, case_reporter, case_thanks
from services.case.case_on_spot import solved_by_reporter
from services.case.case_tell import tell_community, tell_handler, tell_placed, tell_workers
from services.notify import tell
from services.points import photo_checks
from services.wish import wish_case

# Moves of which the reporter hears nothing by themselves: their own, those that are told in another way, and those that
# are the desk's own business.
SILENT = frozenset(
    {Move.WITHDRAW, Move.CLOSE, Move.REOPEN, Move.CHECK, Move.SEND_BACK, Move.ASK, Move.NOTE, Move.CATEGORISE}
    | {Move.EDIT, Move.ADD, Move.URGE, Move.GIVE_BACK, Move.SOLVE, Move.LOOK}
)

PASSED_ON = frozenset({Move.DISPATCH, Move.TRANSFER, Move.TAKE_OVER})
"""Moves after which whoever had it need not see to it any more."""


async def follow_up(ctx: Ctx, case: Case, event: CaseEvent, had_it: int | None = None) -> None:
    """`had_it`: who dealt with the case before this move."""
    name, key = Move(event.move), f"move:{event.id}"
    await case_reporter.follow_up(ctx, case, event)
    if name in PASSED_ON and had_it not in (None, case.handler_id, ctx.actor.person_id):
        await tell(ctx, [had_it], Notice.CASE_PASSED_ON, key + ":before", number=case.number)
    match name:
        case Move.CONFIRM | Move.CONFIRM_SERIOUS:
            await photo_checks.settle(ctx, case, serious=name is Move.CONFIRM_SERIOUS)
            await tell_workers(ctx, case, Notice.CASE_NEW, key + ":worker")
        case Move.CONFIRM_SOLVED if await solved_by_reporter(ctx, case):
            await photo_checks.settle(ctx, case, solved=True)
        case Move.CONFIRM_SOLVED:
            await photo_checks.settle(ctx, case)
            await case_answer.ask(ctx, case, event)
        case Move.DISPATCH if event.handler_id is not None and event.handler_id != ctx.actor.person_id:
            await tell(ctx, [event.handler_id], Notice.CASE_ASSIGNED, key + ":handler", number=case.number)
        case Move.TRANSFER | Move.UNMERGE:
            await tell_placed(ctx, case, key + ":worker")
        case Move.RESOLVE:
            await tell_community(ctx, case, Notice.CASE_TO_CHECK, key + ":check")
        case Move.CHECK | Move.FULFIL:
            await case_answer.ask(ctx, case, event)
            await case_thanks.tell_solved(ctx, case, event)
        case Move.CLOSE:
            await case_draw.draw(ctx, case)
            await case_look_draw.draw(ctx, case)
        case Move.SEND_BACK | Move.REOPEN | Move.WITHDRAW:
            await tell_workers(ctx, case, Notice.CASE_REOPENED, key + ":back")
        case Move.SEEN:
            await tell_handler(ctx, case, Notice.CASE_SEEN, key + ":seen", community=True)
        case Move.ASK if case.reporter_id is not None and event.party != Party.TAKER:
            await tell(ctx, [case.reporter_id], Notice.CASE_ASKED, key, number=case.number, event=event.id)
    if case.kind == CaseKind.WISH:
        await wish_case.follow(ctx, case, event)
    found_there = name is Move.REOPEN and event.party in (
        Party.SUPERVISOR,
        Party.CHECKER,
    )  # not by the reporter's own word
    if (name not in SILENT or found_there) and event.party != Party.TAKER:
        await tell(ctx, await concerned(ctx, case), Notice.CASE_MOVED, key, number=case.number, event=event.id)


async def concerned(ctx: Ctx, case: Case) -> list[int]:
    """The reporter and everybody who met the same thing."""
    followers = await ctx.session.scalars(select(CaseFollower.person_id).where(CaseFollower.case_id == case.id))
    people = [*([case.reporter_id] if case.reporter_id is not None else []), *followers]
    return [person for person in people if person != ctx.actor.person_id or person == case.reporter_id]
