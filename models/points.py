"""Points: a double-entry ledger in whole numbers, never edited, never deleted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class PointsAccount(Base):
    """A rider's account, or one of the system's (issued, redeemed, expired, adjusted), which alone may be below zero.
    `balance` is the sum of the account's transfers, kept in the same statement that spends from it."""

    __tablename__ = "points_account"
    __table_args__ = (CheckConstraint("kind != 'rider' OR balance >= 0", name="never_negative"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    kind: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None, unique=True)
    balance: Mapped[int] = mapped_column(default=0)


class PointsTransfer(Base):
    """`amount` points from one account to another; none, where the day's cap left nothing of what was due. `key` makes
    a source pay once."""

    __tablename__ = "points_transfer"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="not_negative"),
        Index("ix_points_transfer_to_id_id", "to_id", "id"),
        Index("ix_points_transfer_on_date", "on_date"),
        Index("ix_points_transfer_from_id_id", "from_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("points_account.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("points_account.id"))
    amount: Mapped[int]
    reason: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime]
    on_date: Mapped[date]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None, index=True)
    expires_on: Mapped[date | None] = mapped_column(default=None)
