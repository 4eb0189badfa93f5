"""Days as people write them, seen from Wednesday, 18 November 2026."""

from datetime import date

import pytest

from domain.date_said import date_said

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("明天", (2026, 11, 19)),
        ("昨天", (2026, 11, 17)),
        (" 大后天前 ", (2026, 11, 21)),
        ("3天后", (2026, 11, 21)),
        ("三天以后", (2026, 11, 21)),
        ("两周后", (2026, 12, 2)),
        ("2个星期之后", (2026, 12, 2)),
        ("周五", (2026, 11, 20)),
        ("周三", (2026, 11, 25)),
        ("这周一", (2026, 11, 16)),
        ("下周一", (2026, 11, 23)),
        ("下个礼拜天", (2026, 11, 29)),
        ("星期日之前", (2026, 11, 22)),
        ("12月5日", (2026, 12, 5)),
        ("１２月５号", (2026, 12, 5)),
        ("12-5", (2026, 12, 5)),
        ("12/05", (2026, 12, 5)),
        ("11.10", (2026, 11, 10)),
        ("1月5日", (2027, 1, 5)),
        ("5号", (2026, 12, 5)),
        ("25日", (2026, 11, 25)),
        ("2026-12-05", (2026, 12, 5)),
        ("2026年12月5日", (2026, 12, 5)),
        ("20261205", (2026, 12, 5)),
        ("Tomorrow", (2026, 11, 19)),
        ("in 3 days", (2026, 11, 21)),
        ("in 2 weeks", (2026, 12, 2)),
        ("next Monday", (2026, 11, 23)),
        ("this friday", (2026, 11, 20)),
        ("Fri", (2026, 11, 20)),
        ("5 Dec", (2026, 12, 5)),
        ("December 5", (2026, 12, 5)),
    ],
)
def test_a_day_in_many_notations(said: str, day: tuple[int, int, int]) -> None:
    assert date_said(said, WEDNESDAY) == date(*day)


@pytest.mark.parametrize("said", ["", "等物业", "13月5日", "2月30日", "31号半", "99999999", "in 3", "周八", "00-00"])
def test_what_names_no_day(said: str) -> None:
    assert date_said(said, WEDNESDAY) is None


def test_in_a_week_that_begins_on_sunday_in_no_country() -> None:
    """On a Sunday, "next Monday" is tomorrow, and "Sunday" is a week away."""
    sunday = date(2026, 11, 22)
    assert (date_said("下周一", sunday), date_said("周日", sunday)) == (date(2026, 11, 23), date(2026, 11, 29))
