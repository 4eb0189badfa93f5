"""替居民登记: a worker writes down what somebody says; later that somebody shows that the number is theirs."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.case_flow import CaseKind, CollectionChannel
from domain.notices import Notice
from models.audit import AccessLog
from models.case import Case, CaseFollower
from models.outbox import Conversation
from models.people import Chat, PhoneClaim, RoleHeld
from services.case import case_contact
from services.texts import speech
from tests.support.cases import history
from tests.support.copies import IN_GRID_1, IN_GRID_2, NOWHERE, street_copy
from tests.support.street import COMMUNITY, GRID_1, GRID_2, LI, OUTSIDER, WANG, WU, ZHAO, ZHOU, Street, at
from tests.support.street_chat import StreetChat
from tests.support.talk import Talk, read, words

ZH = speech("zh")
NUMBER = "13800000000"
RESIDENT = OUTSIDER
_chats = count(1)


def talk_of(street: Street, who: int) -> Talk:
    """A chat may be opened anew within a test: its updates are numbered on."""
    return Talk(street, who, updates=50 * next(_chats))


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


@pytest.fixture
def worker(street: Street) -> Talk:
    return talk_of(street, WANG)


async def begin(worker: Talk, said: str = "楼道灯坏了") -> None:
    await worker.say("/start")
    await worker.tap(ZH.plain("menu-behalf"))
    await worker.say(said)


async def file(worker: Talk, contact: str = f"张阿姨 {NUMBER}") -> Case:
    await begin(worker)
    await worker.tap("江南苑")
    await worker.say(contact)
    await worker.tap("确认提交")
    return (await cases(worker.street))[-1]


async def cases(street: Street) -> list[Case]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(Case).order_by(Case.id)))


async def looks(street: Street) -> list[tuple[str, int, int]]:
    async with street.door.database.read() as session:
        rows = await session.scalars(select(AccessLog).order_by(AccessLog.id))
        return [(row.what, row.actor_id, row.subject_id) for row in rows]


async def share(talk: Talk, number: str = NUMBER, user: int | None = None) -> str:
    await talk.say("/language")
    await talk.tap(ZH.plain("phone-bind"))
    contact: dict[str, Any] = {"phone_number": number, "first_name": "张"}
    return read(await talk.send(contact=contact | ({"user_id": user} if user else {})))


async def test_words_a_spot_and_a_contact_make_a_case(worker: Talk) -> None:
    case = await file(worker)

    assert (case.collected, case.kind, case.category) == (
        CollectionChannel.FACE_TO_FACE,
        CaseKind.COMPLAINT,
        "facilities",
    )
    assert (case.filed_by, case.reporter_id, case.anonymous) == (WANG, None, False)
    assert (case.grid_id, case.community_id, case.compound_id) == (GRID_1, COMMUNITY, 1)
    assert await history(worker.street, case.number) == [("submit", "worker", WANG)]
    said = words(worker.heard[-1])
    assert case.number in said
    assert "受理问题跟踪办" in said
    assert "明天 10:00 前答复，11月25日 周三 17:00 前办好" in said


async def test_name_and_number_are_sealed_in_the_draft_and_in_the_case(worker: Talk) -> None:
    await begin(worker)
    await worker.tap("江南苑")
    await worker.say(f"张阿姨 {NUMBER}")
    assert "联系人：张阿姨，13800000000" in worker.heard[-1].text
    async with worker.street.door.database.read() as session:
        draft = str((await session.get_one(Conversation, WANG)).data)
    assert "张阿姨" not in draft
    assert NUMBER not in draft

    await worker.tap("确认提交")

    (case,) = await cases(worker.street)
    assert case.contact_phone_index == worker.street.door.vault.index(NUMBER)
    assert NUMBER.encode() not in (case.contact_phone.token if case.contact_phone else b"")


async def test_neither_name_nor_number_nor_compound_has_to_be_said(worker: Talk) -> None:
    await begin(worker)
    await worker.tap(ZH.plain("behalf-in-grid", grid="一网格"))
    await worker.tap(ZH.plain("behalf-no-contact"))
    assert ZH("contact-none") in worker.heard[-1].text
    await worker.tap("确认提交")
    (case,) = await cases(worker.street)
    assert (case.grid_id, case.compound_id, case.contact_name, case.contact_phone) == (GRID_1, None, None, None)
    await worker.tap(ZH.plain("report-follow"))
    assert ZH.plain("case-contact") not in words(worker.heard[-1])


async def test_a_number_with_letters_is_refused_in_a_sentence_and_nothing_is_lost(worker: Talk) -> None:
    await begin(worker)
    await worker.tap("江南苑")
    assert ZH("error-phone") in read(await worker.say("张阿姨 1380abc0000"))
    assert ZH("report-words", words="楼道灯坏了") in read(await worker.say(f"张阿姨 {NUMBER}"))


async def test_a_number_that_comes_after_the_name_stays_out_of_the_words(worker: Talk) -> None:
    await begin(worker)
    await worker.tap("江南苑")
    assert "联系人：张阿姨，没留电话" in read(await worker.say("张阿姨"))
    card = read(await worker.say(NUMBER))
    assert f"联系人：张阿姨，{NUMBER}" in card
    await worker.tap("确认提交")
    (case,) = await cases(worker.street)
    assert case.words == "楼道灯坏了"


async def test_a_second_tap_on_send_makes_no_second_case(worker: Talk) -> None:
    await file(worker)
    assert ZH.plain("form-sent-already") in read(await worker.again())
    assert len(await cases(worker.street)) == 1


async def test_a_place_in_another_grid_goes_there_and_whoever_filed_still_hears_of_it(worker: Talk) -> None:
    await begin(worker)
    await worker.send_place(IN_GRID_2)
    await worker.tap(ZH.plain("behalf-no-contact"))
    await worker.tap("确认提交")
    (case,) = await cases(worker.street)
    assert case.grid_id == GRID_2
    assert [(row.notice, row.chat_id) for row in await worker.street.pushed()] == [(Notice.CASE_NEW, LI)]
    async with worker.street.door.database.read() as session:
        assert [one.person_id for one in await session.scalars(select(CaseFollower))] == [WANG]
    await worker.tap(ZH.plain("report-follow"))
    assert case.number in worker.heard[-1].text


async def test_a_place_outside_the_street_is_refused(worker: Talk) -> None:
    await begin(worker)
    assert ZH("error-outside-street", numbers="12345") in read(await worker.send_place(NOWHERE))


async def test_danger_is_filed_at_once(worker: Talk) -> None:
    await begin(worker, "有人摔倒了，起不来")
    (case,) = await cases(worker.street)
    assert (case.danger, case.grid_id, case.reporter_id) == ("medical", GRID_1, None)
    assert "120" in words(worker.heard[-1])


async def test_whoever_works_no_grid_files_for_nobody(street: Street) -> None:
    for who in (OUTSIDER, ZHOU, WU):
        assert ZH.plain("error-not-allowed") in read(await talk_of(street, who).tap_data("m:behalf"))


async def test_a_role_that_ended_meanwhile_sends_nothing(worker: Talk, street: Street) -> None:
    await begin(worker)
    await worker.send_place(IN_GRID_1)
    await worker.tap(ZH.plain("behalf-no-contact"))
    await street.end_role(WANG, at("2026-11-17").date())
    assert ZH.plain("error-not-allowed") in read(await worker.tap("确认提交"))
    assert await cases(street) == []


async def test_who_may_look_up_the_number_and_every_look_is_written_down(worker: Talk, street: Street) -> None:
    case = await file(worker)
    looking = f"c:contact:{case.number}:"
    for who in (WANG, ZHOU):
        talk = talk_of(street, who)
        assert ZH.plain("case-contact") in read(await talk.say(case.number))
        assert "张阿姨，13800000000" in read(await talk.tap_data(looking))
    for who in (WU, LI, OUTSIDER):
        talk = talk_of(street, who)
        assert ZH.plain("case-contact") not in read(await talk.say(case.number))
        assert NUMBER not in read(await talk.tap_data(looking))
    assert await looks(street) == [(case_contact.LOOKED, WANG, case.id), (case_contact.LOOKED, ZHOU, case.id)]


async def test_ones_own_number_by_a_channel_that_vouches_for_it_links_at_once(worker: Talk, street: Street) -> None:
    case = await file(worker)
    resident = talk_of(street, RESIDENT)

    assert ZH("phone-bound", count=1) in await share(resident, "+86 138 0000 0000", user=RESIDENT)

    assert (await cases(street))[0].reporter_id == RESIDENT
    assert (await history(street, case.number))[-1] == ("link", "system", RESIDENT)
    assert ZH("phone-bound", count=0) in await share(resident, user=RESIDENT)
    await file(worker)
    assert [one.reporter_id for one in await cases(street)] == [RESIDENT, RESIDENT]
    (told,) = await street.pushed(Notice.PHONE_ANSWERED)
    assert (told.chat_id, told.message) == (RESIDENT, {"count": 1})
    assert case.number in read(await resident.say("/my"))


async def test_somebody_elses_contact_proves_nothing(worker: Talk, street: Street) -> None:
    await file(worker)
    assert ZH("error-somebody-elses-number") in await share(talk_of(street, RESIDENT), user=WU)
    assert (await cases(street))[0].reporter_id is None
    assert await street.pushed(Notice.PHONE_CLAIMED) == []


async def test_a_typed_number_asks_the_worker_who_filed(worker: Talk, street: Street) -> None:
    case = await file(worker)
    chat = StreetChat(street)

    asked = await share(talk_of(street, RESIDENT))

    assert ZH("phone-asked") in asked
    assert asked == await share(talk_of(street, ZHAO), "13900000000"), "nobody learns whether a number is known"
    (push,) = await street.pushed(Notice.PHONE_CLAIMED)
    assert push.chat_id == WANG
    question = await chat.hear(WANG, Notice.PHONE_CLAIMED, **push.message)
    assert question is not None
    assert case.number in question.text
    assert (await cases(street))[0].reporter_id is None
    await chat.tap(WANG, ZH.plain("phone-yes"))
    assert (await cases(street))[0].reporter_id == RESIDENT
    assert await chat.hear(WANG, Notice.PHONE_CLAIMED, **push.message) is None
    (answer,) = await street.pushed(Notice.PHONE_ANSWERED)
    heard = await chat.hear(RESIDENT, Notice.PHONE_ANSWERED, **answer.message)
    assert heard is not None
    assert heard.text == ZH("notice-phone-linked", count=1)


async def test_an_answer_counts_once_and_only_from_who_deals_with_the_case(worker: Talk, street: Street) -> None:
    case = await file(worker)
    await share(talk_of(street, RESIDENT))
    (push,) = await street.pushed(Notice.PHONE_CLAIMED)
    yes, no = (f"ph:{do}:{push.message['claim']}:{case.number}" for do in ("yes", "no"))

    for who, key in ((LI, "error-not-found"), (RESIDENT, "error-not-found"), (WU, "error-not-allowed")):
        assert ZH.plain(key) in read(await talk_of(street, who).tap_data(yes))
    assert (await cases(street))[0].reporter_id is None
    await worker.tap_data(no)
    assert ZH.plain("error-answered-already") in read(await worker.tap_data(yes))
    assert (await cases(street))[0].reporter_id is None
    (answer,) = await street.pushed(Notice.PHONE_ANSWERED)
    heard = await StreetChat(street).hear(RESIDENT, Notice.PHONE_ANSWERED, **answer.message)
    assert heard is not None
    assert heard.text == ZH("notice-phone-unknown")


async def test_after_the_workers_role_ended_whoever_works_the_grid_now_is_asked(worker: Talk, street: Street) -> None:
    case = await file(worker)
    await street.end_role(WANG, at("2026-11-17").date())
    await street.add(RoleHeld(person_id=ZHAO, role="grid_worker", unit_id=GRID_1, starts_on=at("2026-11-17").date()))

    await share(talk_of(street, RESIDENT))

    (push,) = await street.pushed(Notice.PHONE_CLAIMED)
    assert push.chat_id == ZHAO
    yes = f"ph:yes:{push.message['claim']}:{case.number}"
    assert ZH.plain("error-not-found") in read(await worker.tap_data(yes))
    await talk_of(street, ZHAO).tap_data(yes)
    assert (await cases(street))[0].reporter_id == RESIDENT


async def test_numbers_are_not_tried_out(street: Street) -> None:
    resident = talk_of(street, RESIDENT)
    await share(resident)
    assert ZH("error-one-number-a-day") in await share(resident, "13900000000")
    street.clock.moment = at("2026-11-19")
    assert ZH("phone-asked") in await share(resident, "13900000000")


async def test_without_consent_no_number_is_taken(street: Street) -> None:
    chat = 901
    await street.add(Chat(channel="test", external_id=chat, created_at=street.clock.now()))
    stranger = talk_of(street, chat)
    for _ in range(2):
        await stranger.send(contact={"phone_number": NUMBER, "first_name": "张", "user_id": chat})
    async with street.door.database.read() as session:
        assert (await session.scalars(select(PhoneClaim))).all() == []
        kept = (await session.scalars(select(Conversation.data))).all()
    assert NUMBER not in str(kept)
