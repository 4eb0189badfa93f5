"""Ours, as an operator runs it: `python -m bot run` on the whole demo street, the browser chat in another process."""

import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import yaml

from bench.processes import Running, process
from bot.config import SETTINGS
from bot.demo import house
from bot.keyring import read
from bot.parts import EVERYTHING, Part
from domain.clock import SystemClock
from domain.settings import Settings
from tests.support.postgres import Postgres

KEYS = {"DOORSTEP_KEYS": "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}
SEEDED = "seeded"


@dataclass(frozen=True)
class Street:
    """The demo street, seeded once on either database; each run gets a copy."""

    folder: Path
    postgres: Postgres

    async def seed(self) -> None:
        self.folder.mkdir(parents=True)
        secrets, now = read(self.folder, KEYS), SystemClock().now()
        await house.settle(self.folder, secrets, now)
        url = await self.postgres.create(SEEDED)
        await house.settle(self.folder, secrets, now, settings=_on(house.settings_in(self.folder), url))

    @asynccontextmanager
    async def copy(self, database: str, folder: Path) -> AsyncIterator[Settings]:
        """`database`: sqlite or postgresql."""
        folder.mkdir(parents=True)
        settings = house.settings_in(folder)
        if database == "sqlite":
            shutil.copy(self.folder / "doorstep.sqlite", folder)
            yield settings
            return
        name = f"run-{uuid4().hex}"
        yield _on(settings, await self.postgres.create(name, template=SEEDED))
        await self.postgres.drop(name)


def _on(settings: Settings, url: str) -> Settings:
    return replace(settings, storage=replace(settings.storage, database=url))


@asynccontextmanager
async def bot_run(settings: Settings, server: str, token: str, folder: Path) -> AsyncIterator[Running]:
    """All of it but the browser chat, which is at `server`."""
    webchat = replace(settings.channels.webchat, api_base=server)
    settings = replace(settings, channels=replace(settings.channels, webchat=webchat))
    parts = [f"--part={part}" for part in sorted(EVERYTHING - {Part.WEBCHAT})]
    async with _run(settings, folder, parts, {"WEBCHAT_BOT_TOKEN": token}) as running:
        yield running


@asynccontextmanager
async def bot_on_telegram(settings: Settings, server: str, token: str, folder: Path) -> AsyncIterator[Running]:
    """Without the browser chat, and with Telegram at `server`, whose limits it keeps."""
    channels = replace(settings.channels, webchat=replace(settings.channels.webchat, enabled=False))
    channels = replace(channels, telegram=replace(channels.telegram, api_base=server))
    async with _run(replace(settings, channels=channels), folder, [], {"BOT_TOKEN": token}) as running:
        yield running


@asynccontextmanager
async def whole_bot(settings: Settings, folder: Path) -> AsyncIterator[Running]:
    async with _run(settings, folder, [], {}) as running:
        yield running


@asynccontextmanager
async def _run(
    settings: Settings, folder: Path, parts: list[str], environment: Mapping[str, str]
) -> AsyncIterator[Running]:
    text = yaml.safe_dump(SETTINGS.dump_python(settings, mode="json"), allow_unicode=True)
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    told = {**KEYS, **environment, "DOORSTEP_CONFIG": str(folder / "config.yaml")}
    async with process("bot", "run", *parts, folder=folder, ready="Doorstep", environment=told) as running:
        yield running
