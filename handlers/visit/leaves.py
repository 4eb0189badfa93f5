"""Leave in chat: a worker asks, the community answers and names who stands in, that one accepts or declines."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.leave_errors import LeaveMovedOn
from domain.leave_flow import LeaveStep
from domain.roles import Role
from handlers.desk import Desk, Replies
from handlers.visit.leave_cards import TO_CHOOSE, LeaveTap, board_card, leave_card, mine_card, workers_card
from handlers.visit.leave_form import start_entering, start_leave, start_refusal
from services.act import Ctx
from services.ports import Message
from services.visit import leave, leave_choices, leave_views

router = Router(name="leaves")

TAKES: dict[LeaveStep, Callable[[Ctx, int], Awaitable[None]]] = {
    LeaveStep.GRANT: leave.grant,
    LeaveStep.ACCEPT: leave.accept,
    LeaveStep.DECLINE: leave.decline,
    LeaveStep.CANCEL: leave.cancel,
    LeaveStep.RETURN: leave.come_back,
}
NAMES: dict[LeaveStep, Callable[[Ctx, int, int], Awaitable[None]]] = {
    LeaveStep.GRANT: leave.grant,
    LeaveStep.NAME: leave.name,
}


async def show_leaves(desk: Desk) -> Message:
    """For who decides what there is to decide, for others their own."""
    if desk.actor.has(Role.COMMUNITY_STAFF) or desk.actor.has(Role.STREET_STAFF):
        return board_card(desk, await desk.act.look(leave_views.board))
    return await _mine(desk)


async def show_leave(
    desk: Desk, leave_id: int, after: int = 0, *, toast: str | None = None, alert: bool = False
) -> Message:
    card = leave_card(desk, *await desk.act.look(leave_views.choices, leave_id, after), toast=toast)
    return replace(card, alert=alert)


@router.callback_query(LeaveTap.filter(F.do == "mine"))
async def mine(query: CallbackQuery, desk: Desk, callback_data: LeaveTap) -> Replies:
    return await _mine(desk)


@router.callback_query(LeaveTap.filter(F.do == "board"))
async def board(query: CallbackQuery, desk: Desk, callback_data: LeaveTap) -> Replies:
    return board_card(desk, await desk.act.look(leave_views.board, callback_data.who))


@router.callback_query(LeaveTap.filter(F.do == "ask"))
async def ask(query: CallbackQuery, desk: Desk, callback_data: LeaveTap) -> Replies:
    return await start_leave(desk)


@router.callback_query(LeaveTap.filter(F.do == "workers"))
async def whose(query: CallbackQuery, desk: Desk, callback_data: LeaveTap) -> Replies:
    return workers_card(desk, *await desk.act.look(leave_choices.workers, max(0, callback_data.who)))


@router.callback_query(LeaveTap.filter(F.do == "enter"))
async def enter(query: CallbackQuery, desk: Desk, callback_data: LeaveTap) -> Replies:
    return await start_entering(desk, callback_data.who)


@router.callback_query(LeaveTap.filter(F.do.in_({"open", "people"})))
async def open_leave(query: CallbackQuery, desk: Desk, callback_data: LeaveTap) -> Replies:
    return await show_leave(desk, callback_data.id, callback_data.who)


@router.callback_query(LeaveTap.filter(F.do == LeaveStep.REFUSE))
async def refuse(query: CallbackQuery, desk: Desk, callback_data: LeaveTap) -> Replies:
    return await start_refusal(desk, callback_data.id)


@router.callback_query(LeaveTap.filter(F.do.in_(TO_CHOOSE) & (F.who > 0)))
async def name(query: CallbackQuery, desk: Desk, callback_data: LeaveTap) -> Replies:
    tap = callback_data
    await desk.act(NAMES[LeaveStep(tap.do)], tap.id, tap.who)
    return await show_leave(desk, tap.id, toast=desk.t.plain(f"leave-done-{tap.do}"))


@router.callback_query(LeaveTap.filter(F.do.in_(set(TAKES))))
async def step(query: CallbackQuery, desk: Desk, callback_data: LeaveTap) -> Replies:
    """Who has declined has no more to do with it. A card drawn before something happened is drawn anew."""
    tap = callback_data
    try:
        await desk.act(TAKES[LeaveStep(tap.do)], tap.id)
    except LeaveMovedOn as refusal:
        return await show_leave(desk, tap.id, toast=desk.t.plain(refusal.key), alert=True)
    done = desk.t.plain(f"leave-done-{tap.do}")
    if tap.do == LeaveStep.DECLINE:
        return Message(text=desk.t("leave-declined"), card=f"leave:{tap.id}", toast=done)
    return await show_leave(desk, tap.id, toast=done)


async def _mine(desk: Desk) -> Message:
    found = await desk.act.look(leave_views.my_leaves)
    return mine_card(desk, found, may_ask=desk.actor.has(Role.GRID_WORKER))
