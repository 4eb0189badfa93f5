"""The way of the seed's rows into the database, and what all its parts share."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from models.base import Base, Sealed
from services.ports import Vault

ZONE = ZoneInfo("Asia/Shanghai")
CHUNK = 2_000
PERIOD_DAYS = 30
"""The reporting period: so many days before today."""
ABOUT_ROWS = 78_000
"""Rows of the whole neighbourhood, roughly; only the progress bar relies on it."""

Row = Mapping[str, Any]


class Writer:
    """Puts rows in by bulk INSERTs of at most CHUNK rows, so that memory stays modest whatever the table's size."""

    def __init__(self, connection: AsyncConnection, progress: Callable[[int, int], None]) -> None:
        self._connection = connection
        self._progress = progress
        self._done = 0
        self._counted: list[type[Base]] = []

    async def put(self, table: type[Base], rows: Iterable[Row]) -> None:
        """All rows of one call have the same keys."""
        stream = iter(rows)
        while chunk := list(islice(stream, CHUNK)):
            await self._connection.execute(insert(table), chunk)
            self._done += len(chunk)
            self._progress(min(self._done, ABOUT_ROWS), ABOUT_ROWS)
        if table not in self._counted:
            self._counted.append(table)

    async def finish(self) -> None:
        """PostgreSQL counts ids by itself and has to be told of those that came with their rows."""
        if self._connection.dialect.name == "postgresql":
            for table in self._counted:
                await self._move_sequence(table)
        self._progress(ABOUT_ROWS, ABOUT_ROWS)

    async def _move_sequence(self, table: type[Base]) -> None:
        column = table.__table__.c.get("id")
        if column is None:
            return
        name = table.__table__.fullname  # type: ignore[attr-defined]
        sequence = text("SELECT pg_get_serial_sequence(:name, 'id')").bindparams(name=f'"{name}"')
        found = (await self._connection.execute(sequence)).scalar_one()
        if found is not None:
            await self._connection.execute(select(func.setval(found, select(func.max(column)).scalar_subquery())))


class Home(NamedTuple):
    """A household as the other parts need it: its people have the ids `first_person` and the `size` - 1 after it."""

    id: int
    building_id: int
    grid_id: int
    community_id: int
    compound_id: int
    first_person: int
    size: int

    @property
    def people(self) -> range:
        return range(self.first_person, self.first_person + self.size)


@dataclass
class Seeding:
    """What every part of the seed gets. `today` is the street's local date, `now` the moment of seeding."""

    write: Writer
    vault: Vault
    today: date
    now: datetime
    notice_version: str
    agreement_version: str
    next_person: Iterator[int] = field(default_factory=lambda: count(1))

    def random(self, subject: str) -> Random:
        """A source of its own for each subject, so that a change of one leaves the others as they were."""
        return Random(f"doorstep {subject}")  # noqa: S311 - a demo that is the same every time

    def days_ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def seal_name(self, person_id: int, name: str) -> Sealed:
        return self.vault.seal(name, f"person:{person_id}:name")

    def seal_phone(self, person_id: int, phone: str) -> Sealed:
        return self.vault.seal(phone, f"person:{person_id}:phone")


def moment(day: date, minutes: int) -> datetime:
    """`minutes` after midnight of a local day."""
    return datetime.combine(day, time(), ZONE) + timedelta(minutes=minutes)
