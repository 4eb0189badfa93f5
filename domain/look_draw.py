"""Whom a closed hazard is offered to for a look: the rider supervisors who are nearest."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.geo import Point, distance_m


@dataclass(frozen=True)
class Near:
    """A supervisor, where they were last or mostly are (None: nobody knows), and what they were offered today."""

    person: int
    place: Point | None
    offered: int = 0


def nearest(place: Point, supervisors: Iterable[Near], metres: int, a_day: int, at_most: int) -> list[tuple[int, int]]:
    """Person and metres of at most `at_most`, the nearest first: within `metres`, and offered fewer than `a_day`."""
    found = [
        (distance_m(place, one.place), one.person)
        for one in supervisors
        if one.place is not None and one.offered < a_day
    ]
    return [(person, round(far)) for far, person in sorted(found) if far <= metres][:at_most]
