"""A household is moved by its community's staff. 王 works grid 1, 李 grid 2, 周 staffs their community."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.cadence import Outcome
from domain.errors import NotFound
from domain.handover_errors import (
    DoorNotUnderstood,
    DoorTaken,
    HomeElsewhere,
    HomeMovedOn,
    HomeStays,
    NoGridThere,
    NoLongerYours,
)
from models.audit import AccessLog
from models.places import Building, Compound, Household, Unit
from models.visit import VisitWindow
from services.visit import home_choices, home_moves, visits
from services.visit.home_moves import Stood
from services.visit.home_places import Target
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_walk import my_walk
from services.visit.visit_windows import open_windows
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    OTHER_COMMUNITY,
    OUTSIDER,
    STRANGE_STAFF,
    WANG,
    WU,
    ZHOU,
    Street,
    at,
    street_in,
)

WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)
THERE = Stood(GRID_1, 1)
TO_GRID_2 = Target(GRID_2)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def windows(street: Street) -> list[tuple[str, int, date]]:
    """Rule, grid, and last day of grace."""
    async with street.door.database.read() as session:
        query = select(VisitWindow.rule, VisitWindow.grid_id, VisitWindow.closes_on).order_by(VisitWindow.rule)
        return [(rule, grid, closes) for rule, grid, closes in await session.execute(query)]


async def test_what_is_open_goes_along_and_both_workers_are_told_once(street: Street) -> None:
    home, _ = await street.household(("key_person",), ("living_alone",))
    await street.door.act(open_windows, WEDNESDAY)

    seen = await street.run(ZHOU, home_moves.preview, home, TO_GRID_2)
    await street.run(ZHOU, home_moves.move, home, THERE, TO_GRID_2)

    assert (seen.before.grid, seen.after.grid, seen.people, seen.by) == ("一网格", "二网格", 2, FRIDAY)
    assert seen.owed == (("key_persons", 1), ("special_groups", 1), ("every_household", 1))
    assert await windows(street) == [
        ("every_household", GRID_2, date(2026, 12, 5)),
        ("key_persons", GRID_2, FRIDAY),  # today's, with two working days of grace
        ("special_groups", GRID_2, date(2026, 11, 24)),
    ]
    assert sorted(push.chat_id for push in await street.pushed("home_moved")) == [WANG, LI]
    with pytest.raises(NoLongerYours):
        await street.run(WANG, visits.household, home)


async def test_the_walks_of_the_day_follow(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.door.act(open_windows, WEDNESDAY)
    before = await street.run(WANG, my_walk), await street.run(LI, my_walk)

    await street.run(ZHOU, home_moves.move, home, THERE, TO_GRID_2)

    assert [[stop.household_id for stop in walk.stops] for walk in before] == [[home], []]
    assert (await street.run(WANG, my_walk)).stops == ()
    assert [stop.household_id for stop in (await street.run(LI, my_walk)).stops] == [home]


async def test_what_was_settled_stays_with_the_old_grid(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.door.act(open_windows, WEDNESDAY)
    await street.run(WANG, log_visit, home, Report("v1", Outcome.MET, met=EVERYBODY))

    assert (await street.run(ZHOU, home_moves.preview, home, TO_GRID_2)).owed == ()
    await street.run(ZHOU, home_moves.move, home, THERE, TO_GRID_2)
    await street.door.act(open_windows, THURSDAY)

    assert {(rule, grid) for rule, grid, _ in await windows(street)} == {
        ("key_persons", GRID_1),
        ("every_household", GRID_1),
        ("key_persons", GRID_2),
    }


async def test_whoever_comes_second_is_told_and_nothing_is_done(street: Street) -> None:
    home, _ = await street.household()
    await street.run(ZHOU, home_moves.move, home, THERE, TO_GRID_2)

    with pytest.raises(HomeMovedOn):
        await street.run(ZHOU, home_moves.move, home, THERE, TO_GRID_2)
    assert len(await street.pushed("home_moved")) == 2


async def test_a_household_moves_behind_another_door(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    other, _ = await street.household(grid=GRID_2)
    await street.door.act(open_windows, WEDNESDAY)

    for door, refusal in (
        ("2室", DoorTaken),
        (" 2 ", DoorTaken),
        ("  ", DoorNotUnderstood),
        ("长" * 41, DoorNotUnderstood),
    ):
        with pytest.raises(refusal):
            await street.run(ZHOU, home_moves.preview, home, Target(building_id=3, door=door))
    await street.run(ZHOU, home_moves.move, home, THERE, Target(building_id=3, door="3单元 301室"))

    card = await street.run(LI, visits.household, home)
    assert (card.address.building, card.address.door, card.grid_id) == ("3号楼", "3单元 301室", GRID_2)
    async with street.door.database.read() as session:
        orders = dict((await session.execute(select(Household.id, Household.walk_order))).all())
    assert orders[home] == orders[other] + 1
    with pytest.raises(HomeStays):
        await street.run(ZHOU, home_moves.preview, home, Target(building_id=3, door="三单元301"))


async def test_of_two_who_are_given_one_door_at_once_one_gets_it(street: Street) -> None:
    homes = [(await street.household())[0] for _ in range(2)]

    moves = [street.run(ZHOU, home_moves.move, home, THERE, Target(building_id=3, door="301")) for home in homes]
    ended = await asyncio.gather(*moves, return_exceptions=True)

    assert sorted(map(type, ended), key=str) == sorted((type(None), DoorTaken), key=str)


async def test_a_move_within_the_grid_changes_the_door_alone(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.door.act(open_windows, WEDNESDAY)
    before = await windows(street)

    await street.run(ZHOU, home_moves.move, home, THERE, Target(building_id=2, door="9室"))

    assert await windows(street) == before
    assert (await street.run(WANG, visits.household, home)).address.building == "2号楼"


async def test_a_household_in_no_grid_gets_one_with_what_is_owed(street: Street) -> None:
    """Bug: what was opened while a household lay in no grid stayed there when it got one."""
    home, _ = await street.household(("living_alone",))
    async with street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == home).values(grid_id=COMMUNITY))
    await street.door.act(open_windows, WEDNESDAY)

    seen = await street.run(ZHOU, home_moves.preview, home, Target(GRID_1))
    listed = await street.run(ZHOU, home_choices.buildings_in, COMMUNITY)
    await street.run(ZHOU, home_moves.move, home, Stood(COMMUNITY, 1), Target(GRID_1))

    assert (seen.before.is_grid, seen.before.workers) == (False, ())
    assert listed.rows == ((1, "江南苑 1号楼"),)
    assert {grid for _, grid, _ in await windows(street)} == {GRID_1}


async def test_the_roster_may_give_a_grid_too(street: Street) -> None:
    """Bug: the same, by the clock's way."""
    home, _ = await street.household(("living_alone",))
    for grid, day in ((COMMUNITY, WEDNESDAY), (GRID_2, THURSDAY)):
        async with street.door.database.write() as session:
            await session.execute(update(Household).where(Household.id == home).values(grid_id=grid))
        await street.door.act(open_windows, day)

    assert {grid for _, grid, _ in await windows(street)} == {GRID_2}


