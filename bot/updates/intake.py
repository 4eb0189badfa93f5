"""How updates come in: by polling or by webhook, stored in the inbox before they are confirmed to the server."""

import asyncio
import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramNetworkError, TelegramUnauthorizedError
from aiogram.methods import Response, TelegramMethod
from aiohttp import web

from domain.clock import Clock
from models.database import Database
from services import inbox
from services.inbox import Received

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
PAUSE_SECONDS = 3.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

OF_A_CARD = ("message_id", "date", "chat")

NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""As JSON writes it."""


def received(channel: str, update: dict[str, Any]) -> Received:
    """Where an update belongs, read from its JSON: the chat, and the sender's language. TypeError, KeyError or
    AttributeError where that is no update."""
    body = next((value for key, value in update.items() if key != "update_id" and isinstance(value, dict)), {})
    chat = body.get("chat") or (body.get("message") or {}).get("chat") or {}
    sender = body.get("from") or {}
    language = "en" if str(sender.get("language_code") or "zh").startswith("en") else "zh"
    payload = json.dumps(_unsaid(update), ensure_ascii=False, separators=(",", ":"))
    id_, chat_id = update["update_id"], chat.get("id")
    if type(id_) is not int or type(chat_id) not in (int, type(None)):
        raise TypeError("ids are whole numbers")
    return Received(channel, id_, chat_id, language, _storable(payload))


def _unsaid(update: dict[str, Any]) -> dict[str, Any]:
    """Without what the bot said itself: a tap brings its whole card back, names and doors in it; nobody reads it."""
    match update:
        case {"callback_query": {"message": dict(card)} as query}:
            return update | {
                "callback_query": query | {"message": {key: card[key] for key in OF_A_CARD if key in card}}
            }
    return update


def _storable(payload: str) -> str:
    """Without what no database keeps, so that one such update holds up nobody: half a character, and NUL."""
    return NUL.sub(r"\1", payload.encode(errors="replace").decode())


class GetUpdates(TelegramMethod[list[dict[str, Any]]]):
    """As they came: they go into the inbox as they are, and are read once, when they are handled."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


ANSWER = Response[GetUpdates.__returning__]
"""Held here, or pydantic would build the model of the answer anew for every poll."""


Sorry = Callable[[Received], Awaitable[None]]
"""Says to whoever sent it that an update cannot be kept just now. Whatever it raises is its own."""


async def nobody_is_told(update: Received) -> None:
    """Where there is no mouth at hand."""


@dataclass
class Intake:
    """Stores what arrives and wakes the worker. `wake` is called after the commit. While nothing can be stored (the
    database is away, the disk is full), each chat is told so once, past the outbox, which is away too; the server keeps
    its updates and gives them again."""

    database: Database
    clock: Clock
    wake: Callable[[], None]
    sorry: Sorry = nobody_is_told
    _told: set[tuple[str, int]] = field(default_factory=set)

    async def store(self, updates: Sequence[Received]) -> None:
        try:
            async with self.database.write(short=True) as session:
                await inbox.store(session, updates, self.clock.now())
        except Exception:
            await self._say_sorry(updates)
            raise
        self._told.clear()
        self.wake()

    async def _say_sorry(self, updates: Sequence[Received]) -> None:
        for one in updates:
            if one.external_id is None or one.external_id < 0 or (one.channel, one.external_id) in self._told:
                continue
            self._told.add((one.channel, one.external_id))
            try:
                await self.sorry(one)
            except Exception:
                log.warning("sorry_not_said", extra={"channel": one.channel})

    async def poll(self, channel: str, bot: Bot, wait_seconds: int) -> None:
        """Until cancelled. A batch is confirmed, by the next request's offset, only after it was stored."""
        offset: int | None = None
        hooked = False
        while True:
            try:
                if hooked:  # from when the house listened that way
                    hooked = not await bot.delete_webhook()
                method = GetUpdates(offset=offset, timeout=wait_seconds, allowed_updates=ALLOWED_UPDATES)
                updates = await bot(method, request_timeout=wait_seconds + 15)
                if updates:
                    await self.store([received(channel, update) for update in updates])
                    offset = updates[-1]["update_id"] + 1
            except (TelegramConflictError, TelegramUnauthorizedError) as refusal:
                if hooked := "webhook is active" in refusal.message:
                    continue
                # Another poller, or a token that is not valid (any more): only a person can mend that.
                log.error("poll_refused", extra={"channel": channel, "why": type(refusal).__name__})
                await asyncio.sleep(PAUSE_SECONDS * 10)
            except TelegramNetworkError:
                log.warning("poll_away", extra={"channel": channel})
                await asyncio.sleep(PAUSE_SECONDS)
            except Exception:
                log.exception("poll_failed", extra={"channel": channel})
                await asyncio.sleep(PAUSE_SECONDS)

    def webhook(self, channel: str, secret: str) -> Callable[[web.Request], Any]:
        """A handler for POST: 200 only once the update is stored, so that the server delivers again otherwise."""

        async def take(request: web.Request) -> web.Response:
            if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), secret.encode()):
                raise web.HTTPUnauthorized
            try:
                update = await request.json()
                one = received(channel, update)
            except (ValueError, TypeError, KeyError, AttributeError) as problem:
                raise web.HTTPBadRequest from problem
            await self.store([one])
            return web.Response()

        return take
