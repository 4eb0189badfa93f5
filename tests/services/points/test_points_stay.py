"""The database itself refuses to change what was written to the ledger."""

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models import migrate
from models.database import Database
from tests.support.postgres import Postgres

ACCOUNTS = "INSERT INTO points_account (id, kind, balance) VALUES (0, 'issued', -5), (-3, 'adjusted', 5)"
TRANSFER = (
    "INSERT INTO points_transfer (key, from_id, to_id, amount, reason, at, on_date)"
    " VALUES ('a/1', 0, -3, 5, 'reversal', '2026-11-18 00:00:00+00:00', '2026-11-18')"
)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE points_transfer SET amount = 6",
        "UPDATE points_transfer SET reason = 'activity' WHERE key = 'a/1'",
        "DELETE FROM points_transfer",
        "DELETE FROM points_transfer WHERE key = 'a/1'",
    ],
)
async def test_a_transfer_is_neither_edited_nor_deleted(either: Database, change: str) -> None:
    await migrate.migrate(either)
    async with either.write() as session:
        await session.execute(text(ACCOUNTS))
        await session.execute(text(TRANSFER))

    with pytest.raises(DBAPIError, match="stay as they are"):
        async with either.write() as session:
            await session.execute(text(change))

    async with either.read() as session:
        assert (await session.execute(text("SELECT key, amount, reason FROM points_transfer"))).all() == [
            ("a/1", 5, "reversal")
        ]


async def test_nor_are_all_of_them_emptied_out_at_once(postgresql: Postgres) -> None:
    """SQLite has no TRUNCATE."""
    database = Database(await postgresql.create(f"stay-{uuid4().hex}"))
    await migrate.migrate(database)

    with pytest.raises(DBAPIError, match="stay as they are"):
        async with database.write() as session:
            await session.execute(text("TRUNCATE points_transfer"))

    await database.close()
