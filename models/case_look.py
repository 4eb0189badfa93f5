"""Looks of rider supervisors 骑手监督员 at hazards that count as resolved."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class CaseLook(Base):
    """A resolved hazard was drawn for a look, once for ever. `gone`: what the supervisor found there."""

    __tablename__ = "case_look"
    __table_args__ = (Index("ix_case_look_community_id_looked_at", "community_id", "looked_at", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    drawn_at: Mapped[datetime]
    looked_at: Mapped[datetime | None] = mapped_column(default=None)
    looked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    gone: Mapped[bool | None] = mapped_column(default=None)
