"""The row "planning": a day's windows and walks against the plain INSERT … SELECT that makes the windows, alone.

Each contender runs in a process of its own on a copy of the same street, so that its peak memory is its own.
"""

import asyncio
import json
import shutil
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.planning_day import FLOOR, Measured, door_to
from bench.planning_street import FIRST, HEAVIEST, MIDDLE, Morning, live, settle
from bench.rows import Notes, Row, at_most
from bench.run import Run
from models.database import Database

OURS = "ours"


BIG = 100
"""A street of this size is measured once, on the first of a month."""


async def rows(run: Run) -> tuple[list[Row], list[Notes]]:
    found, lines = [], []
    ours: dict[int, list[Measured]] = {}
    for times, streets in run.streets.items():
        rounds = range(run.size.rounds if times < BIG else 1)
        theirs, ours[times] = [], []
        for _ in rounds:
            theirs.append(await _measured(streets[FIRST], FLOOR, FIRST))
            ours[times].append(await _measured(streets[FIRST], OURS, FIRST))
        lines.append(_line(times, "the windows alone", theirs))
        lines.append(_line(times, FIRST.name, ours[times]))
        found += _rows(f"planning, {times} × the street", ours[times], theirs)
        for morning in (one for one in streets if one is not FIRST):
            there = [await _measured(streets[morning], OURS, morning) for _ in rounds]
            lines.append(_line(times, morning.name, there))
            found += _rows(f"planning, {times} × the street, {morning.name}", there, theirs)[:1]
        for street in streets.values():
            street.unlink()
    most, once = max(ours), min(ours)
    if most > once:
        several = tuple(m.seconds for m in ours[most])
        single = tuple(m.seconds for m in ours[once][: len(several)])
        names = f"{most} × the street", f"{once} ×"
        found.append(Row("planning, a bigger street", *names, "s", several, single, at_most(1.1 * most / once)))
    columns = "street", "day", "windows", "walks", "processor time", "peak memory"
    return found, [Notes("Planning a day, of which", columns, lines)]


async def made(folder: Path, sizes: Sequence[int]) -> dict[int, dict[Morning, Path]]:
    """All side by side, in the database's threads: nothing is measured meanwhile."""
    async with asyncio.TaskGroup() as group:
        tasks = {times: group.create_task(_made(folder / str(times), times)) for times in sizes}
    return {times: task.result() for times, task in tasks.items()}


async def _made(folder: Path, times: int) -> dict[Morning, Path]:
    """A street for each morning that is measured, of so many times the size."""
    folder.mkdir(parents=True)
    mornings = (FIRST, HEAVIEST, MIDDLE) if times < BIG else (FIRST,)
    streets = {morning: folder / f"{n}.sqlite" for n, morning in enumerate(mornings)}
    await _make(streets[FIRST], times)
    await asyncio.gather(*(_live(streets[FIRST], streets[one], one) for one in mornings if one is not FIRST))
    return streets


def _rows(name: str, ours: list[Measured], theirs: list[Measured]) -> list[Row]:
    names = "windows and walks", "plain INSERT … SELECT"
    seconds = tuple(m.seconds for m in ours), tuple(m.seconds for m in theirs)
    peaks = tuple(m.peak for m in ours), tuple(m.peak for m in theirs)
    return [
        Row(name, *names, "s", *seconds, at_most(2)),
        Row(f"{name}: peak memory", *names, "MB", *peaks, at_most(1.5)),
    ]


def _line(times: int, what: str, measured: list[Measured]) -> tuple[str, ...]:
    one = measured[-1]
    seconds = f"{one.windows:.2f} s", f"{one.walks:.2f} s", f"{one.processor:.2f} s"
    return f"{times} ×", what, *seconds, f"{one.peak:.0f} MB"


async def _make(file: Path, times: int) -> None:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await settle(database, times)
    await database.close()


async def _live(street: Path, lived: Path, morning: Morning) -> None:
    shutil.copy(street, lived)
    door = door_to(f"sqlite+aiosqlite:///{lived}", datetime(2026, 5, 1, tzinfo=UTC))
    await live(door, morning)
    await door.database.close()


async def _measured(street: Path, what: str, morning: Morning) -> Measured:
    copy = street.with_name(f"{what}.sqlite")
    shutil.copy(street, copy)
    arguments = (sys.executable, "-m", "bench.planning_day", what, str(copy), morning.day.isoformat())
    process = await create_subprocess_exec(*arguments, stdout=PIPE)
    said, _ = await process.communicate()
    for file in copy.parent.glob(f"{copy.name}*"):
        file.unlink()
    if process.returncode:
        raise RuntimeError(f"{what} of {street} on {morning.name} failed")
    return Measured(**json.loads(said))
