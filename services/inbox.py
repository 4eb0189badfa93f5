"""The inbox: an update is stored once, handled in order per chat, and marked done in the transaction of its effects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.outbox import Conversation, Inbox, Outbox
from models.people import Chat
from services import inbox_statements as statements
from services.insert import insert_new, upsert


@dataclass(frozen=True)
class Received:
    """An update as an edge took it in; `external_id` is the chat, None where it belongs to none."""

    channel: str
    update_id: int
    external_id: int | None
    language: str
    payload: str


@dataclass(frozen=True)
class Waiting:
    """An update to handle."""

    id: int
    channel: str
    chat_id: int | None
    payload: str | None
    attempts: int


async def store(session: AsyncSession, updates: Sequence[Received], now: datetime) -> int:
    """Keep `updates`; one that is known already is passed over. Returns how many were new."""
    places = sorted({(u.channel, u.external_id) for u in updates if u.external_id is not None})
    known = await _chats(session, places)
    languages = {(u.channel, u.external_id): u.language for u in updates}
    missing = [place for place in places if place not in known]
    if missing:
        rows = [
            {"channel": channel, "external_id": external, "created_at": now, "language": languages[channel, external]}
            for channel, external in missing
        ]
        await session.execute(insert_new(session, Chat), rows)
        known |= await _chats(session, missing)
    values = [
        {
            "channel": u.channel,
            "update_id": u.update_id,
            "chat_id": known.get((u.channel, u.external_id)) if u.external_id is not None else None,
            "payload": u.payload,
            "received_at": now,
        }
        for u in updates
    ]
    stored = await session.execute(insert_new(session, Inbox).returning(Inbox.id), values)
    return len(stored.all())


async def _chats(session: AsyncSession, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], int]:
    known: dict[tuple[str, int], int] = {}
    for channel in sorted({channel for channel, _ in places}):
        externals = [external for one, external in places if one == channel]
        rows = await session.execute(statements.PLACES, {"channel": channel, "externals": externals})
        known |= {(channel, external): id_ for external, id_ in rows}
    return known


async def anything_waiting(session: AsyncSession) -> bool:
    """Asked before anything is locked, so that an idle worker takes no write lock."""
    return await session.scalar(statements.ANYTHING_WAITING) is not None


async def still_waiting(session: AsyncSession, one: Waiting) -> list[Waiting]:
    """`one`, locked, unless another process has handled it meanwhile."""
    if one.chat_id is not None:
        await session.execute(select(Chat.id).where(Chat.id == one.chat_id).with_for_update(key_share=True))
    is_open = await session.scalar(select(Inbox.id).where(Inbox.id == one.id, Inbox.done_at.is_(None)))
    return [one] if is_open is not None else []


async def waiting(session: AsyncSession, at_most: int) -> list[Waiting]:
    """The next updates to handle, in order per chat, their chats locked until the transaction ends.

    Two statements on purpose: the chats are locked first and their updates read after, since one statement doing both
    reads what another process has just handled.
    """
    chats = (await session.scalars(statements.LOCK_CHATS, {"at_most": at_most})).all()
    return await of_chats(session, chats, at_most)


async def of_chats(session: AsyncSession, chats: Sequence[int], at_most: int) -> list[Waiting]:
    """The waiting updates of `chats` (and of no chat), oldest first."""
    rows = await session.execute(statements.OF_CHATS, {"chats": chats, "at_most": at_most})
    return [Waiting(*row) for row in rows]


async def done(session: AsyncSession, ids: Sequence[int], now: datetime) -> None:
    """Handled: what was said in them is no longer kept here."""
    await session.execute(statements.DONE, {"ids": ids, "now": now})


async def failed(session: AsyncSession, update_: Waiting, error: str, now: datetime, at_most: int) -> bool:
    """Note a failure; after `at_most` the update is set aside, payload and all. Returns whether it was."""
    attempts = update_.attempts + 1
    set_aside = attempts >= at_most
    await session.execute(
        update(Inbox)
        .where(Inbox.id == update_.id)
        .values(attempts=attempts, error=error[:200], done_at=now if set_aside else None)
    )
    return set_aside


async def conversations(session: AsyncSession, chats: Sequence[int]) -> dict[int, tuple[str | None, dict[str, Any]]]:
    rows = await session.execute(statements.CONVERSATIONS, {"chats": chats})
    return {chat: (state, data) for chat, state, data in rows}


async def keep_conversations(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """`rows` have chat_id, state, data, updated_at."""
    if rows:
        statement = upsert(session, Conversation, ["chat_id"], ["state", "data", "updated_at"])
        await session.execute(statement, list(rows))


async def forget_strangers(session: AsyncSession, before: datetime) -> None:
    """Drop what people wrote who never agreed to the notice, if nothing was added since `before`."""
    strangers = select(Chat.id).where(Chat.person_id.is_(None))
    await session.execute(
        delete(Conversation).where(Conversation.updated_at < before, Conversation.chat_id.in_(strangers))
    )


async def purge(session: AsyncSession, before: datetime, keep: timedelta) -> None:
    """Forget what was handled and sent longer than `keep` ago."""
    await session.execute(delete(Inbox).where(Inbox.done_at < before - keep))
    await session.execute(delete(Outbox).where(Outbox.sent_at < before - keep))
