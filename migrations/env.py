"""Alembic's way in. The bot hands over its own connection (models/migrate.py); the command line of developers
(`alembic revision --autogenerate`) opens the configured database, or the one in DATABASE_URL."""

import asyncio
from collections.abc import Iterable
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import MigrationScript
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, Connection

from models import Base
from models.base import SealedText, UtcDateTime
from models.database import Database


def rendered(kind: str, item: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    """A migration names what a column is in the database, not a type of ours: that may change, the past may not."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, SealedText):
        return "sa.LargeBinary()"
    if isinstance(item, JSON):
        autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def numbered(_: MigrationContext, __: Iterable[str | None] | str, scripts: list[MigrationScript]) -> None:
    """0001, 0002, …: the folder reads in order, and two made side by side collide where everybody sees it."""
    for script in scripts:
        script.rev_id = f"{int(context.script.get_current_head() or 0) + 1:04}"


def configured(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=rendered,
        process_revision_directives=numbered,
        # SQLite changes a table by building it anew (a "batch"); the first migration has none to change.
        render_as_batch=context.script.get_current_head() is not None,
    )
    with context.begin_transaction():
        context.run_migrations()


async def by_hand() -> None:
    from bot.config import load

    database = Database(load().storage.database)
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(configured)
    finally:
        await database.close()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    configured(given)
else:
    asyncio.run(by_hand())
