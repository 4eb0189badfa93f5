"""The wish wall in chat: offering, approving, taking up, fulfilling, thanking."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.errors import ContactNeeded, WishMovedOn, WishTaken
from domain.wish_flow import WishMove
from handlers.back import WISHES, at_page, opened_from
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.forms import Draft
from handlers.wish.wish_cards import VIEWS, WAYS, kinds_card, offer_card, wall_card, ways_from, wish_card
from handlers.wish.wish_form import ASKS, show_wall
from handlers.wish.wish_month import month_cards
from handlers.wish.wish_tap import WishTap
from services.ports import Button, Message
from services.wish import wish_takeups, wish_views, wishes

USE = {
    WishMove.APPROVE: wishes.approve,
    WishMove.WITHDRAW: wishes.withdraw,
    WishMove.TAKE_UP: wish_takeups.take_up,
    "show": wishes.show_fulfilled,
    "share": wishes.share_contact,
}
"""What one tap does, without words."""
WALL = WishTap(do="wall")

router = Router(name="wishes")


@router.message(Command("wishes", "wall"))
async def wall_command(message: Incoming, desk: Desk) -> Replies:
    return await show_wall(desk, WALL, fresh=True)


@router.callback_query(WishTap.filter(F.do.in_({"wall", "done"})))
async def wall(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    return await show_wall(desk, callback_data)


@router.callback_query(WishTap.filter(F.do == WAYS))
async def ways(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    """The page that stands there, with the ways to others in place of its buttons."""
    of = callback_data.code if callback_data.code in VIEWS else VIEWS[0]
    here = callback_data.model_copy(update={"do": of, "code": ""})
    return replace(await show_wall(desk, here), buttons=ways_from(desk, here, back=True))


@router.callback_query(WishTap.filter(F.do == "kinds"))
async def kinds(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    return kinds_card(desk, callback_data)


@router.callback_query(WishTap.filter(F.do == "near"))
async def near(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    return await forms.start(desk, Draft("wish_near", pieces={"category": callback_data.category}))


@router.callback_query(WishTap.filter(F.do == "approve_list"))
async def approve_list(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    await at_page(desk, WISHES, callback_data.pack())
    return wall_card(desk, await desk.act.look(wish_views.to_approve, callback_data.after), callback_data)


@router.callback_query(WishTap.filter(F.do == "ours"))
async def ours_tap(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    return await show_ours(desk, callback_data)


@router.callback_query(WishTap.filter(F.do == "month"))
async def month(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    return await month_cards(desk)


async def show_ours(desk: Desk, here: WishTap, *, fresh: bool = False) -> Message:
    await at_page(desk, WISHES, here.pack())
    card = wall_card(desk, await desk.act.look(wish_views.ours, here.after), here, fresh=fresh)
    picture = Button(desk.t.plain("wish-way-month"), WishTap(do="month").pack())
    return Message(card.text, (*card.buttons, (picture,)), card.card, card.fresh)


@router.callback_query(WishTap.filter(F.do == "open"))
async def open_wish(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    return await wish_card(desk, callback_data.code, fresh=True)


@router.callback_query(WishTap.filter(F.do == "see"))
async def see_wish(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    """From a list: its card leads back there."""
    await opened_from(desk, WISHES, f"wish:{callback_data.code}")
    return await wish_card(desk, callback_data.code, fresh=True)


@router.callback_query(WishTap.filter(F.do == "of"))
async def of_case(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    """From the card of a wish's case: its place on the wall, or what the wall is and whether they would like it."""
    found = await desk.act.look(wish_views.of_case, callback_data.code)
    if found.code is not None:
        return await wish_card(desk, found.code, fresh=True)
    if not found.may_be_offered:
        raise WishMovedOn
    return offer_card(desk, found.number)


@router.callback_query(WishTap.filter(F.do == "offer"))
async def offer(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    code = await desk.act(wishes.offer, callback_data.code)
    offered = Message(text=desk.t("wish-offered"), card=f"offer:{callback_data.code}")
    return offered, await wish_card(desk, code, fresh=True)


@router.callback_query(WishTap.filter(F.do == "contact"))
async def contact(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    return Message(text=desk.t("wish-contact", contact=await desk.act(wish_takeups.contact, callback_data.code)))


@router.callback_query(WishTap.filter(F.do.in_(set(USE))))
async def at_once(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    """A tap that needs no words; a name and phone that nobody knows are asked for."""
    do, code = callback_data.do, callback_data.code
    try:
        await desk.act(USE[do], code)
    except ContactNeeded:
        return await forms.start(desk, Draft("wish", pieces={"code": code, "do": do}))
    except WishTaken as lost:  # the card says so too, with no button that would be tapped in vain
        return await wish_card(desk, code, toast=desk.t.plain(lost.key, **lost.values))
    return await wish_card(desk, code, toast=desk.t.plain(f"wish-done-{do}", code=code))


@router.callback_query(WishTap.filter(F.do.in_(set(ASKS))))
async def with_words(query: CallbackQuery, desk: Desk, callback_data: WishTap) -> Replies:
    """Whoever may not even see the wish is not asked for words about it."""
    await desk.act.look(wish_views.wish_card, callback_data.code)
    return await forms.start(desk, Draft("wish", pieces={"code": callback_data.code, "do": callback_data.do}))
