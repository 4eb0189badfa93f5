"""Hold, then post or void: one rule for whatever is kept for somebody until a date. A voucher holds points and a piece
of stock, a take-up holds a wish. Posted: it came to what it was for. Void: it did not, and what was held is free again.

A hold whose time is over is still held until somebody ends it: the clock makes it void, and until then each kind says
for itself whether it may still be posted.
"""

from datetime import datetime
from enum import StrEnum
from typing import Protocol


class HoldState(StrEnum):
    HELD = "held"
    POSTED = "posted"
    VOID = "void"


class Holding(Protocol):
    """The facts of a hold. Void goes before posted: what its owner says never came."""

    held_until: datetime
    posted_at: datetime | None
    voided_at: datetime | None


S = HoldState
FROM: dict[HoldState, frozenset[HoldState]] = {
    # ends as        from
    S.POSTED: frozenset({S.HELD}),
    S.VOID: frozenset({S.HELD}),
}
DENIED = frozenset({S.HELD, S.POSTED})
"""From where a hold is void whose owner has the last word, also about what was posted: a wish's, and no voucher's."""


def hold_state(hold: Holding) -> HoldState:
    if hold.voided_at is not None:
        return HoldState.VOID
    return HoldState.HELD if hold.posted_at is None else HoldState.POSTED


def is_over(hold: Holding, now: datetime) -> bool:
    """Nobody has ended it in its time."""
    return hold_state(hold) is HoldState.HELD and hold.held_until <= now
