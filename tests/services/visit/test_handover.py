"""A grid changes hands with everything open. 王 works grid 1, 李 grid 2, 周 staffs their community."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import CaseState
from domain.errors import NotFound
from domain.handover_errors import NoLongerYours, TakerGone
from models.case import Case, CaseEvent
from services.visit import handover, visits
from services.visit.visit_duty import duty_on, grids_of
from services.visit.visit_windows import open_windows
from tests.support.cases import case_in
from tests.support.street import GRID_1, GRID_2, LI, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHOU, Street, at, street_in

WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def handled(street: Street, state: CaseState) -> str:
    """A case of grid 1 with which 王 deals."""
    return (await case_in(street, state, handler_id=WANG)).number


async def test_the_grid_and_all_that_is_owed_there_change_hands(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.door.act(open_windows, WEDNESDAY)

    await street.run(ZHOU, handover.hand_over, GRID_1, LI)
    await street.run(ZHOU, handover.hand_over, GRID_1, LI)

    assert await street.run(LI, grids_of, LI, WEDNESDAY) == (GRID_1, GRID_2)
    assert await street.run(WANG, grids_of, WANG, WEDNESDAY) == ()
    assert (await street.run(LI, visits.household, home)).household_id == home
    assert sorted(row.chat_id for row in await street.pushed("grid_handed_over")) == [WANG, LI]


async def test_a_button_of_the_old_worker_says_what_became_of_it(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.run(ZHOU, handover.hand_over, GRID_1, LI)

    with pytest.raises(NoLongerYours):
        await street.run(WANG, visits.household, home)
    with pytest.raises(NotFound) as stranger:
        await street.run(OUTSIDER, visits.household, home)
    assert stranger.type is NotFound


@pytest.mark.parametrize(
    ("state", "after"),
    [(CaseState.HANDLING, CaseState.DISPATCHED), (CaseState.SUSPENDED, CaseState.SUSPENDED)],
)
async def test_open_cases_of_the_old_worker_go_along(street: Street, state: CaseState, after: CaseState) -> None:
    number = await handled(street, state)

    await street.run(ZHOU, handover.hand_over, GRID_1, LI)

    async with street.door.database.read() as session:
        case = (await session.scalars(select(Case).where(Case.number == number))).one()
        last = (await session.scalars(select(CaseEvent).order_by(CaseEvent.id.desc()).limit(1))).one()
    assert (case.handler_id, case.state) == (LI, after)
    assert (last.move, last.handler_id, last.actor_id, last.to_state) == ("dispatch", LI, ZHOU, after)


async def test_closed_cases_stay_with_whoever_dealt_with_them(street: Street) -> None:
    number = await handled(street, CaseState.CLOSED)

    await street.run(ZHOU, handover.hand_over, GRID_1, LI)

    async with street.door.database.read() as session:
        assert await session.scalar(select(Case.handler_id).where(Case.number == number)) == WANG


async def test_the_leave_of_who_has_no_grid_left_is_over(street: Street) -> None:
    await street.on_leave(WANG, "2026-11-17", "2026-11-20", substitute=ZHOU)

    await street.run(ZHOU, handover.hand_over, GRID_1, LI)

    assert await street.run(ZHOU, grids_of, ZHOU, WEDNESDAY) == ()
    assert (await street.door.look(duty_on, WEDNESDAY)).workers == {LI}


async def test_a_vacant_grid_can_be_given(street: Street) -> None:
    await street.end_role(WANG, date(2026, 11, 17))

    card = await street.run(ZHOU, handover.grid_card, GRID_1)
    await street.run(ZHOU, handover.hand_over, GRID_1, LI)

    assert (card.workers, [person for person, _ in card.takers]) == ((), [LI, ZHOU])
    assert (await street.run(ZHOU, handover.grid_card, GRID_1)).takers == ((ZHOU, ""),)


@pytest.mark.parametrize("stranger", [WANG, LI, WU, STRANGE_STAFF, OUTSIDER])
async def test_only_the_community_hands_over(street: Street, stranger: int) -> None:
    with pytest.raises(NotFound):
        await street.run(stranger, handover.hand_over, GRID_1, LI)


@pytest.mark.parametrize("nobody", [OUTSIDER, STRANGE_STAFF])
async def test_only_who_works_here_can_take_it(street: Street, nobody: int) -> None:
    with pytest.raises(TakerGone):
        await street.run(ZHOU, handover.hand_over, GRID_1, nobody)
