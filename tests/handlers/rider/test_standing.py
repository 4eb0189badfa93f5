"""Where riders stand: the board by nickname, badges, what expires; and the street's side of the agreement."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed, NotFound
from domain.notices import Notice
from models.people import RoleHeld
from models.places import Unit
from models.points import PointsTransfer
from models.rider import RiderProfile
from services.points.points import SystemAccount, account_of, pay_hazard, transfer
from services.points.points_expiry import warn
from services.rider import board, rider_staff
from services.rider.rider_roll import payable
from services.slots import Slot
from tests.support.riders import CHEN, LIN, ZHENG, add_hazard, give, riders_in
from tests.support.street import COMMUNITY, OTHER_COMMUNITY, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHOU, Street, at
from tests.support.talk import Talk, read

FAR_STREET = 40


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def role_of(street: Street, person: int) -> int:
    async with street.door.database.read() as session:
        return (await session.scalars(select(RoleHeld.id).where(RoleHeld.person_id == person))).one()


async def test_on_the_board_is_who_wants_to_be_and_by_nickname_only(street: Street) -> None:
    await give(street, CHEN, 30)
    await give(street, LIN, 50)
    chen = Talk(street, CHEN)
    await chen.say("/start")
    await chen.tap("我的积分")
    assert "这个月还没有人上榜" in read(await chen.tap("本月榜单"))

    await chen.tap("起个昵称上榜")
    assert "像真名" in read(await chen.say("王小明"))
    assert "电话" in read(await chen.say("找我13812345678"[:12]))
    assert "不合适" in read(await chen.say("社区小陈"))
    assert "2 到 12 个字" in read(await chen.say("一"))
    assert "闪电" in read(await chen.say("闪电"))

    shown = read(await chen.tap("本月榜单"))
    assert "1. 闪电　30 分" in shown
    assert "50" not in shown
    assert "没有上榜" in read(await chen.tap("不上榜了"))
    assert await street.run(LIN, board.board) == board.Board((), None)


async def test_on_the_board_are_riders_of_the_own_street_who_ride_still(street: Street) -> None:
    await street.add(Unit(id=FAR_STREET, kind="street", name="江北街道", path="40/"))
    for rider, nickname, points in ((CHEN, "闪电", 30), (LIN, "追风", 50)):
        await give(street, rider, points)
        await street.run(rider, board.stand_on_board, nickname)
    assert (await street.run(CHEN, board.board)).rows == (("追风", 50), ("闪电", 30))

    await street.end_role(LIN, street.clock.now().date() - timedelta(days=1))
    assert (await street.run(CHEN, board.board)).rows == (("闪电", 30),)
    await street.add(RoleHeld(person_id=LIN, role="rider", unit_id=FAR_STREET, starts_on=date(2026, 1, 1)))
    assert (await street.run(CHEN, board.board)).rows == (("闪电", 30),)
    assert (await street.run(LIN, board.board)).rows == (("追风", 50),)


async def test_a_nickname_belongs_to_one(street: Street) -> None:
    await street.run(CHEN, board.stand_on_board, "闪电")
    lin = Talk(street, LIN)
    await lin.tap_data("r:nickname:")
    assert "已经有人用了" in read(await lin.say("闪电"))


async def test_without_the_agreement_nobody_stands_there(street: Street) -> None:
    zheng = Talk(street, ZHENG)
    await zheng.tap_data("r:nickname:")
    assert "双向服务协议" in read(await zheng.say("飞毛腿"))


async def test_badges_count_confirmed_hazards_by_kind(street: Street) -> None:
    for category in ("parking", "facilities", "facilities"):
        await street.run(ZHOU, pay_hazard, await add_hazard(street, CHEN, category=category))
    assert await street.run(CHEN, board.badges) == [("facilities", 2, 1), ("parking", 1, 1)]
    assert "公用设施：铜牌（核实 2 件）" in read(await Talk(street, CHEN).tap_data("r:badges:"))
    assert await street.run(OUTSIDER, board.badges) == []


async def test_platform_and_area_are_two_taps_and_a_forged_area_is_anywhere(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.tap_data("r:about:")
    await chen.tap("外卖")
    await chen.tap("别的社区")
    lin = Talk(street, LIN)
    await lin.tap_data("r:area:999")
    async with street.door.database.read() as session:
        rows = await session.execute(select(RiderProfile.person_id, RiderProfile.platform, RiderProfile.area_id))
        assert sorted(tuple(row) for row in rows) == [(CHEN, "takeaway", OTHER_COMMUNITY), (LIN, None, None)]


async def test_a_community_sees_who_rides_there_or_anywhere_and_the_street_all(street: Street) -> None:
    await street.run(CHEN, board.say_area, OTHER_COMMUNITY)
    await street.run(LIN, board.say_area, COMMUNITY)
    seen = {}
    for who in (ZHOU, STRANGE_STAFF, WU):
        lines, _ = await street.run(who, rider_staff.riders_seen)
        seen[who] = {one.person_id for one in lines}
    assert seen == {ZHOU: {LIN, ZHENG}, STRANGE_STAFF: {CHEN, ZHENG}, WU: {CHEN, LIN, ZHENG}}
    with pytest.raises(NotFound):
        await street.run(ZHOU, rider_staff.close_agreement, await role_of(street, CHEN), "不是我这里的")
    for who in (WANG, CHEN, OUTSIDER):
        with pytest.raises(NotAllowed):
            await street.run(who, rider_staff.open_agreement, await role_of(street, LIN))


async def test_ended_by_the_community_the_rider_is_told_keeps_points_and_signs_again_only_when_let(
    street: Street,
) -> None:
    await give(street, CHEN, 30)
    officer, chen = Talk(street, ZHOU), Talk(street, CHEN)
    held = await role_of(street, CHEN)
    await officer.tap_data(f"rs:open:{held}")
    await officer.tap("停止双向协议")
    await officer.say("骑车时拍照，提醒过三次")
    await officer.tap("确定停止")

    (told,) = await street.pushed(Notice.AGREEMENT_ENDED)
    assert (told.chat_id, told.message["reason"]) == (CHEN, "骑车时拍照，提醒过三次")
    assert (await street.run(CHEN, payable, [CHEN])) == set()
    await chen.say("/rider")
    assert "提醒过三次" in read(await chen.tap("我同意"))
    assert "您有 <b>30</b> 分" in read(await chen.tap_data("r:points:"))

    await officer.tap_data(f"rs:open:{held}")
    await officer.tap("同意再签")
    await chen.say("/rider")
    assert "签好了" in read(await chen.tap("我同意"))


async def test_what_expires_is_told_a_month_ahead_once_and_only_what_is_left(street: Street) -> None:
    monday = date(2026, 11, 23)
    account = await street.run(CHEN, account_of, CHEN)
    for n, (points, expires) in enumerate(((20, monday + timedelta(days=31)), (7, monday + timedelta(days=60)))):
        ways = (f"lot/{n}", SystemAccount.ISSUED, account, points, "activity")
        await street.run(CHEN, transfer, *ways, expires=expires)
    await street.run(CHEN, transfer, "spent", account, SystemAccount.REDEEMED, 5, "redeemed")

    for day in (monday, monday, monday + timedelta(days=1)):
        await street.door.act(warn, Slot("points_news", at(day.isoformat()), day))

    assert [(row.chat_id, row.message["points"]) for row in await street.pushed(Notice.POINTS_EXPIRING)] == [(CHEN, 15)]
    async with street.door.database.read() as session:
        assert len((await session.scalars(select(PointsTransfer))).all()) == 3
