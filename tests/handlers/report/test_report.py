"""A wish or a complaint, in whatever way somebody says it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.case_flow import CaseKind
from models.case import Case, CaseMedia
from models.media import Media
from models.people import Chat, Person
from services.ports import Message
from services.texts import speech
from tests.support.cases import REPORTER
from tests.support.copies import IN_GRID_1, NOWHERE, street_copy
from tests.support.street import COMMUNITY, GRID_1, WANG, Street, at
from tests.support.talk import Talk, words

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


def card(said: list[Message]) -> Message:
    (found,) = [message for message in said if (message.card or "").startswith("form:")]
    return found


async def filed(street: Street) -> Case:
    async with street.door.database.read() as session:
        return (await session.scalars(select(Case))).one()


async def test_a_voice_note_alone_is_enough(talk: Talk) -> None:
    await talk.send(voice={"file_id": "v", "file_unique_id": "v", "duration": 9})
    asked = card(await talk.tap("跳过"))
    shown = card(await talk.tap(ZH.plain("category-noise")))
    assert asked.text == ZH("report-ask-category")
    assert ZH.plain("case-no-words") in shown.text

    await talk.tap("确认提交")

    case = await filed(talk.street)
    assert (case.words, case.kind, case.category, case.proposed) == ("", CaseKind.COMPLAINT, "noise", None)
    async with talk.street.door.database.read() as session:
        query = select(Media.kind, Media.duration).join(CaseMedia, CaseMedia.media_id == Media.id)
        assert [tuple(row) for row in (await session.execute(query)).all()] == [("voice", 9)]


async def test_a_photo_with_words_under_it(talk: Talk) -> None:
    await talk.send_photo("p", "垃圾没人收")
    shown = card(await talk.send_place(IN_GRID_1))
    assert ZH("report-media", photos=1, voices=0) in shown.text
    await talk.tap("确认提交")
    case = await filed(talk.street)
    assert (case.category, case.grid_id) == ("city_look", GRID_1)


async def test_a_photo_alone_is_asked_about(talk: Talk) -> None:
    await talk.send_photo("p")
    assert ZH("report-ask-words-more") in talk.heard[-1].text
    assert ZH("report-ask-place") in card(await talk.say("垃圾没人收")).text


async def test_the_category_is_proposed_and_corrected_by_a_tap(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    assert ZH("report-category", category=ZH.plain("category-facilities")) in card(await talk.tap("跳过")).text
    await talk.tap("改类别")
    noise = ZH.plain("category-noise")

    corrected = card(await talk.tap(noise))
    more = card(await talk.say("三单元的灯"))
    await talk.tap("确认提交")

    assert [ZH("report-category", category=noise) in shown.text for shown in (corrected, more)] == [True, True]
    assert (await filed(talk.street)).category == "noise"


async def test_a_wish_is_heard_as_one_and_can_be_made_a_complaint(talk: Talk) -> None:
    await talk.say("想找人聊天下棋")
    assert ZH("report-kind", kind=ZH.plain("kind-wish")) in card(await talk.tap("跳过")).text
    await talk.tap("改别的")
    await talk.tap("改类型")

    asked = card(await talk.tap(ZH.plain("kind-complaint")))
    switched = card(await talk.tap(ZH.plain("category-other")))
    await talk.tap("确认提交")

    assert asked.text == ZH("report-ask-category-likely")
    assert ZH("report-kind", kind=ZH.plain("kind-complaint")) in switched.text
    case = await filed(talk.street)
    assert (case.kind, case.number, case.category) == (CaseKind.COMPLAINT, "C-2026-000001", "other")


async def test_only_categories_of_the_kind_are_offered(talk: Talk) -> None:
    await talk.say("想找人聊天下棋")
    await talk.tap("跳过")
    offered = words(card(await talk.tap("改类别")))
    assert (ZH.plain("category-company") in offered, ZH.plain("category-noise") in offered) == (True, False)


async def test_from_the_menu_the_kind_is_chosen_whatever_the_words_sound_like(talk: Talk) -> None:
    await talk.say("/start")
    assert ZH("report-ask-words-wish") in card(await talk.tap("我有个微心愿")).text
    await talk.say("楼道灯坏了")
    await talk.tap("跳过")
    await talk.tap(ZH.plain("category-other"))
    await talk.tap("确认提交")
    case = await filed(talk.street)
    assert (case.kind, case.category) == (CaseKind.WISH, "other")


@pytest.mark.parametrize(("taps", "anonymous"), [(1, True), (2, False), (3, True)])
async def test_anonymous_is_one_tap_and_back(talk: Talk, taps: int, anonymous: bool) -> None:
    await talk.say("楼道灯坏了")
    shown = card(await talk.tap("跳过"))
    for _ in range(taps):
        hidden = ZH.plain("report-named") in words(shown)
        shown = card(await talk.tap("不匿名了" if hidden else "匿名提交"))
    await talk.tap("确认提交")
    assert (ZH("report-anonymous") in shown.text) == anonymous
    assert (await filed(talk.street)).anonymous == anonymous


async def test_whose_report_is_anonymous_is_not_shown_to_whoever_deals_with_it(talk: Talk) -> None:
    await talk.say("楼道灯坏了")
    await talk.send_place(IN_GRID_1)
    await talk.tap("匿名提交")
    await talk.tap("确认提交")
    wang = Talk(talk.street, WANG)
    (shown,) = await wang.say((await filed(talk.street)).number)
    assert "楼道灯坏了" in shown.text
    assert str(REPORTER) not in words(shown)


async def test_english_is_spoken_from_the_first_question_to_the_number(street: Street) -> None:
    talk, en = Talk(street, REPORTER), speech("en")
    await talk.tap_data("m:speak-en")
    asked = card(await talk.say("the lamp is broken"))
    shown = card(await talk.tap(en.plain("form-skip")))
    done = card(await talk.tap(en.plain("form-send")))

    assert en("report-ask-place") in asked.text
    assert shown.text.startswith(en("report-confirm"))
    assert en("report-category", category=en.plain("category-facilities")) in shown.text
    assert en("report-filed", number="C-2026-000001", kind=en.plain("kind-complaint")) in done.text


async def test_markup_in_somebodys_words_is_words(talk: Talk) -> None:
    await talk.say("<b>灯</b> & 门")
    await talk.tap("跳过")
    shown = card(await talk.tap(ZH.plain("category-facilities")))
    await talk.tap("确认提交")
    assert "&lt;b&gt;灯&lt;/b&gt; &amp; 门" in shown.text
    assert (await filed(talk.street)).words == "<b>灯</b> & 门"


async def test_danger_is_filed_at_once_with_the_numbers_first(talk: Talk) -> None:
    record, where, _keyboard = await talk.say("楼道里着火了")
    assert record.text.startswith(ZH("danger-call", numbers="119"))
    assert where.text == ZH("more-ask-place")
    assert (await filed(talk.street)).danger == "fire"


async def newcomer(street: Street) -> Talk:
    chat = Chat(channel="test", external_id=NEWCOMER, created_at=street.clock.now())
    chat.id = NEWCOMER
    await street.add(chat)
    return Talk(street, NEWCOMER)


async def test_danger_from_a_stranger_gets_the_numbers_before_any_question(street: Street) -> None:
    first, second = await (await newcomer(street)).say("楼道里着火了")
    assert first.text == ZH("danger-call", numbers="119")
    assert second.text == ZH("consent-ask")


async def test_whoever_types_what_a_button_says_has_tapped_it(street: Street) -> None:
    talk = await newcomer(street)
    await talk.say("楼道灯坏了")
    assert card(await talk.say("同意。")).text == ZH("home-ask-community")
    assert card(await talk.say("长江")).text == ZH("home-ask-compound")
    assert ZH("report-ask-place") in card(await talk.say("江南苑")).text


async def test_words_that_name_no_choice_are_kept_and_their_writer_reads_so(street: Street) -> None:
    talk = await newcomer(street)
    await talk.say("楼道灯坏了")
    assert card(await talk.say("不同意")).text == f"{ZH('form-noted')}\n\n{ZH('consent-ask')}"
    await talk.tap("同意")
    assert card(await talk.say("三单元")).text == f"{ZH('form-noted')}\n\n{ZH('home-ask-community')}"
    await talk.say("长江社区")
    await talk.say("江南苑")
    assert "内容：楼道灯坏了\n不同意\n三单元" in card(await talk.tap("跳过")).text


async def test_a_place_far_away_begins_nothing(talk: Talk) -> None:
    (refused,) = await talk.send_place(NOWHERE)
    assert refused.text == ZH("error-outside-street", numbers="12345")
    assert "接着上次" not in words((await talk.say("/start"))[-1])
