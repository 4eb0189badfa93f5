"""A bare python-telegram-bot echo, one update after the other as it comes, with nothing kept."""

from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bench.peers.options import options, say_ready

AGAIN = InlineKeyboardMarkup([[InlineKeyboardButton("again", callback_data="again")]])


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None:
        await update.message.reply_text(update.message.text or "", reply_markup=AGAIN)


async def echo_tap(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    if query is not None:
        await query.answer()
        await context.bot.send_message(query.from_user.id, query.data or "", reply_markup=AGAIN)


async def started(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    say_ready()


@options
def main(api: str, token: str, folder: Path) -> None:
    application = Application.builder().token(token).base_url(f"{api}/bot").post_init(started).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.add_handler(CallbackQueryHandler(echo_tap))
    application.run_polling()


if __name__ == "__main__":
    main()
