"""The worker: takes updates from the inbox, lets aiogram route them, and commits effects, conversation and replies
together with the inbox's "done".

What waits is handled in one transaction. If anything in it goes wrong, all of it is undone and each update is tried
alone, so that one which always fails is set aside after a few tries and harms nobody else.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, Update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.updates.conversation import RowStorage
from domain.errors import DomainError
from domain.settings import DeliverySettings
from handlers.desk import Desk, Replies
from services import inbox, operations, outbox
from services.act import SYSTEM, Actor, Door
from services.inbox import Waiting
from services.people import people
from services.ports import Message
from services.texts import speech

log = logging.getLogger(__name__)


@dataclass
class Worker:
    """`spoke` is called after a commit that left something to say."""

    door: Door
    dispatcher: Dispatcher
    bots: Mapping[str, Bot]
    settings: DeliverySettings
    spoke: Callable[[], None]

    async def drain(self) -> int:
        """One transaction's worth. Returns how many updates were handled."""
        async with self.door.database.glance() as session:
            if not await inbox.anything_waiting(session):
                return 0
        try:
            async with self.door.database.write(short=True) as session:
                batch = await inbox.waiting(session, self.settings.updates_at_once)
                await self._handle(session, batch)
        except Exception:
            log.exception("batch_failed")
            return await self._one_by_one()
        if batch:
            self.spoke()
        return len(batch)

    async def _one_by_one(self) -> int:
        """Each update in a transaction of its own; the rest of a chat waits behind one that failed."""
        async with self.door.database.read(short=True) as session:
            batch = await inbox.waiting(session, self.settings.updates_at_once)
        stuck: set[int | None] = set()
        for one in batch:
            if one.chat_id in stuck:
                continue
            try:
                async with self.door.database.write(short=True) as session:
                    await self._handle(session, await inbox.still_waiting(session, one))
            except Exception as problem:
                log.exception("update_failed", extra={"inbox_id": one.id})
                if not await self._note_failure(one, type(problem).__name__):
                    stuck.add(one.chat_id)
            self.spoke()
        return len(batch)

    async def _note_failure(self, one: Waiting, error: str) -> bool:
        """Returns whether it was set aside; then the person and the staff are told, and nothing of theirs is lost."""
        now = self.door.clock.now()
        async with self.door.database.write(short=True) as session:
            set_aside = await inbox.failed(session, one, error, now, self.settings.update_attempts)
            if set_aside and one.chat_id is not None:
                actor = (await self.door.within(session).look(people.actors, [one.chat_id]))[one.chat_id]
                sorry = Message(text=speech(actor.language)("error-broken"))
                await outbox.put(session, [outbox.reply_row(f"u{one.id}.sorry", one.chat_id, sorry, now)])
            if set_aside:
                await self.door.within(session).look(operations.tell_set_aside)
        return set_aside

    async def _handle(self, session: AsyncSession, batch: Sequence[Waiting]) -> None:
        if not batch:
            return
        now = self.door.clock.now()
        chats = sorted({one.chat_id for one in batch if one.chat_id is not None})
        within = self.door.within(session)
        await within.look(people.can_be_reached, chats)
        actors = await within.look(people.actors, chats)
        known = await inbox.conversations(session, chats)
        storages = {chat: RowStorage(*known.get(chat, (None, {}))) for chat in chats}
        rows: list[dict[str, Any]] = []
        met: set[int] = set()
        for one in batch:
            if one.chat_id is None or one.payload is None:
                continue
            if one.chat_id in met:  # the update before may have made somebody of this chat
                actors |= await within.look(people.actors, [one.chat_id])
            met.add(one.chat_id)
            said = await self._route(session, one, actors.get(one.chat_id, SYSTEM), storages[one.chat_id])
            rows += [outbox.reply_row(f"u{one.id}.{n}", one.chat_id, message, now) for n, message in enumerate(said)]
        await inbox.keep_conversations(
            session,
            [
                {"chat_id": chat, "state": storage.state, "data": storage.data, "updated_at": now}
                for chat, storage in storages.items()
                if storage.changed
            ],
        )
        await outbox.put(session, rows)
        await inbox.done(session, [one.id for one in batch], now)

    async def _route(self, session: AsyncSession, one: Waiting, actor: Actor, storage: RowStorage) -> Sequence[Message]:
        """What the handler says, or the refusal's sentence. A tap is always answered."""
        bot = self.bots[one.channel]
        update = Update.model_validate_json(one.payload or "", context={"bot": bot})
        t = speech(actor.language)
        chat_id = actor.chat_id or 0
        state = FSMContext(storage, StorageKey(bot_id=0, chat_id=chat_id, user_id=chat_id))
        desk = Desk(self.door.within(session, actor), actor, t, state)
        tap = update.callback_query
        try:
            replies: Replies = await self.dispatcher.feed_update(
                bot, update, desk=desk, state=state, raw_state=storage.state
            )
        except DomainError as refusal:
            sentence = t.plain(refusal.key, **refusal.values)
            if tap is not None:
                return [Message(answers=tap.id, toast=sentence, alert=True)]
            return [Message(text=t(refusal.key, **refusal.values))]
        if replies is UNHANDLED or replies is None:
            replies = ()
        said = [replies] if isinstance(replies, Message) else list(replies)
        return said if tap is None else _answering(tap, said)


def _answering(tap: CallbackQuery, said: Sequence[Message]) -> list[Message]:
    first, *others = said or [Message()]
    tapped = tap.message.message_id if tap.message else None
    return [replace(first, answers=tap.id, tapped=tapped), *others]
