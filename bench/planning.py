"""The row "planning": a day's windows and walks against the plain INSERT … SELECT that makes the windows, alone.

Each contender runs in a process of its own on a copy of the same street, so that its peak memory is its own.
"""

import asyncio
import json
import resource
import shutil
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import Date, String, insert, literal, select

from bench.planning_street import DAY, FIRST_GRID, GRIDS, settle
from bench.rows import Notes, Row, at_most
from bench.run import Run
from domain.cadence import Subject, window_of
from models.database import Database
from models.people import Care, Person
from models.places import Household
from models.visit import VisitWindow
from services.act import Ctx
from services.visit.visit_walk import plan
from services.visit.visit_windows import COLUMNS, open_windows
from tests.support.street import StandingClock, at, door_on

OURS, FLOOR = "ours", "floor"


@dataclass(frozen=True)
class Measured:
    """Seconds of the windows, of the walks, and the most memory that the process had, in megabytes."""

    windows: float
    walks: float
    peak: float

    @property
    def seconds(self) -> float:
        return self.windows + self.walks


async def rows(run: Run) -> tuple[list[Row], list[Notes]]:
    found, lines = [], []
    ours: dict[int, list[Measured]] = {}
    for times in run.size.streets:
        theirs: list[Measured] = []
        ours[times] = []
        street = run.folder() / "street.sqlite"
        began = perf_counter()
        await _make(street, times)
        run.say(f"  {times} × the street made in {perf_counter() - began:.0f} s")
        for _ in range(run.size.rounds if times < 100 else 1):
            theirs.append(await _measured(street, FLOOR, times))
            ours[times].append(await _measured(street, OURS, times))
        street.unlink()
        one = ours[times][-1]
        lines.append((f"{times} ×", f"{one.windows:.2f} s", f"{one.walks:.2f} s", f"{one.peak:.0f} MB"))
        pair = tuple(m.seconds for m in ours[times]), tuple(m.seconds for m in theirs)
        names = "windows and walks", "plain INSERT … SELECT"
        found.append(Row(f"planning, {times} × the street", *names, "s", *pair, at_most(2)))
    most, once = max(ours), min(ours)
    if most > once:
        big, small = ours[most], ours[once][: len(ours[most])]
        names = f"{most} ×", f"{once} ×"
        seconds = tuple(m.seconds for m in big), tuple(m.seconds for m in small)
        peaks = tuple(m.peak for m in big), tuple(m.peak for m in small)
        found.append(Row("planning, a bigger street", *names, "s", *seconds, at_most(1.1 * most / once)))
        found.append(Row("planning, peak memory", *names, "MB", *peaks, at_most(1.5)))
    return found, [Notes("Planning a day, of which", ("street", "windows", "walks", "peak memory"), lines)]


async def _make(file: Path, times: int) -> None:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await settle(database, times)
    await database.close()


async def _measured(street: Path, what: str, times: int) -> Measured:
    copy = street.with_name(f"{what}.sqlite")
    shutil.copy(street, copy)
    arguments = (sys.executable, "-m", "bench.planning", what, str(copy), str(times))
    process = await create_subprocess_exec(*arguments, stdout=PIPE)
    said, _ = await process.communicate()
    for file in copy.parent.glob(f"{copy.name}*"):
        file.unlink()
    if process.returncode:
        raise RuntimeError(f"{what} of {times} × the street failed")
    return Measured(**json.loads(said))


async def _one(what: str, url: str, times: int) -> Measured:
    door = door_on(Database(url), StandingClock(at(str(DAY), "08:30")))
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
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(opened - began, ended - opened, peak)


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
