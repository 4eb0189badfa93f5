"""The ways in besides one's own words: a worker writes it down for somebody; the posters of boxes and stations."""

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from handlers.desk import Desk, Replies
from handlers.report.mailbox import start_drop, start_letter
from handlers.report.mailbox_cards import LetterTap
from handlers.station.stations import show_station
from services.station.posters import MAILBOX, STATION

router = Router(name="collect")


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(MAILBOX)))
async def drop(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    """Also for whoever was never here: the form asks for the consent itself."""
    return await start_drop(desk, (command.args or "").removeprefix(MAILBOX))


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(STATION)))
async def station(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    return await show_station(desk, (command.args or "").removeprefix(STATION))


@router.callback_query(LetterTap.filter())
async def letter(query: CallbackQuery, desk: Desk, callback_data: LetterTap) -> Replies:
    return await start_letter(desk, callback_data.box or None)
