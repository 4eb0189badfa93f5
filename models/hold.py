"""Something held until a date, then posted or void: a wish by its taker, points and a piece of stock by a voucher."""

from datetime import datetime

from sqlalchemy import ColumnElement, String, and_
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column


class Hold(MappedAsDataclass, kw_only=True):
    """The columns of every table of holds. Posted: it came to what it was for. Void: it did not, and `why`."""

    held_at: Mapped[datetime]
    held_until: Mapped[datetime]
    posted_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)
    why: Mapped[str | None] = mapped_column(String(14), default=None)

    @classmethod
    def pending(cls) -> ColumnElement[bool]:
        """Neither posted nor void; its time may be over."""
        return and_(cls.posted_at.is_(None), cls.voided_at.is_(None))
