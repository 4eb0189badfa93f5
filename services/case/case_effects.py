"""What each move makes of a case beyond its state. An effect may refuse; then nothing has changed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from domain.case_flow import REOPENINGS, CaseKind, CaseState, HandlingRoute, Move, Party
from domain.case_history import RESPONSES
from domain.errors import NotFound, OwnWorkNotChecked, TooManyReopenings
from domain.move_errors import DateInPast, DateTooFar, NobodyToAsk
from models.case import Case, CaseEvent
from services.act import Ctx
from services.case import case_reporter
from services.case.case_answer import answer
from services.case.case_choices import handler_for, unit_for
from services.case.case_deadlines import keep_time
from services.case.case_given import Given
from services.case.case_merge import merge, unmerge
from services.case.case_on_spot import solved_by_reporter
from services.case.case_standard import deadlines
from services.case.cases import category_of
from services.whistle.whistle_tasks import need_signed_off

Effect = Callable[[Ctx, Case, CaseEvent, Given], Awaitable[None]]


async def change(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    """Everything that `event`, not yet written, makes of the case but its state."""
    move = Move(event.move)
    await case_reporter.change(ctx, case, event, given.place)
    if move in RESPONSES and case.responded_at is None:
        case.responded_at = ctx.now
    await keep_time(ctx, case, move)
    if event.to_state != CaseState.SUSPENDED:  # whichever way it goes on
        case.suspended_until = None
    effect = EFFECTS.get(move)
    if effect is not None:
        await effect(ctx, case, event, given)


async def _accept(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    case.handler_id = case.handler_id or ctx.person_id


async def _start(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    case.handler_id = ctx.person_id


async def _dispatch(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    case.handler_id = event.handler_id = await handler_for(ctx, case, given.handler_id)


async def _transfer(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    """To a grid, or to a community that finds the grid itself; whoever had it has it no more."""
    unit = await unit_for(ctx, case, given.grid_id)
    event.grid_id = unit.grid_id or unit.community_id
    case.grid_id, case.community_id, case.handler_id = unit.grid_id, unit.community_id, None


async def _suspend(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    at_most = ctx.settings.cases.suspend_days
    if given.until is None or given.until <= ctx.today:
        raise DateInPast
    if given.until > ctx.today + timedelta(days=at_most):
        raise DateTooFar(days=at_most)
    case.suspended_until = event.until = given.until


async def _categorise(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    """The new category's route and deadlines: the answer counted from the filing, the resolution from where its time
    began in this round; danger stays at once on the spot, and what its reporter has solved there was handled there."""
    category = category_of(ctx, given.category or "")
    if CaseKind(case.kind) not in category.kinds:
        raise NotFound
    case.category = event.category = category.key
    route = HandlingRoute.ON_SPOT if case.danger else category.route
    case.route = HandlingRoute.ON_SPOT if await solved_by_reporter(ctx, case) else route
    case.respond_by, _ = deadlines(ctx, case.category, route, case.created_at)
    _, case.resolve_by = deadlines(ctx, case.category, route, case.clock_from or case.created_at)


async def _ask(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    if case.reporter_id is None:
        raise NobodyToAsk


async def _resolve(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    await need_signed_off(ctx, case)
    await _fulfil(ctx, case, event, given)


async def _fulfil(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    case.resolved_at, case.resolved_by = ctx.now, ctx.person_id


async def _solve(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    """Handled on the spot; until it is confirmed the deadlines of its category hold."""
    case.route = HandlingRoute.ON_SPOT


async def _confirm_solved(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    await _fulfil(ctx, case, event, given)
    if await solved_by_reporter(ctx, case):
        case.resolved_by = case.reporter_id


async def _send_back(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    case.resolved_at = None


async def _check(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    if case.resolved_by == ctx.person_id:
        raise OwnWorkNotChecked


async def _reopen(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    if case.reopened >= REOPENINGS:
        raise TooManyReopenings
    if event.party == Party.REPORTER:  # what is heard at a call-back is kept apart
        await answer(ctx, case, solved=False, satisfaction=None)
    case.reopened += 1
    case.resolved_at = case.closed_at = None


async def _take_over(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    """The street's own officer deals with it; after their check the reporter is asked in a round of its own."""
    case.handler_id = event.handler_id = ctx.person_id
    case.reopened += 1
    case.resolved_at = case.closed_at = None


async def _close(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    case.closed_at = ctx.now


EFFECTS: dict[Move, Effect] = {
    Move.ACCEPT: _accept,
    Move.START: _start,
    Move.DISPATCH: _dispatch,
    Move.TRANSFER: _transfer,
    Move.SUSPEND: _suspend,
    Move.MERGE: merge,
    Move.UNMERGE: unmerge,
    Move.CATEGORISE: _categorise,
    Move.ASK: _ask,
    Move.RESOLVE: _resolve,
    Move.SOLVE: _solve,
    Move.CONFIRM_SOLVED: _confirm_solved,
    Move.FULFIL: _fulfil,
    Move.CHECK: _check,
    Move.SEND_BACK: _send_back,
    Move.REOPEN: _reopen,
    Move.TAKE_OVER: _take_over,
    Move.CLOSE: _close,
    Move.REJECT: _close,
}
