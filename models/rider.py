"""What riders say about themselves."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class RiderProfile(Base):
    """`nickname` stands on the month's board; None: they do not want to. `platform` is a key of the config;
    `area_id` is the community where they mostly ride, None: anywhere."""

    __tablename__ = "rider_profile"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    nickname: Mapped[str | None] = mapped_column(String(20), default=None, unique=True)
    platform: Mapped[str | None] = mapped_column(String(20), default=None)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), default=None)
