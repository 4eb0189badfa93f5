"""What intake and worker ask the inbox at every round, built once as those of the outbox are, and why there."""

from sqlalchemy import bindparam, func, or_, select, update

from models.among import among
from models.base import bare
from models.outbox import Conversation, Inbox
from models.people import Chat

inbox, chat, conversation = bare(Inbox).c, bare(Chat).c, bare(Conversation).c

PLACES = select(chat.external_id, chat.id).where(
    chat.channel == bindparam("channel"), among(chat.external_id, "externals")
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
    .where(inbox.done_at.is_(None), or_(among(inbox.chat_id, "chats"), inbox.chat_id.is_(None)))
    .order_by(inbox.id)
    .limit(bindparam("at_most"))
)
DONE = (
    update(bare(Inbox))
    .where(among(inbox.id, "ids"))
    .values(done_at=bindparam("now", type_=inbox.done_at.type), payload=None)
)
CONVERSATIONS = select(conversation.chat_id, conversation.state, conversation.data).where(
    among(conversation.chat_id, "chats")
)
