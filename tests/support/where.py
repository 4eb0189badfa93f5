"""Where the small streets of tests live: a SQLite file each, and in the folders named here, played again, a database
each on the run's server, named after the file that it stands for and copied from a template."""

import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from models.base import Base
from models.database import Database
from tests.support.postgres import Postgres

DATABASES = ("sqlite", "postgresql")
TABLES, NOTHING = "tables", "template1"
PYTEST = "/pytest-"
"""In the name of a folder that belongs to one test."""


ON_BOTH = (
    "tests/services/",
    "tests/scheduler/",
    "tests/handlers/",
    "tests/permissions/",
    "tests/bot/operator/",
    "tests/bot/updates/",
    "tests/bot/test_health.py",
    "tests/bot/test_statements.py",
)
"""Where a test that asks for a folder has a street in it."""
SQLITE_ONLY = {
    "tests/scheduler/test_tick_full.py": "the demo street's file",
    "tests/handlers/points/test_offers.py::test_a_merchant_comes_in_with_its_person_and_honours": "ids counted apart",
    "tests/services/points/test_points_audit.py": "breaks the file behind the house's back",
    "tests/services/case/test_case_draw.py::test_the_clock_finds_what_to_close_by_an_index": "reads SQLite's plan",
    "tests/services/test_outbox.py::test_two_claimers_never_have_the_same_chat": "claimers pass each other by there",
    "tests/services/test_outbox.py::test_a_push_goes_to_every_chat_of_its_readers_once": "its ids are counted apart",
}
"""Files and tests that say nothing about PostgreSQL, and why."""


def on_both(test: str, asks_for: Sequence[str]) -> bool:
    """Whether the test of this id is played on each database. Some bring theirs along (`either`)."""
    of_sqlite = any(test == name or test.startswith(f"{name}::") for name in SQLITE_ONLY)
    return test.startswith(ON_BOTH) and not of_sqlite and "tmp_path" in asks_for and "either" not in asks_for


class Files:
    name = DATABASES[0]

    def url(self, file: Path) -> str:
        return f"sqlite+aiosqlite:///{file}"

    async def make(self, file: Path) -> None:
        """SQLite makes it when it is opened."""

    async def empty(self, file: Path) -> None:
        """Without a table."""

    async def copy(self, made: Path, file: Path) -> None:
        shutil.copy(made, file)


@dataclass
class Databases(Files):
    """`of_this_test` is dropped at its end."""

    name = DATABASES[1]
    server: Postgres
    of_this_test: list[str] = field(default_factory=list)
    _has_tables: bool = False

    def url(self, file: Path) -> str:
        return self.server.url(name_of(file))

    async def make(self, file: Path) -> None:
        """With the tables in it: copying them is quicker than making them."""
        if not self._has_tables:
            database = Database(await self.server.create(TABLES))
            async with database.engine.begin() as connection:
                await connection.run_sync(Base.metadata.create_all)
            await database.close()
            self._has_tables = True
        await self._create(file, TABLES)

    async def empty(self, file: Path) -> None:
        await self._create(file, NOTHING)

    async def copy(self, made: Path, file: Path) -> None:
        await self._create(file, name_of(made))

    async def drop_all(self) -> None:
        """What this test made; what others copy from stays."""
        for name in self.of_this_test:
            await self.server.drop(name)
        self.of_this_test.clear()

    async def _create(self, file: Path, template: str) -> None:
        await self.server.create(name_of(file), template)
        if PYTEST in str(file):
            self.of_this_test.append(name_of(file))


def name_of(file: Path) -> str:
    return blake2b(str(file).encode(), digest_size=16).hexdigest()


FILES = Files()
_chosen: list[Files] = [FILES]


@cache
def databases_of(server: Postgres) -> Databases:
    return Databases(server)


def here() -> Files:
    return _chosen[-1]


def choose(place: Files) -> None:
    _chosen[:] = [place]


FILE = "street.sqlite"


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="street-")


async def copy_made(name: str, make: Callable[[Path], Awaitable[None]], file: Path) -> None:
    """Of what `make` makes in a folder as FILE, once on each database: quicker than making it for each test."""
    made = Path(_folder().name) / here().name / name
    if not (made / "made").exists():
        made.mkdir(parents=True)
        await make(made)
        (made / "made").touch()
    await here().copy(made / FILE, file)
