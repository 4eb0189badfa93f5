"""A case in chat: its card, its moves, the reporter's answer."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.case_flow import Move, step_for
from domain.errors import MoveNotOpen
from handlers.back import CASES, RATES, opened_from
from handlers.beside import shown_lately
from handlers.case.case_cards import NOT_BUTTONS, CaseTap, case_card, render
from handlers.case.move_form import start_move, takes_numbers
from handlers.case.standard_cards import standard_of
from handlers.desk import Desk, Replies
from handlers.form import drafts
from handlers.form.form_router import old_card
from handlers.numbers import number_in
from handlers.whistle.whistles import open_board
from services.case import case_moves, case_rating, case_views
from services.ports import Button, Message, Place
from services.whistle import whistle_tasks

STARS = 5

router = Router(name="cases")


async def typed_number(message: Incoming, desk: Desk) -> dict[str, str] | bool:
    """Whether a number was typed that is no answer to the form that is open."""
    number = number_in(message.text or "")
    if number is None or takes_numbers(await drafts.current(desk)):
        return False
    return {"number": number}


@router.message(typed_number)
async def open_by_number(message: Incoming, desk: Desk, number: str) -> Replies:
    return await case_card(desk, number, fresh=True)


@router.callback_query(CaseTap.filter(F.do == "open"))
async def open_case(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    number, of = callback_data.number, callback_data.value
    if of in (CASES, RATES):
        await opened_from(desk, of, f"case:{number}")
    return await case_card(desk, number, fresh=True)


@router.callback_query(CaseTap.filter(F.do.in_({"more", "less"})))
async def unfold(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    page = callback_data.value if callback_data.do == "more" else "0"
    return await case_card(desk, callback_data.number, page=int(page) if page.isdecimal() else 1)


@router.callback_query(CaseTap.filter(F.do == "photos"))
async def photos(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    card = await desk.act.look(case_views.case_card, callback_data.number)
    if await shown_lately(desk, f"photos:{card.number}:{len(card.media)}"):
        return Message(toast=desk.t.plain("case-shown-above"))
    return Message(text=desk.t("case-photos-of", number=card.number), media=card.media)


@router.callback_query(CaseTap.filter(F.do == "full"))
async def full(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """Everything that was said, each in a message of its own: together they may not fit one."""
    card = await desk.act.look(case_views.case_card, callback_data.number)
    said = [card.words, *(line.note for line in card.history if line.note)]
    if await shown_lately(desk, f"full:{card.number}:{len(said)}"):
        return Message(toast=desk.t.plain("case-shown-above"))
    return tuple(Message(text=desk.t("case-words", words=words)) for words in said if words)


@router.callback_query(CaseTap.filter(F.do == "standard"))
async def standard(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    card = await desk.act.look(case_views.case_card, callback_data.number)
    if await shown_lately(desk, f"standard:{card.number}:{card.category}:{card.route}"):
        return Message(toast=desk.t.plain("case-shown-above"))
    return standard_of(desk, card)


@router.callback_query(CaseTap.filter(F.do == "place"))
async def place(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    card = await desk.act.look(case_views.case_card, callback_data.number)
    if card.point is None:
        return None
    if await shown_lately(desk, f"place:{card.number}"):
        return Message(toast=desk.t.plain("case-shown-above"))
    return Message(place=Place(*card.point, title=card.number, address=card.place or card.number))


@router.callback_query(CaseTap.filter(F.do == "move"))
async def move(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """At once if the move needs nothing; else its little form. A move that is over redraws the card and says so."""
    if callback_data.value not in list(Move):
        return old_card(desk)
    number, name = callback_data.number, Move(callback_data.value)
    card = await desk.act.look(case_views.case_card, number)
    if name is Move.WHISTLE:
        return await open_board(desk, number)
    if name in NOT_BUTTONS:  # forged: its card asks the question that closes it
        return render(desk, card)
    step = step_for(name, card.state, card.kind, card.parties)
    if name is Move.RESOLVE and step is not None:
        await desk.act.look(whistle_tasks.look_signed_off, number)
    if step is not None and step.needs:
        return await start_move(desk, card, step)
    if step is not None and name is Move.WITHDRAW:
        return _asked_once(desk, number)
    return await _make(desk, number, name)


@router.callback_query(CaseTap.filter(F.do == "withdraw"))
async def withdraw(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """The second tap. What went on meanwhile says so."""
    return await _make(desk, callback_data.number, Move.WITHDRAW)


def _asked_once(desk: Desk, number: str) -> Message:
    """A case that was withdrawn does not come back, so one slip of a finger is not enough."""
    t = desk.t
    buttons = ((t.plain("case-withdraw-yes"), "withdraw"), (t.plain("case-withdraw-no"), "less"))
    row = tuple(Button(text, CaseTap(do=do, number=number).pack()) for text, do in buttons)
    return Message(text=t("case-withdraw-sure", number=number), buttons=(row,), card=f"case:{number}")


async def _make(desk: Desk, number: str, name: Move) -> Message:
    try:
        await desk.act(case_moves.move, number, name)
    except MoveNotOpen as refusal:
        return await case_card(desk, number, toast=desk.t.plain(refusal.key, **refusal.values))
    return await case_card(desk, number, toast=desk.t.plain(f"move-{name}-done"))


@router.callback_query(CaseTap.filter(F.do == "rate"))
async def rate(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """First solved or not, then how satisfied: two taps. An old card says what became of it."""
    number, t = callback_data.number, desk.t
    card = await desk.act.look(case_views.case_card, number)
    if card.rating_over:
        hours = desk.act.ctx.settings.cases.rating_hours
        return render(desk, card, toast=t.plain("error-rating-over", hours=hours))
    if callback_data.value == "yes" and card.rate:
        stars = [
            (Button(t.plain(f"rate-{n}"), CaseTap(do="rate", number=number, value=str(n)).pack()),)
            for n in range(STARS, 0, -1)
        ]
        return Message(text=t("rate-how", number=number), buttons=tuple(stars), card=f"case:{number}")
    given = int(callback_data.value) if callback_data.value.isdecimal() else STARS
    await desk.act(case_rating.rate, number, min(max(given, 1), STARS))
    return await case_card(desk, number, toast=t.plain("rate-thanks"))
