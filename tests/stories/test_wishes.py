"""A wish from its owner's words to the thanks: over the wall, without a name."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.roles import Role
from domain.settings import Settings
from models.case import Case
from models.people import Chat, RoleHeld
from models.places import Unit
from models.wish import TakeUp, Wish
from services.seed.cast import CHANNEL
from tests.stories.conftest import unvisited
from tests.stories.test_resident import number_in
from tests.stories.test_whistles import joins, unit_of
from tests.support.house import MONDAY, House
from tests.support.pictures import jpeg
from webchat.person import Person


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return unvisited(settings)


PRIVATE = "我住三单元五零一，眼睛不好，想听人读报，电话13900001111"
WORDING = "一位老人想有人陪着读读报"


async def make_wish(resident: Person) -> str:
    """Filed, and offered to the wall. Returns the case's number."""
    await resident.say("/start")
    await resident.hears("您要办什么")
    await resident.tap("我有个微心愿")
    await resident.hears("您有什么心愿")
    await resident.say(PRIVATE)
    await resident.hears("在什么地方")
    await resident.tap("跳过")
    await resident.hears("请您看看对不对")
    await resident.tap("确认提交")
    filed = await resident.hears("要不要放到心愿墙上")
    await resident.tap("放到心愿墙上")
    await resident.hears("墙上不写名字")
    await resident.tap("放到心愿墙上")
    await resident.hears("交给社区了")
    return number_in(filed["text"])


async def put_on_wall(officer: Person) -> None:
    """In the community's words: the owner's own say too much, and there is no button for them."""
    card = await officer.hears("有一个心愿等您看")
    assert "就这样上墙" not in officer.buttons(card)
    await officer.tap("换个写法", card)
    await officer.hears("墙上写哪一句")
    await officer.say("打 139 0000 1111 找他")
    await officer.hears("不能上墙")
    await officer.say(WORDING)
    await officer.hears(f"墙上会写：“{WORDING}”")
    await officer.tap("就这样上墙")
    await officer.hears("等人领")


async def take_up(merchant: Person) -> None:
    await merchant.say("/start wishes")
    await merchant.hears("心愿墙")
    await merchant.tap(WORDING)
    await merchant.hears("等人领")
    await merchant.tap("我们来实现")
    await merchant.hears("有人在办")


async def fulfil(merchant: Person) -> None:
    await merchant.tap("办好了")
    await merchant.hears("请先发一张照片")
    await merchant.send_photo(jpeg(31))
    await merchant.hears("怎么实现的")
    await merchant.say("每周二去读一小时")
    await merchant.hears("请您看看对不对")
    await merchant.tap("确认提交")
    await merchant.hears("我去问许愿人")


async def test_from_a_wish_to_the_thanks_without_a_name(house: House) -> None:
    resident, officer, merchant = [await house.person(key) for key in ("resident", "officer", "merchant")]
    number = await make_wish(resident)
    await put_on_wall(officer)
    await resident.hears("您的心愿上墙了")

    await take_up(merchant)
    await resident.hears("您的心愿有人领走了：爱心商户")
    await merchant.tap("写给许愿人")
    await merchant.hears("想对许愿人说什么")
    await merchant.say("您什么时候在家？")
    asked = await resident.hears("您什么时候在家")
    await resident.tap("回复对方", asked)
    await resident.hears("想对对方说什么")
    await resident.say("每天下午都在")
    await merchant.hears("每天下午都在")
    await merchant.say("/wishes")
    await merchant.hears("心愿墙")
    await merchant.tap(WORDING)
    await merchant.hears("现在：◐ 有人在办")
    await fulfil(merchant)
    answer = await resident.hears("您的心愿办好了，实现了吗")
    assert "每周二去读一小时" in answer["text"]
    await resident.tap("实现了", answer)
    await resident.hears("您满意吗")
    await resident.tap("非常满意（5）")
    thanks = await resident.hears("要不要说声谢谢")
    await resident.tap("说声谢谢", thanks)
    await resident.hears("想说什么")
    await resident.say("读得真好，谢谢！")
    await resident.hears("请您看看对不对")
    await resident.tap("确认提交")
    await resident.hears("转达了，没有写您的名字")
    await merchant.hears("读得真好")

    seen = "\n".join(str(message) for message in await merchant.history(limit=100))
    assert [part for part in ("张甲子", "13900001111", "五零一", number) if part in seen] == []
    assert WORDING in seen
    async with house.app.door.database.read() as session:
        query = select(Case.state, Wish.state, TakeUp.role, TakeUp.why, TakeUp.thanks).join(
            Wish, Wish.case_id == Case.id
        )
        rows = (await session.execute(query.join(TakeUp, TakeUp.wish_id == Wish.id))).all()
    assert [tuple(row) for row in rows] == [("closed", "thanked", "merchant", None, "读得真好，谢谢！")]


