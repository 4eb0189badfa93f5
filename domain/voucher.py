"""Vouchers: their codes, which are short, read aloud, typed by tired thumbs; and what riders call the end of one.

A voucher is a hold (domain/hold.py) on points and a piece of stock: posted is honoured; void is cancelled or expired,
and gives both back.
"""

import unicodedata
from collections.abc import Callable
from enum import StrEnum

from domain.voucher_errors import VoucherUnreadable

DIGITS, LETTERS = "23456789", "ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, no 1, I and L."""
ALPHABET = DIGITS + LETTERS
"""A prime number of signs: the check sign then tells every single slip and every swap."""
DRAWN_FROM = (DIGITS, LETTERS, ALPHABET, ALPHABET, DIGITS, LETTERS, ALPHABET)
"""Both groups mix digits and letters, so a code with a sign too few is still told from a word and from a number. A
thousand million codes are left, too many to guess one of a street's few hundred good ones at its own counter."""
LENGTH = len(DRAWN_FROM) + 1
LINK = "voucher_"


class VoucherState(StrEnum):
    GOOD = "good"
    HONOURED = "honoured"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Void(StrEnum):
    """Why a voucher is void."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"


def new_code(choose: Callable[[str], str]) -> str:
    """`choose` picks one sign, unpredictably: nobody guesses a code."""
    drawn = "".join(choose(signs) for signs in DRAWN_FROM)
    return drawn + check_sign(drawn)


def check_sign(drawn: str) -> str:
    weighed = sum(place * ALPHABET.index(sign) for place, sign in enumerate(drawn, start=1))
    return ALPHABET[weighed % len(ALPHABET)]


def tidy(typed: str) -> str:
    """As a code is kept: a link's end, full-width signs, small letters, spaces and dashes are all the same code."""
    plain = unicodedata.normalize("NFKC", typed).rpartition(LINK)[2]
    return "".join(sign for sign in plain if sign.isalnum()).upper()


def read(typed: str) -> str:
    """The code that was typed or scanned. Raises VoucherUnreadable for what cannot be one."""
    code = tidy(typed)
    if not _is_right(code):
        raise VoucherUnreadable
    return code


def looks_like_code(typed: str) -> bool:
    """Whether free words are a code, so that it can be typed at any time. A slip, also with a sign too few or too many
    or one that no code has, shows as one that mixes letters and digits as codes do; words and numbers do not."""
    code = tidy(typed)
    if abs(len(code) - LENGTH) > 1 or not code.isascii() or code.isdigit():
        return False
    return not code.isalpha() or _is_right(code)


def _is_right(code: str) -> bool:
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and code[-1] == check_sign(code[:-1])


def spoken(code: str) -> str:
    """In two groups, as one reads it aloud."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
