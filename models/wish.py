"""Wishes on the wall, and the take-ups by which parties hold them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Sealed, bound_to
from models.hold import Hold, ending_index

NOT_VOID = text("voided_at IS NULL")


class Wish(Base):
    """The public side of a wish's case. What is said in private stays with the case: `wording` is what the wall shows,
    `code` is its name there, and the place is the middle of its compound or community (WGS84 degrees).

    `contact` is what the owner chose to tell the party that holds it, bound to "wish:<id>:contact"; `shown` says that
    the owner lets the wall show it once it has come true.
    """

    __tablename__ = "wish"
    __table_args__ = (
        Index("ix_wish_street_id_state_id", "street_id", "state", "id"),
        Index("ix_wish_community_id_state_id", "community_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    state: Mapped[str] = mapped_column(String(12))
    street_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    community_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    category: Mapped[str] = mapped_column(String(30))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    offered_at: Mapped[datetime]
    wording: Mapped[str | None] = mapped_column(Text, default=None)
    reason: Mapped[str | None] = mapped_column(Text, default=None)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("media.id"), default=None)
    contact: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("wish:{id}:contact"))
    shown: Mapped[bool] = mapped_column(default=False)


class TakeUp(Hold, Base):
    """A party, a role held for a unit, holds a wish until `held_until`; then the hold is posted (fulfilled) or voided,
    with why. At most one hold a wish is not void, whatever happens at once: the unique index says so."""

    __tablename__ = "take_up"
    __table_args__ = (
        Index("ix_take_up_held", "wish_id", unique=True, sqlite_where=NOT_VOID, postgresql_where=NOT_VOID),
        Index("ix_take_up_unit_id_role_held_at", "unit_id", "role", "held_at"),
        ending_index("take_up"),
    )

    wish_id: Mapped[int] = mapped_column(ForeignKey("wish.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    thanked_at: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(Text, default=None)
    thanks: Mapped[str | None] = mapped_column(Text, default=None)
    thanks_media: Mapped[list[Any]] = mapped_column(default_factory=list)
