"""The machine's clock, set wrong: as the house and APScheduler see it who ask for the time."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Any

from apscheduler.schedulers import base

from domain import clock

ASKING: tuple[Any, ...] = (clock, base)
"""Modules whose `datetime` is to be one of `showing`."""


def showing(ahead: Callable[[], timedelta]) -> type[datetime]:
    """What is right, and `ahead` more."""

    class Shown(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + ahead()  # noqa: TID251 - the machine's own

    return Shown
