"""What a rider opens from the menu: points with a bar, their history, the agreement; and what a rider is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.notices import Notice
from domain.roles import Role
from handlers.desk import Reader
from handlers.rider.rider_cards import bar
from handlers.rider.rider_notices import points_earned
from services.people import people
from services.points.points import pay_hazard
from services.ports import Message
from services.texts import speech
from tests.support.riders import CHEN, ZHENG, add_hazard, add_person, give, riders_in
from tests.support.street import OUTSIDER, ZHOU, Street, at
from tests.support.talk import Talk, read

NEWCOMER = 301


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def pushed_to_chen(street: Street, language: str = "zh") -> Message:
    """The one push about points, as the sender renders it."""
    (row,) = await street.pushed(Notice.POINTS_EARNED)
    async with street.door.database.read() as session:
        actor = (await street.door.within(session).look(people.actors, [CHEN]))[CHEN]
        reader = Reader(street.door.within(session, actor), actor, speech(language))
        message = await points_earned(reader, row.message)
    assert message is not None
    return message


@pytest.mark.parametrize(
    ("points", "drawn"),
    [(0, "░░░░░░░░░░"), (29, "▓▓▓▓░░░░░░"), (59, "▓▓▓▓▓▓▓▓▓░"), (60, "▓▓▓▓▓▓▓▓▓▓"), (500, "▓▓▓▓▓▓▓▓▓▓")],
)
def test_the_bar_is_full_only_when_the_reward_is_reached(points: int, drawn: str) -> None:
    assert bar(points, 60) == drawn


async def test_the_menu_opens_the_points_in_words_and_with_a_bar(street: Street) -> None:
    case = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, case, serious=True)
    chen = Talk(street, CHEN)
    await chen.say("/start")

    (card,) = await chen.tap("我的积分")

    assert card.text.splitlines()[:4] == ["您有 <b>30</b> 分", "离下一份奖品还差 30 分。", "▓▓▓▓▓░░░░░", ""]
    assert "今天得了 30 分，一天最多 60 分。" in card.text
    assert "其中 30 分请在2027年11月18日 周四之前用掉" in card.text


async def test_the_history_pages_newest_first_and_leads_back(street: Street) -> None:
    for points in range(1, 11):
        await give(street, CHEN, points)
    chen = Talk(street, CHEN)
    await chen.say("/start")
    await chen.tap("我的积分")

    (newest,) = await chen.tap("积分明细")
    (older,) = await chen.tap("更早的")
    (back,) = await chen.tap("返回积分")

    assert newest.text.splitlines()[2] == "11月18日 09:00　得 <b>10</b> 分　参加活动"
    assert [line.count("得 <b>") for line in newest.text.splitlines()[2:]] == [1] * 8
    assert "得 <b>2</b> 分" in older.text
    assert "更早的" not in read([older])
    assert back.text.startswith("您有 <b>55</b> 分")
    assert (newest.card, older.card, back.card, back.fresh) == ("points", "points", "points", False)


async def test_who_has_earned_nothing_is_told_how(street: Street) -> None:
    zheng = Talk(street, ZHENG)
    await zheng.say("/start")
    await zheng.tap("我的积分")

    (history,) = await zheng.tap("积分明细")

    assert "还没有积分记录" in history.text


async def test_a_forged_page_is_the_first_one(street: Street) -> None:
    (card,) = await Talk(street, CHEN).tap_data("r:older:1;drop")

    assert "还没有积分记录" in card.text


async def test_accepting_the_agreement_makes_a_rider_of_anybody_who_consented(street: Street) -> None:
    await add_person(street, NEWCOMER)
    newcomer = Talk(street, NEWCOMER)

    await newcomer.say("/start")
    await newcomer.tap("设置")
    await newcomer.tap("我是骑手")
    accepted = await newcomer.tap("我同意")
    menu = await newcomer.say("/start")

    assert "您就是家门口的流动网格员" in accepted[0].text
    assert "骑手" in menu[0].text
    assert "随手拍隐患" in read(menu)
    assert "我是骑手" not in read(await newcomer.tap_data("m:settings"))


async def test_who_has_not_consented_becomes_no_rider(street: Street) -> None:
    outsider = Talk(street, OUTSIDER)
    await outsider.say("/rider")

    (refused,) = await outsider.tap("我同意")

    assert "隐私说明" in (refused.toast or "")
    async with street.door.database.read() as session:
        actor = (await street.door.within(session).look(people.actors, [OUTSIDER]))[OUTSIDER]
    assert not actor.has(Role.RIDER)


async def test_ending_the_agreement_is_asked_once_more_and_can_be_taken_back(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.say("/rider")
    assert "从今天起就是流动网格员" in chen.heard[-1].text

    await chen.tap("不想签了")
    (kept,) = await chen.tap("继续签着")
    assert "从今天起就是流动网格员" in kept.text
    await chen.tap("不想签了")
    (ended,) = await chen.tap("确定不签了")

    assert "积分都还在" in ended.text
    (shown,) = await chen.tap("双向服务协议")
    assert "我同意" in read([shown])


async def test_a_rider_is_told_what_was_earned_and_how_far_the_reward_is(street: Street) -> None:
    case = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, case, serious=False)

    message = await pushed_to_chen(street)

    assert message.text.splitlines() == [
        f"您报的隐患 <b>{case.number}</b> 核实了，谢谢您！",
        "得了 <b>10</b> 分，现在一共 10 分。",
        "离下一份奖品还差 50 分。",
        "▓░░░░░░░░░",
    ]


async def test_a_rider_above_the_cap_hears_why_nothing_was_earned(tmp_path: Path) -> None:
    street = await riders_in(tmp_path, at("2026-11-18"), daily_cap=0)
    case = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, case, serious=False)

    message = await pushed_to_chen(street, "en")

    assert "That is all for today: at most 0 points a day." in message.text
    assert "You earned" not in message.text
    await street.door.database.close()
