"""Rows that came with their ids, and a PostgreSQL that counts on from them."""

from sqlalchemy import func, select

from models.database import Database
from models.places import Building, Compound, Household, Unit


async def count_on(database: Database) -> None:
    """SQLite goes on from the highest id by itself."""
    if database.is_sqlite:
        return
    async with database.write() as session:
        for table in (Unit, Compound, Building, Household):
            counter = func.pg_get_serial_sequence(table.__tablename__, "id")
            await session.execute(select(func.setval(counter, select(func.max(table.id)).scalar_subquery())))
