"""Where `now` comes from. Read once a use case, injected everywhere; ruff bans every other way to ask."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time as an aware datetime in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one place that asks the machine


@dataclass
class MovableClock:
    """Runs like `base` but can be moved: for the demo, which plays days in seconds, and for tests."""

    base: Clock = field(default_factory=SystemClock)
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return self.base.now() + self.ahead

    def move_to(self, moment: datetime) -> None:
        """Make it `moment` now; time runs on from there."""
        self.ahead = moment - self.base.now()
