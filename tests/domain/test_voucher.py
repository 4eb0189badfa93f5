"""What is taken for a voucher's code, and which slips of a tired thumb its check sign tells."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.voucher import ALPHABET, LENGTH, check_sign, looks_like_code, new_code, read, spoken
from domain.voucher_errors import VoucherUnreadable

CODES = st.lists(st.sampled_from(ALPHABET), min_size=LENGTH - 1, max_size=LENGTH - 1).map(
    lambda signs: "".join(signs) + check_sign("".join(signs))
)


def full_width(code: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in code)


@given(CODES)
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    typed = (code, code.lower(), spoken(code), f"　{full_width(code)} ", "-".join(code), f"/start voucher_{code}")
    assert {read(one) for one in typed} == {code}


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_told(code: str, place: int, sign: str) -> None:
    slip = code[:place] + sign + code[place + 1 :]
    if slip != code:
        with pytest.raises(VoucherUnreadable):
            read(slip)


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_signs_the_wrong_way_round_are_told(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(VoucherUnreadable):
            read(swapped)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7K3F 2MQP", True),
        ("7k3f2mq", True),
        ("7K3F2MQPX", True),
        ("OK3F21QP", True),
        ("13812345678", False),
        ("12345678", False),
        ("thankyou", False),
        ("3号楼502室漏水", False),
        ("W-2026-000123", False),
        ("你好", False),
        ("", False),
    ],
)
def test_slips_look_like_codes_and_words_and_numbers_do_not(typed: str, code: bool) -> None:
    assert looks_like_code(typed) == code


@given(st.randoms(use_true_random=False), st.integers(0, LENGTH - 1))
def test_a_new_code_with_a_sign_left_out_still_looks_like_one(random: Random, place: int) -> None:
    code = new_code(random.choice)
    assert read(code) == code
    assert looks_like_code(code[:place] + code[place + 1 :])
