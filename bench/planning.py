"""The row "planning": a day's windows and walks against the plain INSERT … SELECT that makes the windows, alone.

Each contender runs in a process of its own on a copy of the same street, so that its peak memory is its own.
"""

import json
import shutil
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from pathlib import Path
from time import perf_counter

from bench.planning_day import FLOOR, Measured
from bench.planning_street import settle
from bench.rows import Notes, Row, at_most
from bench.run import Run
from models.database import Database

OURS = "ours"


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
        seconds = tuple(m.seconds for m in ours[times]), tuple(m.seconds for m in theirs)
        peaks = tuple(m.peak for m in ours[times]), tuple(m.peak for m in theirs)
        names = "windows and walks", "plain INSERT … SELECT"
        found.append(Row(f"planning, {times} × the street", *names, "s", *seconds, at_most(2)))
        found.append(Row(f"planning, {times} × the street: peak memory", *names, "MB", *peaks, at_most(1.5)))
    most, once = max(ours), min(ours)
    if most > once:
        several = tuple(m.seconds for m in ours[most])
        single = tuple(m.seconds for m in ours[once][: len(several)])
        names = f"{most} × the street", f"{once} ×"
        found.append(Row("planning, a bigger street", *names, "s", several, single, at_most(1.1 * most / once)))
    return found, [Notes("Planning a day, of which", ("street", "windows", "walks", "peak memory"), lines)]


async def _make(file: Path, times: int) -> None:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await settle(database, times)
    await database.close()


async def _measured(street: Path, what: str, times: int) -> Measured:
    copy = street.with_name(f"{what}.sqlite")
    shutil.copy(street, copy)
    arguments = (sys.executable, "-m", "bench.planning_day", what, str(copy), str(times))
    process = await create_subprocess_exec(*arguments, stdout=PIPE)
    said, _ = await process.communicate()
    for file in copy.parent.glob(f"{copy.name}*"):
        file.unlink()
    if process.returncode:
        raise RuntimeError(f"{what} of {times} × the street failed")
    return Measured(**json.loads(said))
