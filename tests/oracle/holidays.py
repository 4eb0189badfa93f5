"""The days of 2026 that differ from the plain week, copied by hand from the State Council's notice for 2026
(国务院办公厅关于2026年部分节假日安排的通知). The last days of 2025 are a
plain week, and of 2027 nothing is known."""

from datetime import date, timedelta

RESTS = [
    ((1, 1), (1, 3)),
    ((2, 15), (2, 23)),
    ((4, 4), (4, 6)),
    ((5, 1), (5, 5)),
    ((6, 19), (6, 21)),
    ((9, 25), (9, 27)),
    ((10, 1), (10, 7)),
]
MADE_UP = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]


def _rest_days() -> set[date]:
    found = set()
    for first, last in RESTS:
        day = date(2026, *first)
        while day <= date(2026, *last):
            found.add(day)
            day += timedelta(days=1)
    return found


REST_DAYS = _rest_days()
MAKE_UP_DAYS = {date(2026, *day) for day in MADE_UP}


def works(day: date) -> bool:
    """Whether the office works on that day."""
    if day in REST_DAYS:
        return False
    return day in MAKE_UP_DAYS or day.weekday() < 5


def is_published(day: date) -> bool:
    return day.year <= 2026
