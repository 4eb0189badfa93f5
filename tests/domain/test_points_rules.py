from collections import deque
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.points_rules import PAID_TO_EACH, Reason, credit, expires_on, left_to_expire, transfer_key

CAP = 60
amounts = st.integers(0, 100)


@pytest.mark.parametrize(
    ("amount", "earned_today", "credited"),
    [(10, 0, 10), (10, 50, 10), (10, 55, 5), (10, 60, 0), (10, 75, 0), (100, 0, 60), (0, 0, 0)],
)
def test_no_more_than_the_days_cap(amount: int, earned_today: int, credited: int) -> None:
    assert credit(amount, earned_today, CAP) == credited


@given(st.lists(amounts, max_size=20))
def test_a_day_never_earns_more_than_the_cap_and_nothing_is_held_back_below_it(day: list[int]) -> None:
    earned = 0
    for amount in day:
        earned += credit(amount, earned, CAP)

    assert earned == min(sum(day), CAP)


def test_a_reversal_is_no_earning() -> None:
    with pytest.raises(ValueError, match="not negative"):
        credit(-1, 0, CAP)


@pytest.mark.parametrize(
    ("reason", "about", "owner", "key"),
    [
        (Reason.HAZARD_CONFIRMED, "17", "3", "hazard_confirmed/17"),
        (Reason.HAZARD_JOINED, "17", "3", "hazard_joined/17/3"),
        (Reason.STATION_CHECK_IN, "2026-03-02", "3", "station_check_in/2026-03-02/3"),
    ],
)
def test_keys(reason: Reason, about: str, owner: str, key: str) -> None:
    assert transfer_key(reason, about, owner) == key


def test_a_case_and_a_reason_pay_once_and_whoever_joined_once_each() -> None:
    keys = {(reason, owner): transfer_key(reason, "17", owner) for reason, owner in product(Reason, ("alice", "bob"))}

    assert len(set(keys.values())) == len(Reason) + len(PAID_TO_EACH)


@given(
    st.lists(st.tuples(st.sampled_from(sorted(PAID_TO_EACH)), st.text("1a-", min_size=1), st.text("1a-", min_size=1)))
)
def test_different_things_have_different_keys(things: list[tuple[Reason, str, str]]) -> None:
    assert len({transfer_key(*thing) for thing in things}) == len(set(things))


@pytest.mark.parametrize(("about", "owner"), [("1/2", "3"), ("1", "2/3"), ("", "3"), ("1", "")])
def test_parts_that_could_be_mistaken_are_refused(about: str, owner: str) -> None:
    with pytest.raises(ValueError, match="no part of a key"):
        transfer_key(Reason.ACTIVITY, about, owner)


@pytest.mark.parametrize(
    ("earned_on", "months", "gone_on"),
    [
        ("2026-03-02", 12, "2027-03-02"),
        ("2028-02-29", 12, "2029-03-01"),
        ("2027-02-28", 12, "2028-02-28"),
        ("2026-12-31", 2, "2027-03-01"),
        ("2026-01-31", 1, "2026-03-01"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-11-30", 1, "2026-12-30"),
    ],
)
def test_points_last_a_year(earned_on: str, months: int, gone_on: str) -> None:
    assert expires_on(date.fromisoformat(earned_on), months) == date.fromisoformat(gone_on)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 36))
def test_later_earnings_never_go_first(earned_on: date, months: int) -> None:
    gone_on = expires_on(earned_on, months)

    assert earned_on < gone_on <= expires_on(earned_on + timedelta(days=1), months)


@given(st.lists(st.tuples(st.sampled_from(["earn", "spend", "expire"]), amounts), max_size=40))
def test_expiry_agrees_with_a_purse_that_gives_its_oldest_coins_first(moves: list[tuple[str, int]]) -> None:
    purse: deque[int] = deque()  # the day on which each coin was earned
    earned_on: dict[int, int] = {}
    gone = 0
    for day, (move, amount) in enumerate(moves):
        if move == "earn":
            purse.extend([day] * amount)
            earned_on[day] = amount
        elif move == "spend":
            spent = min(amount, len(purse))
            gone += spent
            for _ in range(spent):
                purse.popleft()
        else:
            too_old = sum(coin <= day - 5 for coin in purse)
            earned = sum(amount for then, amount in earned_on.items() if then <= day - 5)

            assert left_to_expire(earned, gone) == too_old
            gone += too_old
            purse = deque(coin for coin in purse if coin > day - 5)
