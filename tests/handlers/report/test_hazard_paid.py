"""From the photo to the points: the rider files, another joins, the community confirms, both are paid."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.notices import Notice
from tests.support.photos import fetch_all
from tests.support.riders import CHEN, HERE, LIN, riders_in
from tests.support.street import ZHOU, Street, at
from tests.support.talk import Talk, read


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def test_confirmed_once_both_are_paid_once(street: Street) -> None:
    chen, lin, officer = Talk(street, CHEN), Talk(street, LIN), Talk(street, ZHOU)
    await chen.send_photo("p1")
    await chen.send_place(HERE)
    await chen.tap("公用设施")
    await chen.tap("确认提交")
    await lin.send_photo("p2")
    await lin.send_place(HERE)
    await lin.tap("公用设施")
    record = await lin.tap("我也遇到")
    number = "H-2026-000001"
    assert number in record[0].text

    await fetch_all(street)
    card = await officer.say(number)
    assert "有 2 个人遇到同样的事" in card[0].text
    await officer.tap("核实：严重隐患")
    await officer.again()

    rows = await street.pushed(Notice.POINTS_EARNED)
    assert [(row.chat_id, row.message["points"]) for row in rows] == [(CHEN, 30), (LIN, 2)]
    await chen.say("/start")
    await lin.say("/start")
    assert "您有 <b>30</b> 分" in read(await chen.tap("我的积分"))
    assert "您有 <b>2</b> 分" in read(await lin.tap("我的积分"))
