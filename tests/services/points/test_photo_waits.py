"""A photo that waits for a person longer than is published goes to the street too, once, and its rider is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.case_flow import Move, Party
from domain.notices import Notice
from domain.photo_check import Round
from models.case import Case
from services.case.case_moves import move
from services.points import photo_views
from services.points.photo_rulings import appeal, rule
from services.points.photo_waits import pass_on
from tests.support.photos import QIAN, apart, snapshot, street_with_photos
from tests.support.riders import CHEN, LIN
from tests.support.street import OUTSIDER, WU, ZHOU, Street, at, words
from tests.support.street_chat import StreetChat

FRIDAY = "2026-11-20"
"""Two working days after the Wednesday on which the community is asked; its office closes at five."""


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_with_photos(tmp_path)
    yield street
    await street.door.database.close()


async def waits(street: Street) -> Case:
    """A confirmed hazard of 林's, whose photo the community is asked about."""
    await snapshot(street, CHEN)
    again = await snapshot(street, LIN, apart(12))
    await street.run(ZHOU, move, again.number, Move.CONFIRM)
    return again


async def asked(street: Street) -> list[int]:
    return [row.chat_id for row in await street.pushed(Notice.PHOTO_TO_RULE)]


async def at_hour(street: Street, hour: str) -> None:
    """The clock comes round twice."""
    street.clock.moment = at(FRIDAY, hour)
    for _ in range(2):
        await street.door.act(pass_on)


async def test_the_rider_reads_who_looks_and_until_when(street: Street) -> None:
    case = await waits(street)

    check = await street.run(LIN, photo_views.check, case.number)
    card = words(await StreetChat(street).hear(LIN, Notice.PHOTO_HELD, number=case.number))

    assert check.wait is not None
    assert (check.wait.by, check.wait.until, check.wait.passed_on) == (Party.COMMUNITY, at(FRIDAY, "17:00"), False)
    assert "11月20日 周五 17:00 前社区看完告诉您；到时候还没看，会自动请街道看" in card
    assert "2 个工作日内看完" in words((await StreetChat(street).tap_data(LIN, "pk:how::"))[0])


async def test_what_nobody_decides_in_time_goes_to_the_street_once_and_its_rider_is_told(street: Street) -> None:
    case = await waits(street)
    await at_hour(street, "16:59")
    assert await asked(street) == [ZHOU, QIAN]

    await at_hour(street, "17:00")

    assert await asked(street) == [ZHOU, QIAN, WU]
    first, late = await street.pushed(Notice.PHOTO_HELD)
    assert (first.chat_id, late.chat_id) == (LIN, LIN)
    chat = StreetChat(street)
    assert "已经请街道来看" in words(await chat.hear(LIN, Notice.PHOTO_HELD, **late.message))
    (*_, to_street) = await street.pushed(Notice.PHOTO_TO_RULE)
    assert "骑手在等，请您看一看" in words(await chat.hear(WU, Notice.PHOTO_TO_RULE, **to_street.message))
    await street.run(WU, rule, case.number, Round.FIRST, pays=True, why="不是同一张")
    assert await chat.hear(WU, Notice.PHOTO_TO_RULE, **to_street.message) is None
    assert await chat.hear(LIN, Notice.PHOTO_HELD, **late.message) is None


async def test_what_was_decided_in_time_is_passed_on_to_nobody(street: Street) -> None:
    case = await waits(street)
    await street.run(ZHOU, rule, case.number, Round.FIRST, pays=False, why="同一张")

    await at_hour(street, "18:00")

    assert await asked(street) == [ZHOU, QIAN]
    assert (await street.run(LIN, photo_views.check, case.number)).wait is None


async def test_an_appeal_has_its_own_time_and_does_not_go_to_whoever_refused_it(street: Street) -> None:
    case = await waits(street)
    await street.run(ZHOU, rule, case.number, Round.FIRST, pays=False, why="同一张")
    await street.run(LIN, appeal, case.number, "不是同一张")
    assert await asked(street) == [ZHOU, QIAN, QIAN]

    await at_hour(street, "17:00")

    assert await asked(street) == [ZHOU, QIAN, QIAN, WU]
    assert OUTSIDER not in await asked(street)
