"""The tutorial's way in python-telegram-bot: a ConversationHandler whose state PicklePersistence writes once a minute.

So a crash loses up to a minute of what was acknowledged; it is left as the tutorial has it, which is its fastest.
"""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from bench.peers.form import FILED, FORM, Question
from bench.peers.options import options, say_ready

Context = ContextTypes.DEFAULT_TYPE
Handler = Callable[[Update, Context], Coroutine[Any, Any, int]]


def buttons(question: Question) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(text, callback_data=text)] for text in question.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


async def start(update: Update, context: Context) -> int:
    if update.message is not None:
        await update.message.reply_text(FORM[0].asks, reply_markup=buttons(FORM[0]))
    return 0


def answered(step: int) -> Handler:
    async def take(update: Update, context: Context) -> int:
        query, message, kept = update.callback_query, update.message, context.user_data
        if kept is None:
            return ConversationHandler.END
        if query is not None:
            await query.answer()
        kept[FORM[step].piece] = query.data if query is not None else (message.text if message else "")
        if step + 1 == len(FORM):
            wishes = context.bot_data.setdefault("wishes", [])
            wishes.append(dict(kept))
            text, markup, then = f"{FILED} {len(wishes)}", None, ConversationHandler.END
        else:
            text, markup, then = FORM[step + 1].asks, buttons(FORM[step + 1]), step + 1
        if query is not None:
            await query.edit_message_text(text, reply_markup=markup)
        elif message is not None:
            await message.reply_text(text, reply_markup=markup)
        return then

    return take


async def started(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    say_ready()


@options
def main(api: str, token: str, folder: Path) -> None:
    builder = Application.builder().token(token).base_url(f"{api}/bot").post_init(started)
    application = builder.persistence(PicklePersistence(folder / "wishes.pickle")).build()
    states: dict[object, list[Any]] = {
        step: [
            CallbackQueryHandler(answered(step)) if question.buttons else MessageHandler(filters.TEXT, answered(step))
        ]
        for step, question in enumerate(FORM)
    }
    application.add_handler(
        ConversationHandler([CommandHandler("start", start)], states, [], name="wish", persistent=True)
    )
    application.run_polling()


if __name__ == "__main__":
    main()
