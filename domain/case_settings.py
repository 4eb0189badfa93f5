"""What config.yaml says about the deadlines of cases and the calls after closing; part of domain/settings.py."""

from dataclasses import dataclass

from domain.closed import Closed
from domain.deadlines import parse_term


@dataclass(frozen=True)
class Terms(Closed):
    response: str
    """Time to the first response: "15 minutes", "4 hours", "8 working_hours", "5 working_days" or "10 days"."""
    resolution: str
    """Time to the resolution, written the same way."""

    def __post_init__(self) -> None:
        parse_term(self.response)
        parse_term(self.resolution)


@dataclass(frozen=True)
class DeadlineSettings(Closed):
    every_minutes: int
    """How often the clock looks at deadlines; divides a day."""
    remind_percent: int
    """Share of the time after which the handler is reminded."""
    pause: str
    """Time between grid, community and street after a missed deadline: "4 working_hours" and the like."""
    urgent_pause: str
    """The same for danger and what is handled at once on the spot."""
    late_minutes: int
    """A push about an alarm that was due longer ago than this says that it comes late."""
    list_shows: int
    """Cases named in one push; a button shows all."""

    def __post_init__(self) -> None:
        parse_term(self.pause)
        parse_term(self.urgent_pause)
        if self.every_minutes < 1 or 24 * 60 % self.every_minutes:
            raise ValueError(f"every_minutes must divide a day: {self.every_minutes}")
        if not 0 < self.remind_percent <= 100:
            raise ValueError(f"remind_percent is between 1 and 100: {self.remind_percent}")


@dataclass(frozen=True)
class LookSettings(Closed):
    percent: int
    """Share of the resolved hazards that rider supervisors of the place are asked to look at."""
    hours: int
    """So long they are waited for; then the community checks as usual."""


@dataclass(frozen=True)
class CallbackSettings(Closed):
    percent: int
    """Share of the closed cases whose reporters are called back."""
    tries: int
    """Calls in vain after which nobody calls again."""
