"""A community invites a volunteer by link, who agrees to the notice first; a whistle finds them; their role ends."""

import re

from sqlalchemy import func, select

from models.people import RoleHeld
from tests.stories.test_whistles import handling, joins, whistle
from tests.support.house import House
from webchat.person import Person

LINK = re.compile(r"start=(invite_[\w-]+)")


async def invited(officer: Person, grid: str = "长江社区第3网格", kind: str = "小红帽志愿者") -> str:
    """The community makes a link for a force. Returns what follows /start."""
    await officer.start()
    await officer.hears("您要办什么")
    await officer.tap("人员和名册")
    await officer.hears("您要办什么")
    await officer.tap("邀请")
    await officer.hears("请谁来")
    await officer.tap("下沉力量")
    await officer.hears("是哪里的")
    await officer.tap(grid)
    await officer.hears("是哪一类")
    await officer.tap(kind)
    found = LINK.search((await officer.hears("只能用一次"))["text"])
    assert found is not None
    assert [one for one in await officer.history(limit=3) if "photo" in one], "no QR to show"
    return found.group(1)


async def test_invited_called_and_ended(house: House) -> None:
    officer, volunteer, second = await house.person("officer"), await house.newcomer(), await joins(house)
    link = await invited(officer)

    await volunteer.start(link)
    await volunteer.hears("您同意吗")
    await volunteer.tap("同意")
    await volunteer.hears("您住在哪个社区")
    await volunteer.tap("长江社区")
    await volunteer.hears("是哪个小区")
    await volunteer.tap("不在这些小区里")
    await volunteer.hears("您被邀请担任小红帽志愿者（长江社区第3网格）")
    await second.start(link)
    await second.hears("您被邀请担任")
    await volunteer.tap("接受")
    await volunteer.hears("您现在是小红帽志愿者")
    await officer.hears("接受了您的邀请")
    refused = await second.tap("接受")
    assert "已经用过或者过期" in (await second.answered(refused))["text"]
    await officer.start(await invited(officer))
    await officer.hears("这是您自己发的邀请")
    await second.start("invite_madeup")
    await second.hears("已经用过或者过期")

    await volunteer.start()
    await volunteer.hears("下沉力量")
    assert await live_roles(house) == 1


async def live_roles(house: House) -> int:
    """How many volunteers were made by invitation: the seed has each of its own."""
    query = select(func.count()).select_from(RoleHeld).where(RoleHeld.starts_on == house.clock.now().date())
    async with house.app.door.database.read() as session:
        return (await session.scalars(query)).one()


async def test_a_button_after_the_role_ended_does_nothing_but_say_so(house: House) -> None:
    officer, volunteer = await house.person("officer"), await joins(house)
    await volunteer.start(await invited(officer))
    await volunteer.hears("您被邀请担任")
    await volunteer.tap("接受")
    await volunteer.hears("您现在是小红帽志愿者")
    number, worker = await handling(house, "楼道灯坏了")
    await whistle(worker, number, "小红帽志愿者")
    await volunteer.hears("网格在吹哨")

    await end_newest(officer)
    await volunteer.hears("已经结束")
    tapped = await volunteer.tap("我来，报到")

    assert "这个身份已经结束" in (await volunteer.answered(tapped))["text"]


async def end_newest(officer: Person) -> None:
    await officer.start()
    await officer.hears("您要办什么")
    await officer.tap("人员和名册")
    await officer.hears("您要办什么")
    await officer.tap("邀请")
    await officer.hears("请谁来")
    await officer.tap("名单，结束身份")
    page = await officer.hears("现在的名单")
    while "下一页" in officer.buttons(page):
        await officer.tap("下一页")
        page = await officer.hears("现在的名单")
    await officer.tap(officer.buttons(page)[-1])
    await officer.hears("要结束这个身份吗")
    await officer.tap("结束")
    await officer.hears("已经结束：")
