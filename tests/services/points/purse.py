"""What the ledger should come to, the way a child would keep it: every point is a coin that says until when it is good,
and the oldest lies in front."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.points_settings import Reward

VOUCHER_DAYS = 30


@dataclass
class Purse:
    """`coins` by their last day, the oldest first; `gone` are those that left it, the last one at the end."""

    coins: list[date] = field(default_factory=list)
    gone: list[date] = field(default_factory=list)

    def earn(self, points: int, until: date) -> None:
        self.coins += [until] * points

    def spend(self, points: int) -> None:
        self.gone += self.coins[:points]
        del self.coins[:points]

    def get_back(self, points: int) -> None:
        self.coins[:0] = self.gone[-points:]
        del self.gone[-points:]

    def over(self, today: date) -> int:
        return sum(until <= today for until in self.coins)


@dataclass
class Move:
    """One transfer by its key: `gained` by the rider, below zero where they gave it."""

    key: str
    rider: int
    gained: int
    reversed: bool = False


@dataclass
class Held:
    """A voucher."""

    code: str
    rider: int
    reward: Reward
    since: date
    state: str = "good"

    def good(self, today: date) -> bool:
        return self.state == "good" and today <= self.since + timedelta(days=VOUCHER_DAYS)

    def counts(self, reward: Reward, day: date) -> bool:
        """Towards the limit of that day's month."""
        month = (self.since.year, self.since.month) == (day.year, day.month)
        return month and self.reward == reward and self.state in ("good", "honoured")
