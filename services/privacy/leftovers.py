"""What is left of an erasure after its commit: files on the disk, and chats in which the last word is said first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, delete, exists, literal, or_, select, update

from models.base import bare
from models.case import CaseSource
from models.media import Media
from models.outbox import Card, Conversation, Inbox, Outbox
from models.people import Chat
from models.privacy import ChatToForget, FileToForget
from services.act import Ctx

LAST_WORD = "erased"
"""The card that it stands on: everything before it is forgotten."""
GIVEN_UP = timedelta(days=7)
"""After so long without hearing the last word, a chat is forgotten without it."""

_left = bare(ChatToForget).c
_DUE = exists().where(_left.next_try_at <= bindparam("now", type_=_left.next_try_at.type))
_ANYTHING = select(literal(True)).where(or_(_DUE, exists().select_from(bare(FileToForget))))
"""Asked whenever something was said (services/outbox_statements says why it stands here)."""


async def anything_left(ctx: Ctx) -> bool:
    """Asked before claiming, so that an idle eraser takes no write lock."""
    return await ctx.session.scalar(_ANYTHING, {"now": ctx.now}) is True


async def files(ctx: Ctx, at_most: int) -> Sequence[str]:
    query = select(FileToForget.sha256).order_by(FileToForget.since, FileToForget.sha256).limit(at_most)
    return (await ctx.session.scalars(query)).all()


async def is_needed(ctx: Ctx, sha256: str) -> bool:
    """Somebody has sent the same file again since."""
    return await ctx.session.scalar(select(exists().where(Media.sha256 == sha256))) or False


async def forgotten(ctx: Ctx, sha256: str) -> None:
    await ctx.session.execute(delete(FileToForget).where(FileToForget.sha256 == sha256))


@dataclass(frozen=True)
class LeftChat:
    """`last_word` is the message that said it, None: it has not arrived yet."""

    chat_id: int
    channel: str
    external_id: int
    last_word: int | None
    given_up: bool


async def claim_chat(ctx: Ctx, lease: timedelta) -> LeftChat | None:
    """Whoever moves `next_try_at` on has it until then."""
    query = (
        select(ChatToForget, Chat.channel, Chat.external_id, Chat.blocked_at)
        .join(Chat, Chat.id == ChatToForget.chat_id)
        .where(ChatToForget.next_try_at <= ctx.now)
        .order_by(ChatToForget.next_try_at)
        .limit(1)
        .with_for_update(of=ChatToForget, skip_locked=True)
    )
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        return None
    left, channel, external_id, blocked_at = row
    left.next_try_at = ctx.now + lease
    await ctx.session.flush()
    last_word = await ctx.session.scalar(
        select(Card.message_id).where(Card.chat_id == left.chat_id, Card.name == LAST_WORD)
    )
    given_up = blocked_at is not None or ctx.now - left.since > GIVEN_UP
    return LeftChat(left.chat_id, channel, external_id, last_word, given_up)


async def forget_chat(ctx: Ctx, chat_id: int) -> None:
    """The chat itself goes, with what it takes to speak in it. Whoever has agreed to the notice there again since, or
    has just written, keeps it."""
    await ctx.session.execute(delete(ChatToForget).where(ChatToForget.chat_id == chat_id))
    busy = exists().where(Inbox.chat_id == chat_id, Inbox.done_at.is_(None)) | exists().where(
        Outbox.chat_id == chat_id, Outbox.sent_at.is_(None), Outbox.dead_at.is_(None)
    )
    strange = select(Chat.id).where(Chat.id == chat_id, Chat.person_id.is_(None), ~busy).with_for_update()
    if await ctx.session.scalar(strange) is not None:
        await drop_chat(ctx, [chat_id])


async def drop_chat(ctx: Ctx, chats: Sequence[int]) -> None:
    """Chats of nobody. Handled updates stay known, without saying of which chat they were."""
    await ctx.session.execute(
        update(Inbox).where(Inbox.chat_id.in_(chats)).values(chat_id=None, payload=None, error=None)
    )
    for table in (Outbox, Card, Conversation, CaseSource, ChatToForget):
        await ctx.session.execute(delete(table).where(table.chat_id.in_(chats)))
    await ctx.session.execute(delete(Chat).where(Chat.id.in_(chats)))
