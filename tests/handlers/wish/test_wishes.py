"""The wish wall in chat: lists, filters, forms, refusals in words, and buttons that somebody forged."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.case_flow import CaseKind, CaseState
from domain.notices import Notice
from services.wish import wish_takeups, wishes
from tests.support.cases import case_in
from tests.support.copies import street_copy
from tests.support.holds import run_out
from tests.support.street import OUTSIDER, WANG, ZHAO, ZHOU, Street, at
from tests.support.street_chat import StreetChat
from tests.support.talk import Talk, read
from tests.support.wishes import (
    FENG,
    OWNER,
    QIAN,
    QIAN_2,
    SECRET,
    SUN,
    WORDING,
    add_parties,
    fulfilled,
    number_of,
    offered,
    on_wall,
    state_of,
    taken,
)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await add_parties(street)
    yield street
    await street.door.database.close()


@pytest.mark.parametrize("who", [QIAN, SUN, FENG])
async def test_every_party_finds_wall_and_own_wishes_in_its_menu(street: Street, who: int) -> None:
    code = await taken(street, who)
    talk = Talk(street, who)
    await talk.say("/start")
    assert "我们领的心愿" in read(await talk.tap("我们的心愿"))
    assert f"心愿 {code}" in read(await talk.tap(WORDING))


async def test_the_wall_by_kind_and_by_place(street: Street) -> None:
    await on_wall(street, "想要一本书")
    await on_wall(street, "想有人陪着说话", category="company")
    talk = Talk(street, ZHAO)
    both = read(await talk.say("/wishes"))
    assert ("想要一本书" in both, "想有人陪着说话" in both) == (True, True)

    await talk.tap("按类别看")
    only = read(await talk.tap("陪伴"))
    await talk.tap("离我近的")
    near = read(await talk.send_place((43.81, 126.5)))

    assert ("想要一本书" in only, "想有人陪着说话" in only) == (False, True)
    assert ("想要一本书" in near, "约 1 公里" in near) == (False, True)


async def test_a_full_page_of_the_wall_has_its_ways_behind_one_button(street: Street) -> None:
    for n in range(14):
        await on_wall(street, f"心愿{n}")
    talk = Talk(street, ZHOU)
    (page,) = await talk.say("/wishes")
    (second,) = await talk.tap("下一页")
    (ways,) = await talk.tap("换着看")
    (back,) = await talk.tap("回到这一页")
    await talk.tap("换着看")
    (first,) = await talk.tap("从头看")

    plain = [[b.text for row in one.buttons for b in row if not b.text.startswith("心愿")] for one in (page, ways)]
    assert plain == [["下一页", "换着看"], ["按类别看", "离我近的", "看实现了的", "从头看", "回到这一页"]]
    assert (ways.text, back.text, first.text) == (second.text, second.text, page.text)
    assert [b.text for row in second.buttons for b in row][:2] == ["心愿7", "心愿6"]


async def test_near_may_be_skipped_and_the_wall_is_still_there(street: Street) -> None:
    await on_wall(street, "想要一本书")
    talk = Talk(street, ZHAO)
    await talk.say("/wishes")
    await talk.tap("离我近的")
    said = read(await talk.tap("跳过"))
    assert ("想要一本书" in said, "约" in said) == (True, False)


async def test_a_stranger_sees_only_the_way_back_and_no_number(street: Street) -> None:
    code = await on_wall(street)
    talk = Talk(street, ZHAO)
    await talk.say("/wishes")
    card = (await talk.tap(WORDING))[-1]
    labels = [button.text for row in card.buttons for button in row]
    assert (labels, await number_of(street, code) in read([card])) == (["回到心愿列表"], False)


async def test_a_page_of_the_wall_leads_to_the_next(street: Street) -> None:
    for n in "甲乙丙丁戊己庚":
        await on_wall(street, f"心愿{n}")
    talk = Talk(street, QIAN)
    first = read(await talk.say("/wishes"))
    second = read(await talk.tap("下一页"))
    assert ("心愿甲" in first, "心愿庚" in first, "心愿甲" in second, "心愿庚" in second) == (False, True, True, False)


async def test_the_community_words_and_approves_what_waits(street: Street) -> None:
    code = await offered(street)
    talk = Talk(street, ZHOU)
    assert "等您看的（1）" in read(await talk.say("/wishes"))
    await talk.tap("等您看的")
    card = read(await talk.tap(f"{code}"))
    assert (SECRET in card, "就这样上墙" in card, "这句还不能上墙" in card) == (True, False, True)

    await talk.tap("换个写法")
    refused = read(await talk.say("打 139-1234-5678"))
    await talk.say(WORDING)
    await talk.tap("就这样上墙")

    assert "像电话的一长串数字" in refused
    assert await state_of(street, code) == ("on_wall", "accepted")


async def test_a_reason_is_asked_for_and_its_owner_reads_it(street: Street) -> None:
    code = await offered(street)
    chat = StreetChat(street)
    await chat.hear(ZHOU, Notice.WISH_TO_APPROVE, number=await number_of(street, code))
    await chat.tap(ZHOU, "不上墙")
    await chat.say(ZHOU, "先上门看看")
    await chat.hear(OWNER, Notice.WISH_NEWS, what="declined", code=code)
    said = await chat.tap(OWNER, "看这个心愿")
    assert "没有上墙：先上门看看" in said[-1].text


async def test_second_is_told_who_was_first_and_ones_own_is_refused(street: Street) -> None:
    code = await on_wall(street)
    own = await on_wall(street, "自己的心愿", reporter_id=SUN)
    talk = Talk(street, QIAN)
    await talk.say("/wishes")
    await talk.tap(WORDING)
    await street.run(SUN, wish_takeups.take_up, code)
    late = read(await talk.tap("我们来实现"))

    merchant = Talk(street, SUN)
    await merchant.say("/start")
    assert "刚刚已由一家爱心商户领走" in late
    assert "这是您自己的心愿" in read(await merchant.tap_data(f"w:take_up:{own}::::"))


async def test_fulfilling_asks_for_the_photo_first_and_a_voice_note_is_none(street: Street) -> None:
    code = await taken(street)
    talk = Talk(street, QIAN)
    await talk.tap_data(f"w:open:{code}::::")
    assert "请先发一张照片" in read(await talk.tap("办好了"))
    assert "请先发一张照片" in read(await talk.say("送到了"))
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 2}
    assert "请先发一张照片" in read(await talk.send(voice=voice))
    assert "请您看看对不对" in read(await talk.send_photo("p"))
    await talk.tap("确认提交")
    assert await state_of(street, code) == ("fulfilled", "checked")


async def test_what_lapsed_meanwhile_is_said_and_nothing_is_done(street: Street) -> None:
    code = await taken(street)
    talk = Talk(street, QIAN)
    await talk.tap_data(f"w:open:{code}::::")
    await talk.tap("办好了")
    await talk.send_photo("p")
    await talk.say("送到了")
    street.clock.moment = at("2026-12-03")
    await run_out(street)
    assert "没有找到" in read(await talk.tap("确认提交"))
    assert await state_of(street, code) == ("on_wall", "accepted")


async def test_name_and_phone_are_asked_for_where_nobody_knows_them(street: Street) -> None:
    code = await taken(street)
    talk = Talk(street, OWNER)
    await talk.tap_data(f"w:open:{code}::::")
    assert "请写您的姓名和电话" in read(await talk.tap("告诉对方我的姓名电话"))
    await talk.say("欧阳甲 13912345678")
    partner = Talk(street, QIAN)
    await partner.tap_data(f"w:open:{code}::::")
    assert "欧阳甲 13912345678" in read(await partner.tap("看联系方式"))
    assert "欧阳甲" not in read(await Talk(street, SUN).tap_data(f"w:contact:{code}::::"))


@pytest.mark.parametrize(
    "do", ["approve", "withdraw", "show", "share", "contact", "reword", "thank", "fulfil", "ask", "photo"]
)
async def test_a_forged_button_does_nothing(street: Street, do: str) -> None:
    code = await offered(street)
    assert "没有找到" in read(await Talk(street, ZHAO).tap_data(f"w:{do}:{code}::::"))
    assert await state_of(street, code) == ("offered", "submitted")


FORGED = ("wall:::x:y:", "wall:::91:0:", "wall:::nan:0:", "wall:::::x", "ours:::::-1", "wall:::::9223372036854775808")


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_page_is_no_page(street: Street, data: str) -> None:
    await on_wall(street)
    (said,) = await Talk(street, QIAN).tap_data(f"w:{data}")
    assert "过时了" in (said.toast or "")


async def test_a_kind_that_is_none_shows_every_kind(street: Street) -> None:
    await on_wall(street)
    assert WORDING in read(await Talk(street, QIAN).tap_data("w:wall::nokind:::"))


async def test_the_owner_is_asked_and_may_say_not_yet(street: Street) -> None:
    code = await fulfilled(street)
    (row,) = await street.pushed("wish_fulfilled")
    chat = StreetChat(street)
    asked = await chat.hear(OWNER, Notice.WISH_FULFILLED, **row.message)
    assert asked is not None
    assert "送到了" in asked.text
    await chat.tap(OWNER, "还没有")
    await chat.say(OWNER, "没有人来过")
    await chat.tap(OWNER, "确认提交")
    assert await state_of(street, code) == ("on_wall", "handling")
    assert await chat.hear(OWNER, Notice.WISH_FULFILLED, **row.message) is None


async def test_news_is_nothing_to_whom_it_is_no_business(street: Street) -> None:
    code = await taken(street)
    chat = StreetChat(street)
    await street.run(OWNER, wish_takeups.reply, code, "下午在家")
    (row,) = [one for one in await street.pushed("wish_news") if one.chat_id == QIAN]
    heard = {who: await chat.hear(who, Notice.WISH_NEWS, **row.message) for who in (QIAN, QIAN_2, SUN, WANG, ZHAO)}
    assert [who for who, message in heard.items() if message is not None] == [QIAN, QIAN_2]
    await street.run(QIAN, wish_takeups.give_back, code, "缺货")
    await street.run(SUN, wish_takeups.take_up, code)
    late = await chat.hear(QIAN, Notice.WISH_NEWS, **row.message)
    assert late is None or "下午在家" not in late.text


async def test_in_english_too(street: Street) -> None:
    code = await taken(street)
    chat = StreetChat(street)
    await chat.speak_english(QIAN)
    said = await chat.tap_data(QIAN, f"w:open:{code}::::")
    assert "being seen to" in said[-1].text
    month = await chat.tap_data(QIAN, "w:month:::::")
    assert ("taken up 1" in month[0].text, month[0].picture is not None) == (True, True)
    assert (
        "for partners"
        in (await chat.tap_data(OUTSIDER, "m:speak-en") + await chat.tap_data(OUTSIDER, "w:month:::::"))[-1].text
    )


async def test_it_is_offered_from_the_record_or_the_card_and_never_by_itself(street: Street) -> None:
    one = await case_in(street, CaseState.SUBMITTED, CaseKind.WISH)
    talk = Talk(street, OWNER)
    await talk.tap_data(f"c:open:{one.number}:")
    assert "放到心愿墙上？" in read(await talk.tap("心愿墙"))
    assert await street.pushed() == []
    await talk.tap("放到心愿墙上")
    assert [row.notice for row in await street.pushed()] == ["wish_to_approve"]
    code = await street.run(OWNER, wishes.offer, one.number)
    await talk.tap("撤下来")
    assert (await state_of(street, code))[0] == "withdrawn"
