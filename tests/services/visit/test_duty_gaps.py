"""What an office has to see to before anybody walks: one message a person, once a week while nothing changes."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from models.places import Household, Unit
from scheduler.tick import tick
from services.visit.duty_gaps import mine
from tests.support.street import COMMUNITY, LI, OTHER_COMMUNITY, STRANGE_STAFF, WANG, WU, ZHOU, Street, at, street_in


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-17", "00:10"))
    yield street
    await street.door.database.close()


async def morning(street: Street, day: str) -> None:
    street.clock.moment = at(day, "08:30")
    await tick(street.door, street.clock.now())


async def uncovered(street: Street) -> list[tuple[int, str]]:
    return [(push.chat_id, str(push.message["day"])) for push in await street.pushed("grid_uncovered")]


async def test_what_stays_uncovered_is_said_once_a_week_and_again_when_it_changes(street: Street) -> None:
    await street.on_leave(WANG, "2026-11-17", "2026-11-24")
    await street.on_leave(LI, "2026-11-20", "2026-11-20")
    for day in range(17, 25):
        await morning(street, f"2026-11-{day}")

    assert await uncovered(street) == [(ZHOU, "2026-11-17"), (ZHOU, "2026-11-20"), (ZHOU, "2026-11-23")]


async def test_who_answers_for_several_communities_hears_of_all_in_one_message(street: Street) -> None:
    """The street where neither community has anybody in a chat."""
    await street.end_role(ZHOU, date(2026, 11, 1))
    await street.end_role(STRANGE_STAFF, date(2026, 11, 1))
    await street.add(Unit(id=6, kind="grid", name="三网格", path="1/5/6/", parent_id=OTHER_COMMUNITY))
    await street.on_leave(WANG, "2026-11-18", "2026-11-18")
    await morning(street, "2026-11-18")

    assert await uncovered(street) == [(WU, "2026-11-18")]


async def test_households_in_no_grid_are_said_to_their_community(street: Street) -> None:
    """Bug: they were listed with the roster, and whoever did not look there never heard that nobody visits them."""
    home, _ = await street.household(("key_person",))
    async with street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == home).values(grid_id=COMMUNITY))
    await morning(street, "2026-11-18")

    assert await uncovered(street) == [(ZHOU, "2026-11-18")]
    (gap,) = await street.run(ZHOU, mine, date(2026, 11, 18))
    assert (gap.homes, gap.alone, gap.silent) == (1, (), ())
