"""What the clock did about the deadlines of cases: append-only facts, for good."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class CaseAlarm(Base):
    """One alarm that was taken: a clock of a case in one round reached a level, once for ever.

    `at` is when it was due, `taken_at` when it was taken, `due_at` the deadline that it is about. All that one person
    is told at `told_at` is one message, unless it is `urgent`.
    """

    __tablename__ = "case_alarm"
    __table_args__ = (UniqueConstraint("case_id", "round", "clock", "level"), Index("ix_case_alarm_told_at", "told_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    round: Mapped[int]
    clock: Mapped[str] = mapped_column(String(12))
    level: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    due_at: Mapped[datetime]
    taken_at: Mapped[datetime]
    told_at: Mapped[datetime]
    urgent: Mapped[bool]


class CaseAlarmTold(Base):
    """Somebody to whom an alarm was addressed."""

    __tablename__ = "case_alarm_told"

    alarm_id: Mapped[int] = mapped_column(ForeignKey("case_alarm.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
