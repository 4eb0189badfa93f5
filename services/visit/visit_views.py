"""What the edges see of visits: frozen results, opened for whoever was allowed to ask."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.cadence import Outcome, Way, WindowState
from domain.visit_plan import Why


class Done(StrEnum):
    """What was recorded today at a stop of the walk."""

    OPEN = "open"
    MET = "met"
    PARTLY = "partly"
    """Somebody was met, but not everybody who has to be, or in a way that does not count today."""
    NOT_HOME = "not_home"
    PUT_OFF = "put_off"
    """Taken off today's walk by the worker."""


@dataclass(frozen=True)
class Address:
    """Where a door is. `door` is opened from the vault."""

    compound: str
    building: str
    door: str


@dataclass(frozen=True)
class WalkPerson:
    """Somebody to be met at a stop, and the strictest rule that asks for it."""

    person_id: int
    name: str
    rule: str


@dataclass(frozen=True)
class WalkStop:
    """One door of today's walk. `people` is empty where any of the household will do; `place` is the building's,
    latitude and longitude."""

    household_id: int
    address: Address
    why: Why
    people: tuple[WalkPerson, ...]
    done: Done
    windows: tuple[int, ...]
    building_id: int
    place: tuple[float, float]


@dataclass(frozen=True)
class Walk:
    """One worker's day, door after door, in these grids. `on_duty` is false on leave and where no grid is held."""

    day: date
    stops: tuple[WalkStop, ...]
    on_duty: bool
    calls_count: bool
    grids: tuple[int, ...] = ()

    @property
    def left(self) -> tuple[WalkStop, ...]:
        """The stops that still owe a visit."""
        return tuple(stop for stop in self.stops if stop.done not in (Done.MET, Done.PUT_OFF))


@dataclass(frozen=True)
class Owed:
    """A visit that is still due: under which rule, until when, and whether the window is over already (its grace
    runs). `person_id` is None where the whole household is the subject."""

    rule: str
    person_id: int | None
    ends_on: date
    overdue: bool


@dataclass(frozen=True)
class CardPerson:
    """Somebody who lives there."""

    person_id: int
    name: str
    care: tuple[str, ...]
    last_met: date | None


@dataclass(frozen=True)
class PastVisit:
    visit_id: int
    on: date
    outcome: Outcome
    way: Way
    met: tuple[int, ...]
    has_note: bool


@dataclass(frozen=True)
class NotedVisit:
    """A visit with its words, and ids of its photos and voice notes."""

    visit: PastVisit
    note: str | None
    media: tuple[int, ...]


@dataclass(frozen=True)
class HouseholdCard:
    """A household as those see it who look after it. `visits_today` are in order; `ways` are those that count today."""

    household_id: int
    grid_id: int
    day: date
    address: Address
    people: tuple[CardPerson, ...]
    owed: tuple[Owed, ...]
    last_visit: PastVisit | None
    visits_today: tuple[PastVisit, ...]
    ways: frozenset[Way]


@dataclass(frozen=True)
class MetWindow:
    """A window that a visit settled: in time (met) or within its grace (late)."""

    rule: str
    subject_id: int
    state: WindowState


@dataclass(frozen=True)
class Logged:
    """What came of writing a visit down. `repeated`: it was written down before, nothing was changed. `alarmed`: the
    community was told at once that nobody opened twice in a row."""

    visit_id: int
    outcome: Outcome
    settled: tuple[MetWindow, ...]
    repeated: bool
    alarmed: bool


@dataclass(frozen=True)
class Digest:
    """This morning's content. `ending` holds (rule, subjects not yet met) of the windows that end soon."""

    walk: Walk
    ending: tuple[tuple[str, int], ...]
