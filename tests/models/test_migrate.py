"""A database made by the migrations is the one that the tables describe, and one in use keeps its rows."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine.interfaces import ReflectedColumn, ReflectedIndex
from sqlalchemy.exc import DBAPIError, IntegrityError

from models import Base, migrate
from models.database import Database

LATER = '''
"""Adds a column; on SQLite by building the table anew, as most changes there."""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{before}"


def upgrade() -> None:
    anew = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("unit", recreate=anew) as batch:
        batch.add_column(sa.Column("motto", sa.String(40), nullable=False, server_default="乐呵"))
'''


@pytest.fixture
def database(either: Database) -> Database:
    return either


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The migrations as they are, and one more. Returns its number."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in (*migrate.MIGRATIONS.glob("*.*"), *migrate.MIGRATIONS.glob("versions/*.py")):
        (folder / file.relative_to(migrate.MIGRATIONS)).write_bytes(file.read_bytes())
    head = ScriptDirectory.from_config(migrate.config_for()).get_current_head() or ""
    number = f"{int(head) + 1:04}"
    (folder / "versions" / f"{number}_later.py").write_text(LATER.format(number=number, before=head), encoding="utf-8")
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    return number


async def first_street(database: Database) -> None:
    async with database.write() as session:
        await session.execute(text("INSERT INTO unit (id, kind, name, path) VALUES (1, 'street', '江南街道', '1/')"))
        await session.execute(
            text("INSERT INTO compound (id, community_id, name, lat, lon) VALUES (7, 1, '一号院', 45.7, 126.6)")
        )


async def test_a_fresh_database_has_every_table_as_described(database: Database) -> None:
    await migrate.migrate(database)

    def differences(connection: Connection) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_migrations_make_the_same_database_as_the_tables(either: Database) -> None:
    """Also what alembic's own comparison does not see: checks and the conditions of partial indexes."""
    await migrate.migrate(either)
    async with either.engine.begin() as connection:
        migrated = await connection.run_sync(shape)
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
        assert migrated == await connection.run_sync(shape)


def shape(connection: Connection) -> dict[str, Any]:
    """Every table as the database itself describes it; the order of columns and constraints means nothing."""
    database = inspect(connection)
    return {
        table: {
            "columns": by_name(map(column, database.get_columns(table))),
            "key": database.get_pk_constraint(table)["constrained_columns"],
            "references": by_name(database.get_foreign_keys(table)),
            "unique": by_name(database.get_unique_constraints(table)),
            "checks": by_name(database.get_check_constraints(table)),
            "indexes": by_name(map(index, database.get_indexes(table))),
        }
        for table in database.get_table_names()
        if table != "alembic_version"
    }


def column(told: ReflectedColumn) -> dict[str, Any]:
    return {"name": told["name"], "type": str(told["type"]), "nullable": told["nullable"], "default": told["default"]}


def index(told: ReflectedIndex) -> dict[str, Any]:
    return {**told, "dialect_options": {k: str(v) for k, v in told.get("dialect_options", {}).items()}}


def by_name(told: Iterable[Any]) -> list[Any]:
    return sorted(told, key=lambda one: str(one["name"]))


async def test_rows_outlive_a_change_of_their_table(database: Database, later: str) -> None:
    await migrate.migrate(database, to=f"{int(later) - 1:04}")
    await first_street(database)
    assert not await migrate.is_current(database)

    await migrate.migrate(database)

    assert await migrate.is_current(database)
    async with database.read() as session:
        assert (await session.execute(text("SELECT id, name, motto FROM unit"))).all() == [(1, "江南街道", "乐呵")]
        assert (await session.execute(text("SELECT id, community_id FROM compound"))).all() == [(7, 1)]


async def test_references_are_guarded_again_after_a_migration(database: Database) -> None:
    await migrate.migrate(database)
    await first_street(database)
    with pytest.raises(IntegrityError):
        async with database.write() as session:
            await session.execute(text("DELETE FROM unit"))


async def test_a_migration_that_fails_leaves_the_database_as_it_was(database: Database, later: str) -> None:
    file = next(migrate.MIGRATIONS.glob(f"versions/{later}_*.py"))
    file.write_text(file.read_text("utf-8") + '    op.execute("DROP TABLE nowhere")\n', encoding="utf-8")
    await migrate.migrate(database, to=f"{int(later) - 1:04}")
    await first_street(database)

    with pytest.raises(DBAPIError, match="nowhere"):
        await migrate.migrate(database)

    async with database.read() as session:
        assert (await session.execute(text("SELECT id, kind, name FROM unit"))).all() == [(1, "street", "江南街道")]
        assert (await session.execute(text("SELECT count(*) FROM compound"))).scalar() == 1


async def test_migrating_again_changes_nothing(database: Database) -> None:
    assert not await migrate.is_current(database)
    await migrate.migrate(database)
    await first_street(database)
    await migrate.migrate(database)
    assert await migrate.is_current(database)
    async with database.read() as session:
        assert (await session.execute(text("SELECT count(*) FROM unit"))).scalar() == 1


async def test_processes_that_start_together_make_one_database(either: Database) -> None:
    several = [Database(either.url.render_as_string(hide_password=False)) for _ in range(5)]
    try:
        await asyncio.gather(*(migrate.migrate(database) for database in several))
        assert all([await migrate.is_current(database) for database in several])
    finally:
        for database in several:
            await database.close()


async def test_a_database_of_a_later_version_is_left_alone(database: Database) -> None:
    await migrate.migrate(database)
    async with database.write() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrate.DatabaseIsNewer, match="9999"):
        await migrate.migrate(database)
