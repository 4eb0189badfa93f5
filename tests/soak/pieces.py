"""What is proved, each on an empty database: a piece returns what came of it, in figures, or raises AssertionError."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from bot.operator.seeding import seed_demo
from domain.settings import Settings
from models.base import Base
from models.database import Database
from models.migrate import migrate
from tests.faults import away, chaos, paid, pushes, restored, test_chaos, test_paid, test_pushes
from tests.faults.bot_api import Fault
from tests.fuzz.people import EVERYBODY, busy_street
from tests.fuzz.stream import Stream
from tests.oracle import generator
from tests.oracle.soak import soak
from tests.services.points import test_points_conserved
from tests.services.points.ledger_machine import play
from tests.services.points.ledger_street import ledger_street
from tests.services.points.month import month_on
from tests.support.street import StandingClock, Street, at, door_on

A_STREET = 5_000
GAMES, STEPS = 25, 60


@dataclass(frozen=True)
class Given:
    """`folder` is empty, and so is the database of `settings`. After `seconds` a piece comes to its end."""

    settings: Settings
    folder: Path
    seconds: float
    small: bool


async def kills(given: Given) -> str:
    size = chaos.Chaos(people=12, kills=8 if given.small else 200, longest=1.5, seconds=given.seconds)
    result = await chaos.live(size, given.settings, given.folder)
    test_chaos.check(result)
    wishes = sum(map(len, result.told.values()))
    return (
        f"{result.kills.landed} kills in mid-work ({result.kills.missed} more met an idle house); {wishes:,} wishes: "
        f"0 lost, 0 twice, each in order; {result.repeats} sends repeated of {result.kills.in_flight:,} in flight"
    )


async def paid_once(given: Given) -> str:
    size = test_paid.SMALL if given.small else paid.Size(kills=100, each=12, seconds=given.seconds)
    result = await paid.pay(size, given.settings, given.folder)
    test_paid.check(result)
    return (
        f"{result.landed} kills in mid-work; {result.owed.total():,} hazards paid once, "
        f"{result.requests:,} vouchers debited and honoured once"
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


async def any_input(given: Given) -> str:
    """Streets of some thousand updates, each with a die of its own: one that has seen much would be slow to tap on."""
    many, done, streets, kinds, ends = (
        1_500 if given.small else 100_000,
        0,
        0,
        Counter[str](),
        monotonic() + given.seconds,
    )
    while done < many and monotonic() < ends:
        await _empty(given.settings.storage.database)
        street = await busy_street(Database(given.settings.storage.database))
        try:
            stream = Stream(street, given.folder, EVERYBODY, seed=1000 + streets)
            await stream.run(min(A_STREET, many - done))
            done, streets, kinds = done + await stream.handled(), streets + 1, kinds + stream.kinds
        finally:
            await street.door.database.close()
        assert stream.wrong == [], stream.wrong
    return f"{done:,} updates on {streets} streets, all answered: {dict(kinds)}"


async def backups(given: Given) -> str:
    copies = 2 if given.small else 10
    told, found = await restored.restored(given.settings, given.folder, 8, copies, min(given.seconds / copies / 2, 10))
    restored.check(told, found)
    sizes = [sum(map(len, copy.filed.values())) for copy in found]
    return (
        f"{copies} backups under load, restored elsewhere with {sizes} wishes: every check of the audit holds in each"
    )


async def away_a_minute(given: Given) -> str:
    seconds = 2.0 if given.small else min(60.0, given.seconds / 4)
    for breaks in away.BREAKS:
        folder = given.folder / breaks.__name__
        folder.mkdir()
        await breaks(folder, seconds)
    names = ", ".join(breaks.__name__.replace("_", " ") for breaks in away.BREAKS)
    return f"{names}: {seconds:.0f} s each, nothing lost, went on by itself"


async def _empty(url: str) -> None:
    database = Database(url)
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
    await database.close()


async def year(given: Given) -> str:
    size = generator.CI if given.small else generator.FULL
    return await soak(given.settings.storage.database, size, given.seconds / 60)


async def points(given: Given) -> str:
    """Games one after the other, each a street's riders, vouchers and clock in any order."""
    street, ends, games = await ledger_street(Database(given.settings.storage.database)), monotonic() + given.seconds, 0
    size = (test_points_conserved.EXAMPLES, test_points_conserved.STEPS) if given.small else (GAMES, STEPS)
    loop = asyncio.get_running_loop()
    while games < (1 if given.small else 40) * size[0] and monotonic() < ends:
        await asyncio.to_thread(play, street, loop, *size)
        games += size[0]
    await street.door.database.close()
    return f"{games} games of {size[1]} steps: every account, lot, voucher and piece as the purses have it"


async def month(given: Given) -> str:
    """The riders of the demo neighbourhood, a day after the other."""
    clock, days = StandingClock(at("2026-11-23")), 0
    street = Street(door_on(Database(given.settings.storage.database), clock), clock)
    await migrate(street.door.database)
    await seed_demo(street.door)
    of_the_demo, ends = await month_on(street), monotonic() + given.seconds
    while days < (2 if given.small else 40) and monotonic() < ends:
        await of_the_demo.go_by(1)
        days += 1
    broken = await of_the_demo.broken()
    await street.door.database.close()
    assert broken == [], broken
    return f"{days} days of {len(of_the_demo.riders)} riders, all accounts zero together: {dict(of_the_demo.figures)}"


ONCE = ("away",)
"""Pieces that bring their databases along."""
Piece = Callable[[Given], Coroutine[Any, Any, str]]
PIECES: dict[str, Piece] = {
    "kills": kills,
    "paid once": paid_once,
    "pushes": storm,
    "any input": any_input,
    "backups": backups,
    "points": points,
    "month": month,
    "away": away_a_minute,
    "year": year,
}
