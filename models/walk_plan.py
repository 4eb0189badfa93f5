"""The planned walks. They are worked out from facts, so a row may be thrown away."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class WalkPlan(Base):
    """One grid's stops of a day, as they were due when it began: [household id, why, [ids of the windows that a visit
    serves]], in no order."""

    __tablename__ = "walk_plan"

    day: Mapped[date] = mapped_column(primary_key=True)
    grid_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    made_at: Mapped[datetime]
    stops: Mapped[list[Any]]
