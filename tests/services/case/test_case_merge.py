"""Two cases about the same thing: merged, and taken apart exactly as they were."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import CaseKind, CaseState, Move
from domain.errors import DomainError, NotFound
from domain.move_errors import (
    MergedElsewhere,
    MergedIntoClosed,
    MergedIntoDuplicate,
    MergedWithItself,
    OtherCaseNeeded,
)
from domain.notices import Notice
from domain.roles import Role
from models.case import Case, CaseFollower
from models.people import RoleHeld
from models.places import Unit
from services.case.case_choices import candidates
from services.case.case_merge import can_merge
from services.case.case_moves import Given, Moved, move
from services.case.case_nearby import join
from services.case.case_views import case_card
from tests.support.cases import REPORTER, case, case_in, told
from tests.support.copies import street_copy
from tests.support.street import GRID_2, LI, LONG_AGO, STRANGE_STAFF, WANG, WU, ZHAO, ZHOU, Street, at

S, M = CaseState, Move


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def follow(street: Street, one: Case, *people: int) -> None:
    for person in people:
        await street.add(CaseFollower(case_id=one.id, person_id=person, since=street.clock.now()))


async def followers(street: Street, one: Case) -> tuple[set[int], int]:
    """Who follows it, and how many supporters it counts."""
    async with street.door.database.read() as session:
        rows = await session.scalars(select(CaseFollower.person_id).where(CaseFollower.case_id == one.id))
        return set(rows), (await session.get_one(Case, one.id)).supporters


async def merge(street: Street, one: Case, other: Case, who: int = ZHOU) -> Moved:
    return await street.run(who, move, one.number, M.MERGE, Given(other=other.number))


async def unmerge(street: Street, one: Case) -> Moved:
    return await street.run(ZHOU, move, one.number, M.UNMERGE, Given("不是同一件事"))


async def test_merging_makes_followers_of_the_reporter_and_of_the_followers(street: Street) -> None:
    other = await case_in(street, S.HANDLING, reporter_id=ZHAO)
    one = await case_in(street, S.SUBMITTED)
    await follow(street, one, LI)

    moved = await merge(street, one, other)

    found = await case(street, one.number)
    assert (moved.state, found.joined_to, found.responded_at) == (S.DUPLICATE, other.id, street.clock.now())
    assert await followers(street, other) == ({REPORTER, LI}, 3)
    assert await told(street) == [(Notice.CASE_MOVED, LI), (Notice.CASE_MOVED, REPORTER)]
    theirs = await street.run(REPORTER, case_card, one.number)
    assert (theirs.joined_to, theirs.history[-1].to) == (other.number, other.number)


async def test_whoever_follows_by_a_merge_reads_nothing_of_the_others_home(street: Street) -> None:
    other = await case_in(street, S.HANDLING, reporter_id=ZHAO, words="我家老人独居")
    one = await case_in(street, S.SUBMITTED)
    await street.run(WANG, move, other.number, M.NOTE, Given("老人脾气急"))
    await merge(street, one, other)

    theirs = await street.run(REPORTER, case_card, other.number)

    assert (theirs.words, theirs.moves, theirs.media, theirs.history) == ("", (), (), ())


async def test_whoever_joined_a_hazard_reads_what_lies_in_the_street(street: Street) -> None:
    other = await case_in(street, S.HANDLING, CaseKind.HAZARD, reporter_id=ZHAO)
    one = await case_in(street, S.SUBMITTED, CaseKind.HAZARD)
    await merge(street, one, other)
    assert (await street.run(REPORTER, case_card, other.number)).words == "井盖松了"


async def test_taking_apart_undoes_exactly_that(street: Street) -> None:
    """李 joined the other one on their own before, and 吴 after."""
    other = await case_in(street, S.HANDLING, CaseKind.HAZARD, reporter_id=ZHAO)
    one = await case_in(street, S.ACCEPTED, CaseKind.HAZARD, handler_id=WANG)
    await follow(street, one, LI, WANG)
    await street.run(LI, join, other.number)
    await merge(street, one, other)
    await street.run(WU, join, other.number)
    assert await followers(street, other) == ({LI, REPORTER, WANG, WU}, 5)

    await unmerge(street, one)

    found = await case(street, one.number)
    assert (found.state, found.joined_to, found.handler_id) == (S.SUBMITTED, None, None)
    assert await followers(street, other) == ({LI, WU}, 3)
    assert await followers(street, one) == ({LI, WANG}, 1)


async def test_whom_two_merged_cases_bring_leaves_with_the_second(street: Street) -> None:
    other = await case_in(street, S.HANDLING, reporter_id=ZHAO)
    first, second = [await case_in(street, S.ACCEPTED) for _ in range(2)]
    await merge(street, first, other)
    await merge(street, second, other)
    assert await followers(street, other) == ({REPORTER}, 2)

    await unmerge(street, first)
    assert await followers(street, other) == ({REPORTER}, 2)
    await unmerge(street, second)
    assert await followers(street, other) == (set(), 1)


async def test_whose_case_was_merged_twice_over_leaves_both(street: Street) -> None:
    last = await case_in(street, S.HANDLING, reporter_id=ZHAO)
    middle = await case_in(street, S.ACCEPTED, reporter_id=LI)
    one = await case_in(street, S.ACCEPTED)
    await merge(street, one, middle)
    await merge(street, middle, last)
    assert await followers(street, last) == ({REPORTER, LI}, 3)

    await unmerge(street, one)

    assert (await followers(street, middle), await followers(street, last)) == ((set(), 1), ({LI}, 2))


async def test_ones_own_second_report_counts_nobody_twice(street: Street) -> None:
    other, one = [await case_in(street, S.ACCEPTED) for _ in range(2)]
    await merge(street, one, other)
    assert await followers(street, other) == (set(), 1)


@pytest.mark.parametrize("state", [state for state in CaseState if state not in (S.ACCEPTED, S.DUPLICATE)])
async def test_nothing_is_merged_into_what_is_over(street: Street, state: CaseState) -> None:
    one, other = await case_in(street, S.ACCEPTED), await case_in(street, state)
    over = state in (S.CHECKED, S.CLOSED, S.REJECTED, S.WITHDRAWN)
    if not over:
        assert await street.run(WANG, can_merge, one.number, other.number) == other.number
        return
    with pytest.raises(MergedIntoClosed):
        await merge(street, one, other)


async def test_what_stands_against_merging(street: Street) -> None:
    one, other, third = [await case_in(street, S.ACCEPTED) for _ in range(3)]
    await merge(street, other, third)
    unseen = await case_in(street, S.ACCEPTED, grid_id=GRID_2)
    await street.add(
        Unit(id=50, kind="street", name="别的街道", path="50/"),
        RoleHeld(person_id=WANG, role=Role.STREET_STAFF, unit_id=50, starts_on=LONG_AGO),
    )
    abroad = await case_in(street, S.ACCEPTED, street_id=50, community_id=None, grid_id=None)
    wrong: dict[str | None, type[DomainError]] = {
        one.number: MergedWithItself,
        other.number: MergedIntoDuplicate,
        unseen.number: NotFound,
        "W-2026-999999": NotFound,
        abroad.number: MergedElsewhere,
        None: OtherCaseNeeded,
    }
    for number, refusal in wrong.items():
        with pytest.raises(refusal):
            await street.run(WANG, move, one.number, M.MERGE, Given(other=number))
        with pytest.raises(refusal):
            await street.run(WANG, can_merge, one.number, number)
    with pytest.raises(NotFound):
        await street.run(STRANGE_STAFF, move, one.number, M.MERGE, Given(other=third.number))
    assert (await case(street, one.number)).state == S.ACCEPTED


async def test_a_follower_who_is_no_staff_merges_nothing_into_what_they_follow(street: Street) -> None:
    one, other = await case_in(street, S.ACCEPTED), await case_in(street, S.ACCEPTED, grid_id=GRID_2)
    await follow(street, other, WANG)
    with pytest.raises(NotFound):
        await merge(street, one, other, who=WANG)


async def test_the_same_thing_near_by_is_offered_for_merging(street: Street) -> None:
    one, same = [await case_in(street, S.ACCEPTED) for _ in range(2)]
    await case_in(street, S.ACCEPTED, category="noise")
    await case_in(street, S.CLOSED)
    await case_in(street, S.ACCEPTED, grid_id=GRID_2)
    assert [number for number, _ in await street.run(WANG, candidates, one.number)] == [same.number]
