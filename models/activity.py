"""Activities 月月有活动: themed events and who came."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Activity(Base):
    """A themed event of a unit. `kind` is activity or law_enforcement (执法下网格)."""

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_unit_id_starts_at", "unit_id", "starts_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime]
    capacity: Mapped[int | None] = mapped_column(default=None)


class ActivitySignup(Base):
    """Somebody signed up; `attended` is set at the check-in."""

    __tablename__ = "activity_signup"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    attended: Mapped[bool] = mapped_column(default=False)
