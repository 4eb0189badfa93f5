"""Cases that a house made by itself since nobody opened."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class UnmetCase(Base):
    """Whom a case is about that two fruitless visits in a row made. `person_id` is None where the rule asks for the
    household as a whole. Kept beside the case, which the street reads too: that somebody is visited every day or week
    is care data."""

    __tablename__ = "unmet_case"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None, index=True)
