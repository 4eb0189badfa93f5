"""What was said in somebody's chats, and that they are theirs. The chats themselves go when the last word has been said
in them (scheduler/eraser)."""

import json
from datetime import timedelta

from sqlalchemy import delete, select, update

from domain.notices import Notice
from models.outbox import Card, Conversation, Inbox, Outbox
from models.people import Chat
from models.privacy import ChatToForget, DataExport
from models.roster import RosterFile
from services.act import Ctx
from services.insert import insert_new
from services.notify import tell_chats
from services.privacy.whose import Whose

FIRST_TRY = timedelta(seconds=5)


async def erase_chats(ctx: Ctx, whose: Whose) -> None:
    """1. Updates that were handled keep their number, so that a second delivery is known, and nothing else.
    2. Drafts, cards, and everything that was to be said.
    3. Whoever writes there next is a newcomer; the last word is said there, and then the chat is forgotten.
    """
    chats = whose.chats
    handled = update(Inbox).where(Inbox.chat_id.in_(chats), Inbox.done_at.is_not(None))
    await ctx.session.execute(handled.values(payload=None, error=None).execution_options(synchronize_session=False))
    for table in (Conversation, Outbox, Card, DataExport, RosterFile):
        await ctx.session.execute(delete(table).where(table.chat_id.in_(chats)))
    await ctx.session.execute(delete(RosterFile).where(RosterFile.person_id == whose.id))
    await ctx.session.execute(delete(DataExport).where(DataExport.person_id == whose.id))
    strangers = update(Chat).where(Chat.id.in_(chats)).values(person_id=None)
    await ctx.session.execute(strangers.execution_options(synchronize_session=False))
    await tell_chats(ctx, ctx.now, chats, Notice.ERASED, f"erased:{whose.id}:{ctx.now.timestamp()}")
    if chats:
        rows = [{"chat_id": chat, "since": ctx.now, "next_try_at": ctx.now + FIRST_TRY} for chat in chats]
        await ctx.session.execute(insert_new(ctx.session, ChatToForget), rows)
    await _empty_dead_letters(ctx, whose)


async def _empty_dead_letters(ctx: Ctx, whose: Whose) -> None:
    """What could not be said to others about them. There are few, and they lie there in clear."""
    if not whose.names:
        return
    dead = select(Outbox.id, Outbox.message).where(Outbox.dead_at.is_not(None), Outbox.notice.is_(None))
    about = [
        id_
        for id_, message in await ctx.session.execute(dead)
        if any(name in json.dumps(message, ensure_ascii=False) for name in whose.names)
    ]
    empty = update(Outbox).where(Outbox.id.in_(about)).values(message={})
    await ctx.session.execute(empty.execution_options(synchronize_session=False))
