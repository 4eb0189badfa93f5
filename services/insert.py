"""INSERT that leaves an existing row alone: the one statement that the two databases spell in packages of their own."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from models.base import Base, bare

Insert = postgresql.Insert | sqlite.Insert


def insert_into(session: AsyncSession, table: type[Base]) -> Insert:
    """The dialect's own INSERT, for ON CONFLICT. Of the bare table: rows here are no objects, and the session's care
    for objects costs more than the statement."""
    return _into(session.get_bind().dialect.name, table)


def insert_new(session: AsyncSession, table: type[Base]) -> Insert:
    """Rows whose key exists already are passed over."""
    return _new(session.get_bind().dialect.name, table)


def insert_new_id(session: AsyncSession | Session, table: type[Base]) -> ReturningInsert[tuple[int]]:
    """The same, and gives the id of a row that is new: for one row at a time."""
    return _new_id(session.get_bind().dialect.name, table)


def upsert(session: AsyncSession, table: type[Base], keys: Sequence[str], columns: Sequence[str]) -> Insert:
    """Rows whose `keys` exist already get the new `columns`."""
    return _upsert(session.get_bind().dialect.name, table, tuple(keys), tuple(columns))


# Each is built once and never changed: building it, and its key to what was compiled, costs more than to run it.
@cache
def _into(dialect: str, table: type[Base]) -> Insert:
    rows = bare(table)
    return postgresql.insert(rows) if dialect == "postgresql" else sqlite.insert(rows)


@cache
def _new(dialect: str, table: type[Base]) -> Insert:
    return _into(dialect, table).on_conflict_do_nothing()


@cache
def _new_id(dialect: str, table: type[Base]) -> ReturningInsert[tuple[int]]:
    return _new(dialect, table).returning(bare(table).c.id)


@cache
def _upsert(dialect: str, table: type[Base], keys: tuple[str, ...], columns: tuple[str, ...]) -> Insert:
    statement = _into(dialect, table)
    changed: dict[str, Any] = {column: statement.excluded[column] for column in columns}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
