"""Backups of a house at work, each restored elsewhere: it passes the same audit, and holds what had been filed."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path

from bot.operator.audit import breaches
from bot.operator.backup import backup, restore
from domain.clock import SystemClock
from domain.settings import Settings
from models.database import Database
from services.act import Door
from tests.faults.outside import Filed, Outside, filed_in, outside
from tests.support.house import settings_in


@dataclass(frozen=True)
class Copy:
    filed: Filed
    broken: list[str]


async def restored(
    settings: Settings, folder: Path, people: int, copies: int, pause: float
) -> tuple[Filed, list[Copy]]:
    """What everybody was told of in the end, and what is in each copy, on SQLite. `pause`: seconds between two."""
    async with outside(settings, folder, people, often={}) as world:
        await world.house.start()
        await asyncio.gather(*(one.arrive() for one in world.wishers))
        made = await _copied(world, settings, folder, copies, pause)
        found = [await _look(world.street.door, one, folder / f"restored-{n}") for n, one in enumerate(made)]
        return world.told(), found


async def _copied(world: Outside, settings: Settings, folder: Path, copies: int, pause: float) -> list[Path]:
    stop, made = asyncio.Event(), list[Path]()
    chosen = replace(
        settings.channels.webchat,
        database=f"sqlite+aiosqlite:///{folder}/server.sqlite",
        files=str(folder / "server-files"),
    )
    whole = replace(settings, channels=replace(settings.channels, webchat=chosen))
    async with asyncio.TaskGroup() as group:
        for one in world.wishers:
            group.create_task(one.go_on(stop))
        for n in range(copies):
            await asyncio.sleep(pause)
            made.append(await backup(whole, folder / f"backup-{n}", SystemClock().now()))
        stop.set()
    return made


async def _look(door: Door, made: Path, folder: Path) -> Copy:
    elsewhere = settings_in(folder)
    await restore(elsewhere, made)
    database = Database(elsewhere.storage.database)
    try:
        broken = [name async for name, found in breaches(replace(door, database=database)) if found]
        return Copy(await filed_in(database), broken)
    finally:
        await database.close()


def check(told: Filed, copies: list[Copy]) -> None:
    """Each copy is a beginning of what came in the end, and grows."""
    for copy in copies:
        assert copy.broken == []
        assert copy.filed == {chat: told[chat][: len(wishes)] for chat, wishes in copy.filed.items()}
    sizes = [sum(map(len, copy.filed.values())) for copy in copies]
    assert sizes == sorted(sizes)
    assert sizes[-1] > 0
