"""`python -m bot posters`: a sheet for every letter box and station."""

import asyncio
from base64 import b64encode
from datetime import time
from pathlib import Path

import pytest
from alembic import command
from click.testing import CliRunner, Result
from sqlalchemy import Connection

from bot.config import CONFIG
from bot.operator.cli import main
from models.migrate import config_for
from models.places import Unit
from models.station import Mailbox, Station
from tests.support.copies import FILE, street_copy
from tests.support.street import GRID_1, at
from tests.support.where import here

STATION = 20
ADDRESS = "https://chat.example.cn/"


async def _make(folder: Path) -> None:
    street = await street_copy(folder, at("2026-11-23"))
    await street.add(
        Unit(id=STATION, kind="station", name="江南苑站", path=f"1/2/3/{STATION}/", parent_id=GRID_1),
        Station(
            unit_id=STATION,
            level="grid",
            lat=43.8,
            lon=126.5,
            address="江南苑",
            opens=time(8),
            closes=time(18),
            feature="书吧",
        ),
        Mailbox(unit_id=STATION, code="k7m2p9q4rs", name="江南苑信箱"),
        Mailbox(unit_id=STATION, code="gone", name="旧信箱", active=False),
    )
    async with street.door.database.engine.begin() as connection:

        def stamp(sync: Connection) -> None:
            command.stamp(config_for(sync), "head")

        await connection.run_sync(stamp)
    await street.door.database.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    asyncio.run(_make(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(folder: Path, *words: str, address: str = ADDRESS) -> Result:
    config = folder / "config.yaml"
    text = CONFIG.read_text(encoding="utf-8").replace('public_url: ""', f'public_url: "{address}"')
    config.write_text(text, encoding="utf-8")
    environment = {
        "DATABASE_URL": here().url(folder / FILE),
        "DOORSTEP_KEYS": f"k1:{b64encode(bytes(32)).decode()}",
        "DOORSTEP_CONFIG": str(config),
    }
    return CliRunner().invoke(main, ["posters", *words], env=environment)


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ((), ["mailbox_k7m2p9q4rs.pdf", "station_20.pdf"]),
        (("--mailbox",), ["mailbox_k7m2p9q4rs.pdf"]),
        (("--station",), ["station_20.pdf"]),
        (("--station", "--mailbox"), ["mailbox_k7m2p9q4rs.pdf", "station_20.pdf"]),
    ],
)
def test_what_is_asked_for_is_printed(folder: Path, asked: tuple[str, ...], printed: list[str]) -> None:
    result = run(folder, *asked, "sheets/new")

    assert result.exit_code == 0, result.output
    assert f"{len(printed)} posters in sheets/new" in result.output
    assert sorted(file.name for file in (folder / "sheets/new").iterdir()) == printed


def test_without_an_address_nothing_is_printed_and_it_says_why(folder: Path) -> None:
    result = run(folder, "sheets", address="")

    assert result.exit_code == 1
    assert "channels.webchat.public_url is empty" in result.output
    assert not (folder / "sheets").exists()
