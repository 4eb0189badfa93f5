"""The lists about visits are read by an index, however many windows, visits, leaves and people there are."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from models.people import Person
from models.places import Household, Unit
from models.visit import Absence, Visit, VisitWindow
from services.act import Ctx
from services.roster.roster_matters import matters
from services.visit import leave_views, unmet_cases, visit_digest, visit_escalation_views, visit_log, visit_walk, visits
from services.visit.visit_duty import case_workers
from services.visit.visit_windows import open_windows
from tests.support.copies import FILE, street_there
from tests.support.plans import Look, count_rows, scans
from tests.support.street import COMMUNITY, GRID_1, LI, LONG_AGO, WANG, ZHOU, Street, at, street_in
from tests.support.where import copy_made

NOW = at("2026-11-18")
TODAY = date(2026, 11, 18)
THURSDAY = at("2026-11-19")
HOMES, WEEKS = 400, 12
GRIDS: tuple[int, ...] = (GRID_1, *range(31, 50))
LARGE = ("visit", "visit_window", "visit_met", "absence", "household", "person", "unmet_case")
# what is listed            for whom
LISTS: dict[str, tuple[int, Look]] = {
    "walk": (WANG, visit_walk.my_walk),
    "digest": (WANG, lambda ctx: visit_digest.digest(ctx, WANG, TODAY)),
    "what ends soon": (WANG, lambda ctx: visit_digest.digest(at_day(ctx, THURSDAY), WANG, THURSDAY.date())),
    "household": (WANG, lambda ctx: visits.household(ctx, GRIDS.index(GRID_1) or len(GRIDS))),
    "own leave": (WANG, leave_views.my_leaves),
    "leave board": (ZHOU, leave_views.board),
    "missed": (ZHOU, lambda ctx: visit_escalation_views.told_together(ctx, NOW)),
    "days of a door": (WANG, lambda ctx: visit_log.check_first_day(ctx, len(GRIDS), TODAY - timedelta(days=1), [1])),
    "nobody opened": (ZHOU, lambda ctx: unmet_cases.nobody_opened(ctx, len(GRIDS))),
    "who sees to cases": (WANG, lambda ctx: case_workers(ctx, GRID_1)),
}


def at_day(ctx: Ctx, moment: datetime) -> Ctx:
    return replace(ctx, now=moment)


def _grid(n: int) -> int:
    return GRIDS[n % len(GRIDS)]


def _home(street: Street, n: int) -> dict[str, Any]:
    door = street.door.vault.seal(f"{n}室", f"household:{n}:door")
    return {"id": n, "building_id": 1, "grid_id": _grid(n), "door": door, "walk_order": n, "since": LONG_AGO}


def _window(n: int, week: int) -> dict[str, Any]:
    start = date(2026, 11, 16) - timedelta(weeks=week)
    days = {"starts_on": start, "ends_on": start + timedelta(days=6), "closes_on": start + timedelta(days=8)}
    return {"rule": "special_groups", "subject_id": 1000 + n, "household_id": n, "grid_id": _grid(n), **days}


def _visit(n: int, week: int) -> dict[str, Any]:
    day = date(2026, 11, 16) - timedelta(weeks=week)
    made = {"visited_on": day, "recorded_at": NOW, "way": "in_person", "outcome": "not_home"}
    return {"household_id": n, "grid_id": _grid(n), "worker_id": LI, **made, "submission": f"{n}.{week}"}


def _leave(n: int) -> dict[str, Any]:
    first = LONG_AGO + timedelta(days=n)
    return {"worker_id": 1000 + n, "starts_on": first, "ends_on": first, "state": "granted"}


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Street]:
    await copy_made("full of visits", _make, tmp_path / FILE)
    street = await street_there(tmp_path, NOW)
    yield street
    await street.door.database.close()


async def _make(folder: Path) -> None:
    street = await street_in(folder, NOW)
    await street.add(
        *(Unit(id=id_, kind="grid", name=str(id_), path=f"1/2/{id_}/", parent_id=COMMUNITY) for id_ in GRIDS[1:])
    )
    homes, weeks = range(1, HOMES + 1), range(WEEKS)
    async with street.door.database.write() as session:
        await session.execute(insert(Household), [_home(street, n) for n in homes])
        await session.execute(insert(Person), [{"id": 1000 + n, "created_at": NOW, "household_id": n} for n in homes])
        await session.execute(insert(VisitWindow), [_window(n, week) for n in homes for week in weeks])
        await session.execute(insert(Visit), [_visit(n, week) for n in homes for week in weeks if week])
        await session.execute(insert(Absence), [_leave(n) for n in homes])
    await count_rows(street.door.database)
    await street.door.database.close()


@pytest.mark.parametrize("name", LISTS)
async def test_no_list_about_visits_reads_a_large_table_whole(full: Street, name: str) -> None:
    person, look = LISTS[name]

    assert await scans(full, person, look, *LARGE) == []


async def test_opening_a_day_reads_the_windows_that_are_open_and_no_others(full: Street) -> None:
    """What moved and what ended is looked for among the open ones alone, however long the history is."""
    opened = partial(open_windows, day=TODAY)

    assert await scans(full, WANG, opened, "visit", "visit_window", "visit_met") == []


async def test_what_the_roster_leaves_open_reads_no_visits(full: Street) -> None:
    assert await scans(full, ZHOU, lambda ctx: matters(ctx, 6), "visit", "visit_window", "visit_met", "absence") == []


async def test_a_table_that_is_read_whole_is_noticed(full: Street) -> None:
    async def all_written_down_late(ctx: Ctx) -> object:
        return (await ctx.session.scalars(select(Visit.id).where(Visit.late_reason == "forgot"))).all()

    assert len(await scans(full, WANG, all_written_down_late, *LARGE)) == 1
