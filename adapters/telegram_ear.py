"""Fetches the files that people send, through the channel's Bot API."""

import telegram
from telegram.ext import ExtBot

from adapters.telegram_push import translate
from services.ports import FileTooLarge, Gone, TryLater


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

    async def forget(self, external_id: int, message_id: int) -> None:
        try:
            await self._bot.delete_message(external_id, message_id)
        except (telegram.error.BadRequest, telegram.error.Forbidden):
            return
        except telegram.error.TelegramError as refusal:
            raise TryLater(type(translate(refusal)).__name__) from refusal
