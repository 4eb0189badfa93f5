"""The door as a command of the operator finds it: config and secrets read, the database at this version."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import config, keyring
from bot.app import open_door
from domain.clock import Clock
from domain.settings import Settings
from services.act import Door

DATA = Path("data")


@asynccontextmanager
async def opened(clock: Clock | None = None) -> AsyncIterator[tuple[Settings, Door]]:
    settings = config.load()
    door = await open_door(settings, keyring.read(DATA), clock)
    try:
        yield settings, door
    finally:
        await door.database.close()
