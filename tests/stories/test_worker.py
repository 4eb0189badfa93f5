"""Job 3: a grid worker is told the day's walk and logs visits in a few taps; who must be visited is not forgotten."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from handlers.visit.visit_cards import HomeTap
from models.case import Case
from models.outbox import Outbox
from models.people import Chat
from models.places import Household
from models.visit import Visit
from services.seed.cast import BY_KEY
from tests.stories.test_resident import number_in
from tests.support.house import ZONE, House, house_in
from webchat.person import Message, Person, Refused, text_of

TUESDAY = datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)
AFTERNOON = TUESDAY.replace(hour=16)
WEDNESDAY = TUESDAY.replace(day=25)
ALONE = "1单元101室"
"""The door of 李丙寅, who lives alone and is visited every week."""


async def morning(house: House) -> tuple[Person, Message]:
    """The worker and Tuesday's digest."""
    worker = await house.person("worker")
    await house.tick_at(TUESDAY)
    return worker, await worker.hears("早上好")


def door(message: Message, words: str) -> str:
    """What the button with these words sends."""
    rows = message["reply_markup"]["inline_keyboard"]
    return str(next(one["callback_data"] for row in rows for one in row if words in one["text"]))


async def reminders(house: House) -> dict[str, int]:
    """How often the worker's chat was reminded of each."""
    query = select(Outbox.notice, func.count()).join(Chat, Chat.id == Outbox.chat_id).group_by(Outbox.notice)
    mine = query.where(Chat.external_id == BY_KEY["worker"].external_id, Outbox.notice.startswith("visit_"))
    async with house.app.door.database.read() as session:
        return {str(notice): count for notice, count in await session.execute(mine)}


async def visits(house: House, household: int) -> list[str]:
    query = select(Visit.outcome).where(Visit.household_id == household, Visit.visited_on >= TUESDAY.date())
    async with house.app.door.database.read() as session:
        return list(await session.scalars(query.order_by(Visit.id)))


async def test_a_day_from_the_digest_to_what_is_left(house: House) -> None:
    worker, digest = await morning(house)
    assert "还有 17 户" in digest["text"]

    await worker.tap(door(digest, ALONE))
    await worker.hears("李丙寅（独居）")
    await worker.tap("都见到了")
    await worker.hears("上门，见到：李丙寅")
    await worker.tap("有件事要办")
    await worker.hears("这户人家需要什么")
    await worker.say("想请人帮忙买药")
    assert "类别：上门帮忙" in (await worker.hears("请您看看对不对"))["text"]
    await worker.tap("确认提交")
    number = number_in((await worker.hears("走访发现的需求收到了"))["text"])

    await house.tick_at(AFTERNOON.replace(minute=30))
    left = await worker.hears("今天还有 16 户没走到")
    assert ALONE not in left["text"].split("1号楼")[1].split("\n")[1]
    household = HomeTap.unpack(door(digest, ALONE)).household
    assert await visits(house, household) == ["met"]
    async with house.app.door.database.read() as session:
        case = (await session.scalars(select(Case).where(Case.number == number))).one()
    assert (case.kind, case.household_id, case.reporter_id) == ("need", household, None)


async def test_nobody_at_home_twice_in_a_row_alarms_the_community(house: House) -> None:
    worker, digest = await morning(house)
    officer = await house.person("officer")
    await worker.tap(door(digest, ALONE))
    await worker.hears("李丙寅（独居）")
    await worker.tap("没人在家")
    await worker.hears("去过，没人在家")

    await house.tick_at(WEDNESDAY)
    digest = await worker.hears("早上好")
    await worker.tap(door(digest, ALONE))
    await worker.hears("李丙寅（独居）")
    tapped = await worker.tap("没人在家")

    assert "已经马上告诉社区" in (await worker.answered(tapped))["text"]
    alarm = await officer.hears("连着两次没人应门")
    assert "李丙寅" not in alarm["text"]
    assert "没人应门：今天、昨天" in alarm["text"]
    await officer.tap("看已知情况", message=alarm)
    await officer.hears("要找的人：李丙寅")


async def test_a_household_of_another_grid_cannot_be_opened(house: House) -> None:
    """Not with a button of this morning either: the household belongs to another grid since."""
    worker, digest = await morning(house)
    button = door(digest, ALONE)
    async with house.app.door.database.write() as session:
        home = await session.get(Household, HomeTap.unpack(button).household)
        assert home is not None
        home.grid_id += 1

    tapped = await worker.tap(button, message=digest)

    assert "现在由别人走访" in (await worker.answered(tapped))["text"]
    assert not any("李丙寅（独居）" in text_of(message) for message in worker.messages)


async def test_a_button_that_the_page_never_showed_is_refused(house: House) -> None:
    worker, digest = await morning(house)
    forged = HomeTap(do="open", household=1).pack()

    with pytest.raises(Refused) as refused:
        await worker.post("/api/callbacks", {"client_id": "f", "message_id": digest["message_id"], "data": forged})

    assert refused.value.code == "no_such_button"


async def test_a_visit_is_written_down_once_however_often_it_is_tapped(house: House) -> None:
    worker, digest = await morning(house)
    await worker.tap(door(digest, ALONE))
    card = await worker.hears("李丙寅（独居）")
    met = door(card, "都见到了")

    for n in range(2):
        body = {"client_id": f"tap-{n}", "message_id": card["message_id"], "data": met}
        await worker.post("/api/callbacks", body)

    await worker.hears("上门，见到：李丙寅")
    await house.tick_at(AFTERNOON.replace(minute=30))
    await worker.hears("今天还有 16 户没走到")
    assert await visits(house, HomeTap.unpack(met).household) == ["met"]


async def test_the_same_hour_again_and_a_restart_remind_nobody_twice(folder: Path) -> None:
    async with house_in(folder) as first:
        await morning(first)
        await first.tick_at(TUESDAY.replace(minute=40))
        told = await reminders(first)

    async with house_in(folder, now=TUESDAY.replace(minute=45)) as second:
        await second.tick_at(TUESDAY.replace(minute=50))
        assert await reminders(second) == told
        worker = await second.person("worker")
        await second.tick_at(AFTERNOON.replace(minute=30))
        await worker.hears("今天还有 17 户没走到")

    async with house_in(folder, now=AFTERNOON.replace(minute=45)) as third:
        await third.tick_at(AFTERNOON.replace(minute=50))
        assert await reminders(third) == {**told, "visit_remainder": told.get("visit_remainder", 0) + 1}


async def test_who_wants_less_is_not_reminded_in_the_afternoon(house: House) -> None:
    worker, digest = await morning(house)
    tapped = await worker.tap("今天别再提醒", message=digest)
    assert "今天下午不提醒您了" in (await worker.answered(tapped))["text"]

    await house.tick_at(AFTERNOON.replace(minute=30))

    assert (await reminders(house)).get("visit_remainder", 0) == 0


@pytest.mark.parametrize("words", ["/start", "/my"])
async def test_a_worker_can_leave_a_note_half_written(house: House, words: str) -> None:
    worker, digest = await morning(house)
    await worker.tap(door(digest, ALONE))
    await worker.hears("李丙寅（独居）")
    await worker.tap("没人在家")
    await worker.hears("去过，没人在家")
    await worker.tap("写两句备注")
    await worker.hears("想记下什么")

    await worker.say(words)

    await worker.hears("您要办什么" if words == "/start" else "您还没有提过诉求")
