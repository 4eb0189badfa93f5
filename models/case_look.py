"""Looks of rider supervisors 骑手监督员 at hazards that are closed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

WAITS, LEFT = text("next_at IS NOT NULL"), text("left_at IS NOT NULL AND looked_at IS NULL")


class CaseLook(Base):
    """A closed hazard was drawn for a look, once for ever. `gone`: what was found there.

    `round` is how often supervisors were asked, `next_at` when the clock sees to it again, if nobody has looked until
    then; `left_at`: nobody came, and it was left to its community."""

    __tablename__ = "case_look"
    __table_args__ = (
        Index("ix_case_look_next_at", "next_at", sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_case_look_left", "community_id", "case_id", sqlite_where=LEFT, postgresql_where=LEFT),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    drawn_at: Mapped[datetime]
    round: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    next_at: Mapped[datetime | None] = mapped_column(default=None)
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    looked_at: Mapped[datetime | None] = mapped_column(default=None)
    looked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    gone: Mapped[bool | None] = mapped_column(default=None)


class CaseLookOffer(Base):
    """A supervisor was asked to look; `metres` from where they were last or mostly are."""

    __tablename__ = "case_look_offer"
    __table_args__ = (Index("ix_case_look_offer_person_id_offered_at", "person_id", "offered_at"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_look.case_id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    offered_at: Mapped[datetime]
    metres: Mapped[int]
