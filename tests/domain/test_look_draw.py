from domain.geo import Point
from domain.look_draw import Near, nearest

HERE = Point(43.8005, 126.5005)
NEXT_DOOR, AROUND, FAR = Point(43.8006, 126.5005), Point(43.803, 126.5005), Point(43.9, 126.5005)


def test_the_nearest_come_first_and_nobody_from_far_away() -> None:
    supervisors = [Near(1, FAR), Near(2, AROUND), Near(3, NEXT_DOOR), Near(4, None)]

    assert nearest(HERE, supervisors, metres=1000, a_day=3, at_most=2) == [(3, 11), (2, 278)]
    assert nearest(HERE, supervisors, metres=1000, a_day=3, at_most=1) == [(3, 11)]
    assert nearest(HERE, supervisors, metres=10, a_day=3, at_most=2) == []


def test_who_was_asked_enough_today_is_passed_over_for_the_next() -> None:
    supervisors = [Near(2, AROUND, offered=1), Near(3, NEXT_DOOR, offered=2)]

    assert nearest(HERE, supervisors, metres=1000, a_day=2, at_most=2) == [(2, 278)]
