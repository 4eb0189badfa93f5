"""Filing a case: once, in the right place, with a number, told to whoever deals with it; and its end."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from domain.case_flow import CaseKind, CaseState, HandlingRoute, Move, Party
from domain.errors import AlreadyRated, ConsentNeeded, DomainError, NotAllowed, NotFound, OutsideTheStreet, TooLong
from domain.move_errors import RatingOver
from domain.notices import Notice
from models.case import Case, CaseEvent, CaseMedia
from models.media import Media
from models.people import Person
from models.places import Building, Compound
from services.case.case_rating import close_unanswered, rate
from services.case.case_views import case_card
from services.case.cases import submit
from services.people.people import set_blocked
from tests.support.cases import CHECKED, REPORTER, case, file, filing, go, history, ratings, told
from tests.support.copies import IN_GRID_1, IN_GRID_2, NOWHERE, street_copy
from tests.support.street import COMMUNITY, GRID_1, GRID_2, LI, LONG_AGO, WANG, WU, ZHAO, ZHOU, Street, at

IN_ONE_GRID, IN_TWO_GRIDS = 2, 1
"""Compounds: the second lies in grid 1 only."""
MORNING = at("2026-11-18")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, MORNING)
    await street.add(
        Compound(id=IN_ONE_GRID, community_id=COMMUNITY, name="小院", lat=43.8, lon=126.5),
        Building(id=9, compound_id=IN_ONE_GRID, grid_id=GRID_1, name="1号楼", walk_order=1, lat=43.8, lon=126.5),
    )
    yield street
    await street.door.database.close()


async def lives(street: Street, who: int, **where: Any) -> None:
    async with street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == who).values(**where))


async def count(street: Street, table: type[Case | CaseEvent | Media]) -> int:
    async with street.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


def at_place(place: tuple[float, float]) -> dict[str, Any]:
    return {"lat": place[0], "lon": place[1]}


async def test_the_same_submission_is_one_case_whoever_sends_it_how_often(street: Street) -> None:
    once = filing(**at_place(IN_GRID_1))

    filed = [await street.run(REPORTER, submit, once) for _ in range(3)]
    also = await street.run(REPORTER, submit, replace(once, words="别的话"))

    assert len({one.number for one in [*filed, also]}) == 1
    assert (await count(street, Case), await count(street, CaseEvent)) == (1, 1)
    assert await told(street) == [(Notice.CASE_NEW, WANG)]


async def test_twenty_at_once_are_one_case(street: Street) -> None:
    once = filing(**at_place(IN_GRID_1))
    filed = await asyncio.gather(*(street.run(REPORTER, submit, once) for _ in range(20)))
    assert {one.number for one in filed} == {"C-2026-000001"}
    assert (await count(street, Case), await count(street, CaseEvent)) == (1, 1)
    assert await told(street) == [(Notice.CASE_NEW, WANG)]
    assert (await file(street)).number == "C-2026-000002"


async def test_numbers_have_no_gaps_and_count_by_kind_and_year_of_the_street(street: Street) -> None:
    kinds = [CaseKind.WISH, CaseKind.COMPLAINT, CaseKind.COMPLAINT, CaseKind.WISH]
    numbers = [(await file(street, kind=kind)).number for kind in kinds]
    with pytest.raises(OutsideTheStreet):
        await file(street, **at_place(NOWHERE))
    numbers.append((await file(street)).number)
    street.clock.moment = at("2027-01-01", "00:00")  # in UTC it is still the year before
    numbers.append((await file(street)).number)

    assert numbers == [
        "W-2026-000001",
        "C-2026-000001",
        "C-2026-000002",
        "W-2026-000002",
        "C-2026-000003",
        "C-2027-000001",
    ]


async def test_numbers_have_no_gaps_when_many_file_at_once(street: Street) -> None:
    filed = await asyncio.gather(*(file(street, who) for who in (REPORTER, ZHAO, WANG, LI) * 3))
    assert sorted(one.number for one in filed) == [f"C-2026-{n:06d}" for n in range(1, 13)]


async def test_a_shared_place_decides_before_anything_else(street: Street) -> None:
    household, _ = await street.household(("needy",))
    filed = await file(street, **at_place(IN_GRID_2), compound_id=IN_ONE_GRID, household_id=household)
    found = await case(street, filed.number)
    assert (found.community_id, found.grid_id, found.compound_id) == (COMMUNITY, GRID_2, IN_ONE_GRID)


@pytest.mark.parametrize(
    ("chosen", "home", "grid", "compound"),
    [
        ({"compound_id": IN_ONE_GRID}, {}, GRID_1, IN_ONE_GRID),
        ({"compound_id": IN_TWO_GRIDS}, {}, None, IN_TWO_GRIDS),
        ({"compound_id": IN_TWO_GRIDS}, {"household_id": 1}, GRID_2, IN_TWO_GRIDS),
        ({}, {"household_id": 1}, GRID_2, IN_TWO_GRIDS),
        ({}, {"compound_id": IN_ONE_GRID, "community_id": COMMUNITY}, GRID_1, IN_ONE_GRID),
        ({}, {"community_id": COMMUNITY}, None, None),
    ],
)
async def test_without_a_place_the_compound_then_the_home_decides(
    street: Street, chosen: dict[str, int], home: dict[str, int], grid: int | None, compound: int | None
) -> None:
    await street.household(("needy",), grid=GRID_2)
    if home:
        await lives(street, REPORTER, **home)

    found = await case(street, (await file(street, **chosen)).number)

    assert (found.community_id, found.grid_id, found.compound_id) == (COMMUNITY, grid, compound)


async def test_what_nobody_can_place_goes_to_the_street(street: Street) -> None:
    found = await case(street, (await file(street)).number)
    assert (found.community_id, found.grid_id) == (None, None)
    assert await told(street) == [(Notice.CASE_UNPLACED, WU)]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"lat": NOWHERE[0], "lon": NOWHERE[1]}, OutsideTheStreet),
        ({"words": "长" * 2001}, TooLong),
        ({"category": "no_such"}, NotFound),
        ({"compound_id": 77}, NotFound),
        ({"household_id": 77}, NotFound),
    ],
)
async def test_what_cannot_be_filed_leaves_nothing_behind(
    street: Street, changes: dict[str, Any], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        await file(street, **changes)
    assert (await count(street, Case), await street.pushed()) == (0, [])


async def test_nothing_is_filed_for_whom_has_not_agreed(street: Street) -> None:
    await street.add(Person(id=900, created_at=MORNING))
    strangers = (
        replace((await actor(street, REPORTER)), consented=False),
        replace(await actor(street), person_id=None),
    )
    async with street.door.database.write() as session:
        for stranger in strangers:
            with pytest.raises(ConsentNeeded):
                await street.door.within(session, stranger).look(submit, filing())


async def actor(street: Street, who: int = REPORTER) -> Any:
    async with street.door.database.read() as session:
        return (await street.act_as(session, who)).ctx.actor


async def test_danger_is_urgent_whatever_the_category_says(street: Street) -> None:
    filed = await file(street, words="楼道里着火了，冒烟", category="policy", **at_place(IN_GRID_1))

    found = await case(street, filed.number)
    assert (found.route, found.danger) == (HandlingRoute.ON_SPOT, "fire")
    assert (filed.respond_by, filed.resolve_by) == (MORNING + timedelta(minutes=15), MORNING + timedelta(hours=4))
    assert "119" in filed.call_now
    assert await told(street) == [(Notice.CASE_DANGER, WANG), (Notice.CASE_DANGER, ZHOU)]


async def test_danger_said_again_names_the_numbers_again(street: Street) -> None:
    once = filing("闻到煤气味")
    first, second = [await street.run(REPORTER, submit, once) for _ in range(2)]
    assert (first, bool(first.call_now)) == (second, True)


async def test_a_route_decides_the_deadlines(street: Street) -> None:
    filed = await file(street, category="policy")  # 4 working hours, 3 working days; 09:00 on a Wednesday
    assert filed.respond_by == at("2026-11-18", "14:30")
    assert filed.call_now == ()


async def test_the_same_photo_twice_is_one_file(street: Street) -> None:
    photo = {"kind": "photo", "file_id": "a", "unique_id": "u"}
    filed = await file(street, media=[photo, {**photo, "file_id": "b"}, {**photo, "unique_id": "v"}])
    async with street.door.database.read() as session:
        attached = select(func.count()).select_from(CaseMedia).join(Case).where(Case.number == filed.number)
        assert await session.scalar(attached) == 2
    assert await count(street, Media) == 2


@pytest.mark.parametrize(
    ("kind", "gone", "heard"),
    [
        (CaseKind.COMPLAINT, (), [(Notice.CASE_NEW, WANG)]),
        (CaseKind.HAZARD, (), [(Notice.CASE_NEW, ZHOU)]),
        (CaseKind.COMPLAINT, (WANG,), [(Notice.CASE_NEW, ZHOU)]),
        (CaseKind.COMPLAINT, (WANG, ZHOU), [(Notice.CASE_NEW, WU)]),
        (CaseKind.HAZARD, (ZHOU,), [(Notice.CASE_NEW, WU)]),
    ],
)
async def test_a_new_case_climbs_until_somebody_hears_of_it(
    street: Street, kind: CaseKind, gone: tuple[int, ...], heard: list[tuple[str, int]]
) -> None:
    for who in gone:
        await street.end_role(who, LONG_AGO)
    await file(street, kind=kind, **at_place(IN_GRID_1))
    assert await told(street) == heard


async def test_a_worker_who_blocked_the_bot_is_passed_over(street: Street) -> None:
    await street.run(WANG, set_blocked, True)
    await file(street, **at_place(IN_GRID_1))
    assert await told(street) == [(Notice.CASE_NEW, ZHOU)]


async def test_a_need_belongs_to_the_household_and_to_no_reporter(street: Street) -> None:
    household, _ = await street.household(("needy",))
    number = (await file(street, WANG, kind=CaseKind.NEED, household_id=household)).number
    found = await case(street, number)
    assert (found.reporter_id, found.filed_by, found.household_id, found.grid_id) == (None, WANG, household, GRID_1)
    assert await history(street, number) == [(Move.SUBMIT, Party.WORKER, WANG)]


async def test_an_anonymous_card_names_nobody(street: Street) -> None:
    number = (await file(street, anonymous=True, **at_place(IN_GRID_1))).number
    card = await street.run(WANG, case_card, number)
    assert card.anonymous
    assert str(REPORTER) not in repr(card)
    assert [line.party for line in card.history] == [Party.REPORTER]


async def test_satisfaction_is_said_once_and_closes(street: Street) -> None:
    number = (await file(street, **at_place(IN_GRID_1))).number
    for who, refusal in ((REPORTER, AlreadyRated), (WANG, NotAllowed), (LI, NotFound)):
        with pytest.raises(refusal):
            await street.run(who, rate, number, 5)
    await go(street, number, *CHECKED)

    moved = await street.run(REPORTER, rate, number, 4)
    with pytest.raises(AlreadyRated):
        await street.run(REPORTER, rate, number, 1)

    assert (moved.state, await ratings(street)) == (CaseState.CLOSED, [(0, True, 4)])
    assert (await history(street, number))[-1] == (Move.CLOSE, Party.REPORTER, REPORTER)


async def test_what_is_reopened_was_not_solved_and_is_asked_again(street: Street) -> None:
    number = (await file(street, **at_place(IN_GRID_1))).number
    await go(street, number, *CHECKED, (REPORTER, Move.REOPEN), (WANG, Move.RESOLVE), (ZHOU, Move.CHECK))
    await street.run(REPORTER, rate, number, 3)
    assert await ratings(street) == [(0, False, None), (1, True, 3)]


async def test_who_does_not_answer_is_never_counted_as_satisfied(street: Street) -> None:
    number, answered = [(await file(street, **at_place(IN_GRID_1))).number for _ in range(2)]
    for one in (number, answered):
        await go(street, one, *CHECKED)
    await street.run(REPORTER, rate, answered, 5)
    closed = []
    for hours in (71, 1, 1):
        street.clock.moment += timedelta(hours=hours)
        await street.door.act(close_unanswered)
        closed.append((await case(street, number)).state == CaseState.CLOSED)

    assert closed == [False, True, True]
    assert await ratings(street) == [(0, None, None), (0, True, 5)]
    assert (await history(street, number))[-1] == (Move.CLOSE, Party.SYSTEM, None)
    assert (await case(street, number)).closed_at == street.clock.now() - timedelta(hours=1)


async def test_what_closed_by_itself_can_still_be_reopened_but_not_rated(street: Street) -> None:
    number = (await file(street, **at_place(IN_GRID_1))).number
    await go(street, number, *CHECKED)
    street.clock.moment += timedelta(hours=72)
    await street.door.act(close_unanswered)

    with pytest.raises(RatingOver):
        await street.run(REPORTER, rate, number, 5)
    await go(street, number, (REPORTER, Move.REOPEN))

    assert (await case(street, number)).state == CaseState.HANDLING
    assert await ratings(street) == [(0, False, None)]
