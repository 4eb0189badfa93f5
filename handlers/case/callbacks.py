"""Calling back about closed cases 回访: the list, the card, the contact, the question through the chat."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.callback_errors import CallbackOver
from handlers.back import CALLBACKS, at_page, opened_from, way_back
from handlers.case.callback_cards import CallTap, call_card, list_card
from handlers.case.callback_form import note_answer, note_call
from handlers.case.case_list_cards import packed, unpacked
from handlers.desk import Desk, Replies
from handlers.report.behalf_cards import contact_line
from services.case import case_callback, case_callback_views
from services.case.case_lists import Turn
from services.ports import Message

router = Router(name="callbacks")


async def show_callbacks(desk: Desk, turn: Turn | None = None, *, fresh: bool = True) -> Message:
    page = await desk.act.look(case_callback_views.to_call, turn)
    await at_page(desk, CALLBACKS, CallTap(do="list", value=packed(turn) if turn else "").pack())
    return list_card(desk, page, await desk.act.look(case_callback_views.month), fresh=fresh)


@router.callback_query(CallTap.filter(F.do == "list"))
async def turn_page(query: CallbackQuery, desk: Desk, callback_data: CallTap) -> Replies:
    return await show_callbacks(desk, unpacked(callback_data.value), fresh=not callback_data.value)


@router.callback_query(CallTap.filter(F.do == "open"))
async def open_card(query: CallbackQuery, desk: Desk, callback_data: CallTap) -> Replies:
    await opened_from(desk, CALLBACKS, f"callback:{callback_data.number}")
    return await _card(desk, callback_data.number, fresh=True)


async def _card(desk: Desk, number: str, *, fresh: bool = False, toast: str | None = None) -> Message:
    card = await desk.act.look(case_callback_views.card, number)
    return call_card(desk, card, await way_back(desk, f"callback:{number}"), fresh=fresh, toast=toast)


@router.callback_query(CallTap.filter(F.do == "contact"))
async def contact(query: CallbackQuery, desk: Desk, callback_data: CallTap) -> Replies:
    found = await desk.act(case_callback.look_up, callback_data.number)
    text = f"{desk.t('contact-of', number=callback_data.number)}\n{contact_line(desk, found)}"
    return Message(text=text, card=f"contact:{callback_data.number}", fresh=True)


@router.callback_query(CallTap.filter(F.do == "ask"))
async def ask(query: CallbackQuery, desk: Desk, callback_data: CallTap) -> Replies:
    await desk.act(case_callback.ask, callback_data.number)
    return await _card(desk, callback_data.number, toast=desk.t.plain("callback-asked"))


@router.callback_query(CallTap.filter(F.do == "note"))
async def note(query: CallbackQuery, desk: Desk, callback_data: CallTap) -> Replies:
    return await note_call(desk, await desk.act.look(case_callback_views.card, callback_data.number))


@router.callback_query(CallTap.filter(F.do == "answer"))
async def answer(query: CallbackQuery, desk: Desk, callback_data: CallTap) -> Replies:
    """The reporter's: an old question says that it is over."""
    number = callback_data.number
    try:
        await desk.act.look(case_callback_views.is_asked, number)
    except CallbackOver as over:
        return Message(text=desk.t(over.key, number=number), card=f"callback-asked:{number}")
    return await note_answer(desk, number, solved=callback_data.value == "yes")
