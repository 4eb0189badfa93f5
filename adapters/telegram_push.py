"""The mouth: says everything through python-telegram-bot, to Telegram or to any other Bot API server."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any

from telegram import BotCommandScopeChat, InputMediaPhoto, error
from telegram import Message as Sent
from telegram.constants import ChatAction

from adapters.plain_text import without_markup
from adapters.telegram_markup import inline, markup
from adapters.telegram_speaker import Speaker
from adapters.telegram_wire import NEVER_SENT
from services.ports import Attachment, ChatMoved, Gone, Message, Spoken, TryLater

ALBUM = 10
GONE = (
    "chat not found",
    "user is deactivated",
    "bot was kicked",
    "bot was blocked",
    "peer_id_invalid",
    "chat_id is empty",
)
NOT_MODIFIED = "message is not modified"
# What an edit is told when its message can no longer be edited: then the card is said anew.
LOST_CARD = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message",
)
STALE_TAP = ("query is too old", "query id is invalid")
NO_PARSE = "can't parse entities"


class TelegramMouth:
    """One channel's bot. Give it a rate limiter where the server has limits."""

    def __init__(self, bot: Speaker) -> None:
        self._bot = bot

    async def say(
        self, external_id: int, message: Message, card_message_id: int | None, files: Sequence[Attachment]
    ) -> Spoken:
        """Answer the tap, then the files, then the words. Raises Gone, ChatMoved or TryLater; BadRequest is a bug."""
        try:
            if message.answers:
                await self._answer(message)
            copies = await self._send_files(external_id, files)
            if message.place is not None:
                await self._send_place(external_id, message)
            said = await self._say_words(external_id, message, card_message_id) if message.text else None
            if message.commands:
                await self._list_commands(external_id, message)
        except error.TelegramError as refusal:
            meant = translate(refusal)
            if meant is refusal:
                raise
            raise meant from refusal
        return Spoken(said, tuple(copies))

    async def busy(self, external_id: int) -> None:
        with suppress(error.TelegramError):
            await self._bot.send_chat_action(external_id, ChatAction.UPLOAD_DOCUMENT)

    async def _list_commands(self, chat: int, message: Message) -> None:
        """Best effort: the words went out, and are not said again for the sake of a list."""
        with suppress(error.TelegramError):
            await self._bot.set_my_commands(list(message.commands), scope=BotCommandScopeChat(chat))

    async def _answer(self, message: Message) -> None:
        try:
            await self._bot.call(
                "answerCallbackQuery",
                callback_query_id=message.answers,
                text=message.toast,
                show_alert=message.alert or None,
            )
        except error.BadRequest as refusal:
            if not _says(refusal, STALE_TAP):
                raise

    async def _say_words(self, chat: int, message: Message, card: int | None) -> int:
        moves = message.fresh or message.tapped not in {None, card}
        if card is not None and not moves and message.keyboard is None:
            edited = await self._edit(chat, message, card)
            if edited:
                return card
        sent = await self._send(chat, message)
        if card is not None and moves:
            await self._delete(chat, card)
        return sent

    async def _send(self, chat: int, message: Message) -> int:
        send = partial(self._bot.call, "sendMessage", chat_id=chat, reply_markup=markup(message))
        sent = await self._in_html_or_plain(send, message.text)
        return int(sent["message_id"])

    async def _edit(self, chat: int, message: Message, card: int) -> bool:
        """False where there is nothing left to edit."""
        edit = partial(self._bot.call, "editMessageText", chat_id=chat, message_id=card, reply_markup=inline(message))
        try:
            await self._in_html_or_plain(edit, message.text)
        except error.BadRequest as refusal:
            if _says(refusal, LOST_CARD):
                return False
            if not _says(refusal, (NOT_MODIFIED,)):
                raise
        return True

    @staticmethod
    async def _in_html_or_plain(say: Callable[..., Awaitable[Any]], text: str) -> Any:
        """Once more without its tags where the server cannot parse them."""
        try:
            return await say(text=text, parse_mode="HTML")
        except error.BadRequest as refusal:
            if not _says(refusal, (NO_PARSE,)):
                raise
            return await say(text=without_markup(text))

    async def _delete(self, chat: int, message_id: int) -> None:
        """The card has moved to the bottom; one too old to delete loses at least its buttons. Whatever refuses: the
        words went out, and are not said again for the sake of tidying."""
        with suppress(error.TelegramError):
            try:
                await self._bot.delete_message(chat, message_id)
            except error.BadRequest:
                await self._bot.edit_message_reply_markup(chat_id=chat, message_id=message_id, reply_markup=None)

    async def _send_place(self, chat: int, message: Message) -> None:
        place = message.place
        if place is None:
            return
        if place.title:
            await self._bot.send_venue(chat, place.lat, place.lon, place.title, place.address or place.title)
        else:
            await self._bot.send_location(chat, place.lat, place.lon)

    async def _send_files(self, chat: int, files: Sequence[Attachment]) -> list[tuple[str, str]]:
        """Photos as albums of ten at most, the rest one by one. Returns (hash, file id) of what was sent."""
        photos = [file for file in files if file.kind == "photo"]
        copies: list[tuple[str, str]] = []
        for start in range(0, len(photos), ALBUM):
            copies += await self._send_photos(chat, photos[start : start + ALBUM])
        for file in files:
            if file.kind == "voice":
                sent = await self._bot.send_voice(chat, _content(file))
                copies += [(file.sha256, sent.voice.file_id)] if sent.voice else []
            elif file.kind == "document":
                sent = await self._bot.send_document(chat, _content(file), filename=file.name, caption=file.caption)
                copies += [(file.sha256, sent.document.file_id)] if sent.document else []
        return copies

    async def _send_photos(self, chat: int, photos: Sequence[Attachment]) -> list[tuple[str, str]]:
        if len(photos) == 1:
            sent: Sequence[Sent] = [await self._bot.send_photo(chat, _content(photos[0]), caption=photos[0].caption)]
        else:
            sent = await self._bot.send_media_group(
                chat, [InputMediaPhoto(_content(photo), photo.caption) for photo in photos]
            )
        return [
            (file.sha256, message.photo[-1].file_id)
            for file, message in zip(photos, sent, strict=True)
            if message.photo
        ]


def translate(refusal: error.TelegramError) -> Exception:
    """A library's refusal in the words of services.ports. One of the message itself stays what it is, our own bug: it
    would be refused every time."""
    if isinstance(refusal, error.ChatMigrated):
        return ChatMoved(refusal.new_chat_id)
    if isinstance(refusal, error.RetryAfter):
        after = refusal._retry_after
        return TryLater("too many requests", after=after.total_seconds() if isinstance(after, timedelta) else after)
    if isinstance(refusal, error.Forbidden) or _says(refusal, GONE):
        return Gone(str(refusal))
    if isinstance(refusal, error.BadRequest):
        return refusal
    if isinstance(refusal, error.NetworkError):  # a TimedOut too, also one of a request that never left
        never_sent = isinstance(refusal.__cause__, NEVER_SENT)
        return TryLater("timed out" if isinstance(refusal, error.TimedOut) else "network", unknown=not never_sent)
    return TryLater(str(refusal))


def _says(refusal: error.TelegramError, phrases: Sequence[str]) -> bool:
    said = refusal.message.lower()
    return any(phrase in said for phrase in phrases)


def _content(file: Attachment) -> str | BytesIO:
    return file.file_id or BytesIO(file.content or b"")
