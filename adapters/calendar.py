"""China's published calendar: holidays and make-up working days 调休, as `chinesecalendar` has them."""

from datetime import date

from chinese_calendar import is_workday


def published(on: date) -> bool | None:
    """Whether `on` is worked; None for a year that is not out (version 1.11 covers 2004 to 2026 and raises beyond)."""
    try:
        return bool(is_workday(on))
    except NotImplementedError:
        return None
