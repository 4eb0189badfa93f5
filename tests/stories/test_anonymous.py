"""Anonymous all the way: dropped at a letter box, handled, asked, answered, resolved, rated; and nothing that any of
the staff ever receives says who it was."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.case import Case, CaseRating
from models.people import Chat
from models.people import Person as PersonRow
from models.places import Building, Compound, Household
from models.station import Mailbox
from services.seed.cast import BY_KEY
from tests.stories.test_resident import number_in
from tests.stories.test_rider import place
from tests.support.house import House
from tests.support.pictures import jpeg
from webchat.person import Person, text_of

__all__ = ["place"]

CODE = "k7m2p9q4rs"
NAME, PHONE = BY_KEY["resident"].name, "13912345678"
STAFF = ("worker", "officer", "street")
SURROUNDINGS = {"message_id", "from", "chat", "date", "edit_date", "reply_to_message"}
WALK = "今天的走访"
"""The morning's digest names the doors of the grid, whoever has reported what."""


@pytest.fixture
async def box(house: House, place: tuple[float, float]) -> str:
    """A letter box in the grid of the cast; its name is that of no compound."""
    hit = house.app.door.street_map.grid_at(*place)
    assert hit is not None
    async with house.app.door.database.write() as session:
        session.add(Mailbox(unit_id=hit.grid_id, code=CODE, name="路口信箱"))
    return CODE


