"""An alarm goes to people who can open the case that it is about."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.case_alarms import Level
from domain.case_flow import CaseState, Move
from domain.errors import NotFound
from domain.roles import Role
from models.case import Case
from models.people import RoleHeld
from models.places import Unit
from services.act import Ctx
from services.case.case_hearers import Hearers
from services.case.case_lists import desk_queue
from services.case.case_moves import move
from services.case.case_views import case_card
from services.case.cases import submit
from tests.support.cases import REPORTER, case_in, filing
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import GRID_2, LI, LONG_AGO, OUTSIDER, WANG, ZHAO, ZHOU, Street, at

ELSEWHERE = 90


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await street.add(Unit(id=ELSEWHERE, kind="street", name="别的街道", path=f"{ELSEWHERE}/"))
    yield street
    await street.door.database.close()


async def reminded(ctx: Ctx, case: Case) -> tuple[int, ...]:
    return (await Hearers.of(ctx, [case])).of_level(case, Level.REMINDER)


@pytest.mark.parametrize(
    ("role", "unit", "hears"),
    [(Role.GRID_WORKER, GRID_2, ZHAO), (Role.STREET_STAFF, ELSEWHERE, WANG), (None, None, WANG)],
)
async def test_a_handler_who_can_no_longer_open_it_is_stood_in_for_by_the_grid(
    street: Street, role: Role | None, unit: int | None, hears: int
) -> None:
    case = await case_in(street, CaseState.HANDLING, handler_id=ZHAO)
    if role is not None and unit is not None:
        await street.add(RoleHeld(person_id=ZHAO, role=role, unit_id=unit, starts_on=LONG_AGO))

    assert await street.door.look(reminded, case) == (hears,)


async def test_during_leave_the_stand_in_is_the_grid_and_stands_beside_the_handler(street: Street) -> None:
    new = await case_in(street, CaseState.SUBMITTED)
    had = await case_in(street, CaseState.HANDLING, handler_id=WANG)

    await street.on_leave(WANG, "2026-11-18", "2026-11-20", substitute=LI)
    assert await street.door.look(reminded, new) == (LI,)
    assert await street.door.look(reminded, had) == (WANG, LI)

    await street.on_leave(LI, "2026-11-18", "2026-11-19")
    assert await street.door.look(reminded, new) == (ZHOU,), "a stand-in who is away too covers nothing"


async def hears_of(street: Street, number: str) -> list[int]:
    return [push.chat_id for push in await street.pushed("case_new") if push.message["number"] == number]


async def test_a_stand_in_hears_of_new_cases_finds_them_in_the_queue_and_deals_with_them(street: Street) -> None:
    before = await case_in(street, CaseState.SUBMITTED)
    await street.on_leave(WANG, "2026-11-18", "2026-11-20", substitute=ZHAO)

    filed = await street.run(REPORTER, submit, filing(lat=IN_GRID_1[0], lon=IN_GRID_1[1]))

    assert [push.chat_id for push in await street.pushed("case_new") if push.message["number"] == filed.number] == [
        ZHAO
    ]
    assert {row.number for row in (await street.run(ZHAO, desk_queue)).rows} >= {before.number}
    assert (await street.run(ZHAO, move, before.number, Move.ACCEPT)).state is CaseState.ACCEPTED
    street.clock.moment += timedelta(days=3)
    assert (await street.run(OUTSIDER, desk_queue)).rows == ()
    with pytest.raises(NotFound):
        await street.run(ZHAO, case_card, filed.number)


async def test_nobody_stands_in_and_the_community_hears(street: Street) -> None:
    await street.on_leave(WANG, "2026-11-18", "2026-11-20")

    filed = await street.run(REPORTER, submit, filing(lat=IN_GRID_1[0], lon=IN_GRID_1[1]))

    assert [push.chat_id for push in await street.pushed("case_new") if push.message["number"] == filed.number] == [
        ZHOU
    ]
