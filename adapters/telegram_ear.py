"""Fetches the files that people send, and has the channel forget what was said, through its Bot API."""

from contextlib import suppress

import telegram
from telegram.constants import ChatAction
from telegram.ext import ExtBot

from adapters.telegram_push import translate
from services.ports import FileTooLarge, Gone, TryLater

AT_ONCE = 100
REACH = 2_000
"""Telegram's numbers that are asked for, back from the last word said."""


class TelegramEar:
    def __init__(self, bot: telegram.Bot | ExtBot[None]) -> None:
        self._bot = bot

    async def fetch(self, file_id: str, limit: int) -> bytes:
        """The file's content. The server's word on its size is checked before anything is downloaded."""
        try:
            file = await self._bot.get_file(file_id)
            if file.file_size is not None and file.file_size > limit:
                raise FileTooLarge(file_id)
            content = await file.download_as_bytearray()
        except telegram.error.BadRequest as refusal:
            if "too big" in refusal.message.lower():
                raise FileTooLarge(file_id) from refusal
            raise Gone(str(refusal)) from refusal
        except telegram.error.TelegramError as refusal:
            raise TryLater(type(translate(refusal)).__name__) from refusal
        if len(content) > limit:
            raise FileTooLarge(file_id)
        return bytes(content)

    async def forget_before(self, external_id: int, message_id: int) -> None:
        """The browser chat has a call for it. Telegram takes messages of the last 48 hours, a hundred at a time; its
        numbers count what all its chats are told, so that only the last few are asked for."""
        try:
            await self._bot.do_api_request("forgetChat", {"chat_id": external_id, "before": message_id})
        except telegram.error.EndPointNotFound:
            await self._delete_lately(external_id, message_id)
        except (telegram.error.BadRequest, telegram.error.Forbidden):
            return
        except telegram.error.TelegramError as refusal:
            raise TryLater(type(translate(refusal)).__name__) from refusal

    async def _delete_lately(self, external_id: int, message_id: int) -> None:
        for last in range(message_id, max(message_id - REACH, 1), -AT_ONCE):
            try:
                await self._bot.delete_messages(external_id, list(range(max(last - AT_ONCE, 1), last)))
            except (telegram.error.BadRequest, telegram.error.Forbidden):
                return
            except telegram.error.TelegramError as refusal:
                raise TryLater(type(translate(refusal)).__name__) from refusal

    async def forget(self, external_id: int, message_id: int) -> None:
        try:
            await self._bot.delete_message(external_id, message_id)
        except (telegram.error.BadRequest, telegram.error.Forbidden):
            return
        except telegram.error.TelegramError as refusal:
            raise TryLater(type(translate(refusal)).__name__) from refusal

    async def busy(self, external_id: int) -> None:
        with suppress(telegram.error.TelegramError):
            await self._bot.send_chat_action(external_id, ChatAction.TYPING)
