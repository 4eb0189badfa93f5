"""What is proved, each on an empty database: a piece returns what came of it, in figures, or raises AssertionError."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.settings import Settings
from tests.faults import chaos, pushes, test_chaos, test_pushes
from tests.faults.bot_api import Fault
from tests.oracle import generator
from tests.oracle.soak import soak


@dataclass(frozen=True)
class Given:
    """`folder` is empty, and so is the database of `settings`. After `seconds` a piece comes to its end."""

    settings: Settings
    folder: Path
    seconds: float
    small: bool


async def kills(given: Given) -> str:
    size = chaos.Chaos(people=12, kills=8 if given.small else 200, seconds=given.seconds)
    result = await chaos.live(size, given.settings, given.folder)
    test_chaos.check(result)
    wishes = sum(map(len, result.told.values()))
    return (
        f"{result.kills.landed} kills in mid-work ({result.kills.missed} more met an idle house); {wishes:,} wishes: "
        f"0 lost, 0 twice, each in order; {result.repeats} sends repeated of {result.kills.in_flight:,} in flight"
    )


async def storm(given: Given) -> str:
    size = test_pushes.SMALL if given.small else pushes.Storm(chats=500, each=20, kills=40, seconds=given.seconds)
    result = await pushes.rage(size, given.settings, given.folder)
    test_pushes.check(result)
    faults = result.server.happened.total() - result.server.happened[Fault.NONE]
    repeats = sum(map(result.repeats, size.people))
    return (
        f"{size.chats * size.each:,} pushes, {faults:,} faults, {result.kills.landed} kills: 0 lost, "
        f"{len(result.dead):,} accounted for, 0 routine ones repeated; {repeats} others repeated "
        f"of {result.unknown + result.kills.in_flight:,} that may have arrived"
    )


async def year(given: Given) -> str:
    size = generator.CI if given.small else generator.FULL
    return await soak(given.settings.storage.database, size, given.seconds / 60)


Piece = Callable[[Given], Coroutine[Any, Any, str]]
PIECES: dict[str, Piece] = {"kills": kills, "pushes": storm, "year": year}
