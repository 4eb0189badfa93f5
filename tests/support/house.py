"""A whole house for tests: the real bot, clock, SQLite and browser chat over HTTP, in a folder of its own.

The clock stands at a moment that the test chooses and is moved by it; nothing waits for real time to pass.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import config
from bot.app import App, open_door, running
from bot.keyring import Secrets, read
from domain.clock import MovableClock
from domain.settings import Settings
from scheduler.tick import tick
from services.seed.cast import BY_KEY
from services.seed.neighbourhood import seed
from webchat.person import Person

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
KEYS = {"DOORSTEP_KEYS": "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "WEBCHAT_BOT_TOKEN": "1:made-up-for-tests"}


def settings_in(folder: Path) -> Settings:
    """The real config.yaml, with everything kept in `folder` and a free port."""
    settings = config.load(environment={})
    webchat = replace(
        settings.channels.webchat,
        port=0,
        database=f"sqlite+aiosqlite:///{folder}/webchat.sqlite",
        files=str(folder / "webchat-files"),
        demo=True,
    )
    return replace(
        settings,
        channels=replace(settings.channels, webchat=webchat),
        storage=replace(
            settings.storage, database=f"sqlite+aiosqlite:///{folder}/doorstep.sqlite", media=str(folder / "media")
        ),
        delivery=replace(settings.delivery, lease_seconds=2, first_pause_seconds=0.05),
    )


def secrets_in(folder: Path) -> Secrets:
    return read(folder, KEYS)


async def make_neighbourhood(folder: Path) -> None:
    """The whole demo neighbourhood, seeded on MONDAY."""
    settings, secrets = settings_in(folder), secrets_in(folder)
    clock = MovableClock()
    clock.move_to(MONDAY)
    door = await open_door(settings, secrets, clock)
    async with door.database.write() as session:
        await seed(session, door.vault, MONDAY.date(), door.clock.now(), lambda done, of: None)
    await door.database.close()


@dataclass
class House:
    """A running house and the people who chat with it."""

    app: App
    clock: MovableClock
    settings: Settings
    _people: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def person(self, key: str) -> Person:
        """One of the cast, in a browser of their own."""
        person = await self._people.enter_async_context(Person(self.app.address or ""))
        await person.switch(BY_KEY[key].external_id)
        return person

    async def newcomer(self) -> Person:
        """A browser that was never here."""
        return await self._people.enter_async_context(Person(self.app.address or ""))

    async def tick_at(self, moment: datetime) -> None:
        """Move the clock there and let it do what is due."""
        self.clock.move_to(moment)
        await tick(self.app.door, self.app.door.clock.now())
        self.app.spoke()


@asynccontextmanager
async def house_in(folder: Path, now: datetime = MONDAY) -> AsyncIterator[House]:
    """Start a house on what is in `folder`, at `now`."""
    settings, secrets = settings_in(folder), secrets_in(folder)
    clock = MovableClock()
    clock.move_to(now)
    door = await open_door(settings, secrets, clock)
    async with running(settings, secrets, door) as app:
        house = House(app, clock, settings)
        async with house._people:
            yield house


def copy_of(neighbourhood: Path, folder: Path) -> Path:
    """A neighbourhood of one's own: copying a file is faster than seeding."""
    shutil.copytree(neighbourhood, folder, dirs_exist_ok=True)
    return folder
