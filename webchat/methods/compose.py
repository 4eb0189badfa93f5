"""Making and storing a bot's messages: the head that all share, the reply they answer, the keyboards they bring."""

from typing import Any

from webchat.accounts import Account
from webchat.chatlog import Message
from webchat.errors import bad
from webchat.files import shown_in
from webchat.markup import keyboards
from webchat.markup.entities import CAPTION_LIMIT, formatted
from webchat.methods.call import Call
from webchat.methods.params import Params
from webchat.store import Change


def head(call: Call, account: Account) -> Message:
    return {"from": call.bot.user, "chat": account.chat, "date": int(call.exchange.now())}


async def replied_to(call: Call, account: Account) -> Message:
    """{"reply_to_message": …} as it stands now, without what it answered itself; {} when nothing is answered."""
    reply = call.params.structure("reply_parameters") or {}
    if not isinstance(reply, dict):
        raise bad("can't parse reply parameters: expected an Object")
    wanted = Params(reply).integer("message_id") or call.params.integer("reply_to_message_id")
    if not wanted:
        return {}
    found = await call.exchange.log.find(account, wanted)
    if found is None:
        if reply.get("allow_sending_without_reply") or call.params.flag("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    found.pop("reply_to_message", None)
    return {"reply_to_message": found}


def caption_of(values: Any, parse_mode: str | None, entities: Any) -> Message:
    text, found = formatted(str(values or ""), parse_mode, entities, CAPTION_LIMIT)
    if not text:
        return {}
    return {"caption": text, "caption_entities": found} if found else {"caption": text}


def caption(call: Call) -> Message:
    params = call.params
    content = caption_of(params.text("caption"), params.text("parse_mode"), params.structure("caption_entities"))
    if content and params.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


async def deliver(call: Call, account: Account, content: Message, change: Change | None = None) -> str:
    """Sends one message to the chat; returns its JSON once it is on disk."""
    inline, reply_keyboard = keyboards.split(call.params.structure("reply_markup"))
    message = {**head(call, account), **await replied_to(call, account), **content}
    if call.params.flag("protect_content"):
        message["has_protected_content"] = True
    if inline:
        message["reply_markup"] = inline
    change = change or Change()
    shown_in(change, account.id, content)
    body = call.exchange.log.add(change, account, message)
    if reply_keyboard is not None:
        brought_by = account.last_message_id if reply_keyboard else None
        call.exchange.log.set_keyboard(change, account, reply_keyboard or None, brought_by)
    await call.exchange.store.submit(change)
    return body
