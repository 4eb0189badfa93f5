from datetime import date

import pytest

from adapters.calendar import published


@pytest.mark.parametrize(
    ("on", "worked"),
    [
        (date(2026, 2, 16), False),  # the eve of the Spring Festival
        (date(2026, 2, 14), True),  # a Saturday worked in exchange
        (date(2026, 3, 2), True),
        (date(2026, 3, 7), False),
    ],
)
def test_holidays_and_make_up_days_are_those_published(on: date, worked: bool) -> None:
    assert published(on) is worked


def test_a_year_that_is_not_out_is_unknown() -> None:
    assert published(date(2031, 1, 4)) is None
    assert published(date(2003, 1, 4)) is None
