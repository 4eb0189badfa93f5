"""Households and persons on their way to another community."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Sealed, bound_to

OPEN = text("state = 'open'")


class HomeOffer(Base):
    """The community `from_id` offers a household, or `person_id` of it alone, to the community `to_id`; a row that is
    kept. It stood in `stood_grid_id` and `stood_building_id` then: elsewhere by now, and the offer holds no longer.
    Whoever is asked has until the end of the day `until`, and is reminded on `remind_on`; None: was reminded."""

    __tablename__ = "home_offer"
    __table_args__ = (
        Index("ix_home_offer_open", "until", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_home_offer_household_id", "household_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    stood_grid_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    stood_building_id: Mapped[int] = mapped_column(ForeignKey("building.id"))
    offered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    offered_at: Mapped[datetime]
    until: Mapped[date]
    submission: Mapped[str] = mapped_column(String(40), unique=True)
    state: Mapped[str] = mapped_column(String(10), default="open")
    remind_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("home_offer:{submission}:note"))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("home_offer:{submission}:answer"))
