"""Photos, voice notes and documents that came in by chat, and the copies of them that a channel already holds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Media(Base):
    """One file somebody sent; no `chat_id`: they are erased, and it belongs to somebody else's case. `state`: pending
    (known to the channel, not yet fetched), kept (in the store, by its hash, without EXIF) or bad (no photo, too large,
    gone). Sizes are bytes and pixels, `duration` seconds."""

    __tablename__ = "media"
    __table_args__ = (
        Index("ix_media_state_next_try_at", "state", "next_try_at"),
        Index("ix_media_chat_id_unique_id", "chat_id", "unique_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chat.id"))
    kind: Mapped[str] = mapped_column(String(10))
    file_id: Mapped[str] = mapped_column(String(250))
    unique_id: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(8), default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str | None] = mapped_column(String(64), default=None, index=True)
    mime: Mapped[str | None] = mapped_column(String(60), default=None)
    width: Mapped[int | None] = mapped_column(default=None)
    height: Mapped[int | None] = mapped_column(default=None)
    size: Mapped[int | None] = mapped_column(default=None)
    duration: Mapped[int | None] = mapped_column(default=None)


class MediaCopy(Base):
    """The id under which a channel already holds a stored file: sent once, named ever after."""

    __tablename__ = "media_copy"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    file_id: Mapped[str] = mapped_column(String(250))
