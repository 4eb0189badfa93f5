"""The one forms mechanism, as somebody taps it: back, skip, cancel, edit, resume, and cards of yesterday."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from handlers.form.draft import STEPS_BACK, Draft
from models.case import Case
from models.people import Person
from services.ports import Message
from services.texts import speech
from tests.support.cases import REPORTER
from tests.support.copies import IN_GRID_1, IN_GRID_2, NOWHERE, street_copy
from tests.support.street import COMMUNITY, ZHAO, Street, at
from tests.support.talk import Talk, words

ZH = speech("zh")
WHERE = ZH("report-ask-place").split("？")[0]


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    async with street.door.database.write() as session:
        at_home = update(Person).where(Person.id.in_([REPORTER, ZHAO]))
        await session.execute(at_home.values(community_id=COMMUNITY, compound_id=1))
    yield street
    await street.door.database.close()


@pytest.fixture
def talk(street: Street) -> Talk:
    return Talk(street, REPORTER)


async def cases(street: Street) -> list[str]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(Case.words).order_by(Case.id)))


def card(said: list[Message]) -> Message:
    """The form's card among what was said."""
    (found,) = [message for message in said if (message.card or "").startswith("form:")]
    return found


async def to_the_card(talk: Talk, text: str = "楼道灯坏了") -> Message:
    await talk.say(text)
    return card(await talk.tap("跳过"))


async def test_words_lead_to_one_card_that_stays_the_same_message(talk: Talk) -> None:
    asked = card(await talk.say("楼道灯坏了"))
    shown = card(await talk.tap("跳过"))
    filed = card(await talk.tap("确认提交"))

    assert WHERE in asked.text
    assert shown.text.startswith(ZH("report-confirm"))
    assert "收到了，编号" in filed.text
    assert {asked.card, shown.card, filed.card} == {asked.card}
    assert await cases(talk.street) == ["楼道灯坏了"]


async def test_back_leads_to_where_one_was(talk: Talk) -> None:
    await to_the_card(talk)
    assert WHERE in card(await talk.tap("退一步")).text
    assert ZH("report-confirm") in card(await talk.tap("跳过")).text
    await talk.tap("改别的")
    await talk.tap("改内容")
    await talk.say("电梯坏了")
    assert "内容：楼道灯坏了" in card(await talk.tap("退一步") and await talk.tap("退一步")).text
    assert await cases(talk.street) == []


async def test_back_is_offered_only_where_there_is_one(talk: Talk) -> None:
    first = card(await talk.say("楼道灯坏了"))
    second = card(await talk.tap("跳过"))
    assert ["退一步" in words(message) for message in (first, second)] == [False, True]


def test_so_many_steps_back_are_remembered() -> None:
    draft = Draft("report")
    for n in range(STEPS_BACK + 5):
        draft.remember()
        draft.pieces["words"] = f"{n}"
    for _ in range(STEPS_BACK + 5):
        draft.step_back()
    assert draft.pieces == {"words": "4"}


async def test_cancelled_nothing_was_sent_and_the_card_is_old(talk: Talk) -> None:
    await to_the_card(talk)
    send = talk.data("确认提交")

    assert card(await talk.tap("不填了")).text == ZH("form-cancelled")
    (answer,) = await talk.tap_data(send)

    assert (answer.toast, answer.alert) == (ZH.plain("form-old-card"), True)
    assert await cases(talk.street) == []


async def test_the_command_cancels_too_and_shows_the_menu(talk: Talk) -> None:
    await to_the_card(talk)
    said = await talk.say("/cancel")
    assert (said[0].text, len(said)) == (ZH("form-cancelled"), 2)
    assert said[-1].card == "menu"
    assert "接着上次" not in words(said[-1])


