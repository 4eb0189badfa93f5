"""The calls after closing 回访: which cases were drawn, who called, what they heard. Never mixed with what reporters
answer of their own accord (CaseRating)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

TO_CALL = text("done_at IS NULL")


class CaseCallback(Base):
    """A closed case that somebody is to be called back about, once a round. `done_at` is when they were reached, or
    when enough tries had been made in vain; `called_by` made the last try, or asked through the chat
    (`asked_at`)."""

    __tablename__ = "case_callback"
    __table_args__ = tuple(
        Index(
            f"ix_case_callback_{unit}_to_call",
            f"{unit}_id",
            "closed_at",
            "case_id",
            sqlite_where=TO_CALL,
            postgresql_where=TO_CALL,
        )
        for unit in ("community", "street")
    ) + tuple(Index(None, f"{unit}_id", "done_at") for unit in ("community", "street"))

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    street_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    closed_at: Mapped[datetime]
    community_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), default=None)
    tries: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    called_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    called_at: Mapped[datetime | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    reached: Mapped[bool | None] = mapped_column(default=None)
    solved: Mapped[bool | None] = mapped_column(default=None)
    satisfaction: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(Text, default=None)
