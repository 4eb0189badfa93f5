"""Walks are planned once a day, in blocks, and kept: by whom and when makes no difference."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.cadence import Outcome
from models.database import Database
from models.walk_plan import WalkPlan
from services.slots import Slot, run_once
from services.visit import visit_wishes, walk_plans
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_views import Done, Walk
from services.visit.visit_walk import walk
from services.visit.visit_windows import open_day
from tests.support.street import GRID_1, GRID_2, LI, WANG, Street, at, door_on, street_in

WEDNESDAY = date(2026, 11, 18)
DAWN = at("2026-11-18", "00:05")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, DAWN)
    yield street
    await street.door.database.close()


async def windows_open(street: Street, day: date = WEDNESDAY) -> None:
    await street.door.act(run_once, Slot(walk_plans.WINDOWS, street.clock.now(), day), open_day)


async def make(street: Street, day: date = WEDNESDAY) -> bool:
    return await street.door.act(walk_plans.make, Slot("walk_plans", street.clock.now(), day))


async def kept(street: Street) -> dict[tuple[date, int], list[int]]:
    """The households of each kept plan."""
    async with street.door.database.read() as session:
        rows = await session.execute(select(WalkPlan.day, WalkPlan.grid_id, WalkPlan.stops))
        return {(day, grid): [home for home, _, _ in stops] for day, grid, stops in rows}


async def walk_of(street: Street, worker: int = WANG) -> Walk:
    return await street.run(worker, walk, worker, WEDNESDAY)


async def test_what_is_kept_is_what_whoever_asks_would_work_out(street: Street) -> None:
    for building in (2, 1):
        await street.household(("living_alone", "needy"), building=building)
        await street.household(("key_person",), (), building=building)
    await windows_open(street)
    worked_out = await walk_of(street)

    await make(street)

    assert len(worked_out.stops) > 2
    assert sorted((await kept(street))[WEDNESDAY, GRID_1]) == sorted(stop.household_id for stop in worked_out.stops)
    assert await walk_of(street) == worked_out


async def test_a_plan_stays_and_shows_what_came_of_it(street: Street) -> None:
    key, _ = await street.household(("key_person",), building=1)
    weekly, _ = await street.household(("disabled",), building=2)
    await windows_open(street)
    await make(street)
    street.clock.moment = at("2026-11-18", "10:00")

    await street.run(WANG, log_visit, key, Report("one", Outcome.MET, met=EVERYBODY))
    await street.run(WANG, visit_wishes.put_off, weekly, None)
    await street.run(WANG, visit_wishes.begin_at, 2)

    seen = [(stop.household_id, stop.done) for stop in (await walk_of(street)).stops]
    assert seen == [(weekly, Done.PUT_OFF), (key, Done.MET)]


async def test_a_door_put_off_to_today_is_in_todays_plan(street: Street) -> None:
    weekly, _ = await street.household(("disabled",))
    await windows_open(street)
    await street.run(WANG, visit_wishes.put_off, weekly, WEDNESDAY + timedelta(2))
    plans = []
    for day in (WEDNESDAY, WEDNESDAY + timedelta(1), WEDNESDAY + timedelta(2)):
        street.clock.moment = at(day.isoformat(), "00:05")
        await windows_open(street, day)
        await make(street, day)
        plans.append((await kept(street))[day, GRID_1])

    assert plans == [[weekly], [], [weekly]]


async def test_nothing_is_planned_before_the_windows_are_open(street: Street) -> None:
    await street.household(("key_person",))

    assert await make(street) is False
    assert await kept(street) == {}


async def test_what_was_left_in_the_middle_goes_on(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk_plans, "BLOCK", 1)
    homes = {grid: (await street.household(("key_person",), grid=grid))[0] for grid in (GRID_1, GRID_2)}
    await windows_open(street)

    assert await make(street) is True
    half = await kept(street)
    assert (await walk_of(street, LI)).stops[0].household_id == homes[GRID_2]  # worked out meanwhile
    while await make(street):
        pass

    assert half == {(WEDNESDAY, GRID_1): [homes[GRID_1]]}
    assert half.items() < (await kept(street)).items()
    assert (await kept(street))[WEDNESDAY, GRID_2] == [homes[GRID_2]]


async def test_several_processes_keep_one_plan(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await windows_open(street)
    doors = [
        door_on(Database(street.door.database.url.render_as_string(hide_password=False)), street.clock)
        for _ in range(4)
    ]

    await asyncio.gather(*(door.act(walk_plans.make, Slot("walk_plans", DAWN, WEDNESDAY)) for door in doors))
    for door in doors:
        await door.database.close()

    assert (await kept(street))[WEDNESDAY, GRID_1] == [home]


async def test_a_plan_of_a_clock_that_was_ahead_is_made_again(street: Street) -> None:
    home, _ = await street.household(("disabled",))
    await windows_open(street)
    await make(street)
    thursday = WEDNESDAY + timedelta(1)
    street.clock.moment = at("2026-11-19", "12:00")
    await windows_open(street, thursday)
    await make(street, thursday)
    street.clock.moment = at("2026-11-18", "20:00")
    await street.run(WANG, log_visit, home, Report("one", Outcome.MET, met=EVERYBODY))
    street.clock.moment = at("2026-11-19", "00:05")
    await windows_open(street, thursday)

    too_early = (await kept(street))[thursday, GRID_1]
    await make(street, thursday)

    assert too_early == [home]
    assert (await kept(street))[thursday, GRID_1] == []


async def test_only_the_newest_day_is_kept(street: Street) -> None:
    await windows_open(street)
    await make(street)
    later = WEDNESDAY + timedelta(1)
    street.clock.moment = at(later.isoformat(), "00:05")
    await windows_open(street, later)

    await make(street, later)

    assert {day for day, _ in await kept(street)} == {later}
