"""Leave and handing over as people tap it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.notices import Notice
from models.people import Chat
from models.visit import Absence
from tests.support.copies import street_copy
from tests.support.street import GRID_1, LI, OUTSIDER, WANG, ZHOU, at, words
from tests.support.street_chat import StreetChat


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_copy(tmp_path, at("2026-11-18", "10:00"))
    yield StreetChat(street)
    await street.door.database.close()


async def test_days_that_overlap_are_told_and_nothing_is_lost(chat: StreetChat) -> None:
    await chat.street.on_leave(WANG, "2026-11-20", "2026-11-21")
    await chat.tap_data(WANG, "l:ask:0:0")
    (refused,) = await chat.say(WANG, "11月20日")
    await chat.say(WANG, "明天")
    (also,) = await chat.say(WANG, "11月22日")
    await chat.say(WANG, "明天")
    (reason,) = await chat.tap(WANG, "跳过")

    assert "重了" in refused.text and "从哪天开始请假" in refused.text
    assert "2026年11月20日 周五 到 2026年11月21日 周六" in also.text and "请到哪天为止" in also.text
    assert "明天到明天" in reason.text


async def test_who_has_no_grid_is_told_at_once(chat: StreetChat) -> None:
    (said,) = await chat.tap_data(OUTSIDER, "l:ask:0:0")
    assert "您没有负责的网格" in words(said)


async def test_a_refusal_says_why(chat: StreetChat) -> None:
    await chat.tap_data(WANG, "l:ask:0:0")
    await chat.tap(WANG, "明天")
    await chat.tap(WANG, "明天")
    await chat.tap(WANG, "跳过")
    await chat.tap(WANG, "确认")
    await chat.tap_data(ZHOU, "l:board:0:0")
    await chat.tap(ZHOU, "等批准")
    await chat.tap(ZHOU, "不批准")
    await chat.say(ZHOU, "明天有检查")

    (news,) = [row for row in await chat.street.pushed("leave_news") if row.message["what"] == "refused"]
    heard = await chat.hear(WANG, Notice.LEAVE_NEWS, **news.message)

    assert "您的请假没有批准" in words(heard)
    assert "社区说：明天有检查" in words(heard)


async def test_the_community_enters_leave_for_a_worker_without_a_chat_and_names_who_stands_in(chat: StreetChat) -> None:
    async with chat.street.door.database.write() as session:
        await session.execute(update(Chat).where(Chat.id == WANG).values(person_id=None))
    await chat.tap_data(ZHOU, "l:board:0:0")
    (whose,) = await chat.tap(ZHOU, "替网格员登记请假")
    assert whose.buttons[0][0].text.endswith("（没有连上聊天）")
    await chat.tap(ZHOU, "没有连上聊天")
    (refused,) = await chat.say(ZHOU, "昨天以前吧")
    await chat.tap(ZHOU, "今天")
    await chat.tap(ZHOU, "明天")
    await chat.say(ZHOU, "打电话来说发烧了")
    entered, card = await chat.tap(ZHOU, "确认")
    await chat.tap(ZHOU, "没有登记姓名")

    assert "这个日子我没看懂" in refused.text
    assert "已经批准" in entered.text
    assert "打电话来说发烧了" in card.text
    async with chat.street.door.database.read() as session:
        leave = (await session.scalars(select(Absence))).one()
    assert (leave.worker_id, leave.state, leave.decided_by) == (WANG, "granted", ZHOU)
    assert leave.offered_to in (LI, ZHOU) or leave.substitute_id in (LI, ZHOU)


@pytest.mark.parametrize("who", [LI, OUTSIDER])
async def test_nobody_else_enters_leave_for_a_worker(chat: StreetChat, who: int) -> None:
    (said,) = await chat.tap_data(who, f"l:enter:0:{WANG}")

    assert "从哪天" not in words(said)


async def test_a_grid_is_handed_over_in_four_taps(chat: StreetChat) -> None:
    home, _ = await chat.street.household(("key_person",))
    old_button = f"vh:open:{home}::in_person:0"
    await chat.tap_data(ZHOU, "l:board:0:0")
    await chat.tap(ZHOU, "把网格交给别人")
    (card,) = await chat.tap(ZHOU, "一网格")
    (question,) = await chat.tap_data(ZHOU, f"ho:sure:{GRID_1}:{LI}")
    (done,) = await chat.tap(ZHOU, "交接")

    assert "1 户，承办中的诉求 0 件" in card.text
    assert "马上生效" in question.text
    assert "交接好了：一网格" in done.text
    (told,) = await chat.tap_data(WANG, old_button)
    assert "现在由别人走访" in words(told)
    to, of = [await chat.hear(who, Notice.GRID_HANDED_OVER, grid=GRID_1, to=LI, cases=0) for who in (LI, WANG)]
    assert "一网格从今天起由您负责" in words(to)
    assert "一网格已经交给别人负责" in words(of)


@pytest.mark.parametrize("who", [WANG, OUTSIDER])
async def test_a_forged_handing_over_finds_nothing(chat: StreetChat, who: int) -> None:
    (said,) = await chat.tap_data(who, f"ho:give:{GRID_1}:{LI}")
    assert "没有找到" in words(said)
