"""What is known of somebody whose door nobody opened, for those whom care data is for."""

from dataclasses import dataclass
from datetime import date

from domain.cadence import Way
from services.visit.visit_views import Address


@dataclass(frozen=True)
class Alarm:
    """Nobody opened: `tries` are the days of the fruitless stops since then, newest first, `numbers` the open cases."""

    address: Address
    tries: tuple[date, ...]
    last_met: date | None
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Tried:
    """A fruitless stop, and the name of who made it."""

    on: date
    by: str


@dataclass(frozen=True)
class Seen:
    """The visit that met them last."""

    on: date
    way: Way
    by: str


@dataclass(frozen=True)
class Reached:
    """Somebody of the household, whom one can call where the roster has a number."""

    name: str
    phone: str | None


@dataclass(frozen=True)
class Known:
    """`name` is None where the household as a whole is asked for. `tries` are the stops since somebody last opened,
    newest first; of `contacts` the person themselves comes first."""

    number: str
    household_id: int
    address: Address
    name: str | None
    tries: tuple[Tried, ...]
    seen: Seen | None
    contacts: tuple[Reached, ...]
