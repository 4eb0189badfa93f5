"""Typed tables, one file a subject; importing this package knows them all (Alembic and `create` rely on it)."""

from models import (
    activity,
    audit,
    case,
    case_alarm,
    case_callback,
    deliberation,
    media,
    outbox,
    people,
    places,
    points,
    reward,
    roster,
    station,
    visit,
    whistle,
    wish,
)
from models.base import Base

__all__ = [
    "Base",
    "activity",
    "audit",
    "case",
    "case_alarm",
    "case_callback",
    "deliberation",
    "media",
    "outbox",
    "people",
    "places",
    "points",
    "reward",
    "roster",
    "station",
    "visit",
    "whistle",
    "wish",
]
