"""What rewards of a street's own are called, and how their numbers are typed."""

import pytest

from domain.reward import OWN, count, own_key, own_name
from domain.reward_errors import NumberUnfit, RewardNameUnfit


@pytest.mark.parametrize(
    ("typed", "value"), [("200", 200), (" ２００ 分", 200), ("+3", 3), ("-3", -3), ("来了12份", 12), ("０", 0)]
)
def test_one_whole_number_is_read_however_it_is_typed(typed: str, value: int) -> None:
    assert count(typed, -10, 1000) == value


@pytest.mark.parametrize("typed", ["", "很多", "两百", "1.5", "1,500", "3 4", "1001", "-11", "9" * 40, "1e3"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(NumberUnfit):
        count(typed, -10, 1000)


@pytest.mark.parametrize("typed", ["洗衣液", " 洗衣液　２ 升 ", "Laundry soap", "字" * 12, "a" * 26])
def test_a_name_becomes_a_key_and_back(typed: str) -> None:
    key = own_key(typed)
    assert key.startswith(OWN)
    assert (own_name(key), len(key) <= 30, len(f"rw:places:{key}:123456::0".encode()) <= 64) == (key[4:], True, True)


@pytest.mark.parametrize("typed", ["", "  ", "字" * 13, "a" * 27, "a:b", "<b>", "=1+1", "洗衣液！"])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(RewardNameUnfit):
        own_key(typed)


def test_the_houses_own_keys_are_no_names() -> None:
    assert own_name("haircut") is None
