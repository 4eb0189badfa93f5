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
    """Share of the closed hazards that rider supervisors near by are asked to look at."""
    metres: int
    """So near is near by: from where a supervisor last reported or checked in, else from the middle of their area."""
    seen_days: int
    """So long a place counts as where they last were."""
    offered_to: int
    """So many are asked, the nearest first; the first who looks has done it."""
    a_day: int
    """At most so many offers a supervisor and day."""
    hours: int
    """So long an offer stands; then the next nearest are asked."""
    rounds: int
    """So often somebody is asked; then it is left to the community."""

    def __post_init__(self) -> None:
        if not 0 <= self.percent <= 100:
            raise ValueError(f"percent is between 0 and 100: {self.percent}")
        if min(self.metres, self.seen_days, self.offered_to, self.a_day, self.hours, self.rounds) < 1:
            raise ValueError("metres, seen_days, offered_to, a_day, hours and rounds are at least 1")


@dataclass(frozen=True)
class CallbackSettings(Closed):
    percent: int
    """Share of the closed cases whose reporters are called back."""
    tries: int
    """Calls in vain after which nobody calls again."""
