"""Photos that are looked at before they pay, as people see them: taps, words, old buttons, both pictures."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.case_flow import Move
from domain.notices import Notice
from models.case import Case
from services.case.case_moves import move
from services.points.photo_checks import standing_of
from tests.support.photos import QIAN, apart, snapshot, street_with_photos
from tests.support.riders import CHEN, LIN
from tests.support.street import OUTSIDER, ZHOU, Street, words
from tests.support.street_chat import StreetChat
from tests.support.talk import Talk, read


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_with_photos(tmp_path)
    yield street
    await street.door.database.close()


async def like(street: Street, bits: int, earlier: int = CHEN) -> tuple[Case, Case]:
    """An earlier hazard, and a confirmed one of 林's whose photo is so many bits from it."""
    first = await snapshot(street, earlier)
    again = await snapshot(street, LIN, apart(bits))
    await street.run(ZHOU, move, again.number, Move.CONFIRM)
    return first, again


async def test_a_rider_whose_photo_is_held_is_told_why_and_appeals_in_the_chat(street: Street) -> None:
    first, case = await like(street, 3)
    chat, rider = StreetChat(street), Talk(street, LIN)
    held = words(await chat.hear(LIN, Notice.PHOTO_HELD, number=case.number))
    assert "几乎一样（64 位只差 3 位）" in held
    assert first.number not in held

    how = read(await rider.tap_data("pk:how::"))
    assert "差 8 位以内：算同一张" in how
    assert "差 9 到 14 位" in how
    await rider.tap_data(chat.button(LIN, "申诉"))
    await rider.send_photo("again")
    await rider.say("这是今天新拍的")
    done = read(await rider.tap("确认提交"))

    assert f"申诉收到了：{case.number}" in done.replace("<b>", "").replace("</b>", "")
    assert await street.run(ZHOU, standing_of, case.id) == "appealed"
    assert "社区正在看" in read(await rider.tap_data(f"pk:appeal:{case.number}:"))
    assert await chat.hear(LIN, Notice.PHOTO_HELD, number=case.number) is not None


async def test_the_rules_are_those_that_hold_today_and_stand_in_the_menu_and_under_the_points(street: Street) -> None:
    settings = street.door.settings
    photos = replace(settings.points.photos, alike=5, person=11)
    points = replace(settings.points, hazard_confirmed=7, daily_cap=33, photos=photos)
    street.door.settings = replace(settings, points=points)
    rider = Talk(street, LIN)

    await rider.tap_data("m:others")
    in_the_menu = read(await rider.tap("积分怎么给"))
    await rider.tap_data("m:points")
    under_the_points = read(await rider.tap("积分怎么给"))

    assert in_the_menu == under_the_points
    for rule in ("核实了，7 分", "一天最多 33 分", "街道外面的不登记", "差 5 位以内", "差 6 到 11 位", "点“申诉”"):
        assert rule in in_the_menu


async def test_ones_own_earlier_report_is_named(street: Street) -> None:
    first, case = await like(street, 0, earlier=LIN)

    held = words(await StreetChat(street).hear(LIN, Notice.PHOTO_HELD, number=case.number))

    assert f"您自己在 {first.number} 里发过" in held


async def test_the_card_of_the_case_leads_to_its_points(street: Street) -> None:
    _, case = await like(street, 3)
    rider = Talk(street, LIN)

    assert "这次的积分先暂扣" in read(await rider.say(case.number))
    assert "申诉" in read(await rider.tap("这次的积分"))
    assert "这次的积分" not in read(await Talk(street, CHEN).say(case.number))


