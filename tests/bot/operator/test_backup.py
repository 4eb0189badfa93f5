"""A backup taken while the house works comes back whole, on either database, and no other way."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiohttp.test_utils import TestClient, TestServer
from alembic import command
from sqlalchemy import func, select, update

from bot import config
from bot.operator.audit import breaches
from bot.operator.backup import MANIFEST, NotRestored, backup, restore
from domain.case_flow import CaseState
from domain.settings import Settings
from models.case import Case
from models.database import Database
from models.migrate import config_for
from tests.support.cases import case_in, file
from tests.support.copies import FILE, IN_GRID_1, street_copy
from tests.support.postgres import Postgres
from tests.support.street import Street, at
from tests.support.where import here
from webchat.app import BotAccount, WebchatSettings, create_app

NOW = datetime(2026, 11, 23, 7, 15, tzinfo=UTC)
PICTURE = b"a picture"
BETWEEN_CASES = 0.01
"""Seconds. Without a pause a slow backup is given thousands of them, and all are audited."""


def settings_in(folder: Path, url: str = "") -> Settings:
    """Everything in `folder`, but for a database given by `url`."""
    settings = config.load(environment={})
    chat = replace(
        settings.channels.webchat,
        database=f"sqlite+aiosqlite:///{folder}/webchat.sqlite",
        files=str(folder / "webchat-files"),
    )
    storage = replace(
        settings.storage,
        database=url or f"sqlite+aiosqlite:///{folder}/street.sqlite",
        media=str(folder / "media"),
    )
    return replace(settings, channels=replace(settings.channels, webchat=chat), storage=storage)


def living_in(folder: Path) -> Settings:
    """Of the street whose test this is, on either database."""
    return settings_in(folder, here().url(folder / FILE))


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Cases of which one was joined to a later one, a picture, and a browser chat that somebody opened."""
    folder = tmp_path / "here"
    folder.mkdir()
    street = await street_copy(folder, at("2026-11-23"))
    async with street.door.database.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.stamp(config_for(sync), "head"))
    earlier = await case_in(street, CaseState.SUBMITTED)
    later = await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])
    async with street.door.database.write() as session:
        await session.execute(update(Case).where(Case.id == earlier.id).values(joined_to=earlier.id + 1))
    assert later.number.startswith("C-")
    (folder / "media" / "ab").mkdir(parents=True)
    (folder / "media" / "ab" / "abcd").write_bytes(PICTURE)
    settings = settings_in(folder).channels.webchat
    bot = BotAccount("1:token", "doorstep_bot", "家门口")
    app = create_app(WebchatSettings(files_dir=Path(settings.files), bots=(bot,), database_url=settings.database))
    async with TestClient(TestServer(app)) as client:
        assert (await client.get("/")).status == 200
    yield street
    await street.door.database.close()


@pytest.fixture
async def elsewhere(postgresql: Postgres) -> AsyncIterator[str]:
    """An empty PostgreSQL database."""
    name = f"restored-{uuid4().hex}"
    yield await postgresql.create(name)
    await postgresql.drop(name)


def told(folder: Path) -> dict[str, Any]:
    """Every row of a backup, by its file."""
    files = sorted(folder.rglob("*.jsonl.gz"))
    lines = {str(one.relative_to(folder)): gzip.decompress(one.read_bytes()).decode() for one in files}
    return {name: [json.loads(line) for line in text.splitlines()] for name, text in lines.items()}


async def audited(street: Street, settings: Settings) -> list[str]:
    door = replace(street.door, database=Database(settings.storage.database))
    try:
        return [name async for name, found in breaches(door) if found]
    finally:
        await door.database.close()


