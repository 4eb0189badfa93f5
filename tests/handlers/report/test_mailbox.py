"""乐呵信箱: an anonymous drop by the box's link, and the letters that a worker takes out."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.case_flow import CollectionChannel
from domain.notices import Notice
from models.case import Case, CaseMedia
from models.people import Person
from models.places import Unit
from models.station import Mailbox
from services.texts import speech
from tests.support.cases import history
from tests.support.copies import IN_GRID_2, street_copy
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    OTHER_COMMUNITY,
    OUTSIDER,
    WANG,
    ZHOU,
    Street,
    at,
)
from tests.support.talk import Talk, read, words

ZH = speech("zh")
BOX, CODE, NAME = 1, "k7m2p9q4rs", "一号楼“乐呵”信箱"
STATION, STRANGE_GRID, STRANGE_WORKER = 20, 21, 201
_chats = count(1)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """A box at a station in grid 1, one of the community's, one in another community, and one that is gone."""
    street = await street_copy(tmp_path, at("2026-11-18"))
    station = Unit(id=STATION, kind="station", name="站", path=f"1/2/3/{STATION}/", parent_id=GRID_1)
    strange = Unit(id=STRANGE_GRID, kind="grid", name="外", path=f"1/5/{STRANGE_GRID}/", parent_id=OTHER_COMMUNITY)
    boxes = ((STATION, CODE, NAME), (COMMUNITY, "b" * 10, "社区信箱"), (STRANGE_GRID, "c" * 10, "远处信箱"))
    await street.add(station, strange, *(Mailbox(unit_id=unit, code=code, name=name) for unit, code, name in boxes))
    await street.add(Mailbox(unit_id=STATION, code="d" * 10, name="旧信箱", active=False))
    yield street
    await street.door.database.close()


def talk_of(street: Street, who: int) -> Talk:
    return Talk(street, who, updates=50 * next(_chats))


async def cases(street: Street) -> list[Case]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(Case).order_by(Case.id)))


async def test_a_drop_is_anonymous_and_stays_so(street: Street) -> None:
    async with street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == OUTSIDER).values(compound_id=1, community_id=COMMUNITY))
    talk = talk_of(street, OUTSIDER)

    assert NAME in read(await talk.say(f"/start mailbox_{CODE}"))
    shown = read(await talk.say("广场舞太吵"))
    assert ZH("report-anonymous") in shown
    assert ZH.plain("report-named") not in shown
    assert ZH("report-place", place=ZH.plain("mailbox-place", name=NAME)) in shown
    await talk.tap("确认提交")

    (case,) = await cases(street)
    assert (case.collected, case.anonymous, case.category) == (CollectionChannel.MAILBOX, True, "noise")
    assert (case.reporter_id, case.grid_id, case.community_id, case.compound_id) == (OUTSIDER, GRID_1, COMMUNITY, None)
    assert [(row.notice, row.chat_id) for row in await street.pushed()] == [(Notice.CASE_NEW, WANG)]
    assert case.number in read(await talk.say("/my"))


async def test_nobody_takes_the_anonymity_away_by_a_forged_tap(street: Street) -> None:
    talk = talk_of(street, OUTSIDER)
    await talk.say(f"/start mailbox_{CODE}")
    await talk.say("广场舞太吵")
    draft = talk.data("确认提交").split(":")[1]
    await talk.tap_data(f"f:{draft}:pick:anonymous:no")
    await talk.tap("确认提交")
    assert (await cases(street))[0].anonymous


async def test_a_picture_alone_is_a_drop(street: Street) -> None:
    talk = talk_of(street, OUTSIDER)
    await talk.say(f"/start mailbox_{CODE}")
    await talk.send_photo("p")
    await talk.tap("其他")
    await talk.tap("确认提交")
    assert (await cases(street))[0].category == "other"


async def test_a_place_says_where_it_belongs(street: Street) -> None:
    talk = talk_of(street, OUTSIDER)
    await talk.say(f"/start mailbox_{CODE}")
    await talk.say("广场舞太吵")
    assert ZH("report-place", place=ZH.plain("report-place-shared")) in read(await talk.send_place(IN_GRID_2))
    await talk.tap("确认提交")
    assert (await cases(street))[0].grid_id == GRID_2


async def test_a_voice_is_known_by_its_sound(street: Street) -> None:
    talk = talk_of(street, OUTSIDER)
    await talk.say(f"/start mailbox_{CODE}")
    await talk.send(voice={"file_id": "v", "file_unique_id": "v", "duration": 9})
    shown = await talk.tap("其他")
    assert ZH("report-anonymous-voice") in read(shown)


@pytest.mark.parametrize("code", ["d" * 10, "nothing", ""])
async def test_a_dead_code_is_answered(street: Street, code: str) -> None:
    for _ in range(2):
        assert ZH("error-mailbox-closed") in read(await talk_of(street, OUTSIDER).say(f"/start mailbox_{code}"))
    assert await cases(street) == []


async def test_a_box_that_closes_meanwhile_takes_nothing(street: Street) -> None:
    talk = talk_of(street, OUTSIDER)
    await talk.say(f"/start mailbox_{CODE}")
    await talk.say("广场舞太吵")
    async with street.door.database.write() as session:
        await session.execute(update(Mailbox).values(active=False))
    assert ZH.plain("error-mailbox-closed") in read(await talk.tap("确认提交"))
    assert ZH("form-cancelled") in read(await talk.tap("不填了"))
    assert await cases(street) == []


