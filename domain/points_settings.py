"""The part of config.yaml about riders' points: what earns them, and what they buy."""

from dataclasses import dataclass
from datetime import time
from typing import Literal

from domain.closed import Closed
from domain.deadlines import parse_term
from domain.points_rules import Reason


@dataclass(frozen=True)
class Reward(Closed):
    key: str
    """Identifier; its name is `reward-<key>` in locales/."""
    kind: Literal["stock", "merchant"]
    """Who hands it over: a station out of its `stock`, or a merchant."""
    price: int
    """In points."""
    a_month: int
    """How many of it one rider may redeem in a calendar month."""

    def __post_init__(self) -> None:
        if self.price < 1 or self.a_month < 1:
            raise ValueError(f"a reward costs a point at least, and can be had: {self.key}")


@dataclass(frozen=True)
class VoucherSettings(Closed):
    days: int
    """A voucher is good for so many days after today; then points and stock go back."""
    remind_days: int
    """So many days before that its rider is reminded."""
    at: time
    """When riders are reminded and, on the first of a month, merchants and the street get the month's statement."""


@dataclass(frozen=True)
class ClusterSettings(Closed):
    metres: int
    """So near to each other are the reports of a cluster."""
    minutes: int
    """So soon after each other."""
    photos: int
    """Whoever confirms a hazard is shown a cluster of so many photos, in at least two reports of one reporter."""

    def __post_init__(self) -> None:
        if self.metres < 1 or self.minutes < 1 or self.photos < 2:
            raise ValueError("photos.cluster: metres and minutes are at least 1, photos at least 2")


@dataclass(frozen=True)
class PhotoSettings(Closed):
    alike: int
    """Photos at most so many of 64 bits apart count as one picture used twice."""
    person: int
    """From there up to so many bits apart, a person is asked to look at both."""
    rule_within: str
    """How long a person has to decide, as a term; then the street is asked too, and the rider is told."""
    cluster: ClusterSettings
    """Many photos by one reporter at one place."""

    def __post_init__(self) -> None:
        if not 0 <= self.alike <= self.person <= 32:
            raise ValueError("photos: 0 <= alike <= person <= 32")
        parse_term(self.rule_within)


@dataclass(frozen=True)
class PointsSettings(Closed):
    hazard_confirmed: int
    """Points for the first reporter of a confirmed hazard."""
    serious_hazard: int
    """Points on top for a serious one."""
    hazard_joined: int
    """Points for having met the same hazard, once it is confirmed."""
    solved_on_spot: int
    """Points, in place of those for a confirmed hazard, for one that the rider has solved on the spot."""
    supervisor_check: int
    """Points for looking whether a closed hazard is really gone."""
    station_check_in: int
    """Points for a check-in at a station, once a day."""
    daily_cap: int
    """Most points that one rider earns a day."""
    last_months: int
    """How long points last, in months."""
    rewards: tuple[Reward, ...]
    """What points buy at first. A street changes prices and limits in chat, adds its own and retires any: what it said
    last goes before what stands here. How many there are, and where, is counted in the database."""
    photos: PhotoSettings
    """When a hazard's photo is like an earlier one (docs/photo-checks.md)."""
    vouchers: VoucherSettings
    """What a rider shows to whoever hands a reward over."""

    def for_hazard(self, *, serious: bool, solved: bool) -> list[tuple[Reason, int]]:
        """What the first reporter is due: a serious hazard pays on top of a confirmed one, solving it in its place."""
        if solved:
            return [(Reason.SOLVED_ON_SPOT, self.solved_on_spot)]
        dues = [(Reason.HAZARD_CONFIRMED, self.hazard_confirmed)]
        return [*dues, (Reason.SERIOUS_HAZARD, self.serious_hazard)] if serious else dues
