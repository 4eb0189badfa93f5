"""A whole house in a folder of its own, for the demo and for tests: the real bot, SQLite and browser chat over HTTP.

Its clock stands at a moment that one chooses and is moved by hand, so that days are played in seconds.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot import config
from bot.app import App, open_door, running
from bot.keyring import Secrets
from domain.clock import MovableClock
from domain.settings import Settings
from scheduler.tick import Ran, tick
from services.seed.cast import BY_KEY
from services.seed.counts import Counts
from services.seed.neighbourhood import seed
from webchat.person import Person

Browser = TypeVar("Browser", bound=Person)


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
            settings.storage,
            database=f"sqlite+aiosqlite:///{folder}/doorstep.sqlite",
            media=str(folder / "media"),
            category_model=str(folder / "category-model.json"),
        ),
        health=replace(settings.health, port=0),
        delivery=replace(settings.delivery, lease_seconds=2, first_pause_seconds=0.05),
    )


async def settle(
    folder: Path,
    secrets: Secrets,
    now: datetime,
    progress: Callable[[int, int], None] = lambda done, of: None,
    settings: Settings | None = None,
) -> Counts:
    """Put the whole demo neighbourhood into `folder`, as of `now`, and count it from its rows."""
    clock = MovableClock()
    clock.move_to(now)
    door = await open_door(settings or settings_in(folder), secrets, clock)
    try:
        async with door.database.write() as session:
            return await seed(session, door.vault, now.date(), door.clock.now(), progress)
    finally:
        await door.database.close()


@dataclass
class House:
    """A running house and the people who chat with it."""

    app: App
    clock: MovableClock
    settings: Settings = field(repr=False)
    _people: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def address(self) -> str:
        return self.app.address or ""

    async def person(self, key: str) -> Person:
        """One of the cast, in a browser of their own."""
        return await self.let_in(Person(self.address), key)

    async def newcomer(self) -> Person:
        """A browser that was never here."""
        return await self.let_in(Person(self.address))

    async def let_in(self, browser: Browser, key: str | None = None) -> Browser:
        """Open this browser's page, as one of the cast if `key` is given; it is closed with the house."""
        await self._people.enter_async_context(browser)
        if key is not None:
            await browser.switch(BY_KEY[key].external_id)
        return browser

    async def tick_at(self, moment: datetime) -> list[Ran]:
        """Move the clock there and let it do what is due."""
        self.clock.move_to(moment)
        ran = await tick(self.app.door, self.app.door.clock.now())
        self.app.spoke()
        return ran


@asynccontextmanager
async def house_in(
    folder: Path, secrets: Secrets, now: datetime, settings: Settings | None = None
) -> AsyncIterator[House]:
    """Start a house on what is in `folder`, at `now`."""
    settings = settings or settings_in(folder)
    clock = MovableClock()
    clock.move_to(now)
    door = await open_door(settings, secrets, clock)
    async with running(settings, secrets, door) as app:
        house = House(app, clock, settings)
        async with house._people:
            yield house
