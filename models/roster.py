"""Roster files that somebody sent: what is known of each until it is put in or forgotten. No file itself is kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Sealed, bound_to


class RosterFile(Base):
    """One file in one chat. `state`: see services/roster/roster_files.State. `fingerprint` is that of the plan that was
    shown: only the same plan is carried out. `report` lists rows with what stands in them; `counts` are figures.
    `message_id`: the message that holds the file, until it is taken out of the chat."""

    __tablename__ = "roster_file"
    __table_args__ = (Index("ix_roster_file_state_next_try_at", "state", "next_try_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    file_id: Mapped[str] = mapped_column(String(250))
    message_id: Mapped[int | None] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="sent")
    attempts: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str | None] = mapped_column(String(64), default=None)
    fingerprint: Mapped[str | None] = mapped_column(String(64), default=None)
    ends_gone: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str | None] = mapped_column(String(30), default=None)
    report: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("roster_file:{id}:report"))
    counts: Mapped[dict[str, Any] | None] = mapped_column(default=None)
