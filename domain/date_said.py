"""A day as people write it: "明天", "3天后", "下周一", "12月5日", "2026-12-05", "5号", "in 3 days", "next Monday"."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

HALF_A_YEAR = timedelta(days=183)
NEAR = {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
NEAR |= {"yesterday": -1, "today": 0, "tomorrow": 1}
DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九十")} | {"两": 2, "日": 7, "天": 7}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
COUNT = r"(\d{1,3}|[一二两三四五六七八九十])"
_LAST_WORDS = re.compile(r"(之前|以前|前|止|为止)$")


def date_said(text: str, today: date) -> date | None:
    """The day that `text` names, seen from `today`; None where it names none. It may lie in the past."""
    said = _LAST_WORDS.sub("", unicodedata.normalize("NFKC", text).strip().casefold().strip("。.!,， "))
    if said in NEAR:
        return today + timedelta(days=NEAR[said])
    for pattern, read in READERS:
        found = pattern.fullmatch(said)
        if found is not None:
            try:
                return read(found, today)
            except (ValueError, OverflowError):
                return None
    return None


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else DIGITS[said]


def _in_days(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=_number(found[1]))


def _in_weeks(found: re.Match[str], today: date) -> date:
    return today + timedelta(weeks=_number(found[1]))


def _full(found: re.Match[str], today: date) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _in_year(month: int, day: int, today: date) -> date:
    """Without a year it is this one, unless that was long ago: in November, the fifth of January is yet to come."""
    this = date(today.year, month, day)
    return this if today - this < HALF_A_YEAR else date(today.year + 1, month, day)


def _month_and_day(found: re.Match[str], today: date) -> date:
    return _in_year(int(found[1]), int(found[2]), today)


def _day_and_month_name(found: re.Match[str], today: date) -> date:
    return _in_year(MONTHS.index(found[2][:3]) + 1, int(found[1]), today)


def _month_name_and_day(found: re.Match[str], today: date) -> date:
    return _in_year(MONTHS.index(found[1][:3]) + 1, int(found[2]), today)


def _day(found: re.Match[str], today: date) -> date:
    """The next such day of a month."""
    day = int(found[1])
    if day > today.day:
        return today.replace(day=day)
    return (today.replace(day=1) + timedelta(days=monthrange(today.year, today.month)[1])).replace(day=day)


def _weekday(found: re.Match[str], today: date) -> date:
    """ "下周一" lies in the week after this one, "周一" is the next Monday."""
    weekday = _number(found[2]) if found[2] in DIGITS or found[2].isdecimal() else DAYS.index(found[2][:3]) + 1
    monday = today - timedelta(days=today.weekday())
    match found[1] or "":
        case "下" | "下个":
            return monday + timedelta(days=7 + weekday - 1)
        case "这" | "本" | "这个" | "this ":
            return monday + timedelta(days=weekday - 1)
    return today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)


Reader = Callable[[re.Match[str], date], date]
_NAME_OF_DAY = "|".join(f"{day}[a-z]*" for day in DAYS)
_NAME_OF_MONTH = "|".join(f"{month}[a-z]*" for month in MONTHS)
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?:过)?{COUNT}\s*天(?:后|以后|之后)?", _in_days),
        (rf"(?:过)?{COUNT}\s*个?(?:周|星期|礼拜)(?:后|以后|之后)", _in_weeks),
        (r"in (\d{1,3}) days?", _in_days),
        (r"in (\d{1,2}) weeks?", _in_weeks),
        (r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?", _full),
        (r"(\d{4})(\d{2})(\d{2})", _full),
        (r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?", _month_and_day),
        (r"(\d{1,2})\s*[日号]", _day),
        (r"(下个|下|这个|这|本)?(?:周|星期|礼拜)([一二三四五六日天1-7])", _weekday),
        (rf"(next |this )?({_NAME_OF_DAY})", _weekday),
        (rf"(\d{{1,2}}) ({_NAME_OF_MONTH})", _day_and_month_name),
        (rf"({_NAME_OF_MONTH}) (\d{{1,2}})", _month_name_and_day),
    )
)
