"""One contender of the row "planning", in a process that has nothing else in memory.

python -m bench.planning_day ours|floor FILE TIMES
"""

import asyncio
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import Date, String, insert, literal, select

from adapters.calendar import published
from adapters.vault import KeyVault
from bench.planning_street import DAY, FIRST_GRID, GRIDS
from bot import config
from domain.cadence import Subject, window_of
from domain.category import Label
from domain.clock import MovableClock
from domain.worktime import OfficeCalendar
from models.database import Database
from models.people import Care, Person
from models.places import Household
from models.visit import VisitWindow
from services.act import Ctx, Door
from services.visit.visit_walk import plan
from services.visit.visit_windows import COLUMNS, open_windows

FLOOR = "floor"


@dataclass(frozen=True)
class Measured:
    """Seconds of the windows, of the walks, and the most memory that the process had, in megabytes."""

    windows: float
    walks: float
    peak: float

    @property
    def seconds(self) -> float:
        return self.windows + self.walks


class Wordless:
    """Nobody says anything here, and the model would take more memory than the rest."""

    def probabilities(self, text: str) -> Mapping[Label, float]:
        return {}


async def _one(what: str, url: str, times: int) -> Measured:
    settings = config.load(environment={})
    calendar = OfficeCalendar(settings.work.override, published)
    clock, vault = MovableClock(), KeyVault({"k1": bytes(32)})
    door = Door(Database(url), clock, settings, vault, calendar, Wordless())
    began = perf_counter()
    if what == FLOOR:
        await door.act(_plain)
        opened = ended = perf_counter()
    else:
        await door.act(open_windows, DAY)
        opened = perf_counter()
        for grid in range(GRIDS * times):
            await door.look(plan, (FIRST_GRID + grid,), DAY)
        ended = perf_counter()
    await door.database.close()
    return Measured(opened - began, ended - opened, _peak())


def _peak() -> float:
    """The most memory this process had, in MB. What `getrusage` says began with the memory of who started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


async def _plain(ctx: Ctx) -> None:
    """What somebody would write who knows that nothing is there yet, and that nobody comes, goes or moves."""
    for rule in ctx.settings.visits.rules:
        window = window_of(rule.period, DAY)
        subject = Person.id if rule.subject is Subject.PERSON else Household.id
        dates = window.start, window.end, window.end + timedelta(days=rule.grace_days)
        constants = [literal(day, Date) for day in dates]
        subjects = select(literal(rule.key, String), subject, Household.id, Household.grid_id, *constants)
        if rule.care_categories:
            cared_for = select(Care.person_id).where(Care.category.in_(rule.care_categories))
            subjects = subjects.join(Person, Person.household_id == Household.id).where(Person.id.in_(cared_for))
        await ctx.session.execute(insert(VisitWindow).from_select(COLUMNS, subjects))


if __name__ == "__main__":
    measured = asyncio.run(_one(sys.argv[1], f"sqlite+aiosqlite:///{sys.argv[2]}", int(sys.argv[3])))
    sys.stdout.write(json.dumps(measured.__dict__))
