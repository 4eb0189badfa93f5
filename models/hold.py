"""Something held until a date, then posted or void: a wish by its taker, points and a piece of stock by a voucher. What
may follow what says domain/hold.py; services/hold.py alone writes it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Index, String, and_, or_, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from domain.hold import HoldState
from models.base import Id

HELD = text("posted_at IS NULL AND voided_at IS NULL")


class Hold(MappedAsDataclass, kw_only=True):
    """The columns of every table of holds."""

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    held_at: Mapped[datetime]
    held_until: Mapped[datetime]
    posted_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)
    why: Mapped[str | None] = mapped_column(String(14), default=None)

    @classmethod
    def stands(cls, states: Collection[HoldState]) -> ColumnElement[bool]:
        """Whether it is in one of `states`: the same as domain.hold.hold_state, in SQL."""
        held, posted = cls.posted_at.is_(None), cls.posted_at.is_not(None)
        alive = cls.voided_at.is_(None)
        sql = {
            HoldState.HELD: and_(held, alive),
            HoldState.POSTED: and_(posted, alive),
            HoldState.VOID: cls.voided_at.is_not(None),
        }
        return or_(*(sql[state] for state in states))

    @classmethod
    def pending(cls) -> ColumnElement[bool]:
        """Neither posted nor void; its time may be over."""
        return cls.stands((HoldState.HELD,))


def ending_index(table: str) -> Index:
    """Those that are held, by their end: however many have ended, the clock reads only these."""
    return Index(f"ix_{table}_pending_until", "held_until", sqlite_where=HELD, postgresql_where=HELD)
