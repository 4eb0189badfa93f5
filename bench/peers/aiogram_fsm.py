"""aiogram's FSM as its examples have it, with what was said committed by SQLAlchemy before each answer.

SQLite with the write-ahead journal and full durability, so that it keeps what ours keeps; the state is in memory.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, TelegramObject
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.peers.form import FILED, FORM, Question
from bench.peers.options import options, say_ready


class Base(DeclarativeBase):
    pass


class Answer(Base):
    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    piece: Mapped[str]
    said: Mapped[str]


class Wish(Base):
    __tablename__ = "wish"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    words: Mapped[str]


class Sessions(BaseMiddleware):
    """A session an update."""

    def __init__(self, made: async_sessionmaker[AsyncSession]) -> None:
        self._made = made

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        update: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        async with self._made() as session:
            return await handler(update, {**data, "session": session})


dispatcher = Dispatcher()


def buttons(question: Question) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(text=text, callback_data=text)] for text in question.buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


@dispatcher.message(CommandStart())
async def start(message: Message, state: FSMContext, session: AsyncSession) -> None:
    session.add(Answer(chat_id=message.chat.id, piece="start", said=message.text or ""))
    await session.commit()
    await state.set_state("0")
    await message.answer(FORM[0].asks, reply_markup=buttons(FORM[0]))


async def take(chat: int, said: str, state: FSMContext, session: AsyncSession) -> tuple[str, Question | None]:
    """Keep the answer; what is said next, and the question if there is one."""
    step = int(await state.get_state() or 0)
    session.add(Answer(chat_id=chat, piece=FORM[step].piece, said=said))
    kept = await state.update_data({FORM[step].piece: said})
    if step + 1 < len(FORM):
        await session.commit()
        await state.set_state(str(step + 1))
        return FORM[step + 1].asks, FORM[step + 1]
    wish = Wish(chat_id=chat, words=kept["words"])
    session.add(wish)
    await session.commit()
    await state.clear()
    return f"{FILED} {wish.id}", None


@dispatcher.message()
async def typed(message: Message, state: FSMContext, session: AsyncSession) -> None:
    text, question = await take(message.chat.id, message.text or "", state, session)
    await message.answer(text, reply_markup=buttons(question) if question else None)


@dispatcher.callback_query()
async def tapped(query: CallbackQuery, state: FSMContext, session: AsyncSession) -> None:
    text, question = await take(query.from_user.id, query.data or "", state, session)
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(text, reply_markup=buttons(question) if question else None)


def database(folder: Path) -> AsyncEngine:
    engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/wishes.sqlite", connect_args={"timeout": 30})

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return engine


async def serve(api: str, token: str, folder: Path) -> None:
    engine = database(folder)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    dispatcher.update.middleware(Sessions(async_sessionmaker(engine, expire_on_commit=False)))
    dispatcher.startup.register(say_ready)
    await dispatcher.start_polling(Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api))))


@options
def main(api: str, token: str, folder: Path) -> None:
    asyncio.run(serve(api, token, folder))


if __name__ == "__main__":
    main()
