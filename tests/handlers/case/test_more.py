"""What a reporter says about a case that stands: by its buttons, or by changing a message in the chat."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.case_flow import CaseState, Move
from models.case import Case, CaseEvent, CaseMedia
from models.people import Chat, Person
from services.case.case_moves import move
from services.ports import Message
from services.texts import speech
from tests.support.cases import REPORTER, case_in, history
from tests.support.copies import IN_GRID_1, NOWHERE, street_copy
from tests.support.street import COMMUNITY, WANG, ZHAO, Street, at
from tests.support.talk import Talk, read

ZH = speech("zh")
NEWCOMER = 901


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    async with street.door.database.write() as session:
        at_home = update(Person).where(Person.id == REPORTER).values(community_id=COMMUNITY, compound_id=1)
        await session.execute(at_home)
    yield street
    await street.door.database.close()


@pytest.fixture
def talk(street: Street) -> Talk:
    return Talk(street, REPORTER)


async def the_case(street: Street) -> Case:
    async with street.door.database.read() as session:
        return (await session.scalars(select(Case))).one()


async def notes(street: Street) -> list[tuple[str, str | None]]:
    async with street.door.database.read() as session:
        events = await session.scalars(select(CaseEvent).order_by(CaseEvent.id))
        return [(event.move, event.note) for event in events]


async def edit(talk: Talk, message_id: int, text: str, who: int | None = None, **content: Any) -> list[Message]:
    chat = {"id": talk.person, "type": "private"}
    sender = {"id": talk.person, "is_bot": False, "first_name": "某人"}
    body = {"message_id": message_id, "date": 1, "edit_date": 2, "chat": chat, "from": sender, **content}
    return await talk._deliver({"edited_message": body | ({"text": text} if text else {})})


async def file(talk: Talk, words: str = "楼道灯坏了") -> int:
    """Returns the message that says it."""
    await talk.say(words)
    message = talk.updates
    await talk.tap("跳过")
    await talk.tap("确认提交")
    return message


async def open_card(talk: Talk) -> None:
    await talk.tap("看进展")


async def test_a_photo_alone_is_added(talk: Talk) -> None:
    await file(talk)
    await open_card(talk)
    await talk.tap("补充")
    card = (await talk.send_photo("p"))[0]
    assert ZH("report-received-photos", count=1) in card.text

    record, shown = await talk.tap("确认提交")

    assert (record.text, "补充了" in shown.text) == (ZH("said-add", number="C-2026-000001"), True)
    async with talk.street.door.database.read() as session:
        assert len((await session.scalars(select(CaseMedia))).all()) == 1
    assert await notes(talk.street) == [("submit", None), ("add", None)]


async def test_a_photo_that_the_case_has_already_is_no_second_one(talk: Talk) -> None:
    await file(talk)
    await open_card(talk)
    for _ in range(2):
        await talk.tap("补充")
        await talk.send_photo("p")
        record = (await talk.tap("确认提交"))[0]
        assert record.text == ZH("said-add", number="C-2026-000001")
    async with talk.street.door.database.read() as session:
        assert len((await session.scalars(select(CaseMedia))).all()) == 1


async def test_words_and_a_place_in_any_order(talk: Talk) -> None:
    await file(talk)
    await open_card(talk)
    await talk.tap("补充")
    await talk.send_place(IN_GRID_1)
    await talk.say("三单元")
    await talk.say("五楼")
    await talk.tap("确认提交")
    assert await notes(talk.street) == [("submit", None), ("add", "三单元\n五楼")]
    assert (await the_case(talk.street)).lat == IN_GRID_1[0]


async def test_a_place_far_away_is_said_and_the_question_stays(talk: Talk) -> None:
    await file(talk)
    await open_card(talk)
    await talk.tap("补充")
    (asked,) = await talk.send_place(NOWHERE)
    assert asked.text.startswith(ZH("error-outside-street", numbers="12345"))
    assert ZH("move-ask-add", number="C-2026-000001") in asked.text


async def test_other_words_are_asked_for_with_the_present_ones(talk: Talk) -> None:
    await file(talk)
    await open_card(talk)
    assert ZH("move-ask-edit", number="C-2026-000001", words="楼道灯坏了") in (await talk.tap("改内容"))[0].text
    await talk.say("楼道灯全坏了")
    record, _card = await talk.tap("确认提交")
    assert record.text == ZH("said-edit", number="C-2026-000001")
    assert (await the_case(talk.street)).words == "楼道灯全坏了"


async def test_taken_in_while_somebody_was_writing_it_is_added(talk: Talk) -> None:
    await file(talk)
    await open_card(talk)
    await talk.tap("改内容")
    await talk.say("楼道灯全坏了")
    await talk.street.run(104, move, "C-2026-000001", Move.ACCEPT)
    record, _card = await talk.tap("确认提交")
    assert record.text == ZH("said-late", number="C-2026-000001")


async def test_danger_is_passed_on_without_confirming_with_the_numbers_first(talk: Talk) -> None:
    await file(talk)
    await open_card(talk)
    await talk.tap("补充")
    record, _card = await talk.say("现在冒烟了")
    assert record.text.startswith(ZH("danger-call", numbers="119"))
    assert (await the_case(talk.street)).danger == "fire"


async def test_what_comes_after_danger_belongs_to_it(talk: Talk) -> None:
    await talk.say("楼道里着火了")
    record, _card = await talk.say("三单元五楼")
    assert record.text == ZH("said-add", number="C-2026-000001")
    assert await notes(talk.street) == [("submit", None), ("add", "三单元五楼")]


async def test_who_does_not_say_where_is_told_that_it_is_filed(talk: Talk) -> None:
    await talk.say("楼道里着火了")
    assert (await talk.tap("不填了"))[0].text == ZH("more-cancelled")


async def test_urged_twice_a_day_the_deadline_is_said(talk: Talk) -> None:
    await file(talk)
    await open_card(talk)
    (first,) = await talk.tap("催办")
    (second,) = await talk.again()
    assert (first.toast, first.card) == ("催了。明天 10:00 前有人答复。", "case:C-2026-000001")
    assert (second.toast, second.alert) == (
        "C-2026-000001 今天已经催过了，办的人都看到了。明天 10:00 前有人答复。",
        True,
    )


@pytest.mark.parametrize(("state", "offered"), [("submitted", True), ("handling", True), ("resolved", False)])
async def test_what_is_resolved_offers_no_urging(talk: Talk, state: str, offered: bool) -> None:
    one = await case_in(talk.street, CaseState(state))
    (answer,) = await talk.tap_data(f"c:move:{one.number}:urge")
    assert ((answer.toast or "").startswith("催了")) == offered


@pytest.mark.parametrize(
    ("state", "key"), [("closed", "closing"), ("withdrawn", "withdrawing"), ("duplicate", "merging")]
)
@pytest.mark.parametrize("do", ["add", "edit"])
async def test_an_old_button_says_what_to_do_instead(talk: Talk, state: str, key: str, do: str) -> None:
    one = await case_in(talk.street, CaseState(state))
    (answer,) = await talk.tap_data(f"c:move:{one.number}:{do}")
    assert (answer.toast, answer.alert) == (ZH.plain(f"error-said-after-{key}", number=one.number), True)


@pytest.mark.parametrize("do", ["add", "edit", "urge"])
@pytest.mark.parametrize(("who", "key"), [(WANG, "error-not-allowed"), (ZHAO, "error-not-found")])
async def test_a_forged_tap_of_somebody_else(street: Street, who: int, key: str, do: str) -> None:
    one = await case_in(street, CaseState.SUBMITTED)
    (answer,) = await Talk(street, who).tap_data(f"c:move:{one.number}:{do}")
    assert answer.toast == ZH.plain(key)
    assert await history(street, one.number) == []


async def test_a_message_changed_before_filing_changes_the_draft(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    message = talk.updates
    await talk.say("三单元")
    (asked,) = await edit(talk, message, "电梯坏了")
    assert asked.text.startswith(ZH("edited-draft"))
    assert await edit(talk, message, "电梯坏了") == []
    await talk.tap("确认提交")
    assert (await the_case(talk.street)).words == "电梯坏了\n三单元"


async def test_a_draft_aside_is_taken_up_with_the_change(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    message = talk.updates
    await talk.say("/start")
    await talk.tap("我有个微心愿")
    await talk.say("想学书法")
    await edit(talk, message, "电梯坏了")
    assert "内容：电梯坏了" in read(await talk.tap("跳过"))


async def test_too_long_a_change_is_refused_and_the_draft_stays(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    (refused,) = await edit(talk, talk.updates, "很" * 2001)
    assert refused.text == ZH("error-too-long", limit=2000)
    assert "内容：楼道灯坏了" in read(await talk.tap("跳过"))


async def test_a_message_changed_after_filing_changes_the_case(talk: Talk) -> None:
    message = await file(talk)
    record, _card = await edit(talk, message, "楼道灯全坏了")
    assert record.text == ZH("said-edit", number="C-2026-000001")
    assert (await the_case(talk.street)).words == "楼道灯全坏了"
    assert await edit(talk, message, "楼道灯全坏了") == []


async def test_a_change_that_speaks_of_danger_gets_the_numbers(talk: Talk) -> None:
    message = await file(talk)
    record, _card = await edit(talk, message, "楼道灯着火了")
    assert record.text.startswith(ZH("danger-call", numbers="119"))


async def test_a_message_changed_after_closing_says_what_to_do(talk: Talk) -> None:
    message = await file(talk)
    async with talk.street.door.database.write() as session:
        await session.execute(update(Case).values(state="closed"))
    (answer,) = await edit(talk, message, "还是坏的")
    assert answer.text == ZH("error-said-after-closing", number="C-2026-000001")


async def test_a_message_that_was_used_for_nothing(street: Street) -> None:
    chat = Chat(channel="test", external_id=NEWCOMER, created_at=street.clock.now())
    chat.id = NEWCOMER
    await street.add(chat)
    (answer,) = await edit(Talk(street, NEWCOMER), 5, "你好")
    assert answer.text == ZH("edited-message")


async def test_a_place_that_moves_along_is_nothing_to_answer(talk: Talk) -> None:
    where = {"latitude": IN_GRID_1[0], "longitude": IN_GRID_1[1]}
    assert await edit(talk, 5, "", location=where) == []
