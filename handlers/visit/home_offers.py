"""A household or a person goes to another community, in chat: offered, taken or not, taken back; and what is told."""

from collections.abc import Mapping
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.home_offer import OfferNews, OfferState
from domain.home_offer_errors import OfferAnswered
from domain.notices import Notice
from handlers.desk import Desk, Reader, Replies
from handlers.form import forms
from handlers.form.forms import Draft
from handlers.visit.home_cards import HomeMoveTap, HomeOfferTap, pick_card
from handlers.visit.home_offer_cards import list_card, offer_card
from handlers.visit.home_offer_forms import ArrivalForm, DeclineForm, OfferForm
from services.ports import Message
from services.visit import home_moves, home_offer_views, home_offers

router = Router(name="home_offers")


@router.callback_query(HomeMoveTap.filter(F.do == "street"))
async def communities(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    """The other communities; what is on offer already is shown instead."""
    tap = callback_data
    before = await desk.act.look(home_offer_views.open_offer, tap.id, tap.who or None)
    if before is not None:
        return await _shown(desk, before)
    page = await desk.act.look(home_offer_views.communities, tap.id, tap.after)
    return pick_card(desk, page, "home-offer-which", tap, "offer")


@router.callback_query(HomeMoveTap.filter(F.do == "offer"))
async def start_offer(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    tap = callback_data
    home = await desk.act.look(home_moves.movable, tap.id)
    pieces = {"household": home.id, "stood": [home.grid_id, home.building_id], "to": tap.to}
    pieces |= {"who": tap.who} if tap.who else {}
    return await forms.start(desk, Draft(OfferForm.name, pieces=pieces))


@router.callback_query(HomeOfferTap.filter(F.do == "list"))
async def open_offers(query: CallbackQuery, desk: Desk, callback_data: HomeOfferTap) -> Replies:
    return list_card(desk, *await desk.act.look(home_offer_views.mine, callback_data.after))


@router.callback_query(HomeOfferTap.filter(F.do == "see"))
async def see(query: CallbackQuery, desk: Desk, callback_data: HomeOfferTap) -> Replies:
    return await _shown(desk, callback_data.id)


@router.callback_query(HomeOfferTap.filter(F.do == "compounds"))
async def compounds(query: CallbackQuery, desk: Desk, callback_data: HomeOfferTap) -> Replies:
    tap = callback_data
    page = await desk.act.look(home_offer_views.compounds, tap.id, tap.after)
    return pick_card(desk, page, "home-offer-which-compound", tap, "buildings")


@router.callback_query(HomeOfferTap.filter(F.do == "buildings"))
async def buildings(query: CallbackQuery, desk: Desk, callback_data: HomeOfferTap) -> Replies:
    tap = callback_data
    page = await desk.act.look(home_offer_views.buildings, tap.id, tap.to, tap.after)
    return pick_card(desk, page, "home-move-to-building", tap, "building")


@router.callback_query(HomeOfferTap.filter(F.do == "building"))
async def start_taking(query: CallbackQuery, desk: Desk, callback_data: HomeOfferTap) -> Replies:
    tap = callback_data
    offer = await desk.act.look(home_offer_views.offer, tap.id)
    return await forms.start(desk, Draft(ArrivalForm.name, pieces={"offer": offer.id, "building": tap.to}))


@router.callback_query(HomeOfferTap.filter(F.do == "decline"))
async def start_declining(query: CallbackQuery, desk: Desk, callback_data: HomeOfferTap) -> Replies:
    offer = await desk.act.look(home_offer_views.offer, callback_data.id)
    return await forms.start(desk, Draft(DeclineForm.name, pieces={"offer": offer.id}))


@router.callback_query(HomeOfferTap.filter(F.do == "withdraw"))
async def withdraw(query: CallbackQuery, desk: Desk, callback_data: HomeOfferTap) -> Replies:
    try:
        await desk.act(home_offers.withdraw, callback_data.id)
    except OfferAnswered as refusal:
        return await _shown(desk, callback_data.id, toast=desk.t.plain(refusal.key))
    return await _shown(desk, callback_data.id, toast=desk.t.plain("home-offer-withdrawn"))


async def home_offer_news(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """The offer as it is by now. Nobody is asked for what holds no longer."""
    news = OfferNews(values["news"])
    try:
        found = await reader.act.look(home_offer_views.offer, values["offer"])
    except NotFound:
        return None
    asks = news in (OfferNews.OFFERED, OfferNews.REMINDED)
    if asks and (found.state is not OfferState.OPEN or found.outdated is not None):
        return None
    return offer_card(reader, found, headline=reader.t(f"home-offer-news-{news}"))


COMPOSERS = {Notice.HOME_OFFER: home_offer_news}


async def _shown(desk: Desk, offer_id: int, toast: str | None = None) -> Message:
    return offer_card(desk, await desk.act.look(home_offer_views.offer, offer_id), toast=toast)
