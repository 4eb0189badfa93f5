"""An operator's folder: a small street in a database, and the commands typed at it."""

import asyncio
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from sqlalchemy import select, text

from models.base import Base
from models.database import Database
from tests.support.where import here

MONDAY = "2026-11-23"
KEYS = f"k1:{b64encode(bytes(32)).decode()}"

Run = Callable[..., Result]


def ask(file: Path, query: str) -> list[tuple[object, ...]]:
    """In words of SQL that both databases know."""

    async def work() -> list[tuple[object, ...]]:
        database = Database(here().url(file))
        try:
            async with database.write() as session:
                found = await session.execute(text(query))
                return [tuple(row) for row in found] if found.returns_rows else []  # type: ignore[attr-defined]
        finally:
            await database.close()

    return asyncio.run(work())


def everything(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""

    async def work() -> dict[str, list[tuple[object, ...]]]:
        database = Database(here().url(file))
        try:
            async with database.read() as session:
                tables = Base.metadata.sorted_tables
                looks = {one.name: select(one).order_by(*one.primary_key) for one in tables}
                return {name: [tuple(row) for row in await session.execute(look)] for name, look in looks.items()}
        finally:
            await database.close()

    return asyncio.run(work())