async def test_free_again_after_fourteen_days_and_a_picture_on_the_first(house: House) -> None:
    resident, officer, merchant = [await house.person(key) for key in ("resident", "officer", "merchant")]
    await make_wish(resident)
    await put_on_wall(officer)
    await take_up(merchant)

    await house.tick_at(MONDAY + timedelta(days=8, minutes=1))
    await merchant.hears("领走 1　实现 0")
    assert [message for message in await merchant.history(limit=20) if "photo" in message]
    await house.tick_at(MONDAY + timedelta(days=11, minutes=1))
    await merchant.hears("快到时间了")
    await house.tick_at(MONDAY + timedelta(days=14, hours=1, minutes=1))

    await merchant.hears("时间到了，已经放回墙上")
    await resident.hears("您的心愿又放回墙上了")


async def test_of_twenty_partners_at_once_one_has_the_wish_and_the_others_are_told(house: House) -> None:
    resident, officer = await house.person("resident"), await house.person("officer")
    await make_wish(resident)
    await put_on_wall(officer)
    partners = await asyncio.gather(*(joins(house) for _ in range(20)))
    await hire(house, partners)
    for partner in partners:
        await partner.say("/wishes")
    await asyncio.gather(*(partner.hears("心愿墙") for partner in partners))
    await asyncio.gather(*(partner.tap(WORDING) for partner in partners))
    await asyncio.gather(*(partner.hears("等人领") for partner in partners))

    taps = await asyncio.gather(*(partner.tap("我们来实现") for partner in partners))

    answers = await asyncio.gather(*(who.answered(tap) for who, tap in zip(partners, taps, strict=True)))
    assert sum("刚刚已由一位网格合伙人领走" in str(answer.get("text")) for answer in answers) == 19
    await resident.hears("您的心愿有人领走了")
    async with house.app.door.database.read() as session:
        held = (await session.scalars(select(TakeUp).where(TakeUp.voided_at.is_(None)))).all()
    assert len(held) == 1
    await asyncio.gather(*(partner.hears("有人在办") for partner in partners))
    assert sum("我们来实现" in partner.buttons() for partner in partners) == 0


async def hire(house: House, partners: list[Person]) -> None:
    """Each is of a partner of its own in the community."""
    community = await unit_of(house, "officer", Role.COMMUNITY_STAFF)
    async with house.app.door.database.write() as session:
        path = (await session.get_one(Unit, community)).path
        for n, partner in enumerate(partners, start=900_001):
            query = select(Chat.person_id).where(Chat.external_id == partner.id, Chat.channel == CHANNEL)
            person = (await session.scalars(query)).one()
            assert person is not None
            session.add(Unit(id=n, kind="partner", name=f"合伙人{n}", path=f"{path}{n}/", parent_id=community))
            await session.flush()
            since = date(2026, 1, 1)
            session.add(RoleHeld(person_id=person, role=Role.PARTNER, unit_id=n, starts_on=since))
