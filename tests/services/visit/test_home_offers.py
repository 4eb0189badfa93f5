"""A household goes to another community of the street: offered by 周, taken by the staff of the community beside, where
孙 works the grid. 王 works grid 1, where it lived."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.cadence import Outcome
from domain.errors import NotFound, TooLong
from domain.handover_errors import DoorTaken, HomeElsewhere, HomeMovedOn, NoLongerYours
from domain.home_offer import OfferState, Outdated
from domain.home_offer_errors import NobodyToAsk, OfferAnswered, OfferOutdated
from domain.roles import Role
from models.audit import AccessLog
from models.home_offer import HomeOffer
from models.people import Care, Person, RoleHeld
from models.places import Household
from models.visit import VisitWindow
from services.privacy import erasure
from services.slots import Slot
from services.visit import home_moves, home_offer_views, home_offers, visits
from services.visit.home_moves import Stood
from services.visit.home_offers import Offering
from services.visit.home_places import Target
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_windows import open_windows
from tests.support.counting import count_on
from tests.support.neighbours import (
    GRID_NEAR,
    NEAR,
    NEAR_HOUSE,
    NEW_DOOR,
    SECOND_STAFF,
    SUN,
    build_beside,
    offered_home,
)
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
STOOD = Stood(GRID_1, 1)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    await build_beside(street)
    yield street
    await street.door.database.close()


async def windows(street: Street, home: int) -> list[tuple[str, date, int, date]]:
    columns = VisitWindow.rule, VisitWindow.starts_on, VisitWindow.grid_id, VisitWindow.closes_on
    query = select(*columns).where(VisitWindow.household_id == home)
    async with street.door.database.read() as session:
        found = await session.execute(query.order_by(VisitWindow.rule, VisitWindow.starts_on))
        return [(rule, start, grid, closes) for rule, start, grid, closes in found]


async def news(street: Street) -> list[tuple[int, str]]:
    return [(row.chat_id, row.message["news"]) for row in await street.pushed("home_offer")]


async def on(street: Street, day: date) -> None:
    """The morning's job of that day."""
    street.clock.moment = at(day.isoformat(), "08:30")
    await street.door.act(home_offers.remind, Slot("home_offers", street.clock.moment, day))


async def test_a_household_that_is_taken_moves_once_with_what_it_is_owed(street: Street) -> None:
    home, (key, _) = await street.household(("key_person",), ("living_alone",))
    await street.door.act(open_windows, WEDNESDAY)
    offer = await offered_home(street, home)

    arrival = await street.run(STRANGE_STAFF, home_offer_views.arrival, offer, NEW_DOOR)
    await street.run(STRANGE_STAFF, home_offers.accept, offer, NEW_DOOR)

    assert (arrival.address.building, arrival.address.door, arrival.grid.grid) == ("6号楼", "3单元301室", "近网格")
    assert await windows(street, home) == [
        ("every_household", date(2026, 11, 1), GRID_NEAR, date(2026, 12, 5)),
        ("key_persons", WEDNESDAY, GRID_NEAR, FRIDAY),
        ("special_groups", date(2026, 11, 16), GRID_NEAR, date(2026, 11, 24)),
    ]
    async with street.door.database.read() as session:
        row = await session.get_one(Household, home)
        assert (row.grid_id, row.building_id) == (GRID_NEAR, NEAR_HOUSE)
        assert street.door.vault.open(row.door, f"household:{home}:door") == "3单元301室"
        lives = await session.execute(
            select(Person.community_id, Person.compound_id).where(Person.household_id == home)
        )
        assert set(map(tuple, lives)) == {(OTHER_COMMUNITY, NEAR)}
        assert await session.scalar(select(Care.category).where(Care.person_id == key)) == "key_person"
    assert sorted(row.chat_id for row in await street.pushed("home_moved")) == [WANG, SUN]
    assert await news(street) == [(STRANGE_STAFF, "offered"), (SECOND_STAFF, "offered"), (ZHOU, "accepted")]
    assert (await street.run(SUN, visits.household, home)).people[0].care == ("key_person",)
    for old in (WANG, ZHOU):
        with pytest.raises(NoLongerYours):
            await street.run(old, visits.household, home)


