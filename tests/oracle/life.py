"""What happens in a street, as a line of events in the order in which they became known. Both the engine and the
reading live through the same line."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Event:
    """`at` is when it became known: an aware moment, in UTC."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NewHousehold(Event):
    id: int
    grid: int
    since: date


@dataclass(frozen=True, slots=True)
class NewPerson(Event):
    id: int
    household: int


@dataclass(frozen=True, slots=True)
class CareStarts(Event):
    """`on` is the first day, `last` the last one where it is known from the start."""

    id: int
    person: int
    category: str
    on: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class CareEnds(Event):
    """`on` is its last day."""

    id: int
    on: date


@dataclass(frozen=True, slots=True)
class HouseholdEnds(Event):
    """`on` is its last day."""

    id: int
    on: date


@dataclass(frozen=True, slots=True)
class HouseholdMoves(Event):
    """The whole household to another grid."""

    id: int
    grid: int


@dataclass(frozen=True, slots=True)
class PersonMoves(Event):
    """Within the street."""

    id: int
    household: int


@dataclass(frozen=True, slots=True)
class PersonLeaves(Event):
    """`on` is the first day that they are gone."""

    id: int
    on: date


@dataclass(frozen=True, slots=True)
class WorkerStarts(Event):
    id: int
    worker: int
    grid: int
    on: date


@dataclass(frozen=True, slots=True)
class WorkerEnds(Event):
    """`on` is the last day of the role with this `id`."""

    id: int
    on: date


@dataclass(frozen=True, slots=True)
class Leave(Event):
    id: int
    worker: int
    first: date
    last: date
    substitute: int | None


@dataclass(frozen=True, slots=True)
class RestDuty(Event):
    """The community names who sees to a grid on a rest day."""

    grid: int
    worker: int
    day: date


@dataclass(frozen=True, slots=True)
class PutOff(Event):
    """A household is taken off the walk of the day `off`, for that of `to`; None: whenever it is planned again."""

    household: int
    off: date
    to: date | None


@dataclass(frozen=True, slots=True)
class Visited(Event):
    """A stop at a household on the day `on`, written down at `at`. `told` through the form, or brought in as a row."""

    id: int
    household: int
    on: date
    way: str
    met: frozenset[int]
    told: bool

    @property
    def outcome(self) -> str:
        return "met" if self.met else "not_home"


@dataclass(frozen=True, slots=True)
class Tick(Event):
    """The clock of `processes` processes ticks at once; it shows `shows`, which may be wrong."""

    shows: datetime
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Compare(Event):
    """Engine and reading are asked what they know of the day `day`."""

    day: date


@dataclass(frozen=True, slots=True)
class Street:
    """Who and what is there from the beginning: communities with their grids, staff by unit, who has a chat."""

    street: int
    communities: dict[int, tuple[int, ...]]
    community_staff: dict[int, tuple[int, ...]]
    street_staff: tuple[int, ...]
    workers: tuple[int, ...]
    without_chat: frozenset[int]
    first_day: date
    last_day: date
    events: tuple[Event, ...]

    def community_of(self, grid: int) -> int:
        return next(community for community, grids in self.communities.items() if grid in grids)
