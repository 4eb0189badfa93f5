from datetime import UTC, datetime, timedelta

from domain.geo import Point
from domain.photo_cluster import Cluster, Taken, cluster

NINE = datetime(2026, 11, 18, 9, tzinfo=UTC)
HERE = Point(43.8005, 126.5005)
ELSEWHERE = Point(43.8015, 126.5005)
"""Some 110 metres away."""


def taken(minutes: float = 0, photos: int = 1, place: Point = HERE) -> Taken:
    return Taken(place, NINE + timedelta(minutes=minutes), photos)


def test_four_photos_of_three_reports_near_by_are_one_cluster() -> None:
    others = [taken(12), taken(-7, photos=2, place=Point(43.8008, 126.5005))]

    assert cluster(taken(), others, metres=60, minutes=30, photos=4) == Cluster(3, 4, 33, 12)


def test_what_is_too_far_too_late_or_too_few_is_none() -> None:
    def seen(*others: Taken, photos: int = 1) -> Cluster | None:
        return cluster(taken(photos=photos), others, metres=60, minutes=30, photos=4)

    assert seen(taken(photos=3, place=ELSEWHERE)) is None
    assert seen(taken(30.1, photos=3)) is None
    assert seen(taken(photos=2)) is None
    assert seen(photos=9) is None
    assert seen(taken(30, photos=3)) == Cluster(2, 4, 0, 30)
