"""One of a household goes to live elsewhere, by its community's staff. 王 works grid 1, 李 grid 2, 周 staffs both."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.cadence import Outcome
from domain.errors import NotFound
from domain.handover_errors import DoorNotUnderstood, HomeElsewhere, HomeMovedOn, HomeStays, NoGridThere
from models.audit import AccessLog
from models.people import Care, Person
from models.places import Building, Compound, Household
from models.visit import Visit, VisitMet, VisitWindow
from services.visit import person_moves, visits
from services.visit.home_moves import Stood
from services.visit.home_places import Target
from services.visit.red_spots import own_spots
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_walk import my_walk
from services.visit.visit_windows import open_windows
from tests.support.counting import count_on
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
IN_GRID_2 = 3
"""A building."""


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def windows(street: Street, person: int) -> list[tuple[str, date, int, int, date]]:
    """Rule, start, household, grid, and last day of grace."""
    columns = VisitWindow.rule, VisitWindow.starts_on, VisitWindow.household_id, VisitWindow.grid_id
    query = select(*columns, VisitWindow.closes_on).where(VisitWindow.subject_id == person)
    async with street.door.database.read() as session:
        found = await session.execute(query.order_by(VisitWindow.rule, VisitWindow.starts_on))
        return [(rule, start, home, grid, closes) for rule, start, home, grid, closes in found]


async def home_of(street: Street, person: int) -> tuple[int | None, int | None, int | None]:
    async with street.door.database.read() as session:
        found = await session.get_one(Person, person)
        return found.household_id, found.compound_id, found.community_id


async def test_they_join_whoever_lives_there_and_what_is_owed_goes_along_once(street: Street) -> None:
    home, (key, stays) = await street.household(("key_person", "living_alone"), ("living_alone",))
    there, _ = await street.household((), grid=GRID_2)
    await street.door.act(open_windows, WEDNESDAY)
    way = home, key, Target(building_id=IN_GRID_2, door=f" {there}室")

    seen = await street.run(ZHOU, person_moves.look_at, *way)
    await street.run(ZHOU, person_moves.move, home, key, THERE, way[2])

    assert (seen.name, seen.stay, seen.joins, seen.move.by) == (f"居民{key}", 1, 1, FRIDAY)
    assert seen.move.owed == (("key_persons", 1), ("special_groups", 1))
    assert (await home_of(street, key))[0] == there
    moved = [
        ("key_persons", WEDNESDAY, there, GRID_2, FRIDAY),
        ("special_groups", date(2026, 11, 16), there, GRID_2, date(2026, 11, 24)),
    ]
    assert await windows(street, key) == moved
    assert [window[2:4] for window in await windows(street, stays)] == [(home, GRID_1)]
    assert sorted(push.chat_id for push in await street.pushed("home_moved")) == [WANG, LI]
    async with street.door.database.read() as session:
        assert [care.category for care in await session.scalars(select(Care).where(Care.person_id == key))] == [
            "key_person",
            "living_alone",
        ]
        looks = (await session.execute(select(AccessLog.what, AccessLog.subject_id).order_by(AccessLog.id))).all()
    assert [tuple(look) for look in looks] == [("household", home), (visits.MOVED, there)]

    await street.door.act(open_windows, WEDNESDAY)
    await street.door.act(open_windows, THURSDAY)
    assert await windows(street, key) == [
        moved[0],
        ("key_persons", THURSDAY, there, GRID_2, THURSDAY),
        moved[1],
    ]


async def test_an_empty_door_becomes_a_household_and_is_on_the_walk(street: Street) -> None:
    home, (key, _) = await street.household(("key_person",), ())
    await count_on(street.door.database)
    await street.door.act(open_windows, WEDNESDAY)
    assert [stop.household_id for stop in (await street.run(WANG, my_walk)).stops] == [home]

    await street.run(ZHOU, person_moves.move, home, key, THERE, Target(building_id=IN_GRID_2, door="5单元 501室"))

    there, compound, community = await home_of(street, key)
    assert there is not None
    assert there > home
    assert community == COMMUNITY
    async with street.door.database.read() as session:
        row = await session.get_one(Household, there)
        assert (row.grid_id, row.since, row.until) == (GRID_2, WEDNESDAY, None)
        assert compound == (await session.get_one(Building, IN_GRID_2)).compound_id
        assert street.door.vault.open(row.door, f"household:{there}:door") == "5单元 501室"
    assert there in [stop.household_id for stop in (await street.run(LI, my_walk)).stops]
    await street.door.act(open_windows, THURSDAY)
    assert {window[2] for window in await windows(street, key)} == {there}


async def test_what_was_settled_stays_where_it_was(street: Street) -> None:
    home, (key,) = await street.household(("key_person",))
    await count_on(street.door.database)
    await street.door.act(open_windows, WEDNESDAY)
    await street.run(WANG, log_visit, home, Report("v1", Outcome.MET, met=EVERYBODY))

    seen = await street.run(ZHOU, person_moves.preview, home, key, Target(building_id=IN_GRID_2, door="8室"))
    await street.run(ZHOU, person_moves.move, home, key, THERE, Target(building_id=IN_GRID_2, door="8室"))

    assert (seen.move.owed, seen.stay, seen.joins) == ((), 0, 0)
    assert [window[3] for window in await windows(street, key)] == [GRID_1]


async def test_whoever_comes_second_and_what_cannot_be(street: Street) -> None:
    home, (person,) = await street.household(())
    await count_on(street.door.database)
    elsewhere = Compound(id=70, community_id=OTHER_COMMUNITY, name="别处", lat=31.0, lon=121.0)
    await street.add(elsewhere)
    for id_, compound, grid in ((71, 70, OTHER_COMMUNITY), (72, 1, COMMUNITY)):
        await street.add(
            Building(id=id_, compound_id=compound, grid_id=grid, name="9号楼", walk_order=9, lat=31.0, lon=121.0)
        )
    for building, door, refusal in (
        (1, f"{home}室", HomeStays),
        (71, "1室", HomeElsewhere),
        (72, "1室", NoGridThere),
        (IN_GRID_2, " ", DoorNotUnderstood),
        (IN_GRID_2, "长" * 41, DoorNotUnderstood),
    ):
        with pytest.raises(refusal):
            await street.run(ZHOU, person_moves.move, home, person, THERE, Target(building_id=building, door=door))

    await street.run(ZHOU, person_moves.move, home, person, THERE, Target(building_id=IN_GRID_2, door="8室"))
    with pytest.raises(HomeMovedOn):
        await street.run(ZHOU, person_moves.move, home, person, THERE, Target(building_id=IN_GRID_2, door="9室"))
    assert len(await street.pushed("home_moved")) == 2


@pytest.mark.parametrize("who", [WANG, LI, WU, STRANGE_STAFF, OUTSIDER])
async def test_only_the_communitys_staff(street: Street, who: int) -> None:
    home, (person,) = await street.household(("key_person",))
    with pytest.raises(NotFound):
        await street.run(who, person_moves.look_at, home, person, Target(building_id=IN_GRID_2, door="8室"))
    with pytest.raises(NotFound):
        await street.run(who, person_moves.move, home, person, THERE, Target(building_id=IN_GRID_2, door="8室"))
    assert (await home_of(street, person))[0] == home


async def test_visits_at_the_new_door_before_they_lived_there_were_to_others(street: Street) -> None:
    """Also in the windows after the one that went along: the gap, and when somebody was last met."""
    home, (goes, _) = await street.household(("needy",), ())
    there, _ = await street.household((), grid=GRID_2)
    for day, who, where in ((3, WANG, home), (17, LI, there)):
        street.clock.moment = at(f"2026-11-{day:02}")
        await street.door.act(open_windows, street.clock.now().date())
        await street.run(who, log_visit, where, Report(f"v{day}", Outcome.MET, met=EVERYBODY))
    street.clock.moment = at("2026-11-18")
    await street.run(ZHOU, person_moves.move, home, goes, THERE, Target(building_id=IN_GRID_2, door=f"{there}室"))
    street.clock.moment = at("2026-12-02")
    await street.door.act(open_windows, date(2026, 12, 2))

    (spot,) = [one for one in (await street.run(LI, own_spots)).spots if one.rule == "needy_and_veterans"]
    assert (spot.last_met, spot.days) == (date(2026, 11, 3), 29)


async def test_what_was_written_down_after_one_move_settles_it_before_the_next(street: Street) -> None:
    """Who has to be met in person was met at the first door: that stays where it was, and does not go along again."""
    home, (key, _) = await street.household(("living_alone",), ())
    await count_on(street.door.database)
    await street.door.act(open_windows, WEDNESDAY)
    await street.run(ZHOU, person_moves.move, home, key, THERE, Target(building_id=IN_GRID_2, door="8室"))
    visit = Visit(
        household_id=home,
        grid_id=GRID_1,
        worker_id=WANG,
        visited_on=WEDNESDAY,
        recorded_at=street.clock.now(),
        way="in_person",
        outcome="met",
        submission="late",
    )
    await street.add(visit)
    await street.add(VisitMet(visit_id=visit.id, person_id=key, visited_on=WEDNESDAY))
    second, _, _ = await home_of(street, key)

    back = Target(building_id=1, door="9室")
    await street.run(ZHOU, person_moves.move, second or 0, key, Stood(GRID_2, IN_GRID_2), back)

    assert [window[2:4] for window in await windows(street, key)] == [(second, GRID_2)]
