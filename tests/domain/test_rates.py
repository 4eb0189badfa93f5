"""Periods, shares and tallies, without any database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rates import Period, Rate, Share, Span, Tally, period_of


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.DAY, "2026-11-23", "2026-11-23"),
        (Span.WEEK, "2026-11-23", "2026-11-29"),
        (Span.MONTH, "2026-11-01", "2026-11-30"),
        (Span.QUARTER, "2026-10-01", "2026-12-31"),
        (Span.YEAR, "2026-01-01", "2026-12-31"),
    ],
)
def test_the_periods_of_a_day(span: Span, first: str, last: str) -> None:
    assert period_of(span, date(2026, 11, 23)) == Period(date.fromisoformat(first), date.fromisoformat(last))


@given(st.sampled_from(Span), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_periods_of_a_kind_cover_every_day_once(span: Span, day: date) -> None:
    period = period_of(span, day)
    assert period.first <= day <= period.last
    assert period_of(span, period.first) == period_of(span, period.last) == period
    assert period_of(span, period.last + timedelta(days=1)).first == period.last + timedelta(days=1)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Period(date(2026, 11, 2), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("counted", "of", "per_mille"),
    [(0, 0, None), (0, 7, 0), (7, 7, 1000), (2, 3, 667), (1, 8, 125), (9999, 10_000, 999), (1, 10_000, 1)],
)
def test_all_but_all_is_not_all_and_none_of_none_is_no_rate(counted: int, of: int, per_mille: int | None) -> None:
    assert Share(counted, of).per_mille == per_mille


def test_each_rate_has_its_own_two_numbers() -> None:
    tally = Tally(due=9, in_time=8, answered=6, solved=5, satisfied=4, unanswered=3) + Tally(due=1, answered=1)
    assert {rate: tally.share(rate) for rate in Rate} == {
        Rate.RESPONSE: Share(8, 10),
        Rate.RESOLUTION: Share(5, 7),
        Rate.SATISFACTION: Share(4, 7),
    }
    assert tally.unanswered == 3
