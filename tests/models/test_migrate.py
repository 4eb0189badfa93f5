"""A database made by the migrations is the one that the tables describe, and one in use keeps its rows."""

import asyncio
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.schema import CreateIndex, CreateTable

from models import Base, migrate
from models.database import Database

LATER = '''
"""Adds a column that SQLite can only add by building the table anew."""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{before}"


def upgrade() -> None:
    with op.batch_alter_table("unit", recreate="always") as batch:
        batch.add_column(sa.Column("motto", sa.String(40), nullable=False, server_default="乐呵"))
'''


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/street.sqlite")
    yield database
    await database.close()


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


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "postgresql+asyncpg://"])
def test_the_migrations_say_the_same_sql_as_the_tables(url: str) -> None:
    """Also what no comparison of databases sees: checks, partial indexes, and all of PostgreSQL without a server.
    Holds while every migration only creates; the first that alters compares against a server instead."""
    dialect = make_url(url).get_dialect()()
    said = StringIO()
    scripts = ScriptDirectory.from_config(migrate.config_for())
    context = MigrationContext.configure(dialect=dialect, opts={"as_sql": True, "output_buffer": said})
    with Operations.context(context):
        for script in reversed(list(scripts.walk_revisions())):
            script.module.upgrade()

    tables = Base.metadata.sorted_tables
    meant = [str(CreateTable(table).compile(dialect=dialect)) for table in tables]
    meant += [str(CreateIndex(index).compile(dialect=dialect)) for table in tables for index in table.indexes]
    assert {definitions(sql) for sql in said.getvalue().split(";") if sql.strip()} == set(map(definitions, meant))


def definitions(statement: str) -> frozenset[str]:
    """A line for each column and constraint; their order means nothing here."""
    return frozenset(line.strip().rstrip(", ") for line in statement.strip().splitlines() if line.strip())


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

    with pytest.raises(OperationalError, match="nowhere"):
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


async def test_processes_that_start_together_make_one_database(tmp_path: Path) -> None:
    several = [Database(f"sqlite+aiosqlite:///{tmp_path}/street.sqlite") for _ in range(3)]
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