async def test_history_that_is_settled_stays_with_the_old_grid(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await count_on(street.door.database)
    await street.door.act(open_windows, WEDNESDAY)
    await street.run(WANG, log_visit, home, Report("v1", Outcome.MET, met=EVERYBODY))

    await street.run(STRANGE_STAFF, home_offers.accept, await offered_home(street, home), NEW_DOOR)

    assert {grid for _, _, grid, _ in await windows(street, home)} == {GRID_1}


async def test_one_alone_joins_who_lives_there_or_becomes_a_household(street: Street) -> None:
    home, (goes, _) = await street.household(("key_person",), ("living_alone",))
    await count_on(street.door.database)
    await street.door.act(open_windows, WEDNESDAY)
    offer = await offered_home(street, home, goes)

    seen = await street.run(STRANGE_STAFF, home_offer_views.offer, offer)
    await street.run(STRANGE_STAFF, home_offers.accept, offer, NEW_DOOR)
    after = await street.run(STRANGE_STAFF, home_offer_views.offer, offer)

    assert (seen.alone, seen.name, after.name) == (True, f"居民{goes}", None)
    assert after.lives_in not in (None, home)
    async with street.door.database.read() as session:
        person = await session.get_one(Person, goes)
        assert (person.household_id, person.compound_id, person.community_id) == (after.lives_in, NEAR, OTHER_COMMUNITY)
    assert {grid for _, _, grid, _ in await windows(street, after.lives_in or 0)} == {GRID_NEAR}


async def test_declined_with_a_reason_and_offered_again(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    offer = await offered_home(street, home)

    with pytest.raises(TooLong):
        await street.run(STRANGE_STAFF, home_offers.decline, offer, "长" * 201)
    await street.run(STRANGE_STAFF, home_offers.decline, offer, "湖滨苑没有这户")

    told = await street.run(ZHOU, home_offer_views.offer, offer)
    assert (told.state, told.answer) == (OfferState.DECLINED, "湖滨苑没有这户")
    assert (ZHOU, "declined") in await news(street)
    again = Offering("again", home, STOOD, OTHER_COMMUNITY)
    assert await street.run(ZHOU, home_offers.offer, again) != offer


async def test_taken_back_and_whoever_comes_second(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    other, _ = await street.household(("key_person",))
    back, taken = await offered_home(street, home), await offered_home(street, other)
    await street.run(ZHOU, home_offers.withdraw, back)
    await street.run(STRANGE_STAFF, home_offers.accept, taken, NEW_DOOR)

    for offer in (back, taken):
        with pytest.raises(OfferAnswered):
            await street.run(SECOND_STAFF, home_offers.accept, offer, NEW_DOOR)
        with pytest.raises(OfferAnswered):
            await street.run(ZHOU, home_offers.withdraw, offer)
    first = await street.run(SECOND_STAFF, home_offer_views.offer, taken)
    assert (first.state, first.by, first.may_answer) == (OfferState.ACCEPTED, "", False)
    assert len(await street.pushed("home_moved")) == 2


async def test_the_same_offer_twice_is_one(street: Street) -> None:
    home, (goes, _) = await street.household((), ())
    offer = await offered_home(street, home)

    assert await offered_home(street, home) == offer
    assert await street.run(ZHOU, home_offers.offer, Offering("new", home, STOOD, OTHER_COMMUNITY)) == offer
    assert await offered_home(street, home, goes) != offer
    assert len(await street.pushed("home_offer")) == 4


async def test_nobody_answers(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    offer = await offered_home(street, home)
    for days in range(1, 10):
        await on(street, WEDNESDAY + timedelta(days=days))
        await on(street, WEDNESDAY + timedelta(days=days))

    assert await news(street) == [
        (STRANGE_STAFF, "offered"),
        (SECOND_STAFF, "offered"),
        (STRANGE_STAFF, "reminded"),
        (SECOND_STAFF, "reminded"),
        (ZHOU, "expired"),
    ]
    assert (await street.run(ZHOU, home_offer_views.offer, offer)).state is OfferState.EXPIRED
    with pytest.raises(OfferAnswered):
        await street.run(STRANGE_STAFF, home_offers.accept, offer, NEW_DOOR)


async def test_what_it_is_about_was_moved_ended_or_erased_meanwhile(street: Street) -> None:
    moved, _ = await street.household(("key_person",))
    ended, _ = await street.household(())
    erased, (alone,) = await street.household(())
    left, (who, _) = await street.household((), ())
    offers = [await offered_home(street, home) for home in (moved, ended, erased)]
    offers.append(await offered_home(street, left, who))
    await street.run(ZHOU, home_moves.move, moved, STOOD, Target(GRID_2))
    async with street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == ended).values(until=WEDNESDAY))
        await session.execute(update(Person).where(Person.id == who).values(moved_out_on=WEDNESDAY))
    await street.run(ZHOU, erasure.erase_for, erased, alone, street.clock.now())

    seen = [await street.run(STRANGE_STAFF, home_offer_views.offer, offer) for offer in offers]
    assert [one.outdated for one in seen] == [Outdated.MOVED, Outdated.ENDED, Outdated.ENDED, Outdated.LEFT]
    for offer in offers:
        with pytest.raises(OfferOutdated):
            await street.run(STRANGE_STAFF, home_offers.accept, offer, NEW_DOOR)
    before = await news(street)
    await on(street, WEDNESDAY + timedelta(days=3))
    await on(street, WEDNESDAY + timedelta(days=8))
    assert await news(street) == before


async def test_what_stands_against_it(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    ended, _ = await street.household(())
    there, _ = await street.household((), grid=GRID_2)
    async with street.door.database.write() as session:
        near = update(Household).where(Household.id == there).values(building_id=NEAR_HOUSE, grid_id=GRID_NEAR)
        await session.execute(near)
        await session.execute(update(Household).where(Household.id == ended).values(until=WEDNESDAY))
    offer = await offered_home(street, home)

    for to, refusal in (
        (Target(building_id=3, door="8室"), HomeElsewhere),
        (Target(grid_id=GRID_NEAR), HomeElsewhere),
        (Target(building_id=NEAR_HOUSE, door=f"{there}室"), DoorTaken),
    ):
        with pytest.raises(refusal):
            await street.run(STRANGE_STAFF, home_offers.accept, offer, to)
    for made, against in (
        (Offering("own", ended, STOOD, COMMUNITY), NotFound),
        (Offering("grid", ended, STOOD, GRID_NEAR), NotFound),
        (Offering("ended", ended, STOOD, OTHER_COMMUNITY), HomeMovedOn),
    ):
        with pytest.raises(against):
            await street.run(ZHOU, home_offers.offer, made)
    async with street.door.database.write() as session:
        over = update(RoleHeld).where(RoleHeld.role == Role.COMMUNITY_STAFF, RoleHeld.unit_id == OTHER_COMMUNITY)
        await session.execute(over.values(ends_on=date(2026, 1, 1)))
    other, _ = await street.household(())
    with pytest.raises(NobodyToAsk):
        await offered_home(street, other)


@pytest.mark.parametrize("who", [WANG, LI, SUN, WU, OUTSIDER])
async def test_only_the_staff_of_the_two_communities(street: Street, who: int) -> None:
    home, _ = await street.household(("key_person",))
    offer = await offered_home(street, home)

    for use_case, more in (
        (home_offer_views.offer, ()),
        (home_offers.accept, (NEW_DOOR,)),
        (home_offers.decline, ("不",)),
        (home_offers.withdraw, ()),
    ):
        with pytest.raises(NotFound):
            await street.run(who, use_case, offer, *more)
    assert await street.run(who, home_offer_views.mine) == ((), None)
    with pytest.raises(NotFound):
        await street.run(who, home_offers.offer, Offering("stranger", home, STOOD, OTHER_COMMUNITY))


async def test_who_did_what_when_is_kept(street: Street) -> None:
    home, _ = await street.household(())
    offer = await offered_home(street, home)
    await street.run(STRANGE_STAFF, home_offers.accept, offer, NEW_DOOR)

    async with street.door.database.read() as session:
        row = await session.get_one(HomeOffer, offer)
        (log,) = await session.scalars(select(AccessLog))
    moment: datetime = street.clock.now()
    assert (row.offered_by, row.offered_at, row.answered_by, row.answered_at) == (ZHOU, moment, STRANGE_STAFF, moment)
    assert (log.what, log.actor_id, log.subject_id) == (visits.MOVED, STRANGE_STAFF, home)
