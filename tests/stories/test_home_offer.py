"""A household moves to another community of the street: its officer offers it, the other one chooses the door and takes
it, both workers and the first officer are told; somebody of neither community has no part in it."""

from datetime import date, datetime

from sqlalchemy import select

from models.home_offer import HomeOffer
from models.people import Chat, Person, RoleHeld
from models.places import Building, Compound, Household, Unit
from tests.support.house import ZONE, House
from webchat.person import Person as Browser

MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)


async def officer_of(house: House, community: str) -> Browser:
    """Somebody who has just been made an officer of this community."""
    browser = await house.newcomer()
    await browser.start()
    await browser.hears("您同意吗")
    await browser.tap("同意")
    await browser.hears("您住在哪个社区")
    async with house.app.door.database.write() as session:
        newest = select(Chat.person_id).where(Chat.person_id.is_not(None)).order_by(Chat.id.desc()).limit(1)
        person = await session.get_one(Person, await session.scalar(newest))
        person.nickname = "小冯"
        unit = (await session.scalars(select(Unit.id).where(Unit.name == community))).one()
        role = RoleHeld(person_id=person.id, role="community_staff", unit_id=unit, starts_on=date(2026, 1, 1))
        session.add(role)
    return browser


async def elsewhere(house: House) -> tuple[str, str, str]:
    """Another community, a compound of it, and a building of that."""
    async with house.app.door.database.read() as session:
        there = select(Unit.name, Compound.name, Building.name).join(Compound, Compound.community_id == Unit.id)
        there = there.join(Building, Building.compound_id == Compound.id).where(Unit.name != "长江社区")
        community, compound, building = (await session.execute(there.order_by(Unit.id, Building.id).limit(1))).one()
    return community, compound, building


async def first_household(officer: Browser) -> None:
    """The way to a household of the worker's grid: grid, building, door."""
    await officer.say("请假与顶班")
    await officer.hears("请假")
    for button, heard in (
        ("把网格交给别人", "要交接哪个网格"),
        ("长江社区第3网格", "交给谁"),
        ("把其中一户换走", "是哪栋楼里的一户"),
    ):
        await officer.tap(button)
        page = await officer.hears(heard)
    await officer.tap(officer.buttons(page)[0])
    page = await officer.hears("是哪一户？")
    await officer.tap(officer.buttons(page)[0])
    await officer.hears("换到哪里")


async def test_from_one_community_to_another(house: House) -> None:
    community, compound, building = await elsewhere(house)
    officer, worker = await house.person("officer"), await house.person("worker")
    other = await officer_of(house, community)
    house.clock.move_to(MORNING)

    await first_household(officer)
    await officer.tap("搬到别的社区")
    await officer.hears("搬到哪个社区")
    await officer.tap(community)
    await officer.hears("有什么要告诉那边的")
    await officer.say("他们上周搬去的")
    await officer.hears("点了接收才算数")
    await officer.tap("请那边接收")
    await officer.hears("有了答复马上告诉您")

    asked = await other.hears("别的社区有人要搬到您这里")
    assert "捎来的话：他们上周搬去的" in asked["text"]
    await other.tap("接收，选楼和门牌")
    await other.hears("住到哪个小区")
    await other.tap(compound)
    await other.hears("搬到哪栋楼")
    await other.tap(building)
    await other.hears("的哪一户")
    await other.say("9单元909室")
    await other.hears("没办完的走访一起转来")
    await other.tap("接收")
    await other.hears("已经告诉双方的网格员和原社区")

    await worker.hears("以后不用您走访了")
    news = await officer.hears("那边接收了")
    assert "小冯 接收了" in news["text"]
    async with house.app.door.database.read() as session:
        offer = (await session.scalars(select(HomeOffer))).one()
        grid = await session.get_one(Unit, (await session.get_one(Household, offer.household_id)).grid_id)
        assert (offer.state, grid.parent_id) == ("accepted", offer.to_id)
    outsider = await house.person("resident")
    assert not any("搬到您这里" in str(message) for message in outsider.messages)
