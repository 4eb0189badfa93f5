"""Keeps what python-telegram-bot sends within Telegram's limits: 30 a second over all, one a second in a chat.

python-telegram-bot's own limiter lets 60 out in the first second, has no limit per private chat, and stops every chat
when one is told to wait; here a refusal goes back to the sender, which holds that one chat.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

from telegram._utils.types import JSONDict
from telegram.ext import BaseRateLimiter

REMEMBERED_CHATS = 10_000
# Answering a tap and looking things up count against no limit.
UNLIMITED = frozenset({"answerCallbackQuery", "getFile", "getMe", "deleteMessage", "sendChatAction"})

Answer = bool | JSONDict | list[JSONDict]


class Pacer(BaseRateLimiter[None]):
    """Hands out moments: each call waits for its own, evenly spaced over all and within its chat."""

    def __init__(self, a_second: float, a_second_in_chat: float) -> None:
        self._gap = 1 / a_second
        self._chat_gap = 1 / a_second_in_chat
        self._next = 0.0
        self._next_in_chat: OrderedDict[object, float] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        if endpoint not in UNLIMITED:
            await asyncio.sleep(self._wait(data.get("chat_id")))
        return await callback(*args, **kwargs)

    def _wait(self, chat: object) -> float:
        """Seconds until this call's moment, which is taken. What belongs to no chat has only the limit over all."""
        now = asyncio.get_running_loop().time()
        moment = max(now, self._next, self._next_in_chat.get(chat, 0.0))
        self._next = max(now, self._next) + self._gap
        if chat is None:
            return moment - now
        self._next_in_chat[chat] = moment + self._chat_gap
        self._next_in_chat.move_to_end(chat)
        while len(self._next_in_chat) > REMEMBERED_CHATS:
            self._next_in_chat.popitem(last=False)
        return moment - now