async def begin_letter(worker: Talk) -> None:
    await worker.say("/start")
    await worker.tap(ZH.plain("menu-behalf"))
    await worker.tap(ZH.plain("letter-instead"))


async def test_several_letters_in_a_row(street: Street) -> None:
    worker = talk_of(street, WANG)
    await begin_letter(worker)
    await worker.tap(NAME)
    await worker.send_photo("page1")
    await worker.send_photo("page2")
    assert ZH("report-media", photos=2, voices=0) in read(await worker.say("希望修一修健身器材"))
    await worker.tap("确认提交")
    assert ZH("letter-ask-pages", name=NAME) in read(await worker.tap(ZH.plain("letter-again")))
    await worker.send_photo("page3")
    await worker.tap("其他")
    await worker.tap("确认提交")
    assert ZH.plain("form-sent-already") in read(await worker.again())

    first, second = await cases(street)
    for case in (first, second):
        assert (case.collected, case.anonymous, case.reporter_id) == (CollectionChannel.MAILBOX, True, None)
        assert (case.filed_by, case.grid_id, case.community_id) == (WANG, GRID_1, COMMUNITY)
        assert await history(street, case.number) == [("submit", "worker", WANG)]
    assert (first.words, first.category) == ("希望修一修健身器材", "facilities")
    assert (second.words, second.category) == ("", "other")
    async with street.door.database.read() as session:
        pages = list(await session.scalars(select(CaseMedia.case_id).order_by(CaseMedia.case_id)))
    assert pages == [first.id, first.id, second.id]
    assert await street.pushed() == [], "the worker of the grid has it in hand"


async def test_a_transcription_without_the_letter_is_not_enough(street: Street) -> None:
    worker = talk_of(street, WANG)
    await begin_letter(worker)
    await worker.tap(NAME)
    assert ZH("letter-ask-pages", name=NAME) in read(await worker.say("希望修一修健身器材"))
    sticker = {"file_id": "s", "file_unique_id": "s", "mime_type": "application/pdf", "file_name": "a.pdf"}
    assert ZH("form-cannot-use") in read(await worker.send(document=sticker))


async def test_the_boxes_of_the_community_are_offered_the_own_grids_first(street: Street) -> None:
    for who, offered in ((WANG, [NAME, "社区信箱"]), (LI, [NAME, "社区信箱"])):
        worker = talk_of(street, who)
        await begin_letter(worker)
        card = next(message for message in reversed(worker.heard) if (message.card or "").startswith("form:"))
        assert [row[0].text for row in card.buttons[:-1]] == offered


async def test_a_letter_goes_where_its_box_hangs_whoever_takes_it_out(street: Street) -> None:
    worker = talk_of(street, LI)
    await begin_letter(worker)
    await worker.tap(NAME)
    await worker.send_photo("page1")
    await worker.tap("其他")
    await worker.tap("确认提交")

    (case,) = await cases(street)
    assert case.grid_id == GRID_1
    assert [(row.notice, row.chat_id) for row in await street.pushed()] == [(Notice.CASE_NEW, WANG)]
    assert case.number in read(await worker.tap(ZH.plain("report-follow")))


async def test_the_worker_at_the_box_has_the_same_poster(street: Street) -> None:
    worker = talk_of(street, WANG)
    await worker.say(f"/start mailbox_{CODE}")
    assert ZH("letter-ask-pages", name=NAME) in read(await worker.tap(ZH.plain("letter-empty")))
    assert ZH.plain("letter-empty") not in read(await talk_of(street, OUTSIDER).say(f"/start mailbox_{CODE}"))
    assert ZH.plain("letter-empty") not in read(await worker.say("/start mailbox_" + "c" * 10))


async def test_nobody_else_empties_a_box(street: Street) -> None:
    for who in (OUTSIDER, ZHOU):
        assert ZH.plain("error-not-allowed") in read(await talk_of(street, who).tap_data(f"lt:{BOX}"))


async def test_a_role_that_ended_meanwhile_files_no_letter(street: Street) -> None:
    worker = talk_of(street, WANG)
    await begin_letter(worker)
    await worker.tap(NAME)
    await worker.send_photo("page1")
    await worker.tap("其他")
    await street.end_role(WANG, at("2026-11-17").date())
    assert ZH.plain("error-not-allowed") in read(await worker.tap("确认提交"))
    assert await cases(street) == []


async def test_a_letter_of_danger_is_filed_at_once(street: Street) -> None:
    worker = talk_of(street, WANG)
    await begin_letter(worker)
    await worker.tap(NAME)
    assert "119" in words((await worker.say("三楼有煤气味"))[-1])
    assert [case.danger for case in await cases(street)] == ["gas"]


async def test_what_somebody_wrote_down_of_a_letter_for_another_grid_they_still_read(street: Street) -> None:
    """The card said that there were no words: whoever wrote them thought them lost."""
    worker = talk_of(street, LI)
    await begin_letter(worker)
    await worker.tap(NAME)
    await worker.send_photo("page")
    await worker.say("路灯坏了三盏")
    await worker.tap("确认提交")
    (case,) = await cases(street)
    shown = read(await worker.say(case.number))
    assert "“路灯坏了三盏”" in shown
