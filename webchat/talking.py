"""What a person does in a chat: say, send, edit, tap, block. Each under the chat's lock and once per client_id."""

import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from webchat.accounts import Account
from webchat.chatlog import Message, new_album
from webchat.errors import PersonError
from webchat.exchange import Exchange
from webchat.files import shown_in
from webchat.jsons import clean, dumps
from webchat.markup.entities import CAPTION_LIMIT, TEXT_LIMIT, plain
from webchat.markup.keyboards import button_with, goes_after_use
from webchat.statements import W
from webchat.store import Change, query

UNEDITABLE_AFTER = 48 * 3600
RECEIPT = query("SELECT answer FROM receipts WHERE chat_id = :chat_id AND client_id = :client_id")
LONGEST_CLIENT_ID = 64
WRITTEN = {"text": ("text", "entities"), "caption": ("caption", "caption_entities")}


class Talking:
    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def once(
        self, account: Account, client_id: Any, act: Callable[[Change], Awaitable[str]], sending: bool = True
    ) -> str:
        """Runs `act` and keeps its answer under `client_id`; a repeat gets the same answer and nothing happens again.

        The page numbers what it sends, so that after a lost answer it can send the same again.
        """
        if (
            not isinstance(client_id, str)
            or not 1 <= len(client_id) <= LONGEST_CLIENT_ID
            or not client_id.isprintable()
        ):
            raise PersonError(400, "bad_request", "client_id: 1 to 64 printable characters")
        async with account.lock:
            row = await self._exchange.store.row(RECEIPT, chat_id=account.id, client_id=client_id)
            if row:
                return str(row[0])
            if sending and account.blocked:
                raise PersonError(409, "blocked", "the bot is blocked; unblock it first")
            change = Change()
            answer = await act(change)
            now = self._exchange.now()
            change.add(W.RECEIPT, chat_id=account.id, client_id=client_id, answer=answer, created_at=now)
            await self._exchange.store.submit(change)
        return answer

    async def send(
        self, change: Change, account: Account, contents: Sequence[Message], reply_to: int | None = None
    ) -> str:
        """One message and one update for each content; more than one make an album."""
        head = {"from": account.user, "chat": account.chat, "date": int(self._exchange.now())}
        if reply_to is not None:
            replied = await self._exchange.log.find(account, reply_to)
            if replied:
                replied.pop("reply_to_message", None)
                head["reply_to_message"] = replied
        if len(contents) > 1:
            head["media_group_id"] = new_album()
        bodies = []
        for content in contents:
            shown_in(change, account.id, content)
            body = self._exchange.log.add(change, account, {**head, **content})
            self._exchange.bot_of(account).updates.add(change, "message", account.id, body)
            bodies.append(body)
        if goes_after_use(account.keyboard):
            self._exchange.log.set_keyboard(change, account, None)
        return f'{{"messages":[{",".join(bodies)}]}}'

    async def edit(self, change: Change, account: Account, message_id: int, text: str) -> str:
        """Text of a text, caption of anything with a file. Raises 404 or 403."""
        message = await self._exchange.log.find(account, message_id)
        if message is None:
            raise PersonError(404, "not_found", "no such message")
        now = self._exchange.now()
        if message["from"]["is_bot"] or message["date"] < now - UNEDITABLE_AFTER or "location" in message:
            raise PersonError(403, "not_editable", "only own texts and captions, for 48 hours")
        kind, limit = ("text", TEXT_LIMIT) if "text" in message else ("caption", CAPTION_LIMIT)
        kept = {name: value for name, value in message.items() if name not in WRITTEN[kind]}
        edited = {**kept, **text_content(text, kind, limit), "edit_date": int(now)}
        body = self._exchange.log.replace(change, account, edited)
        self._exchange.bot_of(account).updates.add(change, "edited_message", account.id, body)
        return f'{{"message":{body}}}'

    async def tap(self, change: Change, account: Account, message_id: int, data: str) -> str:
        """Raises 400 when the message has no such button now: a card may have changed under the finger."""
        message = await self._exchange.log.find(account, message_id)
        if message is None or not button_with(message.get("reply_markup"), data):
            raise PersonError(400, "no_such_button", "that message has no such button now")
        bot = self._exchange.bot_of(account)
        tap = str(secrets.randbelow(9 * 10**18) + 10**18)
        query = {"id": tap, "from": account.user, "message": message, "chat_instance": str(account.id), "data": data}
        change.add(W.CALLBACK, id=tap, bot_id=bot.id, chat_id=account.id, created_at=self._exchange.now())
        bot.updates.add(change, "callback_query", account.id, dumps(query))
        return dumps({"callback_query_id": tap})

    async def block(self, account: Account, blocked: bool) -> None:
        """Tells the bot as Telegram does, by my_chat_member."""
        async with account.lock:
            if account.blocked == blocked:
                return
            change, bot = Change(), self._exchange.bot_of(account)
            out, member = (
                {"user": bot.user, "status": "kicked", "until_date": 0},
                {"user": bot.user, "status": "member"},
            )
            told = {
                "chat": account.chat,
                "from": account.user,
                "date": int(self._exchange.now()),
                "old_chat_member": member if blocked else out,
                "new_chat_member": out if blocked else member,
            }
            self._exchange.accounts.alter(change, account, blocked=blocked)
            bot.updates.add(change, "my_chat_member", account.id, dumps(told))
            await self._exchange.store.submit(change)


def text_content(text: Any, kind: str = "text", limit: int = TEXT_LIMIT) -> Message:
    """{"text": …, "entities": …} or the same for a caption. A caption may be empty, a text may not."""
    if not isinstance(text, str):
        raise PersonError(400, "bad_request", "text must be a string")
    written, entities = plain(text)
    if len(written) > limit:
        raise PersonError(400, "too_long", f"at most {limit} characters")
    if not written:
        if kind == "text":
            raise PersonError(400, "text_empty", "there is no text")
        return {}
    words, marks = WRITTEN[kind]
    return {words: written, marks: entities} if entities else {words: written}


def contact_content(contact: Any, account: Account) -> Message:
    """A number that was typed names no account (`user_id`): nothing proves whose it is."""
    if not isinstance(contact, dict) or not str(contact.get("phone_number", "")).strip():
        raise PersonError(400, "bad_request", "contact needs a phone_number")
    phone = clean(str(contact["phone_number"])).strip()[:32]
    name = clean(str(contact.get("first_name") or account.first_name)).strip()[:64] or account.first_name
    return {"contact": {"phone_number": phone, "first_name": name}}


def location_content(location: Any) -> Message:
    try:
        latitude, longitude = float(location["latitude"]), float(location["longitude"])
        accuracy = float(location.get("horizontal_accuracy") or 0)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise PersonError(400, "bad_request", "location needs latitude and longitude") from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise PersonError(400, "bad_request", "no such place on earth")
    place = {"latitude": latitude, "longitude": longitude}
    if accuracy > 0:
        place["horizontal_accuracy"] = min(accuracy, 1500.0)
    return {"location": place}


def payload_text(payload: Any) -> str:
    """Source of the letters: https://core.telegram.org/bots/features#deep-linking"""
    if (
        not isinstance(payload, str)
        or len(payload) > 64
        or not all(c.isascii() and (c.isalnum() or c in "_-") for c in payload)
    ):
        raise PersonError(400, "bad_request", "payload: up to 64 letters, digits, _ and -")
    return f"/start {payload}".strip()
