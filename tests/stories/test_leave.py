"""A worker goes on leave: asks in chat, the community grants it and asks somebody to stand in, the digest and the
credit are theirs, and then everything is as before."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select

from handlers.visit.visit_cards import HomeTap
from models.people import Chat, Person, RoleHeld
from models.places import Unit
from models.visit import Visit, VisitWindow
from services.seed.cast import BY_KEY
from tests.stories.test_worker import TUESDAY, WEDNESDAY, door
from tests.support.house import ZONE, House
from webchat.person import Message
from webchat.person import Person as Browser

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=ZONE)
THURSDAY = datetime(2026, 11, 26, 8, 30, tzinfo=ZONE)


async def colleague(house: House) -> tuple[Browser, int]:
    """Somebody who works another grid of 长江社区 and chats. Returns their browser and who they are."""
    browser = await house.newcomer()
    await browser.start()
    await browser.hears("您同意吗")
    await browser.tap("同意")
    await browser.hears("您住在哪个社区")
    async with house.app.door.database.write() as session:
        known = {member.external_id for member in BY_KEY.values()}
        query = select(Chat.person_id).where(Chat.external_id.not_in(known), Chat.person_id.is_not(None))
        person_id = (await session.scalars(query.order_by(Chat.id.desc()))).first()
        assert person_id is not None
        grid = (await session.scalars(select(Unit.id).where(Unit.name == "长江社区第5网格"))).one()
        role = RoleHeld(person_id=person_id, role="grid_worker", unit_id=grid, starts_on=date(2026, 1, 1))
        session.add(role)
        (await session.get_one(Person, person_id)).nickname = "小冯"
    return browser, person_id


async def ask_for_leave(worker: Browser) -> None:
    await worker.start()
    await worker.hears("您要办什么")
    await worker.tap("其他的")
    await worker.hears("您要办什么")
    await worker.tap("请假与顶班")
    await worker.hears("您没有请假")
    await worker.tap("我要请假")
    await worker.hears("从哪天开始请假")
    await worker.say("昨天以前吧")
    await worker.hears("这个日子我没看懂")
    await worker.say("明天")
    await worker.hears("请到哪天为止")
    await worker.tap("11月25日 周三")
    await worker.hears("为什么请假")
    await worker.say("去医院复查")
    await worker.hears("原因：去医院复查")
    await worker.tap("确认提交")
    await worker.hears("已经报给社区")


def mornings(person: Browser) -> int:
    return sum("早上好" in message.get("text", "") for message in person.messages)


async def credited(house: House, day: date) -> list[int]:
    async with house.app.door.database.read() as session:
        query = select(Visit.worker_id).where(Visit.visited_on == day).order_by(Visit.id)
        return list(await session.scalars(query))


async def test_a_substitution_and_back_again(house: House) -> None:
    worker, officer = await house.person("worker"), await house.person("officer")
    stand_in, stand_in_id = await colleague(house)
    house.clock.move_to(EVENING)

    await ask_for_leave(worker)
    await officer.hears("有人请假")
    await officer.tap("请 小冯 顶班")
    await officer.hears("已经请 小冯 顶班")
    await worker.hears("您的请假批准了")
    await stand_in.hears("想请您顶班")
    await stand_in.tap("我来顶班")
    await officer.hears("顶班有人了")

    before = mornings(worker)
    await house.tick_at(TUESDAY)
    digest = await stand_in.hears("早上好")
    await stand_in.tap(door(digest, "看全部"), message=digest)
    page = await stand_in.hears(lambda one: "今天的走访" in one.get("text", "") and "早上好" not in one["text"])
    await open_home(stand_in, page, await seen_daily(house))
    await stand_in.hears("重点关心")
    await stand_in.tap("都见到了")
    await stand_in.hears("今天记下的")
    assert await credited(house, TUESDAY.date()) == [stand_in_id]
    assert mornings(worker) == before

    house.clock.move_to(WEDNESDAY.replace(hour=7, minute=45))
    old_button = await worker.tap("不请了")
    assert "没有再改动" in (await worker.answered(old_button))["text"]
    await worker.hears(lambda one: "提前回来，从今天起" in str(one))
    await worker.tap("提前回来，从今天起")
    await stand_in.hears("提前回来了")
    await house.tick_at(WEDNESDAY)
    await worker.hears("早上好")


async def seen_daily(house: House) -> int:
    """A household of the worker's grid that is on every day's walk."""
    async with house.app.door.database.read() as session:
        query = select(VisitWindow.household_id).join(Unit, Unit.id == VisitWindow.grid_id)
        here = (Unit.name == "长江社区第3网格", VisitWindow.rule == "key_persons")
        return (await session.scalars(query.where(*here).order_by(VisitWindow.id))).first() or 0


async def open_home(person: Browser, walk: Message, household: int) -> None:
    """Turns the pages of a walk to this household's button, and taps it."""
    button = HomeTap(do="open", household=household).pack()
    while button not in str(walk):
        await person.tap(door(walk, "下一页"), message=walk)
        walk = await person.hears(another_page(walk))
    await person.tap(button, message=walk)


def another_page(seen: Message) -> Callable[[Message], bool]:
    return lambda one: "今天的走访" in one.get("text", "") and one["text"] != seen["text"]