async def test_it_comes_back_on_postgresql_and_from_there_on_sqlite(
    street: Street, elsewhere: str, tmp_path: Path
) -> None:
    first = await backup(living_in(tmp_path / "here"), tmp_path / "backups", NOW)
    on_server = settings_in(tmp_path / "server", elsewhere)
    await restore(on_server, first)
    second = await backup(on_server, tmp_path / "again", NOW)
    back = settings_in(tmp_path / "back")
    await restore(back, second)
    third = await backup(back, tmp_path / "thrice", NOW)

    assert first.name == "doorstep-20261123T071500Z"
    assert len(told(first)["house/tables/case.jsonl.gz"]) == 2
    assert len(told(first)["webchat/tables/bots.jsonl.gz"]) == 1
    assert told(first) == told(second) == told(third)
    assert (tmp_path / "back" / "media" / "ab" / "abcd").read_bytes() == PICTURE
    assert (
        await audited(street, on_server)
        == await audited(street, back)
        == await audited(street, living_in(tmp_path / "here"))
    )


async def test_numbers_go_on_after_those_that_came_back(street: Street, elsewhere: str, tmp_path: Path) -> None:
    made = await backup(living_in(tmp_path / "here"), tmp_path / "backups", NOW)
    await restore(settings_in(tmp_path / "server", elsewhere), made)
    restored = replace(street, door=replace(street.door, database=Database(elsewhere)))
    try:
        filed = [await file(where, lat=IN_GRID_1[0], lon=IN_GRID_1[1]) for where in (street, restored)]
    finally:
        await restored.door.database.close()
    assert filed[0].number == filed[1].number == "C-2026-000002"


async def test_a_backup_under_load_is_one_moment(street: Street, tmp_path: Path) -> None:
    """Each case is filed with its event and its push in one transaction: a copy has all three or none."""
    stop, under_way = asyncio.Event(), asyncio.Event()

    async def work() -> int:
        filed = 0
        while not stop.is_set():
            await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])
            filed += 1
            if filed == 10:
                under_way.set()
            await asyncio.sleep(BETWEEN_CASES)
        return filed

    working = asyncio.create_task(work())
    await under_way.wait()
    made = [await backup(living_in(tmp_path / "here"), tmp_path / f"backups-{n}", NOW) for n in range(3)]
    stop.set()
    assert await working > 10

    for n, one in enumerate(made):
        target = settings_in(tmp_path / f"restored-{n}")
        await restore(target, one)
        assert await audited(street, target) == await audited(street, living_in(tmp_path / "here"))
        rows = told(one)
        submitted = len(rows["house/tables/case.jsonl.gz"]) - 1
        assert len(rows["house/tables/case_event.jsonl.gz"]) == submitted
        assert len(rows["house/tables/outbox.jsonl.gz"]) == submitted
    assert len(told(made[0])["house/tables/case.jsonl.gz"]) < len(told(made[2])["house/tables/case.jsonl.gz"])


async def test_a_damaged_backup_and_a_place_in_use_are_refused_and_left_alone(street: Street, tmp_path: Path) -> None:
    here = living_in(tmp_path / "here")
    made = await backup(here, tmp_path / "backups", NOW)
    with pytest.raises(NotRestored, match="not empty"):
        await restore(here, made)
    with pytest.raises(NotRestored, match="tables already"):
        await restore(settings_in(tmp_path / "new", here.storage.database), made)
    with pytest.raises(NotRestored, match="no backup"):
        await restore(settings_in(tmp_path / "new"), tmp_path)

    (made / "house" / "tables" / "case.jsonl.gz").write_bytes(b"other")
    with pytest.raises(NotRestored, match=r"damaged, first in house/tables/case\.jsonl\.gz"):
        await restore(settings_in(tmp_path / "new"), made)
    assert not (tmp_path / "new" / "street.sqlite").exists()
    async with street.door.database.read() as session:
        assert await session.scalar(select(func.count(Case.id))) == 2


async def test_a_backup_cut_short_has_no_name(street: Street, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.operator.backup.shutil.copytree", full)
    with pytest.raises(OSError, match="No space"):
        await backup(living_in(tmp_path / "here"), tmp_path / "backups", NOW)
    (left,) = (tmp_path / "backups").iterdir()
    assert left.suffix == ".partial"
    assert not (left / MANIFEST).exists()
