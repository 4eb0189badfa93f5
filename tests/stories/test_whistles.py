"""A case calls forces: two kinds come, of the third nobody does for an hour, and all sign off before the end."""

import asyncio
from datetime import date, timedelta

from sqlalchemy import select

from domain.case_flow import CaseState
from domain.roles import Role
from models.case import Case
from models.people import Chat, RoleHeld
from services.seed.cast import BY_KEY, CHANNEL
from tests.stories.test_resident import file_complaint
from tests.support.house import MONDAY, House
from tests.support.pictures import jpeg
from webchat.person import Person


async def unit_of(house: House, key: str, role: Role) -> int:
    """The unit for which one of the cast holds `role`."""
    query = select(RoleHeld.unit_id).join(Chat, Chat.person_id == RoleHeld.person_id)
    async with house.app.door.database.read() as session:
        here = (Chat.external_id == BY_KEY[key].external_id, Chat.channel == CHANNEL, RoleHeld.role == role)
        return (await session.scalars(query.where(*here))).one()


async def joins(house: House) -> Person:
    """Somebody new who agrees to the notice and says where they live."""
    person = await house.newcomer()
    await person.start()
    await person.hears("您同意吗")
    await person.tap("同意")
    await person.hears("您住在哪个社区")
    await person.tap("长江社区")
    await person.hears("是哪个小区")
    await person.tap("不在这些小区里")
    await person.hears("您要办什么")
    return person


async def member(house: House, kind: str, unit_id: int) -> Person:
    """Somebody new who belongs to a force."""
    person = await joins(house)
    async with house.app.door.database.write() as session:
        query = select(Chat.person_id).where(Chat.external_id == person.id, Chat.channel == CHANNEL)
        person_id = (await session.scalars(query)).one()
        assert person_id is not None
        since = date(2026, 1, 1)
        session.add(RoleHeld(person_id=person_id, role=Role.FORCE, unit_id=unit_id, starts_on=since, force_kind=kind))
    return person


async def handling(house: House, words: str) -> tuple[str, Person]:
    """A complaint that the grid's worker deals with; they look at its card."""
    resident, worker = await house.person("resident"), await house.person("worker")
    number = await file_complaint(resident, words)
    await worker.hears(f"有新的诉求 {number}")
    await worker.tap("受理")
    await worker.hears("现在：已受理")
    await worker.tap("开始办理")
    await worker.hears("现在：办理中")
    return number, worker


async def choose(worker: Person, kind: str) -> None:
    await worker.tap(worker.button(kind))
    await worker.hears(lambda message: f"✓ {kind}" in str(message))


async def whistle(worker: Person, number: str, *kinds: str) -> None:
    card = await worker.hears(number, ever=True)
    if "吹哨叫人" not in worker.buttons(card):  # a joint case has it on its card, any other behind one button
        await worker.tap("更多")
        await worker.hears(lambda message: "吹哨叫人" in str(message))
    await worker.tap("吹哨叫人")
    await worker.hears("要叫谁来")
    for kind in kinds:
        await choose(worker, kind)
    await worker.tap(f"就叫这 {len(kinds)} 类")
    await worker.hears("要他们做什么")
    await worker.say("楼道里有人吵架，来两个人劝一劝，到三号楼找我")
    await worker.hears(f"{number} 叫：")
    await worker.tap("吹哨")
    await worker.hears("等人报到")


async def resolve(worker: Person, number: str) -> None:
    await worker.say(number)
    await worker.hears("现在：办理中")
    await worker.tap("办好了")
    await worker.hears("怎么办好的")
    await worker.say("劝好了")
    await worker.hears("说明：劝好了")


async def sign_off(force: Person, words: str) -> None:
    await force.tap("我这部分办好了")
    await force.hears("怎么办好的")
    await force.send_photo(jpeg(3))
    await force.hears("照片收到了，1 张")
    await force.say(words)
    await force.hears(f"说明：{words}")
    await force.tap("确认提交")
    await force.hears("这部分已经办好")


