"""Rotating the keys: everything sealed is sealed again with the newest one, while the house goes on serving.

Which columns are sealed, and to what their values are bound, is said by the tables (models.base.bound_to, index_of).
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table, bindparam, select, update

from models.base import Base, SealedText
from services.act import Ctx
from services.ports import NotOpened, Vault

BATCH = 500


def sealed_columns() -> Iterator[Column[Any]]:
    """Every column that holds personal data, in a fixed order."""
    for table in Base.metadata.sorted_tables:
        yield from (column for column in table.columns if isinstance(column.type, SealedText))


def indexes() -> Iterator[tuple[Column[Any], Column[Any]]]:
    """Every blind index with the sealed column that it is made of."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if "index_of" in column.info:
                yield column, table.columns[column.info["index_of"]]


async def reseal(ctx: Ctx, column: Column[Any], after: int) -> tuple[int, int | None]:
    """One batch of a column's rows beyond the id `after`. Returns how many were sealed again, and the last id looked
    at; None: there are no more. A value that somebody changes meanwhile is theirs: it has the newest key anyway."""
    key, fresh = _key(column.table), []
    batch = await _batch(ctx, column, after)
    for row in batch:
        value = row[column.name]
        if value is not None and not ctx.vault.is_current(value):
            again = ctx.vault.seal(_opened(ctx, column, row), column.info["bound_to"].format_map(row))
            fresh.append({"row_id": row[key.name], "old": value, "new": again})
    if fresh:
        mine = (key == bindparam("row_id"), column == bindparam("old"))
        await ctx.session.execute(update(column.table).where(*mine).values({column.name: bindparam("new")}), fresh)
    return len(fresh), batch[-1][key.name] if batch else None


async def reindex(ctx: Ctx, vault: Vault) -> int:
    """Make every blind index again as `vault` makes it, all in one transaction. Returns how many values that were."""
    again = 0
    for index, column in indexes():
        key, after = _key(column.table), 0
        while batch := await _batch(ctx, column, after):
            after = batch[-1][key.name]
            made = [
                {"row_id": row[key.name], "new": vault.index(_opened(ctx, column, row))}
                for row in batch
                if row[column.name] is not None
            ]
            if made:
                change = update(index.table).where(key == bindparam("row_id")).values({index.name: bindparam("new")})
                await ctx.session.execute(change, made)
            again += len(made)
    return again


def _opened(ctx: Ctx, column: Column[Any], row: dict[str, Any]) -> str:
    return ctx.vault.open(row[column.name], column.info["bound_to"].format_map(row))


async def _batch(ctx: Ctx, column: Column[Any], after: int) -> list[dict[str, Any]]:
    table, key = column.table, _key(column.table)
    query = select(table).where(key > after).order_by(key).limit(BATCH)
    return [dict(row) for row in (await ctx.session.execute(query)).mappings()]


def _key(table: Table) -> Column[Any]:
    (key,) = table.primary_key.columns
    return key


async def unreadable(ctx: Ctx) -> list[str]:
    """Sealed values that the keys at hand do not open, by table and id."""
    found = []
    for column in sealed_columns():
        key, after = _key(column.table), 0
        while batch := await _batch(ctx, column, after):
            after = batch[-1][key.name]
            found += [
                f"{column.table.name} {row[key.name]} {column.name}" for row in batch if not _opens(ctx, column, row)
            ]
    return found


def _opens(ctx: Ctx, column: Column[Any], row: dict[str, Any]) -> bool:
    try:
        if row[column.name] is not None:
            _opened(ctx, column, row)
    except NotOpened:
        return False
    return True
