"""Deliberation 议事会: topics discussed in a community, their minutes and what came of them."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Deliberation(Base):
    """One meeting about one topic."""

    __tablename__ = "deliberation"
    __table_args__ = (Index("ix_deliberation_community_id_held_on", "community_id", "held_on"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    community_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    topic: Mapped[str] = mapped_column(String(120))
    held_on: Mapped[date]
    decision: Mapped[str | None] = mapped_column(Text, default=None)
