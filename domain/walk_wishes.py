"""What a worker decides about their walk: this door another day, that building first. Facts that the planner honours
as long as nothing is missed for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.cadence import Period, WindowFacts
from domain.visit_plan import Why
from domain.worktime import ONE_DAY


@dataclass(frozen=True, slots=True)
class PutOff:
    """A household taken off the walk of the day `off`, for the walk of `to`; None: whenever the planner finds best."""

    household_id: int
    off: date
    to: date | None


@dataclass(frozen=True, slots=True)
class Stop:
    """One door on the walk, and the `windows` (ids) that a visit there serves. `building` sorts buildings in walking
    order, `door` the doors of one."""

    household_id: int
    building: tuple[int, ...]
    door: int
    windows: tuple[int, ...]
    why: Why


def days_left(windows: Iterable[WindowFacts], today: date) -> Sequence[date]:
    """The later days on which all that a household owes today can still be done in time, or within the grace where it
    is late already. None, where somebody is visited every day or where today is the last."""
    last = min((_last_day(window, today) for window in windows), default=today)
    return [today + ONE_DAY * n for n in range(1, (last - today).days + 1)]


def _last_day(window: WindowFacts, today: date) -> date:
    if window.rule.period is Period.DAY:
        return today
    return window.end if today <= window.end else window.closes_on


def chosen_days(wishes: Iterable[PutOff], today: date) -> Mapping[int, date]:
    """Household → the day that was chosen for it, as known when `today` began; the latest wish counts."""
    latest: dict[int, PutOff] = {}
    for wish in sorted(wishes, key=lambda wish: wish.off):
        if wish.off < today:
            latest[wish.household_id] = wish
    return {home: wish.to for home, wish in latest.items() if wish.to is not None and wish.to >= today}


def off_today(wishes: Iterable[PutOff], today: date) -> frozenset[int]:
    """Households taken off today's walk in the course of the day; a wish for today itself puts one back on."""
    return frozenset(wish.household_id for wish in wishes if wish.off == today and wish.to != today)


def in_walking_order(stops: Iterable[Stop]) -> Sequence[Stop]:
    """From building to building and door to door."""
    return sorted(stops, key=lambda stop: (stop.building, stop.door, stop.household_id))


def starting_at(stops: Sequence[Stop], building: tuple[int, ...] | None) -> tuple[Stop, ...]:
    """The same round, begun at another building."""
    if building is None:
        return tuple(stops)
    first = [stop for stop in stops if stop.building >= building]
    return (*first, *(stop for stop in stops if stop.building < building))
