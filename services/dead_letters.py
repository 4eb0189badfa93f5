"""Dead letters: what could not be said after every try. Ids and reasons only: what they say is nobody's business."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from models.outbox import Outbox
from models.people import Chat
from services.act import Ctx


@dataclass(frozen=True)
class DeadLetter:
    """`what` is the push's kind, "reply" for an answer; `blocked`: the chat refuses, a retry waits for its person."""

    id: int
    chat_id: int
    channel: str
    what: str
    died_at: datetime
    attempts: int
    why: str
    blocked: bool


async def dead_letters(ctx: Ctx, after: int = 0, most: int = 100) -> Sequence[DeadLetter]:
    """In the order in which they were written; keyset by id."""
    query = (
        select(Outbox, Chat.channel, Chat.blocked_at)
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(Outbox.dead_at.is_not(None), Outbox.id > after)
        .order_by(Outbox.id)
        .limit(most)
    )
    return [
        DeadLetter(
            row.id,
            row.chat_id,
            channel,
            row.notice or "reply",
            row.dead_at or ctx.now,
            row.attempts,
            row.error or "",
            blocked_at is not None,
        )
        for row, channel, blocked_at in (await ctx.session.execute(query)).all()
    ]


async def count(ctx: Ctx) -> int:
    return await ctx.session.scalar(select(func.count()).where(Outbox.dead_at.is_not(None))) or 0


async def retry(ctx: Ctx, ids: Sequence[int] | None = None) -> int:
    """Let them try again from the start: those of `ids`, None: all. Returns how many."""
    chosen = (Outbox.dead_at.is_not(None), *([Outbox.id.in_(ids)] if ids is not None else []))
    again = {"dead_at": None, "error": None, "begun_at": None, "attempts": 0, "not_before": ctx.now}
    revived = await ctx.session.scalars(update(Outbox).where(*chosen).values(again).returning(Outbox.id))
    return len(revived.all())


async def give_up(ctx: Ctx, ids: Sequence[int] | None = None) -> int:
    """Never say them: they count as said, emptied. Returns how many."""
    chosen = (Outbox.dead_at.is_not(None), *([Outbox.id.in_(ids)] if ids is not None else []))
    done: dict[str, object] = {"dead_at": None, "sent_at": ctx.now, "message": {}}
    given_up = await ctx.session.scalars(update(Outbox).where(*chosen).values(done).returning(Outbox.id))
    return len(given_up.all())
