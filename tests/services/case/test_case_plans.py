"""Lists, cards and searches read an index in its order, however many cases there are: as the databases say."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.case_flow import CaseKind, CaseState
from domain.roles import Held, Role
from models.base import Base
from models.case import Case
from models.database import Database
from models.people import Person
from models.places import Compound, Unit
from services.act import Actor, Ctx, Door
from services.case import case_choices, case_find, case_lists, case_views
from services.case.case_find import Wanted
from services.case.case_lists import Scope, Turn
from tests.support.plans import count_rows
from tests.support.street import LONG_AGO, StandingClock, at, door_to
from tests.support.where import FILE, copy_made, here

NOW = at("2026-11-18")
GRIDS, EACH = 8, 700
WORKER, OFFICER, STREET_OFFICER, REPORTER = 1, 2, 3, 4
SCAN = re.compile(r'SCAN "?case"?\b|Seq Scan on "?case"?\b')
READ = re.compile(r"actual rows=(\d+)")


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Door]:
    """A street of eight grids with 5,600 cases, most of them closed."""
    await copy_made("full of cases", _make, tmp_path / FILE)
    door = door_to(tmp_path / FILE, StandingClock(NOW))
    door.settings = replace(door.settings, cases=replace(door.settings.cases, search_reads=200))
    yield door
    await door.database.close()


async def _make(folder: Path) -> None:
    await here().make(folder / FILE)
    database = Database(here().url(folder / FILE))
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with database.write() as session:
        await _settle(session)
    await count_rows(database)
    await database.close()


async def _settle(session: AsyncSession) -> None:
    session.add_all(Person(id=id_, created_at=NOW) for id_ in (WORKER, OFFICER, STREET_OFFICER, REPORTER))
    units = [("street", "江南街道", "1/", None), ("community", "长江社区", "1/2/", 1)]
    units += [("grid", f"第{n}网格", f"1/2/{n + 3}/", 2) for n in range(GRIDS)]
    for id_, (kind, name, path, parent) in enumerate(units, start=1):
        session.add(Unit(id=id_, kind=kind, name=name, path=path, parent_id=parent))
        await session.flush()
    session.add(Compound(id=1, community_id=2, name="江南苑", lat=43.8, lon=126.5))
    await session.flush()
    states = cycle([*CaseState, *[CaseState.CLOSED] * 40])
    await session.execute(insert(Case), [_case(n, state) for n, state in enumerate(islice(states, GRIDS * EACH))])


def _case(n: int, state: CaseState) -> dict[str, Any]:
    return {
        "number": f"C-2026-{n:06d}",
        "kind": CaseKind.COMPLAINT,
        "state": state,
        "category": "facilities",
        "route": "tracked",
        "collected": "online",
        "words": f"楼道灯坏了 {n}",
        "street_id": 1,
        "community_id": 2,
        "grid_id": 3 + n % GRIDS,
        "compound_id": 1 if n % 20 == 0 else None,
        "created_at": NOW - timedelta(minutes=n),
        "respond_by": NOW,
        "resolve_by": NOW + timedelta(minutes=n % 977),
        "due_by": NOW if state is CaseState.SUBMITTED else NOW + timedelta(minutes=n % 977),
        "submission": f"s{n}",
        "reporter_id": REPORTER if n % 50 == 0 else None,
        "handler_id": WORKER if n % 30 == 0 else None,
        "resolved_at": NOW,
        "version": 1,
    }


ACTORS = {
    "worker": Actor(person_id=WORKER, roles=(Held(Role.GRID_WORKER, 3, "1/2/3/", LONG_AGO),)),
    "officer": Actor(person_id=OFFICER, roles=(Held(Role.COMMUNITY_STAFF, 2, "1/2/", LONG_AGO),)),
    "street": Actor(person_id=STREET_OFFICER, roles=(Held(Role.STREET_STAFF, 1, "1/", LONG_AGO),)),
    "reporter": Actor(person_id=REPORTER),
}
Look = Callable[[Ctx], Awaitable[object]]


def queue_of(scope: Scope) -> Look:
    return lambda ctx: case_lists.desk_queue(ctx, scope)


PAGES: dict[str, Look] = {
    **{f"queue {scope}": queue_of(scope) for scope in Scope},
    "queue, second page": lambda ctx: case_lists.desk_queue(ctx, Scope.ALL, Turn(500)),
    "queue, page before": lambda ctx: case_lists.desk_queue(ctx, Scope.ALL, Turn(500, back=True)),
    "counts": case_lists.counts,
    "my cases": case_lists.my_cases,
    "my cases, second page": lambda ctx: case_lists.my_cases(ctx, Turn(3000)),
    "words that are there": lambda ctx: case_find.find(ctx, Wanted(words=("楼道",))),
    "words that are not": lambda ctx: case_find.find(ctx, Wanted(words=("没有这个",)), 4000),
    "a place and a state": lambda ctx: case_find.find(ctx, Wanted(("江南苑",), (CaseState.HANDLING,))),
}


async def statements(door: Door, actor: Actor, look: Look) -> list[tuple[str, Any]]:
    """What it reads of cases, as it goes to the database."""
    found: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if re.search(r'FROM "?case"?\b', statement):
            found.append((statement, parameters))

    engine = door.database._reader.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        async with door.database.read() as session:
            await look(door.within(session, actor).ctx)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return found


async def plan(door: Door, statement: str, parameters: Any) -> str:
    explain = "EXPLAIN QUERY PLAN" if door.database.is_sqlite else "EXPLAIN (ANALYZE, TIMING OFF)"
    async with door.database._reader.connect() as connection:
        rows = await connection.exec_driver_sql(f"{explain} {statement}", parameters)
        return "\n".join(" ".join(str(value) for value in row) for row in rows)


@pytest.mark.parametrize("page", PAGES)
async def test_no_page_reads_all_cases(full: Door, page: str) -> None:
    for actor in ACTORS.values():
        for statement, parameters in await statements(full, actor, PAGES[page]):
            read = await plan(full, statement, parameters)
            assert SCAN.search(read) is None, f"{statement}\n{read}"
            most = max((int(rows) for rows in READ.findall(read)), default=0)
            assert most <= GRIDS * EACH // 5, f"{statement}\n{read}"


async def test_a_card_is_read_by_its_number(full: Door) -> None:
    look: Look = lambda ctx: case_views.case_card(ctx, "C-2026-000040")  # noqa: E731
    choose: Look = lambda ctx: case_choices.candidates(ctx, "C-2026-000040")  # noqa: E731
    for each in (look, choose):
        read = [await plan(full, *one) for one in await statements(full, ACTORS["street"], each)]
        assert read
        assert [one for one in read if SCAN.search(one)] == []


async def test_sqlite_sorts_a_handful_of_pages_and_never_a_table(full: Door) -> None:
    """A part of a queue comes out of its index in order; only the pages that the parts made are sorted together."""
    if not full.database.is_sqlite:
        return
    for statement, parameters in await statements(full, ACTORS["street"], PAGES["queue all"]):
        lines = (await plan(full, statement, parameters)).splitlines()
        reads = [line for line in lines if "case" in line]
        assert reads
        assert all("USING INDEX ix_case_" in line for line in reads)
        assert sum("USE TEMP B-TREE FOR ORDER BY" in line for line in lines) <= 1
