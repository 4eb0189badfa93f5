"""What points buy: the catalogue, redeeming, and a rider's own vouchers."""

import secrets

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.beside import shown_lately
from handlers.desk import Desk, Replies
from handlers.points.reward_cards import (
    CARD,
    RewardTap,
    VoucherTap,
    catalogue_card,
    confirm_card,
    places_card,
    shelf,
    voucher_card,
    vouchers_card,
)
from handlers.rider.rider_cards import RiderTap, button
from services.pictures import fingerprint
from services.points import reward_views, rewards
from services.ports import Button, Message

router = Router(name="rewards")


@router.callback_query(RiderTap.filter(F.do == "rewards"))
async def from_points(query: CallbackQuery, desk: Desk) -> Replies:
    return await _catalogue(desk)


@router.callback_query(RewardTap.filter(F.do == "list"))
async def catalogue(query: CallbackQuery, desk: Desk, callback_data: RewardTap) -> Replies:
    return await _catalogue(desk, callback_data.key)


async def _catalogue(desk: Desk, after: str = "") -> Message:
    """With its picture, unless the same one stands in the chat already."""
    found = await desk.act.look(reward_views.catalogue, after)
    drawn = shelf(desk, found)
    shown = not found.offers or await shown_lately(desk, f"shelf:{fingerprint(drawn)[:12]}")
    return catalogue_card(desk, found, None if shown else drawn)


@router.callback_query(RewardTap.filter(F.do == "places"))
async def places(query: CallbackQuery, desk: Desk, callback_data: RewardTap) -> Replies:
    found = await desk.act.look(reward_views.places, callback_data.key, callback_data.stock)
    photo = found.offer.reward.photo_id
    shown = photo is not None and await shown_lately(desk, f"photo:{photo}")
    return places_card(desk, found, photo=not shown)


@router.callback_query(RewardTap.filter(F.do == "place"))
async def place(query: CallbackQuery, desk: Desk, callback_data: RewardTap) -> Replies:
    found = await desk.act.look(reward_views.place, callback_data.stock)
    return confirm_card(desk, found, secrets.token_hex(6))


@router.callback_query(RewardTap.filter(F.do == "redeem"))
async def redeem(query: CallbackQuery, desk: Desk, callback_data: RewardTap) -> Replies:
    tap = callback_data
    code = await desk.act(rewards.redeem, tap.stock, tap.request, tap.price or None)
    return voucher_card(desk, await desk.act.look(reward_views.my_voucher, code), fresh=True)


@router.callback_query(RiderTap.filter(F.do == "vouchers"))
async def vouchers(query: CallbackQuery, desk: Desk) -> Replies:
    return vouchers_card(desk, await desk.act.look(reward_views.my_vouchers))


@router.callback_query(VoucherTap.filter(F.do == "mine"))
async def older(query: CallbackQuery, desk: Desk, callback_data: VoucherTap) -> Replies:
    return vouchers_card(desk, await desk.act.look(reward_views.my_vouchers, callback_data.before))


@router.callback_query(VoucherTap.filter(F.do == "open"))
async def opened(query: CallbackQuery, desk: Desk, callback_data: VoucherTap) -> Replies:
    return voucher_card(desk, await desk.act.look(reward_views.my_voucher, callback_data.code), fresh=True)


@router.callback_query(VoucherTap.filter(F.do == "cancel"))
async def cancel(query: CallbackQuery, desk: Desk, callback_data: VoucherTap) -> Replies:
    """Asked once more: a piece that others wait for is gone at once."""
    card = await desk.act.look(reward_views.my_voucher, callback_data.code)
    yes = Button(desk.t.plain("voucher-cancel-sure"), VoucherTap(do="cancel_sure", code=card.code).pack())
    keep = Button(desk.t.plain("voucher-keep"), VoucherTap(do="open", code=card.code).pack())
    return Message(text=desk.t("voucher-cancel-ask", points=card.points), buttons=((keep,), (yes,)), card=CARD)


@router.callback_query(VoucherTap.filter(F.do == "cancel_sure"))
async def cancel_sure(query: CallbackQuery, desk: Desk, callback_data: VoucherTap) -> Replies:
    await desk.act(rewards.cancel, callback_data.code)
    card = await desk.act.look(reward_views.my_voucher, callback_data.code)
    said = desk.t("voucher-cancelled", points=card.points)
    return Message(text=said, buttons=((button(desk, "rewards"), button(desk, "points")),), card=CARD)
