"""Honouring vouchers: scanned or typed by the merchant or station; and what riders are told of theirs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.errors import NotFound
from domain.notices import Notice
from domain.voucher import LINK, VoucherState, looks_like_code, tidy
from handlers.desk import Desk, Reader, Replies
from handlers.points.reward_cards import VoucherTap, check_card, name_of, voucher_card
from services.points import reward_views, rewards
from services.points.reward_access import honours_anything
from services.ports import Message

router = Router(name="vouchers")


def typed_code(message: Incoming, desk: Desk) -> bool:
    """Whoever honours vouchers can type a code at any time."""
    return honours_anything(desk.actor) and looks_like_code(message.text or "")


async def show_check(desk: Desk, typed: str) -> Message:
    """Its rider sees their own voucher; whoever honours it, whether it is good."""
    try:
        return voucher_card(desk, await desk.act.look(reward_views.my_voucher, tidy(typed)), fresh=True)
    except NotFound:
        return check_card(desk, await desk.act.look(reward_views.check, typed))


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(LINK)))
async def scanned(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    return await show_check(desk, command.args or "")


@router.message(typed_code)
async def typed(message: Incoming, desk: Desk) -> Replies:
    return await show_check(desk, message.text or "")


async def show_how(desk: Desk) -> Message:
    return Message(text=desk.t("honour-how"), card="check", fresh=True)


@router.callback_query(VoucherTap.filter(F.do == "honour"))
async def honour(query: CallbackQuery, desk: Desk, callback_data: VoucherTap) -> Replies:
    key = await desk.act(rewards.honour, callback_data.code)
    return Message(text=desk.t("check-honoured", name=name_of(desk, key)), card="check")


async def news(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """What became of the reader's voucher; a reminder of one that is no longer there to be used is not sent."""
    card, t, what = await reader.act.look(reward_views.my_voucher, values["code"]), reader.t, values["what"]
    if what == "soon" and card.state is not VoucherState.GOOD:
        return None
    message = voucher_card(reader, card, fresh=True)
    headline = t(f"voucher-news-{what}", name=name_of(reader, card.key), points=card.points)
    return replace(message, text=f"{headline}\n\n{message.text}")


COMPOSERS = {Notice.VOUCHER_NEWS: news}
