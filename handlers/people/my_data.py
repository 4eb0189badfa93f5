"""One's own data in chat: a copy of them, taking back the consent, and having them erased."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from handlers.desk import Desk, Replies
from handlers.people.data_cards import (
    CARD,
    DataTap,
    data_card,
    going_card,
    moment_of,
    nothing_card,
    sure_card,
    withdrawn_card,
)
from services.ports import Message
from services.privacy import consents, erasure
from services.privacy import export as data_export

router = Router(name="my_data")


async def show_my_data(desk: Desk) -> Replies:
    """Of whom nothing is stored, that is said."""
    if desk.actor.person_id is None:
        return replace(nothing_card(desk), fresh=True)
    return replace(data_card(desk, await desk.act.look(consents.newest)), fresh=True)


@router.message(Command("my_data"))
async def command(message: Incoming, desk: Desk) -> Replies:
    return await show_my_data(desk)


@router.callback_query(DataTap.filter(F.do == "export"))
async def export(query: CallbackQuery, desk: Desk, callback_data: DataTap) -> Replies:
    files = await desk.act(data_export.ask)
    return Message(text=desk.t("data-export-comes", count=files), card=CARD)


@router.message(Command("erase_me"))
async def erase_command(message: Incoming, desk: Desk) -> Replies:
    if desk.actor.person_id is None:
        return nothing_card(desk)
    return replace(going_card(desk, await desk.act.look(erasure.going), _asked_now(desk)), fresh=True)


@router.callback_query(DataTap.filter(F.do == "erase"))
async def erase(query: CallbackQuery, desk: Desk, callback_data: DataTap) -> Replies:
    return going_card(desk, await desk.act.look(erasure.going), _asked_now(desk))


def _asked_now(desk: Desk) -> DataTap:
    return DataTap(do="sure", at=int(desk.act.clock.now().timestamp()))


@router.callback_query(DataTap.filter(F.do == "sure"))
async def sure(query: CallbackQuery, desk: Desk, callback_data: DataTap) -> Replies:
    return sure_card(desk, callback_data, desk.act.ctx.settings.privacy.erase_minutes)


@router.callback_query(DataTap.filter((F.do == "gone") & (F.who == 0)))
async def gone(query: CallbackQuery, desk: Desk, callback_data: DataTap) -> Replies:
    """The last word is pushed to every chat that was theirs; of this one's conversation nothing is kept."""
    await desk.act(erasure.erase_me, moment_of(callback_data))
    await desk.state.clear()
    return Message(toast=desk.t.plain("erase-done-toast"))


@router.callback_query(DataTap.filter(F.do == "keep"))
async def keep(query: CallbackQuery, desk: Desk, callback_data: DataTap) -> Replies:
    return Message(text=desk.t("erase-kept"), card=CARD)


@router.callback_query(DataTap.filter(F.do == "withdraw"))
async def withdraw(query: CallbackQuery, desk: Desk, callback_data: DataTap) -> Replies:
    await desk.act(consents.withdraw)
    return withdrawn_card(desk)
