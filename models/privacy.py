"""What people ask of their own data: copies, erasures, and what is left to be done of an erasure after its commit."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class DataExport(Base):
    """Somebody asked for a copy of their data, in this chat. The copy itself is made while it is sent and kept nowhere:
    `parts` says in how many files."""

    __tablename__ = "data_export"
    __table_args__ = (Index("ix_data_export_person_id_asked_at", "person_id", "asked_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), index=True)
    asked_at: Mapped[datetime]
    parts: Mapped[int]


class Erasure(Base):
    """Somebody's data were erased: when, which way (domain/erasing.Way), and by whose hand where it was not their own.
    `person_id` leads to a person of whom nothing is known any more."""

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_at", "at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    way: Mapped[str] = mapped_column(String(14))
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class FileToForget(Base):
    """A stored file that nobody needs any more; the row goes when the file is gone."""

    __tablename__ = "file_to_forget"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[datetime]


class ChatToForget(Base):
    """A chat of somebody erased: once they have heard that it is done, its channel forgets what was said in it, and
    then the chat itself goes."""

    __tablename__ = "chat_to_forget"

    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), primary_key=True, autoincrement=False)
    since: Mapped[datetime]
    next_try_at: Mapped[datetime] = mapped_column(index=True)
