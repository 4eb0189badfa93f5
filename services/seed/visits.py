"""Visits of the last fortnight: all that are due in the cast's grid, a few in the others.

Enough for a demo whose figures are not empty. Windows are no part of the seed: the clock makes them when they begin.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from domain.cadence import Outcome, Way
from models.visit import Visit, VisitMet
from services.seed.care import Carees
from services.seed.households import Roster
from services.seed.rows import Home, Seeding, moment
from services.seed.staff import Staff

DAYS = 14
NOT_HOME = 0.04
"""Share of the monthly visits that found nobody."""
VISITS_ELSEWHERE = 8
"""Monthly visits in every other grid."""


@dataclass
class Stop:
    """A visit to be; whom it meets is empty where nobody is at home."""

    day: date
    home: Home
    met: list[int]


async def put_visits(seeding: Seeding, roster: Roster, staff: Staff, care: Carees) -> None:
    stops = _stops(seeding, roster, care)
    await seeding.write.put(Visit, _visits(stops, staff))
    await seeding.write.put(VisitMet, _met(stops))


def _stops(seeding: Seeding, roster: Roster, care: Carees) -> list[Stop]:
    """In the order of days; a household is seen once a day at most, however many reasons there are."""
    rng, days = seeding.random("visits"), [seeding.days_ago(n) for n in range(DAYS, 0, -1)]
    found: dict[tuple[date, int], Stop] = {}
    own = {person: home for home in roster.by_grid[roster.cast_grid] for person in home.people}
    for category, people in care.items():
        for person in people:
            if person in own:
                for day in _days_of(category, days, rng):
                    stop = found.setdefault((day, own[person].id), Stop(day, own[person], []))
                    if person not in stop.met:
                        stop.met.append(person)
    weekdays = [day for day in days if day.weekday() < 5]
    for grid_id, homes in roster.by_grid.items():
        count = len(homes) // 2 if grid_id == roster.cast_grid else VISITS_ELSEWHERE
        for home in rng.sample(homes, count):
            day = rng.choice(weekdays)
            met = [] if rng.random() < NOT_HOME else [home.first_person]
            found.setdefault((day, home.id), Stop(day, home, met))
    return sorted(found.values(), key=lambda stop: (stop.day, stop.home.id))


def _days_of(category: str, days: list[date], rng: Random) -> list[date]:
    """Every day, once in each calendar week, or once in all."""
    match category:
        case "key_person":
            return days
        case "disabled" | "empty_nest" | "living_alone":
            weeks: dict[date, list[date]] = {}
            for day in days:
                weeks.setdefault(day - timedelta(days=day.weekday()), []).append(day)
            return [rng.choice(week) for week in weeks.values()]
        case _:
            return [rng.choice(days)]


def _visits(stops: list[Stop], staff: Staff) -> Iterator[dict[str, Any]]:
    for n, stop in enumerate(stops, start=1):
        yield {
            "id": n,
            "household_id": stop.home.id,
            "grid_id": stop.home.grid_id,
            "worker_id": staff.workers[stop.home.grid_id],
            "visited_on": stop.day,
            "recorded_at": moment(stop.day, 540 + n % 420),
            "way": Way.IN_PERSON,
            "outcome": Outcome.MET if stop.met else Outcome.NOT_HOME,
            "submission": f"demo-visit-{n}",
        }


def _met(stops: list[Stop]) -> Iterator[dict[str, Any]]:
    for n, stop in enumerate(stops, start=1):
        for person_id in stop.met:
            yield {"visit_id": n, "person_id": person_id, "visited_on": stop.day}
