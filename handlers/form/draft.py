"""An unfinished form: its pieces, what it asks for, and the way back. It lives in the conversation's row, as JSON."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.plain_data import copied

STEPS_BACK = 10


@dataclass
class Draft:
    """`asking` is the piece being asked for; None: the confirm card. `before` holds earlier pieces, for back."""

    form: str
    submission: str = field(default_factory=lambda: secrets.token_hex(4))
    pieces: dict[str, Any] = field(default_factory=dict)
    asking: str | None = None
    skipped: list[str] = field(default_factory=list)
    before: list[dict[str, Any]] = field(default_factory=list)
    touched: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    """Words by the message that they came in."""
    held: list[dict[str, Any]] = field(default_factory=list)
    """What came while it was asked whether this old draft is gone on with."""
    keyboard: bool = False
    """Whether the keyboard that shares a place was put up; whoever cancels should not keep it."""

    def as_data(self) -> dict[str, Any]:
        """As it is kept: what becomes of this draft afterwards does not change that."""
        return copied(vars(self))

    @property
    def card(self) -> str:
        return f"form:{self.submission}"

    @property
    def words_by_message(self) -> dict[int, str]:
        return {int(message_id): words for message_id, words in self.sources.items()}

    def remember(self) -> None:
        """Call before a change: one step back leads here."""
        snapshot = {"pieces": copied(self.pieces), "skipped": list(self.skipped), "asking": self.asking}
        self.before = [*self.before[1 - STEPS_BACK :], snapshot]

    def step_back(self) -> None:
        if self.before:
            last = self.before.pop()
            self.pieces, self.skipped, self.asking = last["pieces"], last["skipped"], last["asking"]

    def older_than(self, age: timedelta, now: datetime) -> bool:
        return bool(self.touched) and now - datetime.fromisoformat(self.touched) > age
