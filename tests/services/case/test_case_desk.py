"""What the desk's own moves make of a case: given to somebody, passed on, held, asked about, noted, taken over."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from domain.case_flow import CaseKind, CaseState, HandlingRoute, Move, Party
from domain.errors import DomainError, NotAllowed, NotFound
from domain.move_errors import (
    CategoryNeeded,
    DateInPast,
    DateNeeded,
    DateTooFar,
    GridElsewhere,
    GridNeeded,
    HandlerGone,
    HandlerNeeded,
    NobodyToAsk,
    NoteNeeded,
)
from domain.notices import Notice
from domain.roles import Role
from models.people import Person
from models.places import Unit
from services.case.case_choices import categories, communities, grids, handlers
from services.case.case_lists import Scope, desk_queue
from services.case.case_moves import Given, move
from services.case.case_rating import rate, to_the_street
from services.case.case_standard import deadlines
from services.case.case_views import case_card
from tests.support.cases import CHECKED, REPORTER, case, case_in, file, go, history, ratings, told
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    LONG_AGO,
    OTHER_COMMUNITY,
    STRANGE_STAFF,
    STREET,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    Street,
    at,
)

S, M = CaseState, Move
TODAY = date(2026, 11, 18)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def test_who_can_be_given_a_case(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED, grid_id=GRID_2)
    lost = await case_in(street, S.SUBMITTED, grid_id=None, community_id=None)

    found = await street.run(ZHOU, handlers, one.number)

    assert [(who.person_id, who.role, who.unit) for who in found] == [
        (LI, Role.GRID_WORKER, "二网格"),
        (WANG, Role.GRID_WORKER, "一网格"),
        (ZHOU, Role.COMMUNITY_STAFF, "长江社区"),
    ]
    assert [who.person_id for who in await street.run(WU, handlers, lost.number)] == [WU]
    with pytest.raises(NotFound):
        await street.run(STRANGE_STAFF, handlers, one.number)


async def test_a_worker_of_another_grid_is_given_a_case_and_resolves_it(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED)
    assert (await street.run(LI, desk_queue)).rows == ()

    await street.run(ZHOU, move, one.number, M.DISPATCH, Given(handler_id=LI))

    found = await case(street, one.number)
    assert (found.state, found.handler_id, found.responded_at) == (S.DISPATCHED, LI, street.clock.now())
    assert await told(street) == [(Notice.CASE_ASSIGNED, LI), (Notice.CASE_MOVED, REPORTER)]
    assert (await street.run(LI, case_card, one.number)).parties == {Party.WORKER}
    assert [row.number for row in (await street.run(LI, desk_queue)).rows] == [one.number]
    await go(street, one.number, (LI, M.START), (LI, M.RESOLVE))
    assert (await case(street, one.number)).resolved_by == LI


async def test_whom_it_was_given_to_opens_it_only_as_long_as_they_are_staff(street: Street) -> None:
    one = await case_in(street, S.DISPATCHED, handler_id=LI)
    await street.end_role(LI, LONG_AGO)
    with pytest.raises(NotFound):
        await street.run(LI, move, one.number, M.START)


@pytest.mark.parametrize("chosen", [ZHAO, STRANGE_STAFF, WU, 999])
async def test_nobody_else_can_be_given_a_case(street: Street, chosen: int) -> None:
    one = await case_in(street, S.SUBMITTED)
    with pytest.raises(HandlerGone):
        await street.run(ZHOU, move, one.number, M.DISPATCH, Given(handler_id=chosen))
    assert (await case(street, one.number)).handler_id is None


async def test_only_the_desk_sees_who_deals_with_it(street: Street) -> None:
    await name(street, LI, "李小明")
    one = await case_in(street, S.SUBMITTED)
    await street.run(ZHOU, move, one.number, M.DISPATCH, Given(handler_id=LI))

    assert [line.to for line in (await street.run(WANG, case_card, one.number)).history] == ["李小明"]
    assert [line.to for line in (await street.run(REPORTER, case_card, one.number)).history] == [None]


async def name(street: Street, who: int, called: str) -> None:
    sealed = street.door.vault.seal(called, f"person:{who}:name")
    async with street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == who).values(name=sealed))


async def test_a_case_is_passed_to_another_grid_and_the_old_one_sees_it_no_more(street: Street) -> None:
    one = await case_in(street, S.HANDLING, handler_id=WANG)

    await street.run(WANG, move, one.number, M.TRANSFER, Given("在二网格那边", grid_id=GRID_2))

    found = await case(street, one.number)
    assert (found.state, found.grid_id, found.community_id, found.handler_id) == (S.ACCEPTED, GRID_2, COMMUNITY, None)
    assert await told(street) == [(Notice.CASE_NEW, LI), (Notice.CASE_MOVED, REPORTER)]
    with pytest.raises(NotFound):
        await street.run(WANG, case_card, one.number)
    (line,) = (await street.run(REPORTER, case_card, one.number)).history
    assert (line.to, line.note) == ("二网格", "在二网格那边")


async def test_a_new_hazard_that_is_passed_on_goes_to_the_community_to_confirm(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED, CaseKind.HAZARD)
    await street.run(WANG, move, one.number, M.TRANSFER, Given("在二网格那边", grid_id=GRID_2))
    assert ((await case(street, one.number)).state, (await told(street))[0]) == (S.SUBMITTED, (Notice.CASE_NEW, ZHOU))


async def test_the_street_gives_a_case_of_no_community_to_one_and_that_to_a_grid(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED, grid_id=None, community_id=None)
    assert await street.run(WU, communities, one.number) == [(COMMUNITY, "长江社区"), (OTHER_COMMUNITY, "别的社区")]
    assert await street.run(WU, grids, one.number, COMMUNITY) == [(GRID_1, "一网格"), (GRID_2, "二网格")]

    await street.run(WU, move, one.number, M.TRANSFER, Given("请社区分", grid_id=COMMUNITY))
    await street.run(ZHOU, move, one.number, M.TRANSFER, Given("在一网格", grid_id=GRID_1))

    assert await street.run(ZHOU, communities, one.number) == []
    found = await case(street, one.number)
    assert (found.state, found.community_id, found.grid_id) == (S.SUBMITTED, COMMUNITY, GRID_1)
    assert await told(street) == [
        (Notice.CASE_UNPLACED, ZHOU),
        (Notice.CASE_MOVED, REPORTER),
        (Notice.CASE_NEW, WANG),
        (Notice.CASE_MOVED, REPORTER),
    ]


ELSEWHERE = 50
"""A street of its own, with a community and a grid: 51, 52."""


@pytest.mark.parametrize(
    ("who", "to"),
    [
        (WANG, GRID_1),
        (WANG, OTHER_COMMUNITY),
        (ZHOU, OTHER_COMMUNITY),
        (ZHOU, COMMUNITY),
        (ZHOU, 60),
        (WU, STREET),
        (WU, 51),
        (WU, 52),
        (WU, 999),
    ],
)
async def test_a_case_never_goes_where_it_may_not(street: Street, who: int, to: int) -> None:
    await street.add(
        Unit(id=ELSEWHERE, kind="street", name="别的街道", path="50/"),
        Unit(id=51, kind="community", name="远社区", path="50/51/", parent_id=ELSEWHERE),
        Unit(id=52, kind="grid", name="远网格", path="50/51/52/", parent_id=51),
        Unit(id=60, kind="grid", name="邻网格", path="1/5/60/", parent_id=OTHER_COMMUNITY),
    )
    one = await case_in(street, S.HANDLING)
    with pytest.raises(GridElsewhere):
        await street.run(who, move, one.number, M.TRANSFER, Given("不归我们", grid_id=to))
    assert (await case(street, one.number)).grid_id == GRID_1


async def test_a_case_waits_until_a_day_and_goes_on(street: Street) -> None:
    one = await case_in(street, S.HANDLING)
    until = TODAY + timedelta(days=60)

    await street.run(WANG, move, one.number, M.SUSPEND, Given("等配件", until=until))

    found = await case(street, one.number)
    assert (found.state, found.suspended_until) == (S.SUSPENDED, until)
    card = await street.run(REPORTER, case_card, one.number)
    assert (card.suspended_until, card.history[-1].until) == (until, until)
    await street.run(WANG, move, one.number, M.RESUME)
    assert (await case(street, one.number)).suspended_until is None


@pytest.mark.parametrize(
    ("name", "state", "who", "given", "refusal"),
    [
        (M.DISPATCH, S.SUBMITTED, ZHOU, Given(), HandlerNeeded),
        (M.TRANSFER, S.SUBMITTED, WANG, Given("说明"), GridNeeded),
        (M.SUSPEND, S.HANDLING, WANG, Given("说明"), DateNeeded),
        (M.SUSPEND, S.HANDLING, WANG, Given("说明", until=TODAY), DateInPast),
        (M.SUSPEND, S.HANDLING, WANG, Given("说明", until=TODAY + timedelta(days=61)), DateTooFar),
        (M.CATEGORISE, S.SUBMITTED, WANG, Given(), CategoryNeeded),
        (M.CATEGORISE, S.SUBMITTED, WANG, Given(category="no_such"), NotFound),
        (M.CATEGORISE, S.SUBMITTED, WANG, Given(category="company"), NotFound),
        (M.ASK, S.SUBMITTED, WANG, Given(), NoteNeeded),
        (M.NOTE, S.SUBMITTED, WANG, Given(""), NoteNeeded),
    ],
)
async def test_what_is_missing_or_wrong_is_said_and_nothing_changes(
    street: Street, name: Move, state: CaseState, who: int, given: Given, refusal: type[DomainError]
) -> None:
    one = await case_in(street, state)
    with pytest.raises(refusal):
        await street.run(who, move, one.number, name, given)
    assert ((await case(street, one.number)).state, await history(street, one.number)) == (state, [])


async def test_another_category_brings_its_route_and_its_deadlines(street: Street) -> None:
    number = (await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])).number
    filed_at = street.clock.now()
    street.clock.moment = at("2026-11-20")
    offered = await street.run(WANG, categories, number)
    assert ("parking" in offered, "facilities" in offered, "company" in offered) == (True, False, False)

    await street.run(WANG, move, number, M.CATEGORISE, Given(category="neighbours"))

    found = await case(street, number)
    async with street.door.database.read() as session:
        ctx = (await street.act_as(session, WANG)).ctx
        expected = deadlines(ctx, "neighbours", HandlingRoute.JOINT, filed_at)
    assert (found.category, found.route) == ("neighbours", HandlingRoute.JOINT)
    assert (found.respond_by, found.resolve_by) == expected
    assert (await street.run(WANG, case_card, number)).history[-1].category == "neighbours"


async def test_danger_stays_on_the_spot_whatever_it_is_about(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED, danger="fire", route=HandlingRoute.ON_SPOT)
    await street.run(WANG, move, one.number, M.CATEGORISE, Given(category="neighbours"))
    assert (await case(street, one.number)).route == HandlingRoute.ON_SPOT


async def test_a_question_goes_to_the_reporter_alone(street: Street) -> None:
    one = await case_in(street, S.HANDLING)
    await street.run(WANG, move, one.number, M.ASK, Given("是几单元？"))
    assert await told(street) == [(Notice.CASE_ASKED, REPORTER)]
    assert set((await street.pushed())[0].message) == {"number", "event"}


async def test_where_there_is_no_reporter_nobody_is_asked(street: Street) -> None:
    one = await case_in(street, S.HANDLING, CaseKind.NEED, reporter_id=None)
    assert M.ASK not in (await street.run(WANG, case_card, one.number)).moves
    with pytest.raises(NobodyToAsk):
        await street.run(WANG, move, one.number, M.ASK, Given("是几单元？"))


async def test_a_note_of_the_desk_stays_with_the_desk(street: Street) -> None:
    one = await case_in(street, S.HANDLING)
    photo = {"kind": "photo", "file_id": "f", "unique_id": "u"}
    await street.run(WANG, move, one.number, M.NOTE, Given("老人脾气急", [photo]))

    theirs, ours = [await street.run(who, case_card, one.number) for who in (REPORTER, ZHOU)]

    assert (theirs.history, theirs.media, await told(street)) == ((), (), [])
    assert ([line.note for line in ours.history], len(ours.media)) == (["老人脾气急"], 1)


async def test_what_was_not_solved_a_third_time_is_the_streets_until_it_is(street: Street) -> None:
    number = (await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])).number
    again = ((REPORTER, M.REOPEN), (WANG, M.RESOLVE), (ZHOU, M.CHECK))
    await go(street, number, *CHECKED, *again, *again)
    await street.run(REPORTER, to_the_street, number, "还是坏的")
    waiting = await street.run(WU, desk_queue, Scope.STREET)
    assert ([row.number for row in waiting.rows], (await street.run(WU, case_card, number)).streets) == ([number], True)
    with pytest.raises(NotAllowed):
        await street.run(ZHOU, move, number, M.TAKE_OVER, Given("我来"))

    await street.run(WU, move, number, M.TAKE_OVER, Given("街道派人换灯"))

    found = await case(street, number)
    assert (found.state, found.handler_id, found.resolved_at) == (S.HANDLING, WU, None)
    assert (await street.run(WU, desk_queue, Scope.STREET)).rows == ()
    assert [row.number for row in (await street.run(WU, desk_queue, Scope.MINE)).rows] == [number]
    await go(street, number, (WU, M.RESOLVE), (ZHOU, M.CHECK))
    await street.run(REPORTER, rate, number, 4)
    assert await ratings(street) == [(0, False, None), (1, False, None), (2, False, None), (3, True, 4)]
