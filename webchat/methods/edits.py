"""Changing and removing messages, and answering taps."""

import json
from collections.abc import Callable
from typing import Any

from webchat.accounts import Account
from webchat.chatlog import Message
from webchat.errors import bad
from webchat.files import shown_in
from webchat.jsons import TRUE, dumps
from webchat.markup import keyboards
from webchat.markup.entities import formatted
from webchat.methods import media
from webchat.methods.call import Call
from webchat.methods.compose import caption
from webchat.statements import W
from webchat.store import Change, query

UNDELETABLE_AFTER = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
STILL_SAID = query(
    """SELECT body FROM messages WHERE chat_id = :chat_id AND message_id < :before AND body <> ''
    ORDER BY message_id LIMIT :limit"""
)
FORGOTTEN_AT_ONCE = 200
OPEN_TAP = query("SELECT chat_id, created_at FROM callbacks WHERE id = :id AND bot_id = :bot_id")
CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "voice", "document", "link_preview_options")


async def edit_message_text(call: Call) -> str:
    params = call.params
    text, entities = formatted(params.text("text"), params.text("parse_mode"), params.structure("entities"))
    if not text:
        raise bad("message text is empty")
    content = {"text": text, "entities": entities} if entities else {"text": text}

    def change_text(message: Message) -> Message:
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        return _with(message, content, "text", "entities")

    return await _edit(call, change_text)


async def edit_message_caption(call: Call) -> str:
    content = caption(call)

    def change_caption(message: Message) -> Message:
        if not any(kind in message for kind in ("photo", "voice", "document")):
            raise bad("there is no caption in the message to edit")
        return _with(message, content, "caption", "caption_entities", "show_caption_above_media")

    return await _edit(call, change_caption)


async def edit_message_reply_markup(call: Call) -> str:
    return await _edit(call, lambda message: message)


async def edit_message_media(call: Call) -> str:
    wanted = call.params.structure("media")
    if not isinstance(wanted, dict):
        raise bad("can't parse input media JSON object")
    change = Change()
    content = await media.from_input_media(call, change, wanted, ("photo", "document"))

    def change_media(message: Message) -> Message:
        if "text" in message or "location" in message:
            raise bad("message can't be edited")
        return _with(message, content, *CONTENT)

    return await _edit(call, change_media, change)


def _with(message: Message, content: Message, *instead_of: str) -> Message:
    return {**{name: value for name, value in message.items() if name not in instead_of}, **content}


async def _edit(call: Call, apply: Callable[[Message], Message], change: Change | None = None) -> str:
    """Applies the edit under the chat's lock. The keyboard is replaced by the one given, or goes, as at Telegram."""
    account = await call.open_chat()
    keyboard = keyboards.inline_keyboard(call.params.structure("reply_markup"))
    async with account.lock:
        old = await call.exchange.log.find(account, call.params.integer("message_id"))
        if old is None:
            raise bad("message to edit not found")
        if not old["from"]["is_bot"]:
            raise bad("message can't be edited")
        new = _with(apply(old), {"reply_markup": keyboard} if keyboard else {}, "reply_markup")
        if new == old:
            raise bad(NOT_MODIFIED)
        new["edit_date"] = int(call.exchange.now())
        change = change or Change()
        shown_in(change, account.id, new)
        body = call.exchange.log.replace(change, account, new)
        await call.exchange.store.submit(change)
    return body


async def delete_message(call: Call) -> str:
    account = await call.chat()
    async with account.lock:
        message = await call.exchange.log.find(account, call.params.integer("message_id"))
        if message is None:
            raise bad("message to delete not found")
        if message["date"] < call.exchange.now() - UNDELETABLE_AFTER:
            raise bad("message can't be deleted for everyone")
        await _remove(call, account, [message])
    return TRUE


async def delete_messages(call: Call) -> str:
    """Up to 100 at once; those that are not there or too old are passed over, as at Telegram."""
    account = await call.chat()
    wanted = call.params.structure("message_ids")
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= 100 or not all(isinstance(one, int) for one in wanted):
        raise bad("message identifiers are not specified")
    async with account.lock:
        found = [await call.exchange.log.find(account, one) for one in dict.fromkeys(wanted)]
        youngest = call.exchange.now() - UNDELETABLE_AFTER
        await _remove(call, account, [one for one in found if one and one["date"] >= youngest])
    return TRUE


async def forget_chat(call: Call) -> str:
    """Ours alone, for whoever is erased: all that was said before a message goes, however old, the person's files with
    it, and what was kept to answer a second sending of theirs."""
    account = await call.chat()
    before = call.params.integer("before")
    while True:
        async with account.lock:
            rows = await call.exchange.store.rows(
                STILL_SAID, chat_id=account.id, before=before, limit=FORGOTTEN_AT_ONCE
            )
            if not rows:
                break
            await _remove(call, account, [json.loads(row[0]) for row in rows], of_person=True)
    change = Change()
    change.add(W.FORGET_RECEIPTS, chat_id=account.id)
    await call.exchange.store.submit(change)
    return TRUE


async def _remove(call: Call, account: Account, messages: list[Message], *, of_person: bool = False) -> None:
    change = Change()
    for message in messages:
        sent_by_them = of_person and not message["from"]["is_bot"]
        await call.exchange.files.forget(change, account.id, message, all_kinds=sent_by_them)
        call.exchange.log.remove(change, account, message["message_id"])
    await call.exchange.store.submit(change)


async def answer_callback_query(call: Call) -> str:
    """Shows the toast to whoever tapped. A tap is answered once, and only while it is fresh."""
    tap = call.params.text("callback_query_id")
    row: Any = await call.exchange.store.row(OPEN_TAP, id=tap, bot_id=call.bot.id)
    if row is None or row[1] < call.exchange.now() - call.exchange.settings.callback_ttl:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text, url = call.params.text("text"), call.params.text("url")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    if url and not url.startswith((f"https://t.me/{call.bot.username}?", f"tg://resolve?domain={call.bot.username}&")):
        raise bad("URL_INVALID")
    answer: dict[str, Any] = {"type": "answer", "callback_query_id": tap}
    answer.update({"text": text} if text else {})
    answer.update({"url": url} if url else {})
    if call.params.flag("show_alert"):
        answer["show_alert"] = True
    change = Change()
    change.add(W.ANSWERED, id=tap)
    await call.exchange.store.submit(change)
    call.exchange.hub.tell(row[0], dumps(answer))
    return TRUE
