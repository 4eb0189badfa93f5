"""Rewards as the street's and the communities' staff keep them: a list, a card for each, changed in chat."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.forms import Draft
from handlers.points.offer_cards import OfferTap, list_card, offer_card, spots_card
from handlers.points.offer_forms import CHANGES, NewOfferForm, OfferForm, ShopForm
from services.points import offers
from services.ports import Message

router = Router(name="offers")


async def show_offers(desk: Desk, *, fresh: bool = True) -> Message:
    return list_card(desk, await desk.act.look(offers.kept), fresh=fresh)


@router.callback_query(OfferTap.filter(F.do == "list"))
async def listed(query: CallbackQuery, desk: Desk) -> Replies:
    return await show_offers(desk, fresh=False)


@router.callback_query(OfferTap.filter(F.do == "open"))
async def opened(query: CallbackQuery, desk: Desk, callback_data: OfferTap) -> Replies:
    return offer_card(desk, await desk.act.look(offers.one_kept, callback_data.key))


@router.callback_query(OfferTap.filter(F.do == "spots"))
async def spots(query: CallbackQuery, desk: Desk, callback_data: OfferTap) -> Replies:
    found, after = await desk.act.look(offers.spots, callback_data.key, callback_data.unit)
    return spots_card(desk, callback_data.key, found, after)


@router.callback_query(OfferTap.filter(F.do.in_(set(CHANGES))))
async def change(query: CallbackQuery, desk: Desk, callback_data: OfferTap) -> Replies:
    """What has to be typed or photographed is asked for."""
    tap = callback_data
    await desk.act.look(offers.one_kept, tap.key)
    return await forms.start(desk, Draft(OfferForm.name, pieces={"do": tap.do, "key": tap.key, "unit": tap.unit}))


@router.callback_query(OfferTap.filter(F.do.in_({"retire", "back"})))
async def retire(query: CallbackQuery, desk: Desk, callback_data: OfferTap) -> Replies:
    """Taken back by the same button, so it is not asked twice."""
    do, key = callback_data.do, callback_data.key
    await desk.act(offers.retire if do == "retire" else offers.bring_back, key)
    return offer_card(desk, await desk.act.look(offers.one_kept, key), desk.t(f"offer-done-{do}"))


@router.callback_query(OfferTap.filter(F.do.in_({"add", "shop"})))
async def add(query: CallbackQuery, desk: Desk, callback_data: OfferTap) -> Replies:
    await desk.act.look(offers.kept)
    name = NewOfferForm.name if callback_data.do == "add" else ShopForm.name
    return await forms.start(desk, Draft(name))
