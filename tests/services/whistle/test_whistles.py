"""Calling forces: who is called, and that the first to report in takes it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.case_flow import CaseState, HandlingRoute, Move
from domain.errors import (
    DomainError,
    ForcesNeeded,
    MoveNotOpen,
    NobodyToCall,
    NotAllowed,
    NotFound,
    WhistleOpen,
    WhistleTaken,
)
from domain.notices import Notice
from domain.whistle_flow import WhistleState
from models.case import Case
from models.database import Database
from services.case.case_moves import Given, move
from services.whistle import duties, whistles
from tests.support.cases import REPORTER, case_in, history
from tests.support.forces import (
    CHU,
    FENG,
    HEADS,
    JIANG,
    NEEDED,
    POLICE,
    RED_HATS,
    SHEN,
    SUN,
    WEI,
    ZHENG,
    add_member,
    blow,
    call_up,
    handled,
    state_of,
    told,
)
from tests.support.street import (
    GRID_1,
    GRID_2,
    LI,
    STRANGE_STAFF,
    WANG,
    WU,
    ZHOU,
    Street,
    at,
    street_in,
    street_on,
)

S = WhistleState


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    await call_up(street)
    yield street
    await street.door.database.close()


async def test_a_whistle_calls_everybody_of_each_kind_for_the_place_and_nobody_else(street: Street) -> None:
    case = await handled(street)

    await blow(street, case, HEADS, POLICE)

    assert await told(street, Notice.WHISTLE_CALLED) == [("whistle_called", who) for who in (SUN, ZHENG, CHU, WEI)]
    assert await told(street, Notice.CASE_MOVED) == [("case_moved", REPORTER)]
    assert await history(street, case.number) == [("whistle", "worker", WANG)]


async def test_danger_is_called_urgently(street: Street) -> None:
    await blow(street, await handled(street, danger="fire"), RED_HATS)
    assert await told(street) == [("case_moved", REPORTER), ("whistle_danger", FENG)]


async def test_whoever_is_on_duty_is_called_alone(street: Street) -> None:
    await street.run(ZHENG, duties.go_on, 2)
    await street.run(JIANG, duties.go_on, None)

    await blow(street, await handled(street), HEADS)

    assert await told(street, Notice.WHISTLE_CALLED) == [("whistle_called", ZHENG)]


@pytest.mark.parametrize(
    ("hours", "today", "later", "on"),
    [
        (2, False, 1, True),
        (2, False, 3, False),
        (None, False, 99, True),
        (None, True, 14, True),
        (None, True, 16, False),
    ],
)
async def test_duty_lasts_as_long_as_was_said(
    street: Street, hours: int | None, today: bool, later: int, on: bool
) -> None:
    await street.run(SUN, duties.go_on, hours, today=today)
    street.clock.moment += timedelta(hours=later)
    assert (await street.run(SUN, duties.my_duty)).on == on


async def test_duty_is_ended_by_a_tap_and_is_nothing_for_whoever_is_in_no_force(street: Street) -> None:
    await street.run(SUN, duties.go_on, None)
    assert await street.run(SUN, duties.go_on, 2) == await street.run(SUN, duties.my_duty)
    assert not (await street.run(SUN, duties.go_off)).on
    with pytest.raises(NotAllowed):
        await street.run(WANG, duties.go_on, 2)


async def test_a_partner_of_the_street_can_be_called(street: Street) -> None:
    await blow(street, await handled(street), "partners")
    assert await told(street, Notice.WHISTLE_CALLED) == [("whistle_called", SHEN)]


async def test_where_the_grid_has_nobody_with_a_chat_the_next_level_is_called(street: Street) -> None:
    await add_member(street, 311, POLICE, GRID_1, chat=False)
    await blow(street, await handled(street), POLICE)
    assert await told(street, Notice.WHISTLE_CALLED) == [("whistle_called", CHU), ("whistle_called", WEI)]


async def test_a_case_becomes_a_joint_one_and_never_gets_less_time(street: Street) -> None:
    short, long = await handled(street), await handled(street, resolve_by=at("2027-06-01"))
    await blow(street, short)
    await blow(street, long)
    async with street.door.database.read() as session:
        rows = [await session.get_one(Case, one.id) for one in (short, long)]
    assert [one.route for one in rows] == [HandlingRoute.JOINT] * 2
    assert [one.resolve_by for one in rows] == [at("2026-12-02", "17:00"), at("2027-06-01")]


@pytest.mark.parametrize(
    ("who", "state", "refusal"),
    [
        (WANG, CaseState.SUBMITTED, MoveNotOpen),
        (WANG, CaseState.RESOLVED, MoveNotOpen),
        (REPORTER, CaseState.HANDLING, NotAllowed),
        (LI, CaseState.HANDLING, NotFound),
        (STRANGE_STAFF, CaseState.HANDLING, NotFound),
        (SUN, CaseState.HANDLING, NotFound),
    ],
)
async def test_only_the_desk_calls_and_only_while_it_is_being_dealt_with(
    street: Street, who: int, state: CaseState, refusal: type[DomainError]
) -> None:
    case = await case_in(street, state)
    with pytest.raises(refusal):
        await blow(street, case, who=who)
    assert await told(street) == []


async def test_a_call_says_whom_and_what_for(street: Street) -> None:
    case = await handled(street, grid_id=GRID_2)
    for kinds, needed, refusal in (
        ((), NEEDED, ForcesNeeded),
        ((HEADS,), "", ForcesNeeded),
        (("astronauts",), NEEDED, NotFound),
        ((POLICE, HEADS), NEEDED, NobodyToCall),
    ):
        with pytest.raises(refusal):
            await street.run(LI, whistles.blow, case.number, kinds, needed)
    assert await told(street) == []


async def test_a_kind_that_is_still_at_it_is_not_called_twice(street: Street) -> None:
    case = await handled(street)
    (id_,) = await blow(street, case, HEADS)
    with pytest.raises(WhistleOpen):
        await blow(street, case, HEADS, RED_HATS)
    await street.run(SUN, whistles.report_in, id_)
    with pytest.raises(WhistleOpen):
        await blow(street, case, HEADS)
    assert await told(street, Notice.WHISTLE_CALLED) == [("whistle_called", SUN), ("whistle_called", ZHENG)]


async def test_the_first_to_report_in_takes_it_and_all_are_told(street: Street) -> None:
    case = await handled(street)
    (id_,) = await blow(street, case)

    await street.run(SUN, whistles.report_in, id_)
    await street.run(SUN, whistles.report_in, id_)
    with pytest.raises(WhistleTaken, match="一网格"):
        await street.run(ZHENG, whistles.report_in, id_)

    assert await state_of(street, id_) == (S.REPORTED_IN, SUN)
    assert await told(street, Notice.WHISTLE_TAKEN, Notice.WHISTLE_REPORTED) == [
        ("whistle_reported", WANG),
        ("whistle_taken", ZHENG),
    ]
    assert await history(street, case.number) == [("whistle", "worker", WANG), ("report_in", "force", SUN)]


async def test_of_twenty_who_tap_at_once_one_takes_it(either: Database) -> None:
    street = await street_on(either, at("2026-11-18"))
    crowd = range(401, 421)
    for person in crowd:
        await add_member(street, person, RED_HATS, GRID_1)
    (id_,) = await blow(street, await handled(street), RED_HATS)

    async def tap(person: int) -> bool:
        try:
            await street.run(person, whistles.report_in, id_)
        except WhistleTaken:
            return False
        return True

    took = [person for person, got in zip(crowd, await asyncio.gather(*map(tap, crowd)), strict=True) if got]

    state, taken_by = await state_of(street, id_)
    assert (state, [taken_by]) == (S.REPORTED_IN, took)
    others = [("whistle_taken", person) for person in crowd if person != taken_by]
    assert await told(street, Notice.WHISTLE_TAKEN) == others


async def test_two_whistles_for_one_kind_at_once_are_one(either: Database) -> None:
    street = await street_on(either, at("2026-11-18"))
    await call_up(street)
    case = await handled(street)

    async def call(who: int) -> bool:
        try:
            await blow(street, case, HEADS, who=who)
        except DomainError:
            return False
        return True

    assert sorted(await asyncio.gather(*map(call, (WANG, ZHOU, WU)))) == [False, False, True]
    assert await told(street, Notice.WHISTLE_CALLED) == [("whistle_called", SUN), ("whistle_called", ZHENG)]


async def test_nothing_is_resolved_while_a_whistle_is_blown(either: Database) -> None:
    street = await street_on(either, at("2026-11-18"))
    await call_up(street)
    case = await handled(street, route=HandlingRoute.JOINT, resolve_by=at("2027-06-01"))

    async def attempt(action: str) -> bool:
        try:
            if action == "call":
                await blow(street, case, HEADS)
            else:
                await street.run(ZHOU, move, case.number, Move.RESOLVE, Given("好了"))
        except DomainError:
            return False
        return True

    assert sorted(await asyncio.gather(attempt("call"), attempt("resolve"))) == [False, True]
