"""The simulated year of the full street, ticked by four real processes at once, beside the reading: a piece of
`make soak`.

It stops by itself: after the year, or when its minutes are over, and says how far it came. A difference ends it with a
failure that names it.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from json import loads
from time import monotonic

import click

from models.base import Base
from models.database import Database
from tests.oracle import generator, life
from tests.oracle.compared import compare_all, live_both
from tests.oracle.engine import Engine
from tests.oracle.rules import DAY, ZONE
from tests.oracle.year import Year
from tests.support.street import StandingClock, door_on

SEED = 20260101
PROCESSES = 4
SHOW_EVERY = 30


class TimeIsOver(Exception):
    pass


@dataclass
class ByProcesses(Engine):
    """Every tick is one of all processes at the same moment."""

    tickers: tuple[Process, ...] = ()
    ends: float = 0.0
    reached: date = date.min
    began: float = 0.0

    async def tick(self, event: life.Tick) -> None:
        if monotonic() > self.ends:
            raise TimeIsOver
        self.clock.moment = event.shows
        for said in await asyncio.gather(*(_tell(ticker, event.shows) for ticker in self.tickers)):
            self.ran.update((job, datetime.fromisoformat(due)) for job, due in said)
        self._say(event.at.astimezone(ZONE).date())

    def _say(self, day: date) -> None:
        if day.toordinal() // SHOW_EVERY != self.reached.toordinal() // SHOW_EVERY:
            click.echo(f"  {day}: {sum(self.ran.values()):,} slots run, {monotonic() - self.began:.0f} s")
        self.reached = day


async def _tell(ticker: Process, now: datetime) -> list[tuple[str, str]]:
    if ticker.stdin is None or ticker.stdout is None:
        raise RuntimeError("a ticker without pipes")
    ticker.stdin.write(f"{now.isoformat()}\n".encode())
    line = await ticker.stdout.readline()
    if not line:
        raise RuntimeError("a ticker has died")
    return [(job, due) for job, due in loads(line)]


@asynccontextmanager
async def ticking(url: str) -> AsyncIterator[tuple[Process, ...]]:
    start = (sys.executable, "-m", "tests.oracle.ticker", url)
    processes = tuple([await create_subprocess_exec(*start, stdin=PIPE, stdout=PIPE) for _ in range(PROCESSES)])
    try:
        yield processes
    finally:
        for process in processes:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def soak(url: str, size: generator.Size, minutes: float) -> str:
    """Returns how far it came. Raises Differs."""
    street = generator.street(SEED, size)
    people = sum(isinstance(event, life.NewPerson) for event in street.events if event.at == street.events[0].at)
    kinds = Counter(type(event).__name__ for event in street.events)
    click.echo(f"{people:,} residents, {size.grids} grids, {len(street.workers)} workers; {dict(kinds)}")
    clock, began = StandingClock(street.events[0].at), monotonic()
    async with ticking(url) as tickers:
        door = door_on(Database(url), clock)
        try:
            async with door.database.engine.begin() as connection:
                await connection.run_sync(Base.metadata.create_all)
            ends = began + minutes * 60
            lived = ByProcesses((door,), clock, street, Counter(), tickers, ends, began=began)
            await lived.settle()
            return await _live(lived, Year(street))
        finally:
            await door.database.close()


async def _live(lived: ByProcesses, year: Year) -> str:
    whole = True
    try:
        await live_both(lived, year)
        await compare_all(lived, year, [lived.street.last_day - DAY])
    except TimeIsOver:
        whole = False
    windows = year.reading.windows.values()
    states = Counter(year.reading.state(window, lived.reached) for window in windows)
    how_far = "the whole year" if whole else f"until {lived.reached}, when the time was over"
    return (
        f"No difference {how_far}: {len(windows):,} windows {dict(states)}, {sum(year.told.pushes.values()):,} pushes, "
        f"{sum(lived.ran.values()):,} slots run once each by {PROCESSES} processes, {monotonic() - lived.began:.0f} s"
    )
