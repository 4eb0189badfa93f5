"""One contender of the row "planning", in a process that has nothing else in memory.

python -m bench.planning_day ours|floor FILE DAY
"""

import asyncio
import gc
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import Date, String, insert, literal, select

from adapters.calendar import published
from adapters.vault import KeyVault
from bot import config
from domain.cadence import Subject, window_of
from domain.category import Label
from domain.clock import MovableClock, SystemClock
from domain.worktime import OfficeCalendar
from models.database import Database
from models.people import Care, Person
from models.places import Household
from models.visit import VisitWindow
from services.act import Ctx, Door
from services.slots import Slot, run_once
from services.visit.visit_windows import open_day
from services.visit.walk_plans import WINDOWS, make

FLOOR = "floor"


@dataclass(frozen=True)
class Measured:
    """Seconds of the windows, of the walks and of the processor for both, and the most memory that the process had, in
    megabytes."""

    windows: float
    walks: float
    processor: float
    peak: float

    @property
    def seconds(self) -> float:
        return self.windows + self.walks


class Wordless:
    """Nobody says anything here, and the model would take more memory than the rest."""

    def probabilities(self, text: str) -> Mapping[Label, float]:
        return {}


def door_to(url: str, now: datetime) -> Door:
    settings = config.load(environment={})
    calendar = OfficeCalendar(settings.work.override, published)
    clock = MovableClock(ahead=now - SystemClock().now())
    return Door(Database(url), clock, settings, KeyVault({"k1": bytes(32)}), calendar, Wordless())


async def measured(what: str, url: str, day: date) -> Measured:
    """The house has been up for days: what a morning needs was imported and compiled by the mornings before. So each
    contender goes through it once, and takes it back."""
    morning = datetime(day.year, day.month, day.day, tzinfo=UTC)
    door = door_to(url, morning)
    with suppress(_Rehearsed):
        await door.act(_rehearse, what, morning, day)
    gc.collect()
    gc.freeze()  # as the house does once it has started
    began, processor = perf_counter(), process_time()
    if what == FLOOR:
        await door.act(_plain, day)
        opened = ended = perf_counter()
    else:
        await door.act(run_once, Slot(WINDOWS, morning, day), open_day)
        opened = perf_counter()
        while await door.act(make, Slot("walk_plans", morning, day)):
            pass
        ended = perf_counter()
    processor = process_time() - processor
    await door.database.close()
    return Measured(opened - began, ended - opened, processor, _peak())


class _Rehearsed(Exception):
    pass


async def _rehearse(ctx: Ctx, what: str, morning: datetime, day: date) -> None:
    if what == FLOOR:
        await _plain(ctx, day)
    else:
        await run_once(ctx, Slot(WINDOWS, morning, day), open_day)
        await make(ctx, Slot("walk_plans", morning, day))
    raise _Rehearsed


def _peak() -> float:
    """The most memory this process had, in MB. What `getrusage` says began with the memory of who started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


PLAIN = ["rule", "subject_id", "household_id", "grid_id", "starts_on", "ends_on", "closes_on"]


async def _plain(ctx: Ctx, day: date) -> None:
    """What somebody would write who knows that nothing is there yet, and that nobody comes, goes or moves."""
    for rule in ctx.settings.visits.rules:
        window = window_of(rule.period, day)
        subject = Person.id if rule.subject is Subject.PERSON else Household.id
        dates = window.start, window.end, window.end + timedelta(days=rule.grace_days)
        constants = [literal(day, Date) for day in dates]
        subjects = select(literal(rule.key, String), subject, Household.id, Household.grid_id, *constants)
        if rule.care_categories:
            cared_for = select(Care.person_id).where(Care.category.in_(rule.care_categories))
            subjects = subjects.join(Person, Person.household_id == Household.id).where(Person.id.in_(cared_for))
        await ctx.session.execute(insert(VisitWindow).from_select(PLAIN, subjects))


if __name__ == "__main__":
    found = asyncio.run(measured(sys.argv[1], f"sqlite+aiosqlite:///{sys.argv[2]}", date.fromisoformat(sys.argv[3])))
    sys.stdout.write(json.dumps(found.__dict__))
