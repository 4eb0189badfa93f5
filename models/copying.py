"""Every table of a database as lines of JSON, and back: what a backup is made of, readable on SQLite and PostgreSQL.

The database is asked what its tables are, so a copy of an older version is read as that version wrote it.
"""

import gzip
import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import LargeBinary, MetaData, Table, bindparam, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Date, DateTime, Time

BATCH = 1000
SUFFIX = ".jsonl.gz"
VERSIONS = frozenset({"alembic_version", "schema_version"})
"""Written by whoever makes the tables."""

Row = dict[str, Any]


async def tables(connection: AsyncConnection) -> list[Table]:
    """Those that hold rows of ours, each after the ones that it refers to."""
    metadata = MetaData()
    await connection.run_sync(metadata.reflect)
    return [table for table in metadata.sorted_tables if table.name not in VERSIONS]


async def dump(connection: AsyncConnection, folder: Path) -> dict[str, int]:
    """A file for each table, as one moment saw them all: the caller's transaction is a snapshot. Returns the rows."""
    return {table.name: await _dump_table(connection, table, folder) for table in await tables(connection)}


async def _dump_table(connection: AsyncConnection, table: Table, folder: Path) -> int:
    rows = 0
    encode = {column.name: _encoder(column.type) for column in table.columns}
    with gzip.open(folder / f"{table.name}{SUFFIX}", "wt", encoding="utf-8", compresslevel=3) as file:
        result = await connection.stream(select(table).order_by(*table.primary_key.columns))
        async for batch in result.mappings().partitions(BATCH):
            for row in batch:
                told = {name: None if row[name] is None else to(row[name]) for name, to in encode.items()}
                file.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")
            rows += len(batch)
    return rows


async def load(connection: AsyncConnection, folder: Path) -> dict[str, int]:
    """Fill empty tables from what `dump` wrote, and let their counters go on from there. Returns the rows."""
    found = {}
    for table in await tables(connection):
        found[table.name] = await _load_table(connection, table, folder / f"{table.name}{SUFFIX}")
        await _go_on_counting(connection, table)
    return found


async def _load_table(connection: AsyncConnection, table: Table, file: Path) -> int:
    """A row may refer to a later one of its own table: such columns are filled once all rows are there."""
    own = [c for c in table.columns if any(key.column.table is table for key in c.foreign_keys)]
    key = next(iter(table.primary_key.columns))
    rows = 0
    async for batch in _batches(file, {column.name: _decoder(column.type) for column in table.columns}):
        await connection.execute(table.insert(), [row | {column.name: None for column in own} for row in batch])
        rows += len(batch)
    for column in own:
        refer = update(table).where(key == bindparam("row")).values({column.name: bindparam("to")})
        async for batch in _batches(file, {c.name: _decoder(c.type) for c in table.columns}):
            known = [{"row": row[key.name], "to": row[column.name]} for row in batch if row[column.name] is not None]
            if known:
                await connection.execute(refer, known)
    return rows


async def _batches(file: Path, decode: dict[str, Callable[[Any], Any]]) -> AsyncIterator[list[Row]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        batch: list[Row] = []
        for line in lines:
            told = json.loads(line)
            batch.append({name: None if told[name] is None else read(told[name]) for name, read in decode.items()})
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch


async def _go_on_counting(connection: AsyncConnection, table: Table) -> None:
    """SQLite counts from its highest row; PostgreSQL keeps a sequence of its own."""
    if connection.dialect.name != "postgresql" or len(table.primary_key.columns) != 1:
        return
    (key,) = table.primary_key.columns
    name = f'"{table.name}"'
    sequence = await connection.scalar(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": name, "c": key.name})
    if sequence is not None:
        last = await connection.scalar(select(func.max(key)))
        await connection.execute(select(func.setval(sequence, last or 1, last is not None)))


def _same(value: Any) -> Any:
    return value


def _moment(value: datetime) -> str:
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _encoder(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return _moment
    if isinstance(kind, Date | Time):
        return lambda value: value.isoformat()
    if isinstance(kind, LargeBinary):
        return lambda value: b64encode(value).decode()
    return _same


def _decoder(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return datetime.fromisoformat
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, Time):
        return time.fromisoformat
    return b64decode if isinstance(kind, LargeBinary) else _same
