"""A rider files a hazard: photo, place, confirm."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.case import Case, CaseFollower, CaseMedia
from models.people import AgreementAccepted
from services.ports import Message
from services.rider.riders import end_agreement
from tests.support.riders import CHEN, HERE, LIN, ZHENG, add_hazard, riders_in
from tests.support.street import GRID_1, Street, at
from tests.support.talk import Talk, read

OUTSIDE = (43.9, 126.9)
NEXT_GRID = (43.8005, 126.5015)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def place(rider: Talk, category: str = "公用设施") -> list[Message]:
    """Where it is, and what it is about, which the photo does not say."""
    await rider.send_place(HERE)
    return await rider.tap(category)


async def cases(street: Street) -> list[Case]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(Case).order_by(Case.id)))


async def count(street: Street, table: type[CaseMedia] | type[CaseFollower]) -> int:
    async with street.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_known_rider_needs_four_updates(street: Street) -> None:
    chen = Talk(street, CHEN)

    asked = await chen.send_photo("p1")
    card = await place(chen)
    record = await chen.tap("确认提交")

    assert "在什么地方" in asked[0].text
    assert asked[1].keyboard is not None
    assert "类别：<b>公用设施</b>" in card[0].text
    assert "核实了，您得 10 分；特别严重的，再加 20 分。" in record[0].text
    assert "接下来：明天 10:00 前社区来核实" in record[0].text
    (case,) = await cases(street)
    assert (case.kind, case.category, case.reporter_id, case.lat, case.lon) == ("hazard", "facilities", CHEN, *HERE)
    assert case.number in record[0].text
    assert record[0].card == card[0].card


async def test_pieces_come_in_any_order_and_the_words_propose_the_category(street: Street) -> None:
    chen = Talk(street, CHEN)

    await chen.send_place(HERE)
    card = await chen.send_photo("p1", "消防通道被电动车堵了")
    assert "类别：<b>停车</b>" in card[0].text
    await chen.tap("改类别")
    corrected = await chen.tap("街面秩序")
    assert "类别：<b>街面秩序</b>" in corrected[0].text
    await chen.say("堵了一上午")
    await chen.tap("确认提交")

    (case,) = await cases(street)
    assert (case.category, case.words) == ("street_order", "消防通道被电动车堵了\n堵了一上午")


async def test_a_live_location_counts_where_it_began(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")

    asked = await chen.send(location={"latitude": HERE[0], "longitude": HERE[1], "live_period": 900})
    moved = await chen.edit(location={"latitude": NEXT_GRID[0], "longitude": NEXT_GRID[1], "live_period": 900})
    await chen.tap("公用设施")
    await chen.tap("确认提交")
    moved += await chen.edit(location={"latitude": OUTSIDE[0], "longitude": OUTSIDE[1]})

    (case,) = await cases(street)
    assert "这是哪一类" in read(asked)
    assert (moved, case.lat, case.lon) == ([], *HERE)


async def test_an_album_is_one_hazard_and_asks_for_the_place_once(street: Street) -> None:
    chen = Talk(street, CHEN)

    for name in ("p1", "p2", "p2", "p3"):
        await chen.send_photo(name)
    card = await place(chen)
    await chen.tap("确认提交")

    assert "照片：3 张" in card[0].text
    assert sum(message.keyboard is not None for message in chen.heard) == 1
    assert await count(street, CaseMedia) == 3


async def test_no_more_photos_than_a_case_takes(street: Street) -> None:
    chen = Talk(street, CHEN)

    for n in range(12):
        await chen.send_photo(f"p{n}")
    card = await place(chen)

    assert "照片：10 张" in card[0].text


async def test_a_second_confirmation_makes_no_second_case(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")
    await place(chen)

    await chen.tap("确认提交")
    second = await chen.again()

    assert len(await cases(street)) == 1
    assert "已经收到了，不用再点" in read(second)


async def test_a_place_outside_the_street_is_refused_and_the_photo_stays(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")

    refused = await chen.send_place(OUTSIDE)
    card = await place(chen)

    assert "不在咱们街道" in refused[0].text
    assert "12345" in refused[0].text
    assert "照片：1 张" in card[0].text


async def test_every_line_can_be_changed_and_taken_back(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")
    await place(chen)

    await chen.tap("改别的")
    await chen.tap("改地点")
    await chen.send_place(NEXT_GRID)
    await chen.tap("改别的")
    await chen.tap("补一句")
    await chen.say("井盖歪了")
    await chen.tap("改别的")
    await chen.tap("加照片")
    card = await chen.send_photo("p2")
    assert "照片：2 张" in card[0].text
    back = await chen.tap("退一步")
    assert "已经有 1 张照片" in back[0].text
    await chen.send_photo("p3")
    await chen.tap("确认提交")

    (case,) = await cases(street)
    assert (case.lat, case.lon, case.words) == (*NEXT_GRID, "井盖歪了")


async def test_danger_is_answered_before_anything_is_asked(street: Street) -> None:
    chen = Talk(street, CHEN)

    record, where, _keyboard = await chen.send_photo("p1", "楼下着火了")
    (filed,) = await cases(street)
    await chen.send_place(HERE)

    assert record.text.startswith("<b>请先打电话：119")
    assert "请再发一个位置" in where.text
    assert (filed.kind, filed.route, filed.lat) == ("hazard", "on_spot", None)
    (placed,) = await cases(street)
    assert (placed.lat, placed.lon, placed.grid_id) == (*HERE, GRID_1)


async def test_danger_from_a_rider_without_the_agreement_is_filed_all_the_same(street: Street) -> None:
    zheng = Talk(street, ZHENG)
    await zheng.send_photo("p1", "楼下着火了")
    assert [(case.kind, case.danger) for case in await cases(street)] == [("complaint", "fire")]


async def test_a_rider_without_the_agreement_is_shown_it_first_and_the_photo_waits(street: Street) -> None:
    zheng = Talk(street, ZHENG)

    asked = await zheng.send_photo("p1")
    assert "双向服务协议" in asked[0].text
    assert "骑车时绝不拍照" in asked[0].text
    await zheng.tap("我同意")
    await place(zheng)
    await zheng.tap("确认提交")

    assert [case.reporter_id for case in await cases(street)] == [ZHENG]
    async with street.door.database.read() as session:
        assert await session.scalar(select(AgreementAccepted.version).where(AgreementAccepted.person_id == ZHENG))


async def test_who_ends_the_agreement_meanwhile_is_told_and_loses_nothing(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")
    await place(chen)
    await street.run(CHEN, end_agreement)

    refused = await chen.tap("确认提交")
    assert "双向服务协议" in read(refused)
    assert await cases(street) == []

    await chen.say("/rider")
    await chen.tap("我同意")
    await chen.tap("确认提交")
    assert len(await cases(street)) == 1


async def test_the_same_hazard_is_joined_with_one_tap_and_no_new_case(street: Street) -> None:
    known = await add_hazard(street, LIN)
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")

    shown = await place(chen)
    assert f"<b>{known.number}</b>　离您 0 米，今天报的" in shown[0].text
    record = await chen.tap(f"我也遇到 {known.number}")

    assert "现在一共 2 个人" in record[0].text
    assert "您得 2 分" in record[0].text
    assert record[0].card == shown[0].card
    assert [(case.number, case.supporters) for case in await cases(street)] == [(known.number, 2)]
    assert "过时" in read(await chen.again())


async def test_another_one_near_by_is_filed_after_all(street: Street) -> None:
    await add_hazard(street, LIN)
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")
    await place(chen)

    card = await chen.tap("不是同一个")
    await chen.tap("确认提交")

    assert "请您看看对不对" in card[0].text
    assert len(await cases(street)) == 2


async def test_another_category_asks_again_whether_it_is_the_same(street: Street) -> None:
    known = await add_hazard(street, LIN, category="city_look")
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")
    card = await place(chen)
    assert "请您看看对不对" in card[0].text

    await chen.tap("改类别")
    asked = await chen.tap("市容环境")

    assert known.number in asked[0].text


async def test_ones_own_hazard_is_shown_but_not_offered(street: Street) -> None:
    mine = await add_hazard(street, CHEN)
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")

    shown = await place(chen)

    assert f"<b>{mine.number}</b>　离您 0 米，今天报的，您已经在里面了" in shown[0].text
    assert "我也遇到" not in read(shown)


async def test_a_forged_tap_joins_nothing_that_was_not_shown(street: Street) -> None:
    known = await add_hazard(street, LIN)
    far = await add_hazard(street, LIN, lat=NEXT_GRID[0], lon=NEXT_GRID[1])
    chen = Talk(street, CHEN)
    await chen.send_photo("p1")
    await place(chen)

    data = chen.data(f"我也遇到 {known.number}").replace(known.number, far.number)
    await chen.tap_data(data)

    assert await count(street, CaseFollower) == 0


@pytest.mark.parametrize("do", ["edit", "skip", "pick", "send", "back"])
@pytest.mark.parametrize("piece", ["agreement", "media", "place", "different", "category", "nonsense"])
async def test_a_forged_tap_on_the_first_card_breaks_nothing(street: Street, do: str, piece: str) -> None:
    chen = Talk(street, CHEN)
    await chen.say("/start")
    await chen.tap("随手拍隐患")
    draft = chen.data("不填了").split(":")[1]

    answered = await chen.tap_data(f"f:{draft}:{do}:{piece}:nonsense")
    await chen.send_photo("p1")
    await place(chen)
    await chen.tap("确认提交")

    assert answered
    assert [case.category for case in await cases(street)] == ["facilities"]
