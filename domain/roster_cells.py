"""What stands in a cell, as offices write it, in one spelling. Everything here reads text and raises `Unread`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from domain.contact import phone_in
from domain.errors import PhoneUnreadable

NAME_LIMIT, DOOR_LIMIT, PLACE_LIMIT, NOTE_LIMIT = 40, 40, 40, 500
EXCEL_BEGAN = date(1899, 12, 30)
"""Day 0 of Excel's calendar, with its 29th of February 1900."""
EXCEL_DAYS = range(20_000, 80_000)
"""1954 to 2119: a bare number outside of it is no day."""
MOBILE_DIGITS = 11


class Unread(ValueError):
    """A cell that says nothing we understand; `reason` is part of a text's key."""

    def __init__(self, reason: str, value: str = "") -> None:
        super().__init__(reason)
        self.reason, self.value = reason, value


def plain(text: str) -> str:
    """Full width, tabs and doubled spaces are typing, not content."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").split())


def close(text: str) -> str:
    """Without any space: for what is compared."""
    return "".join(plain(text).split())


_LATIN_SPACE = re.compile(r"(?<=[A-Za-z.·]) (?=[A-Za-z])")


def name_of(text: str) -> str:
    """ "张 三" is 张三; names in letters keep their spaces."""
    words = plain(text)
    name = words if _LATIN_SPACE.search(words) else close(words)
    if not any(sign.isalpha() for sign in name):
        raise Unread("name", text)
    return within(name, NAME_LIMIT)


def within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Unread("too_long", str(limit))
    return text


_POWER = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_POINT = re.compile(r"(\d+)\.0+")


_ELEVEN = re.compile(r"1\d{10}")
"""What a mobile number looks like, also one that no network has given out: the demo's people have only such."""


def phone_of(text: str) -> str:
    """Digits in one spelling, also where Excel took the number for a quantity. What it cut off is gone and said so."""
    said = close(text)
    if power := _POWER.fullmatch(said):
        digits = power[1] + (power[2] or "")
        if len(digits) < min(int(power[3]) + 1, MOBILE_DIGITS):
            raise Unread("phone_cut", text)
        said = digits.ljust(int(power[3]) + 1, "0")
    elif point := _POINT.fullmatch(said):
        said = point[1]
    if _ELEVEN.fullmatch(said):
        return said
    try:
        return phone_in(said)
    except PhoneUnreadable as problem:
        raise Unread("phone", text) from problem


_DATES = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_HOUR = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


def date_of(text: str) -> date:
    """2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301, and Excel's number of the day (46082)."""
    said = close(_HOUR.sub("", plain(text)))
    if (serial := _SERIAL.fullmatch(said)) and int(serial[1]) in EXCEL_DAYS:
        return EXCEL_BEGAN + timedelta(days=int(serial[1]))
    for pattern in _DATES:
        if found := pattern.fullmatch(said):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError as problem:
                raise Unread("no_such_day", text) from problem
    raise Unread("date", text)


def degrees_of(text: str, most: int) -> float:
    try:
        value = float(close(text))
    except ValueError as problem:
        raise Unread("degrees", text) from problem
    if not -most <= value <= most or value == 0:
        raise Unread("degrees", text)
    return value


def order_of(text: str) -> int:
    said = close(text).removesuffix(".0")
    if not said.isdecimal() or len(said) > 6:
        raise Unread("order", text)
    return int(said)


MARK = "#"
"""Begins the number that we give out for somebody who has none of the office's and needs one to be told apart."""


def mark_of(person_id: int) -> str:
    return f"{MARK}{person_id:x}"


_BETWEEN = re.compile(r"[、,;/|\s]+")


def several(text: str) -> tuple[str, ...]:
    """ "残疾、独居" are two."""
    return tuple(dict.fromkeys(part for part in _BETWEEN.split(plain(text)) if part))


def categories_of(text: str, words: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The identifiers of care categories, by any of their words."""
    known = {close(word).casefold(): key for key, said in words.items() for word in (key, *said)}
    found = []
    for part in several(text):
        if part.casefold() not in known:
            raise Unread("category", part)
        found.append(known[part.casefold()])
    return tuple(dict.fromkeys(found))


_NUMERALS = {sign: n for n, sign in enumerate("零一二三四五六七八九")}
_NUMERAL = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九]")


def _digits(found: re.Match[str]) -> str:
    said = found[0]
    if "十" not in said:
        return str(_NUMERALS[said])
    tens, _, ones = said.partition("十")
    return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))


def _counted(text: str) -> str:
    """Numbers as digits, without leading zeros, so that 第三网格 is 03网格."""
    return re.sub(r"0+(?=\d)", "", _NUMERAL.sub(_digits, text))


_COMMUNITY = re.compile(r"(社区|居委会|村)$")


def community_key(name: str) -> str:
    said = close(name).casefold()
    return _COMMUNITY.sub("", said) or said


_GRID = re.compile(r"^第?(.+?)号?网格$")
_NUMBERED = re.compile(r"^第?(\d+)号?(?:网格)?$")


def grid_key(name: str, community: str) -> str:
    """长江社区第3网格, 第三网格, 3号网格 and 3 are the same within 长江社区 (`community` is its key)."""
    said = close(name).casefold()
    rest = re.sub(rf"^{re.escape(community)}(?:社区|居委会|村)?", "", said) or said
    if not _GRID.fullmatch(rest) and not rest.removeprefix("第").isdecimal():
        return said
    counted = _counted(rest)
    found = _NUMBERED.fullmatch(counted)
    return found[1] if found else counted


def compound_key(name: str) -> str:
    return close(name).casefold()


_BUILDING = re.compile(r"^第?([0-9a-z]+)(?:号楼|栋|幢|座|楼|号)?$")


def building_key(name: str) -> str:
    """3号楼, 3栋, 三幢, 03 are the same in one compound."""
    said = _counted(close(name).casefold().removesuffix(".0"))
    found = _BUILDING.fullmatch(said)
    return found[1] if found else said


def door_of(staircase: str | None, door: str) -> str:
    """2 and 202 make 2单元202室; what is written in words stays."""
    number = close(door).removesuffix(".0")
    room = f"{number}室" if number.isalnum() and number.isascii() else number
    if not staircase:
        return within(room, DOOR_LIMIT)
    stair = close(staircase).removesuffix(".0")
    return within(f"{stair}单元{room}" if stair.isalnum() and stair.isascii() else f"{stair}{room}", DOOR_LIMIT)


_STAIRCASE = re.compile(r"(?:单元|门(?=\d)|梯(?=\d))-?")
_ROOM = re.compile(r"(室|号|户|房)$")


def door_key(door: str) -> str:
    """2单元202室, 二单元202 and 2-202 are the same door."""
    said = _counted(close(door).casefold())
    return _STAIRCASE.sub("-", _ROOM.sub("", said))


_ADDRESS = re.compile(
    r"(?P<compound>.*?[^\d第一二三四五六七八九十-])(?P<building>第?[0-9一二三四五六七八九十]+(?:号楼|栋|幢|座)|\d+(?=-))-?"
    r"(?P<door>[^-].*)"
)


def address_of(text: str) -> tuple[str, str, str]:
    """Compound, building and door of 长江花园3号楼2单元202室 or 长江花园3-2-202."""
    found = _ADDRESS.fullmatch(close(text))
    if not found:
        raise Unread("address", text)
    return found["compound"], found["building"], door_of(None, found["door"])
