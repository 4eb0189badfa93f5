"""Today's walk: for whom, in which order, and the same at any hour of the day."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.cadence import Outcome, Way
from domain.errors import NotFound
from domain.visit_plan import Why
from models.audit import AccessLog
from models.people import Care
from services.visit import visits
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_views import Done, Walk
from services.visit.visit_walk import my_walk, walk
from services.visit.visit_windows import open_windows
from tests.support.street import GRID_2, LI, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHAO, ZHOU, Street, at, street_in

WEDNESDAY = date(2026, 11, 18)
SATURDAY = date(2026, 11, 21)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def walk_of(street: Street, worker: int, day: date = WEDNESDAY) -> Walk:
    await street.door.act(open_windows, day)
    return await street.run(worker, walk, worker, day)


def seen(found: Walk) -> list[tuple[int, Done]]:
    return [(stop.household_id, stop.done) for stop in found.stops]


async def test_stops_come_in_walking_order_and_say_whom_to_meet_and_why(street: Street) -> None:
    far, (alone,) = await street.household(("living_alone", "needy"), building=2)
    near, (key, _) = await street.household(("key_person",), (), building=1)

    found = await walk_of(street, WANG)

    assert [(s.household_id, s.address.building, s.address.door, s.why) for s in found.stops] == [
        (near, "1号楼", f"{near}室", Why.DAILY),
        (far, "2号楼", f"{far}室", Why.WEEKLY_SHARE),
    ]
    assert [[(p.person_id, p.name, p.rule) for p in stop.people] for stop in found.stops] == [
        [(key, f"居民{key}", "key_persons")],
        [(alone, f"居民{alone}", "special_groups")],
    ]


async def test_the_walk_stays_while_it_is_walked(street: Street) -> None:
    homes = [(await street.household(("living_alone",)))[0] for _ in range(6)]
    before = await walk_of(street, WANG)
    await street.run(WANG, log_visit, before.stops[0].household_id, Report("one", Outcome.MET, met=EVERYBODY))
    street.clock.moment = at("2026-11-18", "16:30")
    await street.run(WANG, log_visit, before.stops[1].household_id, Report("two", Outcome.NOT_HOME))

    after = await walk_of(street, WANG)

    first, second = (stop.household_id for stop in before.stops)
    assert {first, second} < set(homes)
    assert seen(before) == [(first, Done.OPEN), (second, Done.OPEN)]
    assert seen(after) == [(first, Done.MET), (second, Done.NOT_HOME)]
    assert [stop.household_id for stop in after.left] == [second]


async def test_a_past_day_can_be_worked_out_again(street: Street) -> None:
    for _ in range(4):
        await street.household(("disabled",))
    as_it_was = await walk_of(street, WANG)
    await street.run(WANG, log_visit, as_it_was.stops[0].household_id, Report("one", Outcome.MET, met=EVERYBODY))
    done_then = seen(await walk_of(street, WANG))
    street.clock.moment = at("2026-11-20")

    assert seen(await street.run(WANG, walk, WANG, WEDNESDAY)) == done_then


async def test_one_of_two_met_is_not_done(street: Street) -> None:
    home, (first, _) = await street.household(("key_person",), ("key_person",))
    await street.door.act(open_windows, WEDNESDAY)
    await street.run(WANG, log_visit, home, Report("one", Outcome.MET, met={first}))

    assert seen(await walk_of(street, WANG)) == [(home, Done.PARTLY)]


async def test_a_rest_day_keeps_daily_and_weekly_and_lets_a_call_count(street: Street) -> None:
    key, _ = await street.household(("key_person",))
    weekly, _ = await street.household(("empty_nest",))
    await street.household(())
    street.clock.moment = at("2026-11-21")

    found = await walk_of(street, WANG, SATURDAY)
    await street.run(WANG, log_visit, key, Report("call", Outcome.MET, way=Way.PHONE, met=EVERYBODY))

    assert found.calls_count
    assert seen(found) == [(key, Done.OPEN), (weekly, Done.OPEN)]
    assert seen(await walk_of(street, WANG, SATURDAY)) == [(key, Done.MET), (weekly, Done.OPEN)]


async def test_on_leave_the_substitute_walks(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    elsewhere, _ = await street.household(("key_person",), grid=GRID_2)
    await street.on_leave(WANG, "2026-11-18", "2026-11-18", substitute=LI)

    assert await walk_of(street, WANG) == Walk(WEDNESDAY, (), on_duty=False, calls_count=False)
    assert seen(await walk_of(street, LI)) == [(home, Done.OPEN), (elsewhere, Done.OPEN)]
    assert seen(await walk_of(street, LI, date(2026, 11, 19))) == [(elsewhere, Done.OPEN)]


@pytest.mark.parametrize("stranger", [LI, ZHOU, OUTSIDER])
async def test_nobody_walks_in_another_name(street: Street, stranger: int) -> None:
    with pytest.raises(NotFound):
        await street.run(stranger, walk, WANG, WEDNESDAY)


async def test_an_outsider_has_no_walk(street: Street) -> None:
    assert (await street.run(OUTSIDER, my_walk)).on_duty is False


@pytest.mark.parametrize(
    ("person", "allowed"),
    [(WANG, True), (ZHAO, True), (ZHOU, True), (LI, False), (WU, False), (STRANGE_STAFF, False), (OUTSIDER, False)],
)
async def test_who_may_open_a_household(street: Street, person: int, allowed: bool) -> None:
    home, (alone,) = await street.household(("living_alone",))
    await street.door.act(open_windows, WEDNESDAY)
    await street.on_leave(WANG, "2026-11-18", "2026-11-20", substitute=ZHAO)

    if allowed:
        card = await street.run(person, visits.household, home)
        assert [(p.person_id, p.care) for p in card.people] == [(alone, ("living_alone",))]
    else:
        with pytest.raises(NotFound):
            await street.run(person, visits.household, home)

    async with street.door.database.read() as session:
        looks = (await session.execute(select(AccessLog.actor_id, AccessLog.what, AccessLog.subject_id))).all()
    assert looks == ([(person, "household", home)] if allowed else [])


async def test_a_household_that_is_not_there_sounds_like_one_that_is_not_for_them(street: Street) -> None:
    with pytest.raises(NotFound):
        await street.run(WANG, visits.household, 4711)


async def test_a_card_says_what_is_owed_the_strictest_of_each(street: Street) -> None:
    home, (alone, _) = await street.household(("living_alone", "veteran"), ())
    await street.door.act(open_windows, WEDNESDAY)
    await street.run(WANG, log_visit, home, Report("one", Outcome.NOT_HOME))

    card = await street.run(WANG, visits.household, home)

    assert [(owed.rule, owed.person_id, str(owed.ends_on), owed.overdue) for owed in card.owed] == [
        ("special_groups", alone, "2026-11-22", False),
        ("every_household", None, "2026-11-30", False),
    ]
    assert [visit.outcome for visit in card.visits_today] == [Outcome.NOT_HOME]
    assert card.last_visit is None
    assert card.ways == {Way.IN_PERSON}


async def test_care_that_has_ended_is_not_shown(street: Street) -> None:
    home, (person,) = await street.household(())
    await street.add(
        Care(person_id=person, category="veteran", starts_on=date(2026, 1, 1), ends_on=date(2026, 11, 17)),
    )

    card = await street.run(WANG, visits.household, home)

    assert [one.care for one in card.people] == [()]
