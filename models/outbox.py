"""The way of an update: inbox, conversation, outbox; and the slots that the clock has claimed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id

WAITING = text("done_at IS NULL")
DEAD = text("dead_at IS NOT NULL")
UNSENT = text("sent_at IS NULL AND dead_at IS NULL")


class Inbox(Base):
    """An update as it was received. It stays, emptied, for a while after it is done: a redelivery finds it there."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "update_id"),
        Index(
            "ix_inbox_waiting",
            "chat_id",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index("ix_inbox_done_at", "done_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    channel: Mapped[str] = mapped_column(String(20))
    update_id: Mapped[int] = mapped_column(Id)
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chat.id"))
    payload: Mapped[str | None] = mapped_column(Text)
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(200), default=None)


class Conversation(Base):
    """Where a chat stands: aiogram's state and data, written in the update's own transaction."""

    __tablename__ = "conversation"

    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), primary_key=True)
    state: Mapped[str | None] = mapped_column(String(60))
    data: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]


class Outbox(Base):
    """One thing to say to one chat, unique by `key`, so a fact is told once.

    `urgency`: 0 danger, 1 reply, 2 push, 3 routine push. A reply carries its rendered `message`; a push carries a
    `notice` and its values in `message` and is rendered in the reader's language when it is sent. `begun_at`: somebody
    may have said it, and nobody knows; of a routine push that is so from the moment it is claimed.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "chat_id",
            "urgency",
            "id",
            sqlite_where=UNSENT,
            postgresql_where=UNSENT,
        ),
        Index("ix_outbox_sent_at", "sent_at"),
        Index("ix_outbox_dead", "id", sqlite_where=DEAD, postgresql_where=DEAD),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"))
    urgency: Mapped[int]
    message: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    notice: Mapped[str | None] = mapped_column(String(40), default=None)
    attempts: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    dead_at: Mapped[datetime | None] = mapped_column(default=None)
    error: Mapped[str | None] = mapped_column(String(200), default=None)


class Card(Base):
    """A message that changes: the sender finds its id in the chat by the card's name."""

    __tablename__ = "card"

    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    message_id: Mapped[int] = mapped_column(Id)


class Slot(Base):
    """One run of one job, claimed by whoever inserts the row first."""

    __tablename__ = "slot"

    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    done_at: Mapped[datetime]
