"""APScheduler carries one job: the tick. It remembers nothing, since a shared job store would run slots many times and
lose those of a downtime; what is due, and who runs it, is decided by rows (scheduler/tick)."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.clock import SystemClock
from scheduler.loop import Watched, unwatched
from scheduler.tick import tick
from services.act import Door

TICK_SECONDS = 15


@contextmanager
def clockwork(door: Door, wake: Callable[[], None], watched: Watched = unwatched) -> Iterator[AsyncIOScheduler]:
    """Runs while it is entered: ticks at once and then every 15 seconds of the machine's time, and asks `door.clock`
    what time the house has, which may have been moved. `wake` is called after a tick that did something: there may be
    something to send."""

    last, ticking = monotonic(), False

    async def one_tick() -> None:
        nonlocal last, ticking
        began, ran = monotonic(), None
        last, ticking = began, True
        try:
            ran = len(await tick(door, door.clock.now()))
        finally:
            ticking = False
            watched("clock", monotonic() - began, ran)
        if ran:
            wake()

    scheduler = AsyncIOScheduler(jobstores={"default": MemoryJobStore()}, timezone="UTC")
    scheduler.add_job(
        one_tick,
        "interval",
        seconds=TICK_SECONDS,
        id="tick",
        next_run_time=SystemClock().now(),
        max_instances=1,
        coalesce=True,  # after a standstill one tick is enough: it looks back by itself
        misfire_grace_time=None,  # the default drops a tick that comes a second late
    )
    scheduler.start()

    async def go_on() -> None:
        """APScheduler waits by the machine's clock: where that is set back by a day, it would stand still for a day."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if not ticking and monotonic() - last > 2 * TICK_SECONDS:
                scheduler.modify_job("tick", next_run_time=SystemClock().now())

    going_on = asyncio.create_task(go_on())
    try:
        yield scheduler
    finally:
        going_on.cancel()
        scheduler.shutdown(wait=False)
