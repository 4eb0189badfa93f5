"""Cases in chat: my cases, the desk's queue, a card, its moves, the reporter's answer."""

import re

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.case_flow import CaseKind, Move, Needs, step_for
from domain.errors import MoveNotOpen
from handlers import forms
from handlers.case_cards import CaseTap, case_card, case_list
from handlers.desk import Desk, Replies
from handlers.forms import Draft
from handlers.whistles import open_board
from services import case_moves, case_views
from services.ports import Button, Message, Place

NUMBER = re.compile(r"^\s*([WCHNwchn])[-－— ]?(\d{4})[-－— ]?(\d{1,6})\s*$")
STARS = 5

router = Router(name="cases")


@router.message(F.text.regexp(NUMBER))
async def typed_number(message: Incoming, desk: Desk) -> Replies:
    """`W-2026-000123`, also in small letters, full width or without the zeros, opens that case."""
    found = NUMBER.match(message.text or "")
    if found is None:
        return None
    prefix, year, count = found.groups()
    return await case_card(desk, f"{prefix.upper()}-{year}-{int(count):06d}", fresh=True)


@router.callback_query(CaseTap.filter(F.do == "open"))
async def open_case(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    return await case_card(desk, callback_data.number, fresh=True)


@router.callback_query(CaseTap.filter(F.do == "list"))
async def my_cases(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    before = int(callback_data.value) if callback_data.value else None
    return case_list(desk, await desk.act.look(case_views.my_cases, before), "my-cases", "list")


@router.callback_query(CaseTap.filter(F.do == "queue"))
async def desk_queue(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    after = int(callback_data.value) if callback_data.value else None
    return case_list(desk, await desk.act.look(case_views.desk_queue, after), "queue", "queue")


@router.callback_query(CaseTap.filter(F.do == "photos"))
async def photos(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    card = await desk.act.look(case_views.case_card, callback_data.number)
    return Message(text=desk.t("case-photos-of", number=card.number), media=card.media)


@router.callback_query(CaseTap.filter(F.do == "full"))
async def full(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """Everything that was said, each in a message of its own: together they may not fit one."""
    card = await desk.act.look(case_views.case_card, callback_data.number)
    said = [card.words, *(line.note for line in card.history if line.note)]
    return tuple(Message(text=desk.t("case-words", words=words)) for words in said if words)


@router.callback_query(CaseTap.filter(F.do == "place"))
async def place(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    card = await desk.act.look(case_views.case_card, callback_data.number)
    if card.point is None:
        return None
    return Message(place=Place(*card.point, title=card.number, address=card.place or card.number))


@router.callback_query(CaseTap.filter(F.do == "move"))
async def move(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """At once if the move needs nothing; else its little form. A move that is over redraws the card and says so."""
    number, name = callback_data.number, Move(callback_data.value)
    card = await desk.act.look(case_views.case_card, number)
    if name is Move.WHISTLE:
        return await open_board(desk, number)
    step = step_for(name, card.state, card.kind, card.parties)
    if step is not None and step.needs:
        needs_photo = Needs.EVIDENCE in step.needs and card.kind is CaseKind.HAZARD
        pieces = {"number": number, "move": name, "photo_needed": needs_photo}
        return await forms.start(desk, Draft("move", pieces=pieces))
    try:
        await desk.act(case_moves.move, number, name)
    except MoveNotOpen as refusal:
        return await case_card(desk, number, toast=desk.t.plain(refusal.key, **refusal.values))
    return await case_card(desk, number, toast=desk.t.plain(f"move-{name}-done"))


@router.callback_query(CaseTap.filter(F.do == "rate"))
async def rate(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """First solved or not, then how satisfied: two taps."""
    number, t = callback_data.number, desk.t
    if callback_data.value == "yes":
        stars = [
            (Button(t.plain(f"rate-{n}"), CaseTap(do="rate", number=number, value=str(n)).pack()),)
            for n in range(STARS, 0, -1)
        ]
        return Message(text=t("rate-how", number=number), buttons=tuple(stars), card=f"case:{number}")
    await desk.act(case_moves.rate, number, int(callback_data.value))
    return await case_card(desk, number, toast=t.plain("rate-thanks"))
