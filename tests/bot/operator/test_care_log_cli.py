"""What an operator reads of who looked at care data."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.operator.cli import main
from bot.operator.opened import opened
from domain.care_looks import Look
from services import care_log
from tests.support.street import WANG, StandingClock, Street, at, settle
from tests.support.where import here


async def _looked() -> None:
    async with opened(StandingClock(at("2026-11-18"))) as (_, door):
        street: Street = await settle(door, StandingClock(at("2026-11-18")))
        home, _ = await street.household(("key_person",))
        await street.run(WANG, care_log.looked, Look.HOUSEHOLD, [home])


def test_a_line_for_each_look(nothing_yet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", here().url(nothing_yet))
    asyncio.run(_looked())

    found = CliRunner().invoke(main, ["care-log", "--who", str(WANG), "--day", "2026-11-18"])
    none = CliRunner().invoke(main, ["care-log", "--household", "99"])

    assert found.output == "2026-11-18T09:00:00+08:00\t101\t\t看了住户卡片\t1\t江南苑 1号楼\n"
    assert (found.exit_code, none.exit_code, none.output) == (0, 0, "")
