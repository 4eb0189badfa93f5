"""Many photos by one reporter, at one place, within minutes: what perceptual hashes do not see (a crop, another angle)
and a person should. It is shown and never decides anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.geo import Point, distance_m


@dataclass(frozen=True)
class Taken:
    """A report of the reporter's: where and when, with how many photos."""

    place: Point
    at: datetime
    photos: int


@dataclass(frozen=True)
class Cluster:
    """So many reports with so many photos, the furthest of them so many metres and minutes from the one asked about."""

    reports: int
    photos: int
    metres: int
    minutes: int


def cluster(one: Taken, others: Iterable[Taken], metres: int, minutes: int, photos: int) -> Cluster | None:
    """What lies within `metres` and `minutes` of `one`, with itself; None below two reports or `photos` photos."""
    near = [
        (distance_m(one.place, other.place), abs(other.at - one.at), other.photos)
        for other in others
        if distance_m(one.place, other.place) <= metres and abs(other.at - one.at) <= timedelta(minutes=minutes)
    ]
    count = one.photos + sum(other for *_, other in near)
    if not near or count < photos:
        return None
    furthest, longest = max(far for far, *_ in near), max(apart for _, apart, _ in near)
    return Cluster(1 + len(near), count, round(furthest), round(longest / timedelta(minutes=1)))