async def test_what_cannot_be_is_told(street: Street) -> None:
    home, _ = await street.household()
    await street.add(
        Unit(id=6, kind="grid", name="别的网格", path="1/5/6/", parent_id=OTHER_COMMUNITY),
        Compound(id=2, community_id=OTHER_COMMUNITY, name="别的小区", lat=43.8, lon=126.5),
        Building(id=4, compound_id=2, grid_id=6, name="4号楼", walk_order=1, lat=43.8, lon=126.5),
        Building(id=5, compound_id=1, grid_id=COMMUNITY, name="5号楼", walk_order=1, lat=43.8, lon=126.5),
    )

    for to, refusal in (
        (Target(GRID_1), HomeStays),
        (Target(6), HomeElsewhere),
        (Target(COMMUNITY), HomeElsewhere),
        (Target(999), HomeElsewhere),
        (Target(building_id=4, door="1室"), HomeElsewhere),
        (Target(building_id=5, door="1室"), NoGridThere),
    ):
        with pytest.raises(refusal):
            await street.run(ZHOU, home_moves.move, home, THERE, to)


@pytest.mark.parametrize("stranger", [WANG, LI, WU, STRANGE_STAFF, OUTSIDER])
async def test_only_the_community_moves_a_household(street: Street, stranger: int) -> None:
    home, _ = await street.household()

    with pytest.raises(NotFound):
        await street.run(stranger, home_moves.move, home, THERE, TO_GRID_2)


async def test_a_move_is_in_the_access_log(street: Street) -> None:
    home, _ = await street.household()
    await street.run(ZHOU, home_moves.move, home, THERE, TO_GRID_2)

    async with street.door.database.read() as session:
        query = select(AccessLog.actor_id, AccessLog.subject_id).where(AccessLog.what == "household_moved")
        assert (await session.execute(query)).all() == [(ZHOU, home)]
