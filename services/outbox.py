"""The outbox: what is to be said, claimed chat by chat, so that one process at a time speaks in a chat."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.notices import Urgency
from models.outbox import Card, Outbox
from models.people import Chat
from services import outbox_statements as statements
from services.insert import insert_new, upsert
from services.ports import Message

MESSAGE = TypeAdapter(Message)
Found = Row[*tuple[Any, ...]]
NOBODY_KNOWS = "nobody knows whether it arrived"
ROWS_OF_A_CHAT = 20
"""The most that is said in one chat at a time: one with a long backlog keeps nobody else waiting."""


@dataclass(frozen=True)
class ToSay:
    """One row to send. `values` is a rendered message, or the values of `notice`. `perhaps_said`: an earlier try may
    have arrived."""

    id: int
    urgency: int
    notice: str | None
    values: dict[str, Any]
    attempts: int
    perhaps_said: bool


@dataclass(frozen=True)
class ChatLine:
    """A claimed chat with what waits for it, in order, and its cards by name."""

    chat_id: int
    channel: str
    external_id: int
    language: str
    person_id: int | None
    rows: tuple[ToSay, ...]
    cards: dict[str, int]


def reply_row(key: str, chat_id: int, message: Message, now: datetime) -> dict[str, Any]:
    return {
        "key": key,
        "chat_id": chat_id,
        "urgency": Urgency.REPLY,
        "message": MESSAGE.dump_python(message, mode="json", exclude_defaults=True),
        "created_at": now,
        "not_before": now,
    }


async def put(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await session.execute(insert_new(session, Outbox), list(rows))


async def anything_due(session: AsyncSession, now: datetime) -> bool:
    """Asked before claiming, so that an idle sender takes no write lock."""
    return await session.scalar(statements.ANYTHING_DUE, {"now": now}) is not None


async def claim(session: AsyncSession, now: datetime, lease: timedelta, at_most: int) -> list[ChatLine]:
    """Take up to `at_most` chats for which something is due and nobody is speaking, for the length of `lease`."""
    due = {"now": now, "at_most": at_most, "until": now + lease}
    people = (await session.execute(statements.CLAIM_DUE_CHATS, due)).all()
    if not people:
        return []
    chats = {"chats": [person.id for person in people]}
    waiting = {**chats, "now": now, "of_a_chat": ROWS_OF_A_CHAT}
    rows = await _without_repeats(session, (await session.execute(statements.LINES, waiting)).all(), now)
    lines: dict[int, list[ToSay]] = {}
    for row in rows:
        lines.setdefault(row[0], []).append(ToSay(*row[1:]))
    cards: dict[int, dict[str, int]] = {}
    for chat, name, message_id in await session.execute(statements.CARDS, chats):
        cards.setdefault(chat, {})[name] = message_id
    return [
        ChatLine(chat, channel, external, language, person, tuple(lines.get(chat, ())), cards.get(chat, {}))
        for chat, channel, external, language, person in people
    ]


async def _without_repeats(session: AsyncSession, rows: Sequence[Found], now: datetime) -> Sequence[Found]:
    """A routine push is not worth saying twice: it is noted as begun before it is, and one that was begun by a sender
    who never came back is given up, for staff to see."""
    routine = [row for row in rows if row.urgency == Urgency.ROUTINE]
    given_up = {row.id for row in routine if row[-1]}
    if given_up:
        died = update(Outbox).where(Outbox.id.in_(given_up)).values(dead_at=now, error=NOBODY_KNOWS)
        await session.execute(died)
    if begun := [row.id for row in routine if row.id not in given_up]:
        await session.execute(update(Outbox).where(Outbox.id.in_(begun)).values(begun_at=now))
    return [row for row in rows if row.id not in given_up]


@dataclass(frozen=True)
class Outcome:
    """What came of speaking in one chat. `failed` is the row at which it stopped, with why; `unknown`: it may have
    arrived; `left` are routine pushes that were not come to; `hold_until` keeps the chat silent after a failure; `lost`
    says that the chat refuses for ever."""

    chat_id: int
    sent: tuple[int, ...] = ()
    cards: tuple[tuple[str, int], ...] = ()
    failed: int | None = None
    why: str | None = None
    unknown: bool = False
    left: tuple[int, ...] = ()
    dead: bool = False
    hold_until: datetime | None = None
    lost: bool = False
    moved_to: int | None = None


async def settle(session: AsyncSession, outcomes: Iterable[Outcome], now: datetime) -> None:
    """Write down what was sent, and let go of the chats."""
    outcomes = list(outcomes)
    sent = [id_ for outcome in outcomes for id_ in outcome.sent]
    if sent:
        # What was said is no longer kept here: it may hold names and doors.
        await session.execute(statements.SAID, {"ids": sent, "now": now, "nothing": {}})
    if left := [id_ for outcome in outcomes for id_ in outcome.left]:
        await session.execute(update(Outbox).where(Outbox.id.in_(left)).values(begun_at=None))
    cards = [{"chat_id": o.chat_id, "name": name, "message_id": id_} for o in outcomes for name, id_ in o.cards]
    if cards:
        await session.execute(upsert(session, Card, ["chat_id", "name"], ["message_id"]), cards)
    free = [o.chat_id for o in outcomes if o.hold_until is None]
    if free:
        await session.execute(statements.LEASE, {"chats": free, "until": None})
    for outcome in outcomes:
        if outcome.failed is not None:
            await _note_failure(session, outcome, now)


async def _note_failure(session: AsyncSession, outcome: Outcome, now: datetime) -> None:
    await session.execute(
        update(Outbox)
        .where(Outbox.id == outcome.failed)
        .values(
            attempts=Outbox.attempts + 1,
            error=(outcome.why or "")[:200],
            begun_at=now if outcome.unknown else None,
            dead_at=now if outcome.dead else None,
        )
    )
    chat = update(Chat).where(Chat.id == outcome.chat_id)
    if outcome.lost:
        await session.execute(chat.values(blocked_at=now))
        waiting = (Outbox.chat_id == outcome.chat_id, Outbox.sent_at.is_(None), Outbox.dead_at.is_(None))
        await session.execute(update(Outbox).where(*waiting).values(dead_at=now, error=(outcome.why or "")[:200]))
    if outcome.moved_to is not None:
        await _move(session, outcome.chat_id, outcome.moved_to, now)
    if outcome.hold_until is not None:
        await session.execute(chat.values(sending_until=outcome.hold_until))


async def _move(session: AsyncSession, chat_id: int, external_id: int, now: datetime) -> None:
    """The chat gets its new id. If the new one has written already, what waits is said there, and the old one ends."""
    channel = select(Chat.channel).where(Chat.id == chat_id).scalar_subquery()
    known = await session.scalar(select(Chat.id).where(Chat.channel == channel, Chat.external_id == external_id))
    if known is None or known == chat_id:
        await session.execute(update(Chat).where(Chat.id == chat_id).values(external_id=external_id))
        return
    waiting = (Outbox.chat_id == chat_id, Outbox.sent_at.is_(None), Outbox.dead_at.is_(None))
    await session.execute(update(Outbox).where(*waiting).values(chat_id=known))
    await session.execute(update(Chat).where(Chat.id == chat_id).values(blocked_at=now))