async def test_what_was_begun_is_resumed_from_the_menu(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    assert "接着上次" in words((await talk.say("/start"))[-1])

    assert WHERE in card(await talk.tap("接着上次")).text

    assert "内容：楼道灯坏了" in card(await talk.tap("跳过")).text


async def test_an_edited_line_replaces_what_was_there(talk: Talk) -> None:
    await to_the_card(talk)
    await talk.tap("改别的")
    await talk.tap("改内容")
    shown = card(await talk.say("电梯坏了"))
    assert ("内容：电梯坏了" in shown.text, "楼道灯" in shown.text) == (True, False)


async def test_more_words_are_added_to_those_that_are_there(talk: Talk) -> None:
    await to_the_card(talk)
    assert "内容：楼道灯坏了\n三单元" in card(await talk.say("三单元")).text


async def test_a_place_can_be_changed_and_one_far_away_changes_nothing(talk: Talk) -> None:
    await to_the_card(talk)
    shared = ZH.plain("report-place-shared")
    assert shared in card(await talk.send_place(IN_GRID_1)).text
    refused = card(await talk.send_place(NOWHERE))
    assert refused.text.startswith(ZH("error-outside-street", numbers="12345"))
    assert shared in refused.text
    assert shared in card(await talk.send_place(IN_GRID_2)).text
    await talk.tap("确认提交")
    async with talk.street.door.database.read() as session:
        assert list(await session.scalars(select(Case.lon))) == [IN_GRID_2[1]]


async def test_a_refusal_keeps_the_draft_as_it_was(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    refused = card(await talk.say("很" * 2000))
    assert refused.text.startswith(ZH("error-too-long", limit=2000))
    assert (WHERE in refused.text, "退一步" in words(refused)) == (True, False)
    assert "内容：楼道灯坏了" in card(await talk.tap("跳过")).text


async def test_what_nobody_can_use_is_said_and_the_question_stays(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    shown = card(await talk.send(dice={"emoji": "🎲", "value": 3}))
    assert (shown.text.startswith(ZH("form-cannot-use")), WHERE in shown.text, shown.fresh) == (True, True, True)


async def old_draft(talk: Talk, *, hours: int = 25) -> Message:
    """A lamp, yesterday; and today rubbish."""
    await talk.say("楼道灯坏了")
    talk.street.clock.moment += timedelta(hours=hours)
    return card(await talk.say("垃圾没人收"))


async def test_within_a_day_a_draft_takes_what_comes(talk: Talk) -> None:
    asked = await old_draft(talk, hours=24)
    assert "内容：楼道灯坏了\n垃圾没人收" in asked.text


async def test_after_a_day_it_is_asked_whether_it_belongs_together(talk: Talk) -> None:
    asked = await old_draft(talk)
    assert (asked.text, asked.fresh) == (ZH("old-draft", words="楼道灯坏了"), True)


async def test_going_on_with_the_old_one_takes_all_that_came_meanwhile(talk: Talk) -> None:
    await old_draft(talk)
    await talk.send_place(IN_GRID_1)

    shown = card(await talk.tap("接着说那件"))

    assert "内容：楼道灯坏了\n垃圾没人收" in shown.text
    assert ZH.plain("report-place-shared") in shown.text


async def test_dropping_the_old_one_begins_with_all_that_came_meanwhile(talk: Talk) -> None:
    await old_draft(talk)
    await talk.send_place(IN_GRID_1)

    dropped, shown = await talk.tap("那件不要了")
    await talk.tap("确认提交")

    assert dropped.text == ZH("old-draft-dropped")
    assert "内容：垃圾没人收" in shown.text
    assert await cases(talk.street) == ["垃圾没人收"]


async def test_an_older_button_of_the_draft_asks_again_and_an_answer_counts_once(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    skip = talk.data("跳过")
    talk.street.clock.moment += timedelta(hours=25)
    await talk.say("垃圾没人收")
    (asked,) = await talk.tap_data(skip)
    assert asked.text == ZH("old-draft", words="楼道灯坏了")

    await talk.tap("接着说那件")
    (again,) = await talk.again()
    assert (again.toast, again.alert) == (ZH.plain("form-old-card"), True)


async def test_danger_is_heard_whatever_was_said_yesterday(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    talk.street.clock.moment += timedelta(hours=25)
    await talk.say("着火了")
    assert await cases(talk.street) == ["着火了"]


async def test_from_the_menu_an_old_draft_is_gone_on_with_unasked(talk: Talk) -> None:
    await old_draft(talk)
    await talk.say("/start")
    assert "内容：楼道灯坏了\n垃圾没人收" in card(await talk.tap("接着上次")).text


async def test_the_same_confirmation_twice_is_one_case_and_no_alarm(talk: Talk) -> None:
    await to_the_card(talk)
    await talk.tap("确认提交")
    said = await talk.again()
    assert await cases(talk.street) == ["楼道灯坏了"]
    assert not any(message.alert for message in said)


async def test_somebody_elses_card_is_no_card_of_mine(talk: Talk) -> None:
    """A forged tap with another's draft."""
    await to_the_card(talk)
    zhao = Talk(talk.street, ZHAO)
    await zhao.say("电梯坏了")

    (answer,) = await zhao.tap_data(talk.data("确认提交"))

    assert (answer.toast, answer.alert) == (ZH.plain("form-old-card"), True)
    assert await cases(talk.street) == []


@pytest.mark.parametrize(
    "forged",
    [
        "pick:kind:no_such",
        "pick:kind:hazard",
        "pick:kind:need",
        "pick:category:no_such",
        "pick:category:",
        "pick:words:x",
        "pick:media:x",
        "pick:place:x",
        "pick:household:1",
        "pick:submission:x",
        "pick:community:abc",
        "pick:compound:abc",
        "edit:no_such:",
        "edit:household:",
        "skip:no_such:",
        "skip:words:",
        "dance::",
        "send:words:x",
    ],
)
async def test_a_forged_tap_is_answered_and_files_nothing_that_could_not_be_chosen(talk: Talk, forged: str) -> None:
    await talk.street.household(("needy",))
    draft = (await to_the_card(talk)).card or ""

    said = await talk.tap_data(f"f:{draft.removeprefix('form:')}:{forged}")
    assert said
    assert said[0].answers
    await talk.say("三单元")
    if not any("收到了，编号" in message.text for message in talk.heard):
        await talk.say("/start")
        await talk.tap("接着上次")
        await talk.tap("确认提交")

    async with talk.street.door.database.read() as session:
        (filed,) = await session.scalars(select(Case))
    assert (filed.kind, filed.household_id, filed.compound_id, filed.reporter_id) == ("complaint", None, 1, REPORTER)
    assert filed.category in {c.key for c in talk.street.door.settings.cases.categories}
    assert "楼道灯坏了" in filed.words
