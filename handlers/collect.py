"""The ways in besides one's own words: a worker writes it down for somebody."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.behalf import start_behalf
from handlers.desk import Desk, Replies
from handlers.menu import MenuTap

router = Router(name="collect")


@router.callback_query(MenuTap.filter(F.do == "behalf"))
async def behalf(query: CallbackQuery, desk: Desk) -> Replies:
    return await start_behalf(desk, [])