async def test_three_kinds_are_called_two_come_the_third_only_after_the_street_has_heard(house: House) -> None:
    grid = await unit_of(house, "worker", Role.GRID_WORKER)
    community = await unit_of(house, "officer", Role.COMMUNITY_STAFF)
    near, far = await member(house, "building_heads", grid), await member(house, "building_heads", grid)
    hats = await member(house, "red_hats", grid)
    police, outsider = await member(house, "police_and_enforcement", community), await joins(house)
    officer, street = await house.person("officer"), await house.person("street")
    number, worker = await handling(house, "楼上楼下为漏水吵起来了")

    await whistle(worker, number, "楼栋长单元长", "小红帽", "公安执法")
    for called in (near, far, hats, police):
        await called.hears("网格在吹哨")
    await asyncio.gather(near.tap("我来，报到"), far.tap("我来，报到"))
    await worker.hears("楼栋长单元长有人报到了")
    await hats.tap("我来，报到")
    await hats.hears("您已经报到")
    async with house.app.door.database.read() as session:
        assert (await session.scalars(select(Case.state).where(Case.number == number))).one() == CaseState.HANDLING

    await house.tick_at(MONDAY + timedelta(minutes=31))
    await officer.hears("叫了公安执法，还没有人报到")
    await house.tick_at(MONDAY + timedelta(minutes=61))
    await street.hears("叫了公安执法，还没有人报到")
    await police.tap("我来，报到")
    await police.hears("您已经报到")
    await worker.hears("公安执法有人报到了")

    first = near if any("我这部分办好了" in near.buttons(one) for one in near.messages) else far
    second = far if first is near else near
    await second.hears("已经有人报到", ever=True)
    await sign_off(first, "两家都劝住了")
    await worker.hears("楼栋长单元长办好了自己那部分")
    await sign_off(hats, "门口的人劝散了")
    await worker.say(number)
    await worker.hears("现在：办理中")
    refused = await worker.tap("办好了")
    assert (await worker.answered(refused))["text"] == f"{number} 还不能办结：公安执法还没有办好自己那部分。"
    await sign_off(police, "已经调解")
    await worker.hears("公安执法办好了自己那部分")
    await resolve(worker, number)
    await worker.tap("确认提交")
    await worker.hears("现在：已办好")
    assert all(number not in str(message) for message in await outsider.history())


async def test_a_force_reads_what_and_where_but_neither_who_nor_what_the_desk_wrote(house: House) -> None:
    grid = await unit_of(house, "worker", Role.GRID_WORKER)
    force = await member(house, "red_hats", grid)
    number, worker = await handling(house, "楼道灯坏了，老人看不见路")
    await whistle(worker, number, "小红帽志愿者")
    await force.hears("网格在吹哨")

    assert "楼道灯坏了，老人看不见路" in force.last()["text"]
    await force.say(number)
    await force.hears("没有找到")
    await force.tap("来不了")
    await force.hears("为什么来不了")
    await force.tap("不在附近")
    await force.hears("来不了")
    await force.tap("确认提交")
    await force.hears("您说过来不了")
    await worker.hears("还没有人报到，请看一看")
    assert "来不了：不在附近" in worker.last()["text"]


async def test_whoever_says_on_duty_is_called_first(house: House) -> None:
    grid = await unit_of(house, "worker", Role.GRID_WORKER)
    ready, resting = await member(house, "red_hats", grid), await member(house, "red_hats", grid)
    await ready.start()
    await ready.hears("您要办什么")
    await ready.tap("值班")
    await ready.hears("现在不在值班")
    await ready.tap("值 2 小时")
    await ready.hears("您正在值班，到今天 11:00")
    number, worker = await handling(house, "楼道灯坏了")

    await whistle(worker, number, "小红帽志愿者")

    await ready.hears(f"网格在吹哨！{number}")
    assert all(number not in str(message) for message in await resting.history())


async def test_the_community_puts_somebody_on_the_roster_who_hears_of_it_and_is_taken_off_again(house: House) -> None:
    community = await unit_of(house, "officer", Role.COMMUNITY_STAFF)
    force, officer = await member(house, "liaison_cadres", community), await house.person("officer")
    await officer.start()
    await officer.hears("您要办什么")
    await officer.tap("人员和名册")
    await officer.hears(lambda message: "'text': '邀请'" in str(message))
    await officer.tap("邀请")
    await officer.hears("请谁来")
    await officer.tap("值班表")
    await officer.hears("看哪里的")
    await officer.tap("长江社区")
    await officer.hears("还没有人值班")
    await officer.tap("排人值班")
    kinds = await officer.hears("排哪一类")
    await officer.tap(next(label for label in officer.buttons(kinds) if label.startswith("下沉干部")))
    shifts = await officer.hears("值哪一段")
    await officer.tap(next(label for label in officer.buttons(shifts) if label.startswith("下午")))
    names = await officer.hears("点名字就排上")
    mine = officer.buttons(names)[-2]
    await officer.tap(mine)
    await officer.hears(lambda message: f"✓ {mine}" in str(message))
    await house.tick_at(MONDAY + timedelta(minutes=6))
    await force.hears("您的值班有变动")
    await officer.tap("看值班表")
    await officer.hears("今天 14:00 到 今天 18:00")
    await officer.tap(f"不排 {mine.removeprefix('✓ ')}")
    await officer.hears("还没有人值班")
