"""An alarm goes to people who can open the case that it is about."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.case_alarms import Level
from domain.case_flow import CaseState
from domain.roles import Role
from models.case import Case
from models.people import RoleHeld
from models.places import Unit
from services.act import Ctx
from services.case.case_hearers import Hearers
from tests.support.cases import case_in
from tests.support.copies import street_copy
from tests.support.street import GRID_2, LONG_AGO, WANG, ZHAO, Street, at

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
