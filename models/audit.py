"""Who looked at, or changed, what is sensitive, and who gave or ended a role. Ids only."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class AccessLog(Base):
    """One look at (or change of) sensitive data: `what` names the kind, `subject_id` the person, household or
    case; of an invitation issued, the unit.

    `street_id` is set for looks at care data and for nothing else (domain/care_looks): the street whose admin reads
    them."""

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_subject_id_at", "subject_id", "at"),
        Index("ix_access_log_street_id_at", "street_id", "at", "id"),
        Index("ix_access_log_actor_id_at", "actor_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    what: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int] = mapped_column(Id)
    street_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), default=None)


class Mark(Base):
    """When something was changed last that processes keep in memory."""

    __tablename__ = "mark"

    what: Mapped[str] = mapped_column(String(30), primary_key=True)
    at: Mapped[datetime]
