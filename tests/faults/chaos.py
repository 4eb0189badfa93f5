"""`kill -9` at random moments of a house at work, while people make wishes: what became of each word."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from math import inf
from pathlib import Path
from random import Random
from time import monotonic

from domain.clock import SystemClock
from domain.settings import Settings
from tests.faults.bot_api import FaultyServer
from tests.faults.kills import Kills
from tests.faults.outside import Filed, Outside, outside
from tests.faults.wisher import PATIENCE, WISH, Wisher, t
from tests.support.patience import until


@dataclass(frozen=True)
class Chaos:
    people: int
    kills: int
    seed: int = 20261125
    longest: float = 1.0
    """Seconds that a house lives at most."""
    seconds: float = inf
    """After these it ends, however many kills have landed."""


@dataclass(frozen=True)
class Result:
    kills: Kills
    told: Filed
    filed: Filed
    repeats: int
    left: int
    broken: list[str]
    log: str


async def live(chaos: Chaos, settings: Settings, folder: Path) -> Result:
    """The server lives on, as Telegram does; the house is killed and started again."""
    async with outside(settings, folder, chaos.people, chaos.seed, often={}) as world:
        lease = timedelta(seconds=settings.delivery.lease_seconds)
        kills = await _live(chaos, world, lease)
        repeats = sum(_repeats(one, world.server) for one in world.wishers)
        filed, left, broken = await world.filed(), await world.left(), await world.broken()
        return Result(kills, world.told(), filed, repeats, left, broken, world.log())


async def _live(chaos: Chaos, world: Outside, lease: timedelta) -> Kills:
    dice, stop, kills, ends = Random(chaos.seed), asyncio.Event(), Kills(), monotonic() + chaos.seconds
    await world.house.start()
    async with asyncio.TaskGroup() as group:
        for one in world.wishers:
            group.create_task(one.arrive())
    await world.house.kill()
    async with asyncio.TaskGroup() as group:
        for one in world.wishers:
            group.create_task(one.go_on(stop))
        while kills.landed < chaos.kills and monotonic() < ends:
            started = SystemClock().now()
            await world.house.start()
            await asyncio.sleep(dice.uniform(0, chaos.longest))
            await world.house.kill()
            await kills.note(world.database, started + lease)
        await world.house.start()
        stop.set()
    await until(world.nothing_left, "everything is handled and said", PATIENCE)
    await world.house.kill()
    return kills


def _repeats(one: Wisher, server: FaultyServer) -> int:
    """Every wish asks for its place once, and all else that is said anew names the wish."""
    said = Counter(text for text in server.arrived[one.person.id] if WISH in text or text == t("report-ask-place"))
    asked = said.pop(t("report-ask-place"), 0)
    return max(0, asked - len(one.wishes)) + sum(count - 1 for count in said.values())
