"""Held, to a person, or passed; and where the points stand after what people said."""

import pytest

from domain.photo_check import CAN_APPEAL, TO_RULE, Because, Photos, Round, Standing, Verdict, judge, standing

HERE = Photos(sent=1, kept=1, compared=1)


@pytest.mark.parametrize(
    ("distance", "verdict", "because"),
    [
        (0, Verdict.HELD, Because.SAME),
        (8, Verdict.HELD, Because.SAME),
        (9, Verdict.TO_A_PERSON, Because.LIKE),
        (14, Verdict.TO_A_PERSON, Because.LIKE),
        (15, Verdict.PASSED, Because.UNLIKE),
        (None, Verdict.PASSED, Because.UNLIKE),
    ],
)
def test_by_distance(distance: int | None, verdict: Verdict, because: Because) -> None:
    photos = Photos(sent=1, kept=1, compared=1, distance=distance)

    assert judge(photos, 8, 14) == (verdict, because)


@pytest.mark.parametrize(
    ("photos", "verdict", "because"),
    [
        (Photos(), Verdict.PASSED, Because.NO_PHOTO),
        (Photos(sent=1, coming=1), Verdict.WAITING, Because.NOT_HERE),
        (Photos(sent=2, coming=1, kept=1, compared=1, distance=12), Verdict.WAITING, Because.NOT_HERE),
        (Photos(sent=2, coming=1, kept=1, compared=1, distance=3), Verdict.HELD, Because.SAME),
        (Photos(sent=1), Verdict.TO_A_PERSON, Because.UNREADABLE),
        (Photos(sent=2, kept=1, compared=1), Verdict.PASSED, Because.UNLIKE),
        (Photos(sent=2, kept=1, compared=1, after=0), Verdict.TO_A_PERSON, Because.NO_AFTER),
        (Photos(sent=3, kept=2, compared=2, after=1), Verdict.PASSED, Because.UNLIKE),
        (Photos(sent=1, kept=1), Verdict.TO_A_PERSON, Because.NOT_COMPARED),
    ],
)
def test_by_what_there_is(photos: Photos, verdict: Verdict, because: Because) -> None:
    assert judge(photos, 8, 14) == (verdict, because)


FIRST, APPEAL = Round.FIRST, Round.APPEAL


@pytest.mark.parametrize(
    ("verdict", "rulings", "stands"),
    [
        (Verdict.PASSED, {}, Standing.PAID),
        (Verdict.WAITING, {}, Standing.WAITING),
        (Verdict.HELD, {}, Standing.HELD),
        (Verdict.TO_A_PERSON, {FIRST: None}, Standing.LOOKED_AT),
        (Verdict.TO_A_PERSON, {FIRST: True}, Standing.PAID),
        (Verdict.TO_A_PERSON, {FIRST: False}, Standing.REFUSED),
        (Verdict.TO_A_PERSON, {FIRST: False, APPEAL: None}, Standing.APPEALED),
        (Verdict.HELD, {APPEAL: None}, Standing.APPEALED),
        (Verdict.HELD, {APPEAL: True}, Standing.PAID),
        (Verdict.HELD, {APPEAL: False}, Standing.REFUSED_FOR_GOOD),
    ],
)
def test_where_the_points_stand(verdict: Verdict, rulings: dict[Round, bool | None], stands: Standing) -> None:
    assert standing(verdict, rulings) is stands


def test_whoever_may_appeal_is_not_waiting_for_anybody() -> None:
    assert frozenset({Standing.HELD, Standing.REFUSED}) == CAN_APPEAL
    assert not CAN_APPEAL & TO_RULE
