"""A walk through all of a database, to find words again."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Base
from models.base import Sealed
from services.ports import Vault

Cell = tuple[str, str]


async def walk(session: AsyncSession, vault: Vault) -> list[tuple[Cell, str]]:
    """Every value of every column as text, what is sealed opened."""
    found: list[tuple[Cell, str]] = []
    for table in Base.metadata.sorted_tables:
        for row in (await session.execute(select(table))).mappings():
            found += [
                ((table.name, column.name), _text(vault, row[column.name], column.info.get("bound_to"), row))
                for column in table.columns
                if row[column.name] is not None
            ]
    return found


def _text(vault: Vault, value: Any, bound_to: str | None, row: Any) -> str:
    if isinstance(value, Sealed):
        return vault.open(value, (bound_to or "").format_map(row))
    if isinstance(value, bytes):
        return value.hex()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def cells_with(found: Iterable[tuple[Cell, str]], marks: Iterable[str]) -> set[Cell]:
    marks = tuple(marks)
    return {cell for cell, text in found if any(mark in text for mark in marks)}