async def traces(house: House) -> list[str]:
    """Everything by which the resident could be known: name, phone, the ids of person and chat, where they live."""
    home = (
        select(PersonRow.id, Chat.external_id, Compound.name)
        .join(Chat, Chat.person_id == PersonRow.id)
        .join(Household, Household.id == PersonRow.household_id)
        .join(Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .where(Chat.external_id == BY_KEY["resident"].external_id)
    )
    async with house.app.door.database.read() as session:
        person, external, compound = (await session.execute(home)).one()
    return [NAME, PHONE, PHONE[-4:], compound, str(person), str(external)]


def received(person: Person) -> Iterator[str]:
    """Every word, button, link, caption, file name and place that this chat holds, and every flash on a tap."""
    for message in person.messages:
        if message["from"]["is_bot"] and WALK not in text_of(message):
            # Where and when it was said is the reader's own business.
            told = {key: value for key, value in message.items() if key not in SURROUNDINGS}
            yield json.dumps(told, ensure_ascii=False)
    yield from (str(answer.get("text", "")) for answer in person.answers)


def gives_away(told: str, trace: str) -> bool:
    """An id counts where it stands by itself, and not as a part of a longer number."""
    pattern = rf"(?<!\d){trace}(?!\d)" if trace.isdecimal() else re.escape(trace)
    return re.search(pattern, told) is not None


async def drop(resident: Person, code: str) -> str:
    await resident.start(f"mailbox_{code}")
    await resident.hears("办事的人看不到您的姓名和联系方式")
    await resident.send_photo(jpeg(3), caption="楼上半夜装修，太吵了")
    shown = await resident.hears("匿名：办事的人看不到您是谁")
    assert "不匿名了" not in resident.buttons(shown)
    assert "地点：路口信箱所在的片区" in shown["text"]
    await resident.tap("确认提交")
    return number_in((await resident.hears("收到了，编号"))["text"])


async def ask_and_answer(house: House, resident: Person, worker: Person, number: str) -> None:
    await worker.tap("更多")
    await worker.hears(lambda message: "问诉求人" in worker.buttons(message))
    await worker.tap("问诉求人")
    await worker.hears("您想问诉求人什么")
    await worker.say("一般几点开始吵？")
    await worker.hears("说明：一般几点开始吵？")
    await worker.tap("确认提交")
    await resident.hears(f"{number} 网格员想问您：")
    assert "一般几点开始吵？" in resident.last()["text"]
    await resident.tap("回答")
    await resident.hears(f"要给 {number} 补充什么")
    await resident.say("夜里十一点")
    await resident.hears("内容：夜里十一点")
    await resident.tap("确认提交")
    await resident.hears("记下了")
    house.clock.move_to(house.clock.now() + timedelta(hours=1))  # several additions are told together
    house.app.spoke()
    await worker.hears(f"{number} 诉求人有补充", ever=True)


async def resolve_and_rate(resident: Person, worker: Person, officer: Person, number: str) -> None:
    await worker.say(number)
    assert "夜里十一点" in (await worker.hears("诉求人：补充了"))["text"]
    await worker.tap("开始办理")
    await worker.hears("现在：办理中")
    await worker.tap("办好了")
    await worker.hears("怎么办好的")
    await worker.say("已经劝停")
    await worker.hears("说明：已经劝停")
    await worker.tap("确认提交")
    await worker.hears("现在：已办好")
    await officer.hears(f"{number} 办好了，请核查")
    await officer.tap("核查通过")
    await officer.hears("现在：已核查")
    await resident.hears("您看解决了吗")
    await resident.tap("解决了")
    await resident.hears("您满意吗")
    await resident.tap("非常满意（5）")
    await resident.hears("现在：已办结")


async def look_everywhere(person: Person, number: str) -> None:
    """The lists, the search, the card, its photo, its words, its place."""
    await person.say("/start")
    await person.hears("家门口")
    await person.tap("待办的诉求")
    await person.say("/find 装修")
    await person.hears(number)
    await person.say(number)
    card = await person.hears(lambda message: "看照片（1）" in person.buttons(message))
    await person.tap("看照片（1）", card)
    await person.hears(f"{number} 的照片", ever=True)


async def test_who_dropped_a_letter_is_known_to_nobody_from_the_drop_to_the_rating(house: House, box: str) -> None:
    resident, worker, officer, street = [await house.person(key) for key in ("resident", *STAFF)]
    await resident.say("/language")
    await resident.hears("语言")
    await resident.tap("绑定手机号，看替我登记的事")
    await resident.hears("绑定手机号就能自己看进展")
    await resident.send_contact(PHONE)
    await resident.hears("认出来了，马上告诉您")

    number = await drop(resident, box)
    await worker.hears(f"有新的诉求 {number}")
    await worker.tap("受理")
    await worker.hears("现在：已受理")
    await resident.hears("网格员受理了")
    await ask_and_answer(house, resident, worker, number)
    await resolve_and_rate(resident, worker, officer, number)
    for one in (worker, officer, street):
        await look_everywhere(one, number)

    marks = await traces(house)
    found = [
        (one.me["first_name"], mark, told)
        for one in (worker, officer, street)
        for told in received(one)
        for mark in marks
        if gives_away(told, mark)
    ]
    assert found == []
    assert any(gives_away(told, NAME) for told in [json.dumps(resident.me, ensure_ascii=False)]), (
        "the search finds names"
    )
    await _the_house_knows(house, number)


async def _the_house_knows(house: House, number: str) -> None:
    """Whose it is stays in the database, or the answer could not have come back."""
    query = select(Case, CaseRating).join(CaseRating, CaseRating.case_id == Case.id).where(Case.number == number)
    async with house.app.door.database.read() as session:
        case, rating = (await session.execute(query)).one()
        owner = await session.scalar(select(Chat.external_id).where(Chat.person_id == case.reporter_id))
    held: tuple[Any, ...] = (case.anonymous, case.collected, case.compound_id, owner, rating.satisfaction)
    assert held == (True, "mailbox", None, BY_KEY["resident"].external_id, 5)


async def test_a_worker_who_drops_a_letter_in_the_own_grid_is_one_of_many(house: House, box: str) -> None:
    """They may deal with it like any other: not to touch it would tell who it was."""
    worker, officer = await house.person("worker"), await house.person("officer")
    await worker.start(f"mailbox_{box}")
    await worker.hears("不用留名")
    await worker.say("路口的井盖松了")
    await worker.hears("匿名：办事的人看不到您是谁")
    await worker.tap("确认提交")
    number = number_in((await worker.hears("收到了，编号"))["text"])

    await worker.say(number)
    await worker.hears("现在：已提交")
    await worker.tap("受理")
    await worker.hears("现在：已受理")
    await officer.say(number)
    card = (await officer.hears("现在：已受理"))["text"]

    assert "诉求人：提交了诉求" in card
    assert "网格员：受理了" in card
    assert BY_KEY["worker"].name not in json.dumps(officer.messages, ensure_ascii=False)
