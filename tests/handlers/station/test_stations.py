"""Stations in chat: the nearest open ones, checking in there, and what is broken becomes a case."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import CaseState
from models.case import Case
from models.station import StationCheckIn
from tests.support.riders import CHEN, LIN, ZHENG, riders_in
from tests.support.stations import AT_FAR, AT_NEAR, NEAR, add_stations
from tests.support.street import ZHOU, Street, at
from tests.support.talk import Talk, read


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    await add_stations(street)
    yield street
    await street.door.database.close()


async def visits(street: Street) -> list[tuple[int, int]]:
    async with street.door.database.read() as session:
        rows = await session.execute(select(StationCheckIn.person_id, StationCheckIn.station_id))
        return [(person, station) for person, station in rows]


async def nearest(rider: Talk, place: tuple[float, float]) -> str:
    await rider.say("/start")
    await rider.tap("附近驿站")
    return read(await rider.send_place(place))


async def test_the_nearest_with_what_works_and_a_check_in_there_once(street: Street) -> None:
    chen = Talk(street, CHEN)
    shown = await nearest(chen, AT_NEAR)
    assert shown.index("一号驿站") < shown.index("二号驿站")
    assert "0 米" in shown
    assert "能用：充电、桌椅、厕所、饮水" in shown

    done = read(await chen.tap("我在这儿，签到"))
    assert "签到好了：一号驿站" in done
    assert "得 1 分" in done
    assert "今天已经在一号驿站签过到了" in read(await chen.again())
    assert await visits(street) == [(CHEN, NEAR)]


async def test_what_a_place_finds_comes_below_it(street: Street) -> None:
    """Sent and not tapped: an answer in the card of the question would stand above the place, where nobody looks."""
    chen = Talk(street, CHEN)
    await chen.say("/start")
    (asked, *_) = await chen.tap("附近驿站")
    (found,) = await chen.send_place(AT_NEAR)
    assert (found.card, found.fresh) == (asked.card, True)


async def test_from_afar_there_is_no_button_and_a_forged_tap_is_told(street: Street) -> None:
    chen = Talk(street, CHEN)
    assert "我在这儿" not in await nearest(chen, (43.83, 126.53))
    assert "好像不在驿站" in read(await chen.tap_data(f"st:here:{NEAR}:000000000000"))
    assert await visits(street) == []


async def test_after_hours_it_is_said_that_all_are_closed(street: Street) -> None:
    street.clock.moment += timedelta(hours=12)
    assert "驿站现在都没开" in await nearest(Talk(street, CHEN), AT_FAR)


async def test_the_days_code_typed_or_scanned_and_a_wrong_one_told(street: Street) -> None:
    officer, chen, lin = Talk(street, ZHOU), Talk(street, CHEN), Talk(street, LIN)
    await officer.say(f"/start station_{NEAR}")
    text = (await officer.tap("今天的签到码"))[0].text
    code = text.split("签到码：<b>")[1][:6]

    await chen.say("/start")
    await chen.tap("附近驿站")
    assert "这个码不对" in read(await chen.say("ABC234"))
    assert "签到好了" in read(await chen.say(code.lower()))
    assert "签到好了" in read(await lin.say(f"/start checkin_{NEAR}_{code}"))
    assert "今天签到 2 人" in read(await officer.tap("今天的签到码"))


async def test_without_the_agreement_a_check_in_says_how_to_get_it(street: Street) -> None:
    zheng = Talk(street, ZHENG)
    await nearest(zheng, AT_NEAR)
    assert "/rider" in read(await zheng.tap("我在这儿，签到"))
    assert await visits(street) == []


async def test_what_is_broken_is_one_case_and_out_of_order_until_it_is_over(street: Street) -> None:
    chen, lin = Talk(street, CHEN), Talk(street, LIN)
    await chen.say(f"/start station_{NEAR}")
    card = read(await chen.tap("报：充电坏了"))
    assert "充电：坏了，正在修（C-2026-000001）" in card
    await lin.say(f"/start station_{NEAR}")
    assert "已经有人报过了" in read(await lin.tap("报：充电坏了"))

    async with street.door.database.write() as session:
        (case,) = (await session.scalars(select(Case))).all()
        assert (case.category, case.words, case.supporters) == ("facilities", "一号驿站：充电坏了", 2)
        case.state = CaseState.CLOSED
    fixed = read(await chen.say(f"/start station_{NEAR}"))
    assert "充电：能用" in fixed
    assert "C-2026-000002" in read(await chen.tap("报：充电坏了"))


async def test_whoever_says_something_else_meanwhile_is_heard(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.say("/start")
    await chen.tap("附近驿站")
    assert "您住在哪个社区" in read(await chen.say("路灯不亮了"))
