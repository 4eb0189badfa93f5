"""Brings a database to the shape that the tables have now: a fresh one, and one that is in use."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from models.database import Database

MIGRATIONS = Path(__file__).parent.parent / "migrations"
ONE_AT_A_TIME = 7_266_001  # any number, the same in every process


class DatabaseIsNewer(Exception):
    """The database was made by a later version of the bot; this one cannot know what it means."""


def config_for(connection: Connection | None = None, to: str = "head") -> Config:
    """Alembic's configuration, without alembic.ini: that one is only for the command line of developers."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["to"] = to
    return config


async def migrate(database: Database, to: str = "head") -> None:
    """Upgrade in one transaction: after a failure or a crash the database is as it was. Several processes may start
    at once; the others wait for the first. Raises DatabaseIsNewer."""
    async with database.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection if database.is_sqlite else None
        await _keep_references(driver, keep=False)
        try:
            async with connection.begin():
                await connection.run_sync(_upgrade, to)
        finally:
            await _keep_references(driver, keep=True)


async def is_current(database: Database) -> bool:
    """Whether the database has the shape that this version of the bot expects."""
    async with database.read() as session:
        return await (await session.connection()).run_sync(_is_current)


async def _keep_references(sqlite: Any, *, keep: bool) -> None:
    """SQLite changes a table by building it anew; dropping the old one must not be taken for deleting its rows.
    Only possible outside of a transaction; `_upgrade` looks at all references before the commit instead."""
    if sqlite is not None:
        await sqlite.execute(f"PRAGMA foreign_keys={'ON' if keep else 'OFF'}")


def _upgrade(connection: Connection, to: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": ONE_AT_A_TIME})
    at, scripts = set(_heads(connection)), ScriptDirectory.from_config(config_for())
    if unknown := at - {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseIsNewer(f"the database is at {', '.join(sorted(unknown))}, which this version does not know")
    if at == set(scripts.get_heads()):
        return
    command.upgrade(config_for(connection, to), to)
    if connection.dialect.name == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise RuntimeError(f"the migration would leave rows that refer to nothing, first in table {broken[0][0]}")


def _is_current(connection: Connection) -> bool:
    return set(_heads(connection)) == set(ScriptDirectory.from_config(config_for()).get_heads())


def version_of(connection: Connection) -> str:
    """The number of the last migration that the database has been through; "base" before the first."""
    return next(iter(_heads(connection)), "base")


def _heads(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()