async def test_the_community_sees_both_pictures_and_refuses_with_a_reason(street: Street) -> None:
    first, case = await like(street, 12)
    chat, officer = StreetChat(street), Talk(street, ZHOU)
    asked = words(await chat.hear(ZHOU, Notice.PHOTO_TO_RULE, number=case.number, round=0))
    assert "64 位差 12 位" in asked
    assert "待看的照片（1）" in read(await officer.tap_data("m:others"))

    await officer.tap("待看的照片")
    pictures, card = await officer.tap(case.number)
    assert len(pictures.media) == 2
    assert first.number in words(card)
    await officer.tap("不发")
    assert "不发" in read(await officer.tap("和以前的是同一张照片"))

    assert await chat.hear(ZHOU, Notice.PHOTO_TO_RULE, number=case.number, round=0) is None
    ruled = words(await chat.hear(LIN, Notice.PHOTO_RULED, number=case.number))
    assert "社区说：和以前的是同一张照片" in ruled
    assert "申诉" in ruled
    assert await chat.hear(LIN, Notice.PHOTO_HELD, number=case.number) is None


async def test_whoever_taps_second_is_told_who_came_first(street: Street) -> None:
    _, case = await like(street, 12)
    zhou, qian = Talk(street, ZHOU), Talk(street, QIAN)
    for officer in (zhou, qian):
        await officer.tap_data(f"pk:open:{case.number}:")
        await officer.tap("不是同一张，发")

    assert "的积分发了" in read(await zhou.say("我看过了，是新拍的"))
    assert "刚刚已由社区看过：发积分" in read(await qian.tap("不是同一张照片"))
    assert "已经有人看过了" in read(await qian.tap_data(f"pk:rule:{case.number}:0.refuse"))


async def test_whoever_refused_it_finds_no_buttons_on_the_appeal(street: Street) -> None:
    _, case = await like(street, 12)
    zhou, rider = Talk(street, ZHOU), Talk(street, LIN)
    await zhou.tap_data(f"pk:rule:{case.number}:0.refuse")
    await zhou.tap("和以前的是同一张照片")
    await rider.tap_data(f"pk:appeal:{case.number}:")
    await rider.say("不是")
    await rider.tap("确认提交")

    barred = read(await zhou.tap_data(f"pk:open:{case.number}:"))
    assert "要由另一位来看" in barred
    assert "不是同一张，发" not in barred
    assert "要由另一位来看" in read(await zhou.tap_data(f"pk:rule:{case.number}:1.pays"))
    qian = Talk(street, QIAN)
    shown = read(await qian.tap_data(f"pk:open:{case.number}:"))
    assert "上次没有发，理由：和以前的是同一张照片" in shown
    assert "上报人说：不是" in shown


@pytest.mark.parametrize("do", ["open", "pair", "rule", "mine", "appeal"])
async def test_an_outsider_finds_nothing(street: Street, do: str) -> None:
    _, case = await like(street, 12)

    assert "没有找到" in read(await Talk(street, OUTSIDER).tap_data(f"pk:{do}:{case.number}:0.pays"))


async def test_forged_taps_change_nothing(street: Street) -> None:
    _, case = await like(street, 12)
    officer = Talk(street, ZHOU)

    for value in ("1.pays", "0.anything", "x", "", "0."):
        assert "请您看看照片" in read(await officer.tap_data(f"pk:rule:{case.number}:{value}"))
    assert await street.run(ZHOU, standing_of, case.id) == "looked_at"
    assert "现在没有" in read(await Talk(street, OUTSIDER).tap_data("pk:list::"))


async def test_many_photos_there_and_then_stand_on_the_officers_cards_and_on_no_riders(street: Street) -> None:
    first, case = await like(street, 12, LIN)
    cluster = replace(street.door.settings.points.photos.cluster, photos=2)
    settings = street.door.settings
    points = replace(settings.points, photos=replace(settings.points.photos, cluster=cluster))
    street.door.settings = replace(settings, points=points)

    officer, rider = Talk(street, ZHOU), Talk(street, LIN)

    said = "同一位上报人在 0 米、0 分钟以内报了 2 件，一共 2 张照片"
    assert said in read(await officer.say(first.number))
    assert said in read(await officer.tap_data(f"pk:open:{case.number}:"))
    assert "同一位上报人" not in read(await rider.say(first.number))
    assert "同一位上报人" not in read(await rider.tap_data(f"pk:mine:{case.number}:"))
