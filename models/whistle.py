"""Whistles 吹哨报到: who is on duty, which forces a case called, and what became of each call."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Duty(Base):
    """Somebody of a force is on duty 值班 for a unit; without `ends_at` until they say that they are off. `set_by` is
    the community's officer who put them on the duty roster, None: they switched it on themselves."""

    __tablename__ = "duty"
    __table_args__ = (
        Index("ix_duty_unit_id_force_kind_starts_at", "unit_id", "force_kind", "starts_at"),
        UniqueConstraint("person_id", "force_kind", "unit_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    force_kind: Mapped[str] = mapped_column(String(30))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class Whistle(Base):
    """One call of one kind of force to a case: a task with its own clock. `round` counts the calls of this kind to this
    case; the unique key makes one call of two at once. `note` is how it ended, in words."""

    __tablename__ = "whistle"
    __table_args__ = (
        UniqueConstraint("case_id", "force_kind", "round"),
        Index("ix_whistle_state_community_at", "state", "community_at"),
        Index("ix_whistle_called_at", "called_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    force_kind: Mapped[str] = mapped_column(String(30))
    round: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    needed: Mapped[str] = mapped_column(Text)
    called_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    called_at: Mapped[datetime]
    community_at: Mapped[datetime]
    street_at: Mapped[datetime]
    community_told_at: Mapped[datetime | None] = mapped_column(default=None)
    street_told_at: Mapped[datetime | None] = mapped_column(default=None)
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None, index=True)
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    work_by: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(Text, default=None)


class WhistleCalled(Base):
    """Somebody who was called, for which unit, and why they cannot come, if they said so."""

    __tablename__ = "whistle_called"

    whistle_id: Mapped[int] = mapped_column(ForeignKey("whistle.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    declined_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(Text, default=None)
