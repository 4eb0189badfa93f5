"""One tick: every job's slots that have elapsed since its last one, each claimed by a row in the transaction of its
effects. So any number of processes tick and each slot runs once, a restart catches up, a clock that jumps back does
nothing twice, and a run that failed is tried again by the next tick.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.jobs import CatchUp, Every, Job, jobs
from services import clock_back, slots
from services.act import Ctx, Door
from services.slots import Slot

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=92)
"""How much downtime is caught up at most: longer than any window with its grace."""
LATE_AFTER = timedelta(minutes=30)


@dataclass(frozen=True)
class Ran:
    """A slot that this tick ran, and not another process."""

    job: str
    due_at: datetime
    late: bool


async def tick(door: Door, now: datetime, table: Sequence[Job] | None = None) -> list[Ran]:
    """Run what is due by `now`, and say what this process ran."""
    table = table if table is not None else jobs(door.settings)
    last = await _last_claimed(door, table, now)
    ran: list[Ran] = []
    for job in table:
        try:
            for slot in _due(door, job, last, now):
                await _run(door, job, slot, ran)
        except Exception:
            # Its claim went with it: the next tick tries again, and the other jobs run now.
            log.exception("job_failed", extra={"job": job.name})
    return ran


async def _last_claimed(door: Door, table: Sequence[Job], now: datetime) -> Mapping[str, datetime]:
    last = await door.look(slots.last_claimed)
    often = [job.name for job in table if isinstance(job.when, Every)]
    if not clock_back.was_ahead(last, often, now):
        return last
    log.warning("clock_set_back")
    await door.act(clock_back.set_right, often)
    return await door.look(slots.last_claimed)


async def _run(door: Door, job: Job, slot: Slot, ran: list[Ran]) -> None:
    """Unless another process has it. Its batches go on while one says that there may be more."""
    more: object = False

    async def first(ctx: Ctx, slot: Slot) -> None:
        nonlocal more
        more = await job.use_case(ctx, slot)

    if not await door.act(slots.run_once, slot, first):
        return
    ran.append(Ran(slot.job, slot.due_at, slot.late))
    while job.in_batches and more:
        more = await door.act(job.use_case, slot)


def _due(door: Door, job: Job, last: Mapping[str, datetime], now: datetime) -> Iterator[Slot]:
    """The slots to run, each with the older ones that it stands for."""
    zone = ZoneInfo(door.settings.street.time_zone)
    elapsed = list(job.when.between(_start(job, last, now, zone), now, zone))
    if job.catch_up is CatchUp.NEWEST and elapsed:
        *passed_over, newest = elapsed
        yield _slot(job, newest, now, zone, tuple(passed_over))
    elif job.catch_up is CatchUp.EACH:
        for due_at in elapsed:
            yield _slot(job, due_at, now, zone)


def _start(job: Job, last: Mapping[str, datetime], now: datetime, zone: ZoneInfo) -> datetime:
    """Slots after this moment are looked at. The first start ever looks back to the beginning of today only; a job that
    an upgrade brings, further if the house stood still longer: then to when it last did anything."""
    if job.name in last:
        return max(last[job.name], now - LOOK_BACK)
    today = datetime.combine(now.astimezone(zone).date(), time(), zone) - timedelta.resolution
    return max(min([today, *([max(last.values())] if last else [])]), now - LOOK_BACK)


def _slot(job: Job, due_at: datetime, now: datetime, zone: ZoneInfo, passed_over: tuple[datetime, ...] = ()) -> Slot:
    day = due_at.astimezone(zone).date()
    return Slot(job.name, due_at, day, late=now - due_at > LATE_AFTER, passed_over=passed_over)
