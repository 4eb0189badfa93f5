"""What intake and worker ask the inbox at every round, built once as those of the outbox are, and why there."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, func, or_, select, tuple_, update

from models.base import bare
from models.outbox import Conversation, Inbox
from models.people import Chat

inbox, chat, conversation = bare(Inbox).c, bare(Chat).c, bare(Conversation).c

CHATS: BindParameter[Any] = bindparam("chats", expanding=True)
IDS: BindParameter[Any] = bindparam("ids", expanding=True)

PLACES = select(chat.channel, chat.external_id, chat.id).where(
    tuple_(chat.channel, chat.external_id).in_(bindparam("places", expanding=True))
)
ANYTHING_WAITING = select(inbox.id).where(inbox.done_at.is_(None)).limit(1)

_HEADS = (
    select(inbox.chat_id)
    .where(inbox.done_at.is_(None))
    .group_by(inbox.chat_id)
    .order_by(func.min(inbox.id))
    .limit(bindparam("at_most"))
)
LOCK_CHATS = (
    select(chat.id).where(chat.id.in_(_HEADS.scalar_subquery())).with_for_update(skip_locked=True, key_share=True)
)
OF_CHATS = (
    select(inbox.id, inbox.channel, inbox.chat_id, inbox.payload, inbox.attempts)
    .where(inbox.done_at.is_(None), or_(inbox.chat_id.in_(CHATS), inbox.chat_id.is_(None)))
    .order_by(inbox.id)
    .limit(bindparam("at_most"))
)
DONE = (
    update(bare(Inbox))
    .where(inbox.id.in_(IDS))
    .values(done_at=bindparam("now", type_=inbox.done_at.type), payload=None)
)
CONVERSATIONS = select(conversation.chat_id, conversation.state, conversation.data).where(
    conversation.chat_id.in_(CHATS)
)
