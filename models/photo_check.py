"""What became of a hazard's points when its photos were compared with all earlier ones, and what people made of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.photo_check import About
from models.base import Base, Id

HAZARD, TO_RULE = text("'hazard'"), text("decided_at IS NULL")


class PhotoCheck(Base):
    """One a hazard, and one for the look at it (`about`), made when its points were to be paid: `verdict` and `because`
    (domain/photo_check), and the bits (`alike`, `person`) by which it was judged. `media_id` is its photo that is
    `distance` bits from `like_id`, an earlier photo, of the case `other_id`. `serious` and `solved` say what is due to
    its reporter."""

    __tablename__ = "photo_check"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    about: Mapped[str] = mapped_column(
        String(8), primary_key=True, default=About.HAZARD, server_default=HAZARD, kw_only=True
    )
    at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(12))
    because: Mapped[str] = mapped_column(String(12))
    alike: Mapped[int]
    person: Mapped[int]
    serious: Mapped[bool] = mapped_column(default=False)
    solved: Mapped[bool] = mapped_column(default=False)
    distance: Mapped[int | None] = mapped_column(default=None)
    media_id: Mapped[int | None] = mapped_column(ForeignKey("media.id"), default=None)
    like_id: Mapped[int | None] = mapped_column(ForeignKey("media.id"), default=None)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None)


class PhotoRuling(Base):
    """A person is asked, in the first round, or once more by the rider's appeal with its `words`; who decided, as what
    (`party`), whether it `pays`, and why. `passed_on_at`: nobody had in time, and the street was asked too."""

    __tablename__ = "photo_ruling"
    __table_args__ = (
        Index("ix_photo_ruling_to_rule", "asked_at", "case_id", sqlite_where=TO_RULE, postgresql_where=TO_RULE),
        ForeignKeyConstraint(["case_id", "about"], [PhotoCheck.case_id, PhotoCheck.about]),
    )

    case_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    about: Mapped[str] = mapped_column(
        String(8), primary_key=True, default=About.HAZARD, server_default=HAZARD, kw_only=True
    )
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asked_at: Mapped[datetime]
    words: Mapped[str | None] = mapped_column(Text, default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    party: Mapped[str | None] = mapped_column(String(12), default=None)
    pays: Mapped[bool | None] = mapped_column(default=None)
    why: Mapped[str | None] = mapped_column(Text, default=None)
    passed_on_at: Mapped[datetime | None] = mapped_column(default=None)


class PhotoAppealMedia(Base):
    """A photo or voice note that came with the appeal."""

    __tablename__ = "photo_appeal_media"
    __table_args__ = (ForeignKeyConstraint(["case_id", "about"], [PhotoCheck.case_id, PhotoCheck.about]),)

    case_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    about: Mapped[str] = mapped_column(
        String(8), primary_key=True, default=About.HAZARD, server_default=HAZARD, kw_only=True
    )
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"), primary_key=True)
