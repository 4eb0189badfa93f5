"""What a street offers for points, where it lies, and the vouchers that riders hold for it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id
from models.hold import Hold, ending_index


class RewardOffer(Base):
    """What a street says of a reward: in place of the config's entry of the same key, or one of its own. Retired ones
    stay, for the vouchers that are out."""

    __tablename__ = "reward_offer"
    __table_args__ = (CheckConstraint("price > 0 AND a_month > 0", name="can_be_had"),)

    street_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(30), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    price: Mapped[int]
    a_month: Mapped[int]
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("media.id"), default=None)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)


class RewardStock(Base):
    """`free` of the `came_in` pieces (or times, for a service) of a reward of the config can be had at this unit, a
    station or a merchant."""

    __tablename__ = "reward_stock"
    __table_args__ = (
        UniqueConstraint("unit_id", "key"),
        Index("ix_reward_stock_key_id", "key", "id"),
        CheckConstraint("free >= 0", name="never_negative"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    key: Mapped[str] = mapped_column(String(30))
    came_in: Mapped[int]
    free: Mapped[int]


class Voucher(Hold, Base):
    """Holds `points` of a rider and one piece of a stock until it is honoured (posted), cancelled or expired (void).

    `request` is the confirmation that made it: the same tap twice makes one. `code` is as domain.voucher writes it.
    """

    __tablename__ = "voucher"
    __table_args__ = (
        Index("ix_voucher_person_id_id", "person_id", "id"),
        Index("ix_voucher_stock_id_posted_at", "stock_id", "posted_at"),
        ending_index("voucher"),
    )

    code: Mapped[str] = mapped_column(String(8), unique=True)
    request: Mapped[str] = mapped_column(String(40), unique=True)
    stock_id: Mapped[int] = mapped_column(ForeignKey("reward_stock.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    points: Mapped[int]
    honoured_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
