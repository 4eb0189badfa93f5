"""Whistles in chat: the desk's board, the task of whoever was called, and duty."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.errors import WhistleOver, WhistleTaken
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.forms import Draft
from handlers.whistle.whistle_cards import WhistleTap, board_card, button, duty_card, ring_card, task_card, tasks_card
from services.ports import Message, Place
from services.whistle import duties, whistle_unheard, whistle_views, whistles

router = Router(name="whistles")


async def show_duty(desk: Desk) -> Message:
    return duty_card(desk, await desk.act.look(duties.my_duty), fresh=True)


async def show_tasks(desk: Desk) -> Message:
    return tasks_card(desk, await desk.act.look(whistle_views.my_tasks))


async def open_board(desk: Desk, number: str) -> Replies:
    """What was called so far; where nothing was, the form that calls."""
    board = await desk.act.look(whistle_views.board, number)
    return board_card(desk, board, fresh=True) if board.calls else await _blow(desk, number)


async def _blow(desk: Desk, number: str) -> Replies:
    return await forms.start(desk, Draft("whistle", pieces={"number": number}))


@router.callback_query(WhistleTap.filter(F.do == "board"))
async def board(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    return await open_board(desk, callback_data.value)


@router.callback_query(WhistleTap.filter(F.do == "ring"))
async def ring(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    id_ = _id(callback_data)
    return ring_card(desk, id_, await desk.act(whistle_unheard.ring_list, id_))


@router.callback_query(WhistleTap.filter(F.do == "blow"))
async def blow(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    await desk.act.look(whistle_views.board, callback_data.value)
    return await _blow(desk, callback_data.value)


@router.callback_query(WhistleTap.filter(F.do == "task"))
async def task(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    card = task_card(desk, await desk.act.look(whistle_views.task, _id(callback_data)), fresh=True)
    return replace(card, buttons=(*card.buttons, (button(desk, "list"),)))


@router.callback_query(WhistleTap.filter(F.do == "list"))
async def tasks(query: CallbackQuery, desk: Desk) -> Replies:
    return await show_tasks(desk)


@router.callback_query(WhistleTap.filter(F.do == "in"))
async def report_in(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    """Whoever was slower reads who took it, on the card as it is now."""
    id_, t = _id(callback_data), desk.t
    try:
        await desk.act(whistles.report_in, id_)
        toast = t.plain("whistle-reported")
    except (WhistleTaken, WhistleOver) as refusal:
        toast = t.plain(refusal.key, **refusal.values)
    return task_card(desk, await desk.act.look(whistle_views.task, id_), toast=toast)


@router.callback_query(WhistleTap.filter(F.do.in_({"decline", "sign_off", "hand_back"})))
async def step(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    found = await desk.act.look(whistle_views.task, _id(callback_data))
    return await _ask(desk, found.id, found.number, callback_data.do)


@router.callback_query(WhistleTap.filter(F.do == "call_off"))
async def call_off(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    number = (await desk.act.look(whistle_views.task, _id(callback_data))).number
    await desk.act.look(whistle_views.board, number)
    return await _ask(desk, _id(callback_data), number, callback_data.do)


async def _ask(desk: Desk, whistle: int, number: str, do: str) -> Replies:
    return await forms.start(desk, Draft("whistle_step", pieces={"whistle": whistle, "number": number, "do": do}))


@router.callback_query(WhistleTap.filter(F.do == "photos"))
async def photos(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    found = await desk.act.look(whistle_views.task, _id(callback_data))
    if found.about is None:
        raise WhistleOver
    return Message(text=desk.t("case-photos-of", number=found.number), media=found.about.media)


@router.callback_query(WhistleTap.filter(F.do == "place"))
async def place(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    found = await desk.act.look(whistle_views.task, _id(callback_data))
    if found.about is None or found.about.point is None:
        raise WhistleOver
    return Message(place=Place(*found.about.point, title=found.number, address=found.about.place or found.number))


@router.callback_query(WhistleTap.filter(F.do == "duty"))
async def duty(query: CallbackQuery, desk: Desk) -> Replies:
    return await show_duty(desk)


@router.callback_query(WhistleTap.filter(F.do.in_({"on", "today", "always"})))
async def go_on(query: CallbackQuery, desk: Desk, callback_data: WhistleTap) -> Replies:
    hours = int(callback_data.value) if callback_data.value.isdecimal() else None
    if hours not in (None, *desk.act.ctx.settings.forces.duty_hours):
        return await show_duty(desk)
    return duty_card(desk, await desk.act(duties.go_on, hours, today=callback_data.do == "today"))


@router.callback_query(WhistleTap.filter(F.do == "off"))
async def go_off(query: CallbackQuery, desk: Desk) -> Replies:
    return duty_card(desk, await desk.act(duties.go_off))


def _id(callback_data: WhistleTap) -> int:
    """0, which nothing has, for what is no number: a forged tap finds nothing."""
    return int(callback_data.value) if callback_data.value.isdecimal() else 0
