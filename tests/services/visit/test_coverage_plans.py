"""The figures of one grid read that grid's windows by an index, however many there are: as the databases say."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, text

from domain.cadence import Period, WindowState, window_of
from models.people import Person
from models.places import Household, Unit
from models.visit import Visit, VisitMet, VisitWindow
from services.act import Ctx
from services.visit.coverage import Question, figures, workers
from services.visit.coverage_rows import counted_windows
from services.visit.red_spots import own_spots, red_units
from services.visit.worker_month import worker_month
from tests.support.copies import FILE, street_there
from tests.support.street import COMMUNITY, GRID_1, GRID_2, LI, LONG_AGO, WANG, Street, at, street_in
from tests.support.where import copy_made

NOW = at("2026-11-18")
HOMES, WEEKS = 240, 60
OTHERS = range(31, 43)
GRIDS: tuple[int, ...] = (GRID_1, GRID_2, *OTHERS)
SCAN = re.compile(r"SCAN (visit|visit_window|visit_met)\b|Seq Scan on (visit|visit_window|visit_met)\b")
QUESTION = Question(GRID_1, window_of(Period.MONTH, NOW.date()), NOW.date())
Look = Callable[[Ctx], Awaitable[object]]
# what somebody looks at     and how many statements it takes, however much there is
LOOKS: dict[str, tuple[int, Look]] = {
    "figures": (6, lambda ctx: figures(ctx, QUESTION)),
    "workers": (6, lambda ctx: workers(ctx, QUESTION)),
    "rows": (13, lambda ctx: counted_windows(ctx, QUESTION, WindowState.MISSED)),
    "red units": (5, lambda ctx: red_units(ctx, GRID_1)),
    "red spots": (12, own_spots),
    "month": (8, lambda ctx: worker_month(ctx, WANG, QUESTION.days, QUESTION.as_of)),
}


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Street]:
    """Fourteen grids with seventeen doors each; everybody was seen in each of 60 weeks but the last three."""
    await copy_made("full of weeks", _make, tmp_path / FILE)
    street = await street_there(tmp_path, NOW)
    yield street
    await street.door.database.close()


async def _make(folder: Path) -> None:
    street = await street_in(folder, NOW)
    await street.add(
        *(Unit(id=id_, kind="grid", name=str(id_), path=f"1/2/{id_}/", parent_id=COMMUNITY) for id_ in OTHERS)
    )
    monday = window_of(Period.WEEK, NOW.date()).start
    starts = [monday - timedelta(weeks=n) for n in range(WEEKS)]
    homes = range(1, HOMES + 1)
    async with street.door.database.write() as session:
        await session.execute(insert(Household), [_home(street, n) for n in homes])
        await session.execute(insert(Person), [{"id": 1000 + n, "created_at": NOW, "household_id": n} for n in homes])
        await session.execute(insert(VisitWindow), [_window(n, start) for start in starts for n in homes])
        seen = [(id_, n, start) for id_, (start, n) in enumerate(((s, n) for s in starts[3:] for n in homes), start=1)]
        await session.execute(insert(Visit), [_visit(*one) for one in seen])
        met = [{"visit_id": id_, "person_id": 1000 + n, "visited_on": start} for id_, n, start in seen]
        await session.execute(insert(VisitMet), met)
    async with street.door.database.engine.begin() as connection:
        await connection.execute(text("ANALYZE"))
    await street.door.database.close()


def _grid(n: int) -> int:
    return GRIDS[n % len(GRIDS)]


def _home(street: Street, n: int) -> dict[str, Any]:
    door = street.door.vault.seal(f"{n}室", f"household:{n}:door")
    place = {"building_id": 1, "grid_id": _grid(n)}
    return {"id": n, **place, "door": door, "walk_order": n, "since": LONG_AGO}


def _window(n: int, start: date) -> dict[str, Any]:
    days = {"starts_on": start, "ends_on": start + timedelta(days=6), "closes_on": start + timedelta(days=8)}
    return {"rule": "special_groups", "subject_id": 1000 + n, "household_id": n, "grid_id": _grid(n), **days}


def _visit(id_: int, n: int, day: date) -> dict[str, Any]:
    made = {"visited_on": day, "recorded_at": at(str(day), "10:00"), "way": "in_person", "outcome": "met"}
    worker = WANG if _grid(n) == GRID_1 else LI
    return {"id": id_, "household_id": n, "grid_id": _grid(n), "worker_id": worker, **made, "submission": str(id_)}


@pytest.mark.parametrize("name", LOOKS)
async def test_no_figure_reads_all_windows_or_visits(full: Street, name: str) -> None:
    allowed, look = LOOKS[name]
    database, found = full.door.database, list[tuple[str, Any]]()

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        found.append((statement, parameters))

    async with database.write() as session:
        ctx = (await full.act_as(session, WANG)).ctx
        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        try:
            assert await look(ctx)
        finally:
            event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    async with database.engine.connect() as connection:
        if not database.is_sqlite:  # it reads a small table whole, index or not
            await connection.exec_driver_sql("SET LOCAL enable_seqscan TO off")
        for statement, parameters in found:
            if statement.startswith("SELECT"):
                rows = await connection.exec_driver_sql(f"{explain} {statement}", parameters)
                plan = "\n".join(" ".join(str(value) for value in row) for row in rows)
                scanned = [line for line in plan.splitlines() if SCAN.search(line)]
                assert scanned == [], plan
    assert len(found) <= allowed, [statement[:80] for statement, _ in found]
