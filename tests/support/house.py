"""A whole house for tests, as the demo plays it: the real bot, clock, SQLite and browser chat over HTTP, in a folder of
its own. The clock stands at a moment that the test chooses and is moved by it; nothing waits for real time to pass.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import open_door
from bot.demo import house
from bot.demo.house import House, settings_in
from bot.keyring import Secrets, read
from domain.clock import MovableClock
from domain.settings import Settings
from scheduler.jobs import jobs
from scheduler.tick import tick
from tests.support.classifier import classifier

__all__ = ["KEYS", "MONDAY", "ZONE", "House", "copy_of", "house_in", "make_neighbourhood", "secrets_in", "settings_in"]

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
NIGHTLY = ("visit_windows", "walk_plans")
KEYS = {"DOORSTEP_KEYS": "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "WEBCHAT_BOT_TOKEN": "1:made-up-for-tests"}


def secrets_in(folder: Path) -> Secrets:
    return read(folder, KEYS)


async def make_neighbourhood(folder: Path, settings: Settings | None = None) -> None:
    """The whole demo neighbourhood, seeded on MONDAY. The night's work is done: windows for 44,828 residents and the
    walks of that day are there, which each house on a copy would make first."""
    classifier()
    secrets, settings = secrets_in(folder), settings or settings_in(folder)
    await house.settle(folder, secrets, MONDAY, settings=settings)
    clock = MovableClock()
    clock.move_to(MONDAY)
    door = await open_door(settings, secrets, clock)
    await tick(door, clock.now(), [job for job in jobs(settings) if job.name in NIGHTLY])
    await door.database.close()


@asynccontextmanager
async def house_in(
    folder: Path, now: datetime = MONDAY, settings: Settings | None = None, telegram_token: str | None = None
) -> AsyncIterator[House]:
    """Start a house on what is in `folder`, at `now`."""
    classifier()
    secrets = replace(secrets_in(folder), telegram_token=telegram_token)
    async with house.house_in(folder, secrets, now, settings) as running_house:
        yield running_house


def copy_of(neighbourhood: Path, folder: Path) -> Path:
    """A neighbourhood of one's own: copying a file is faster than seeding."""
    shutil.copytree(neighbourhood, folder, dirs_exist_ok=True)
    return folder
