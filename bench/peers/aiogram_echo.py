"""The floor: a bare aiogram bot that says back what it hears and keeps nothing. A tap gets its answer and a message, as
ours does."""

import asyncio
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bench.peers.options import options, say_ready

AGAIN = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="again", callback_data="again")]])

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    await message.answer(message.text or "", reply_markup=AGAIN)


@dispatcher.callback_query()
async def echo_tap(query: CallbackQuery, bot: Bot) -> None:
    await query.answer()
    await bot.send_message(query.from_user.id, query.data or "", reply_markup=AGAIN)


@options
def main(api: str, token: str, folder: Path) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher.startup.register(say_ready)
    asyncio.run(dispatcher.start_polling(bot))


if __name__ == "__main__":
    main()
