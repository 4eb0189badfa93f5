"""INSERT that leaves an existing row alone: the one statement that the two databases spell in packages of their own."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base

Insert = postgresql.Insert | sqlite.Insert


def insert_into(session: AsyncSession, table: type[Base]) -> Insert:
    """The dialect's own INSERT, for ON CONFLICT. Of the bare table: rows here are no objects, and the session's care
    for objects costs more than the statement."""
    rows: Any = table.__table__
    return postgresql.insert(rows) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(rows)


def insert_new(session: AsyncSession, table: type[Base]) -> Insert:
    """Rows whose key exists already are passed over."""
    return insert_into(session, table).on_conflict_do_nothing()


def upsert(session: AsyncSession, table: type[Base], keys: list[str], columns: list[str]) -> Insert:
    """Rows whose `keys` exist already get the new `columns`."""
    statement = insert_into(session, table)
    changed: dict[str, Any] = {column: statement.excluded[column] for column in columns}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
