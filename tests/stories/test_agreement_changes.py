"""The agreement gets a new text: told once, what was filed before is paid, and the next report asks first."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import func, select

from domain.notices import Notice
from domain.settings import Settings
from models.outbox import Outbox
from tests.stories.conftest import unvisited
from tests.stories.test_rider import file_hazard, ledger, signed
from tests.stories.test_rider import place as place
from tests.support.house import ZONE, House
from tests.support.pictures import jpeg


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return unvisited(settings)


async def test_a_new_text_is_told_once_pays_what_was_filed_before_and_asks_before_the_next(
    house: House, place: tuple[float, float]
) -> None:
    rider, officer = await signed(house), await house.person("officer")
    number = await file_hazard(rider, place)
    card = await officer.hears(f"有新的诉求 {number}")
    door = house.app.door
    door.settings = replace(door.settings, street=replace(door.settings.street, agreement_version="next"))

    for day in (24, 25):
        await house.tick_at(datetime(2026, 11, day, 9, 0, tzinfo=ZONE))
    told = await rider.hears("双向服务协议换了新的一版", ever=True)
    assert "第 next 版" in told["text"]
    await officer.tap("核实属实", card)
    await rider.hears("得了 10 分", ever=True)
    assert await ledger(house, number) == [(10, "hazard_confirmed")]
    async with door.database.read() as session:
        pushes = select(func.count()).select_from(Outbox).where(Outbox.notice == Notice.AGREEMENT_CHANGED)
        assert await session.scalar(pushes.where(Outbox.key.like("agreement:next:%"))) == 1

    await rider.send_photo(jpeg(7))
    await rider.hears("第 next 版")
    await rider.tap("我同意，签了")
    await rider.hears("在什么地方")


async def test_ended_nothing_more_is_paid_and_nothing_is_told(house: House, place: tuple[float, float]) -> None:
    rider, officer = await signed(house), await house.person("officer")
    number = await file_hazard(rider, place)
    card = await officer.hears(f"有新的诉求 {number}")
    await rider.say("/rider")
    await rider.hears("双向服务协议")
    await rider.tap("不想签了")
    await rider.hears("还没核实的也不再计分")
    await rider.tap("确定不签了")
    await rider.hears("协议停了")
    door = house.app.door
    door.settings = replace(door.settings, street=replace(door.settings.street, agreement_version="next"))
    await house.tick_at(datetime(2026, 11, 24, 9, 0, tzinfo=ZONE))

    await officer.tap("核实属实", card)
    await officer.hears("现在：已受理")

    assert await ledger(house, number) == []
    assert "换了新的一版" not in str(rider.messages)
