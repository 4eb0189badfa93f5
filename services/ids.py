"""Ids taken before their rows: a sealed column is bound to the id of its row."""

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base


async def take_ids(session: AsyncSession, table: type[Base], count: int) -> list[int]:
    """`count` free ones, within a transaction that writes: SQLite has one writer at a time, PostgreSQL its counter."""
    column = table.__table__.c.id
    if session.get_bind().dialect.name == "postgresql":
        name = f'"{table.__table__.fullname}"'  # type: ignore[attr-defined]
        query = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
        return list((await session.scalars(query.bindparams(name=name, count=count))).all())
    first = (await session.scalar(select(func.max(column))) or 0) + 1
    return list(range(first, first + count))
