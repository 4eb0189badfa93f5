"""What the clock did about visits that were not made: append-only facts, for good."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class VisitEscalation(Base):
    """One step that was taken about a window, once for ever.

    `at` is when it was due, `taken_at` when it was taken. All that one person is told at `told_at` is one message.
    Whoever was told may acknowledge it, which holds the next step.
    """

    __tablename__ = "visit_escalation"
    __table_args__ = (UniqueConstraint("window_id", "level"), Index("ix_visit_escalation_told_at", "told_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    window_id: Mapped[int] = mapped_column(ForeignKey("visit_window.id"))
    level: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    taken_at: Mapped[datetime]
    told_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None] = mapped_column(default=None)
    acknowledged_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class VisitEscalationTold(Base):
    """Somebody to whom a step was addressed."""

    __tablename__ = "visit_escalation_told"

    escalation_id: Mapped[int] = mapped_column(ForeignKey("visit_escalation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class VisitShortfall(Base):
    """So many of a community's windows of one rule were missed that its street was told the counts: once for ever."""

    __tablename__ = "visit_shortfall"
    __table_args__ = (Index("ix_visit_shortfall_told_at", "told_at"),)

    rule: Mapped[str] = mapped_column(String(30), primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    street_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    due: Mapped[int]
    missed: Mapped[int]
    at: Mapped[datetime]
    told_at: Mapped[datetime]
