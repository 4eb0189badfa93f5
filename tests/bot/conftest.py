"""A small street in a folder of its own, as an operator finds it."""

import asyncio
from pathlib import Path

import pytest
from alembic import command
from click.testing import CliRunner, Result
from sqlalchemy import Connection, update

from bot.operator.cli import main
from domain.points_rules import Reason
from models.case import Case
from models.migrate import config_for
from services.points.points import SystemAccount, account_of, transfer
from tests.support.cases import file
from tests.support.copies import FILE, IN_GRID_1, street_copy
from tests.support.operator import KEYS, MONDAY, Run
from tests.support.street import OUTSIDER, at
from tests.support.where import copy_made, here


async def _make(folder: Path) -> None:
    """王 has two key persons to see; a case was filed, and a transfer of points was a slip."""
    street = await street_copy(folder, at(MONDAY))
    for _ in range(2):
        await street.household(("key_person",))
    await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])
    async with street.door.database.write() as session:  # an audit looks at the time that it is now, whenever that is
        await session.execute(update(Case).values(respond_by=at("2126-11-23"), resolve_by=at("2126-11-23")))
    account = await street.run(OUTSIDER, account_of, OUTSIDER)
    await street.run(OUTSIDER, transfer, "slip", SystemAccount.ISSUED, account, 7, Reason.ACTIVITY)
    async with street.door.database.engine.begin() as connection:

        def stamp(sync: Connection) -> None:
            command.stamp(config_for(sync), "head")

        await connection.run_sync(stamp)
    await street.door.database.close()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    asyncio.run(copy_made("operated", _make, tmp_path / FILE))
    return tmp_path / FILE


@pytest.fixture
def nothing_yet(tmp_path: Path) -> Path:
    """A database without a table."""
    asyncio.run(here().empty(tmp_path / FILE))
    return tmp_path / FILE


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    environment = {"DATABASE_URL": here().url(tmp_path / FILE), "DOORSTEP_KEYS": KEYS}

    def invoke(*words: str, **more: str) -> Result:
        return CliRunner().invoke(main, words, env=environment | more)

    return invoke
