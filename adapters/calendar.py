"""China's published calendar: holidays and make-up working days 调休, as `chinesecalendar` has them."""

from datetime import date
from functools import lru_cache

from chinese_calendar import is_workday


@lru_cache(maxsize=4096)  # a deadline asks about dozens of days, of which each answer takes half a dozen checks
def published(on: date) -> bool | None:
    """Whether `on` is worked; None for a year that is not out (version 1.11 covers 2004 to 2026 and raises beyond)."""
    try:
        return bool(is_workday(on))
    except NotImplementedError:
        return None
