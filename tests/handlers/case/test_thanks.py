"""Whoever met a hazard too thanks its rider with one tap, once it is solved; the rider hears once, without a name."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import CaseState, Move
from domain.errors import NotFound
from domain.move_errors import NotSolvedNow
from domain.notices import Notice
from models.case import Case, CaseFollower
from models.database import Database
from services.case import case_nearby, case_thanks
from services.case.case_moves import Given, move
from tests.support.riders import CHEN, LIN, ZHENG, add_hazard, add_person, riders_in, with_riders
from tests.support.street import OUTSIDER, WANG, ZHOU, Street, at, street_on
from tests.support.talk import Talk, read

PHOTO = {"kind": "photo", "file_id": "f", "unique_id": "u"}
RESIDENT, NEIGHBOUR = 301, 302


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def joined(street: Street, reporter: int = CHEN) -> Case:
    """A rider's hazard that is being dealt with; two residents met it too."""
    hazard = await add_hazard(street, reporter, state=CaseState.HANDLING)
    for person in (RESIDENT, NEIGHBOUR):
        await add_person(street, person)
        await street.run(person, case_nearby.join, hazard.number)
    return hazard


async def solve(street: Street, hazard: Case) -> None:
    await street.run(WANG, move, hazard.number, Move.RESOLVE, Given("换了井盖", files=[PHOTO]))
    await street.run(ZHOU, move, hazard.number, Move.CHECK)


async def test_one_tap_thanks_and_the_button_is_gone(street: Street) -> None:
    hazard = await joined(street)
    resident, rider = Talk(street, RESIDENT), Talk(street, CHEN)
    assert "谢谢上报的骑手" not in read(await resident.say(hazard.number))

    await solve(street, hazard)
    assert [row.chat_id for row in await street.pushed(Notice.CASE_MOVED)][-2:] == [RESIDENT, NEIGHBOUR]
    assert "谢谢上报的骑手" in read(await resident.say(hazard.number))
    thanked = read(await resident.tap("谢谢上报的骑手"))
    assert "没有写您的名字" in thanked
    assert "谢谢上报的骑手" not in thanked
    await resident.again()
    await Talk(street, NEIGHBOUR).tap_data(f"c:thank:{hazard.number}:")

    (told,) = await street.pushed(Notice.RIDER_THANKED)
    assert (told.chat_id, told.message) == (CHEN, {"number": hazard.number})
    await rider.say("/start")
    assert "邻居谢过您 2 次" in read(await rider.tap("我的积分"))


async def test_nobody_else_thanks_and_nobody_for_what_is_not_solved(street: Street) -> None:
    hazard = await joined(street)
    with pytest.raises(NotSolvedNow):
        await street.run(RESIDENT, case_thanks.thank, hazard.number)

    await solve(street, hazard)
    for who in (CHEN, LIN, OUTSIDER, WANG, ZHOU):
        with pytest.raises(NotFound):
            await street.run(who, case_thanks.thank, hazard.number)
    await street.run(CHEN, move, hazard.number, Move.REOPEN, Given("还是松的"))
    with pytest.raises(NotSolvedNow):
        await street.run(RESIDENT, case_thanks.thank, hazard.number)

    assert await street.pushed(Notice.RIDER_THANKED) == []


async def test_whose_reporter_rides_no_more_has_nobody_to_thank(street: Street) -> None:
    hazard = await joined(street, ZHENG)
    await solve(street, hazard)
    await street.end_role(ZHENG, at("2026-11-17").date())

    assert "谢谢上报的骑手" not in read(await Talk(street, RESIDENT).say(hazard.number))
    with pytest.raises(NotSolvedNow):
        await street.run(RESIDENT, case_thanks.thank, hazard.number)


async def test_twenty_taps_at_once_are_one_thanks(either: Database) -> None:
    street = await with_riders(await street_on(either, at("2026-11-18")))
    hazard = await joined(street)
    await solve(street, hazard)

    await asyncio.gather(*(street.run(RESIDENT, case_thanks.thank, hazard.number) for _ in range(20)))

    assert await street.run(CHEN, case_thanks.received) == 1
    assert len(await street.pushed(Notice.RIDER_THANKED)) == 1
    async with either.read() as session:
        thanked = select(CaseFollower.person_id).where(CaseFollower.thanked_at.is_not(None))
        assert (await session.scalars(thanked)).all() == [RESIDENT]
