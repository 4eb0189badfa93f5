"""A closed hazard is offered to a supervisor near by, who finds it still there: it is dealt with again, and the look
pays once."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from domain.geo import Point, distance_m
from domain.roles import Role
from models.people import Chat, RoleHeld
from models.places import Unit
from models.station import Station
from tests.stories.test_live_location import becomes_rider
from tests.stories.test_resident import number_in
from tests.stories.test_rider import ledger, signed, snap
from tests.stories.test_rider import place as place
from tests.support.house import House
from tests.support.pictures import jpeg
from webchat.person import Person


async def supervises(house: House, person: Person, community: str, **changes: int) -> int:
    """Returns who they are."""
    door = house.app.door
    look = replace(door.settings.cases.look, percent=100, **changes)
    door.settings = replace(door.settings, cases=replace(door.settings.cases, look=look))
    async with door.database.write() as session:
        unit = (await session.scalars(select(Unit.id).where(Unit.name == community))).one()
        who = (await session.scalars(select(Chat.person_id).where(Chat.external_id == person.id))).one()
        assert who is not None
        role = RoleHeld(person_id=who, role=Role.RIDER_SUPERVISOR, unit_id=unit, starts_on=date(2026, 1, 1))
        session.add(role)
    return who


async def checks_in_near(house: House, rider: Person, place: tuple[float, float]) -> None:
    """At the station that is nearest to the place."""
    async with house.app.door.database.read() as session:
        stations = (await session.execute(select(Station.lat, Station.lon))).all()
    nearest = min(stations, key=lambda at: distance_m(Point(*place), Point(at.lat, at.lon)))
    await rider.say("/start")
    await rider.hears("您要办什么")
    await rider.tap("附近驿站、签到")
    await rider.hears("发一个位置")
    await rider.send_location(nearest.lat, nearest.lon)
    await rider.hears("离您最近、现在开着的驿站")
    await rider.tap("我在这儿，签到")
    await rider.hears("得 1 分")


async def closes_one(house: House, place: tuple[float, float]) -> str:
    """Solved by its rider on the spot, confirmed by the community: closed at once. Returns its number."""
    rider, officer = await signed(house), await house.person("officer")
    await snap(rider, place)
    await rider.hears("请您看看对不对")
    await rider.tap("我当场弄好了")
    await rider.hears("弄好以后")
    await rider.send_photo(jpeg(2))
    await rider.hears("请您看看对不对")
    await rider.tap("确认提交")
    number = number_in((await rider.hears("隐患收到了，编号"))["text"])
    await officer.hears(f"有新的诉求 {number}")
    await officer.tap("属实，已经没有了")
    return number


async def test_still_there_reopens_it_and_the_look_pays_once(house: House, place: tuple[float, float]) -> None:
    supervisor = await house.newcomer()
    await becomes_rider(supervisor)
    await supervises(house, supervisor, "长江社区")
    await checks_in_near(house, supervisor, place)
    number = await closes_one(house, place)
    rider = await house.person("rider")

    offered = await supervisor.hears(f"{number} 办结了")
    await supervisor.tap("看照片和位置", offered)
    await supervisor.hears(lambda said: bool(said.get("location") or said.get("venue")))
    await supervisor.tap("还在")
    await supervisor.hears("马上重新办")
    await supervisor.send_photo(jpeg(9))
    await supervisor.hears("还在")
    await supervisor.tap("确认提交")
    await supervisor.hears(f"{number} 重新办了")
    assert "得了 5 分" in (await supervisor.hears(f"您去看过 {number}", ever=True))["text"]

    await rider.hears("监督员说没有解决，重新办", ever=True)
    assert "没有了" not in supervisor.buttons()
    assert await ledger(house, number) == [(15, "solved_on_spot"), (5, "supervisor_check")]


async def test_nobody_comes_so_the_next_nearest_is_asked_and_then_the_community_looks(
    house: House, place: tuple[float, float]
) -> None:
    """The first never answers, the second neither; the house was down when the last time was over."""
    people = {}
    for one in (await house.newcomer(), await house.newcomer()):
        await becomes_rider(one)
        people[await supervises(house, one, "长江社区", offered_to=1, rounds=2)] = one
        await checks_in_near(house, one, place)
    first, second = (people[who] for who in sorted(people))  # as far away as each other
    number = await closes_one(house, place)
    await first.hears(f"{number} 办结了")

    await house.tick_at(house.clock.now() + timedelta(hours=25))
    offered = await second.hears(f"{number} 办结了")
    await house.tick_at(house.clock.now() + timedelta(days=3))
    officer = await house.person("officer")
    await officer.hears(f"{number} 办结以后请骑手监督员去看", ever=True)
    late = await second.tap("没有了", offered)
    assert "不用再去了" in (await second.answered(late))["text"]

    await officer.say("/queue")
    await officer.tap("没人去看的隐患（1）", await officer.hears("待办的诉求"))
    await officer.tap(f"{number} 公用设施", await officer.hears("没人去看的隐患"))
    card = await officer.hears(lambda said: number in said["text"] and "已办结" in said["text"])
    await officer.tap("去现场看一眼", card)
    await officer.hears("请社区的人看一眼")
    await officer.tap("没有了")
    await officer.hears("拍一张现在的照片")
    await officer.send_photo(jpeg(7))
    await officer.hears(f"{number}：没有了")
    await officer.tap("确认提交")
    await officer.hears(f"{number} 记下了：没有了")
    assert await ledger(house, number) == [(15, "solved_on_spot")]
