"""What the database knows of its tables when it chooses how to look something up."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


async def count_anew(connection: AsyncConnection) -> None:
    """To be called after much was put in. PostgreSQL takes a table for empty until its own round has come by, a minute
    later: the red spots of a street took twenty seconds until then, and one after."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("ANALYZE"))
