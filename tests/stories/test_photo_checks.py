"""A picture used twice: held and told, appealed and paid once; one that is only alike is looked at by a person."""

from sqlalchemy import func, select

from models.media import Media
from tests.stories.test_resident import number_in
from tests.stories.test_rider import file_hazard, ledger, signed
from tests.stories.test_rider import place as place
from tests.support.house import House
from tests.support.patience import until
from tests.support.pictures import cropped, jpeg, mirrored
from webchat.person import Person


async def file_photo(rider: Person, place: tuple[float, float], photo: bytes, category: str) -> str:
    """Of another category than others around, so that nobody is asked whether it is the same."""
    await rider.send_photo(photo)
    await rider.hears("在什么地方")
    await rider.send_location(*place)
    await rider.hears("这是哪一类")
    await rider.tap("都不像，看别的")
    await rider.hears("这是哪一类")
    await rider.tap(category)
    await rider.hears("请您看看对不对")
    await rider.tap("确认提交")
    return number_in((await rider.hears("隐患收到了，编号"))["text"])


async def arrived(house: House) -> None:
    """Every photo was fetched."""

    async def nothing_comes() -> bool:
        async with house.app.door.database.read() as session:
            return not await session.scalar(select(func.count()).where(Media.state == "pending"))

    await until(nothing_comes, "every photo is here")


async def confirm(officer: Person, number: str) -> None:
    await officer.say(number)
    await officer.tap("核实属实", await officer.hears(lambda said: number in said["text"] and "已提交" in said["text"]))
    await officer.hears(lambda said: number in said["text"] and "已受理" in said["text"])


async def test_a_mirrored_picture_is_held_and_an_appeal_pays_it_once(house: House, place: tuple[float, float]) -> None:
    rider, second = await signed(house), await signed(house, "merchant")
    officer = await house.person("officer")
    first = await file_hazard(rider, place)
    await confirm(officer, first)
    await rider.hears("得了 10 分，现在一共 10 分")

    number = await file_photo(second, place, mirrored(jpeg(1)), "停车")
    await arrived(house)
    await officer.say(number)
    assert f"照片与 {first} 的照片几乎一样" in (await officer.hears("上报人的积分会先暂扣"))["text"]
    await confirm(officer, number)
    held = await second.hears("和以前用过的一张几乎一样")
    assert first not in held["text"]
    assert await ledger(house, number) == []
    await second.tap("积分怎么给", held)
    await second.hears("差 8 位以内：算同一张，积分先暂扣")

    await second.tap("申诉", held)
    await second.hears("再拍一张现场的照片发来")
    await second.say("我站在对面拍的，不是同一张")
    await second.hears("请您看看对不对")
    await second.tap("确认提交")
    await second.hears(f"申诉收到了：{number}")

    asked = await officer.hears(f"{number}：上报人申诉")
    assert "我站在对面拍的" in asked["text"]
    await officer.tap("看两张照片", asked)
    await officer.hears("第一张是这次的，第二张是以前的")
    await officer.tap("不是同一张，发")
    await officer.hears("为什么发")
    await officer.tap("同一个地方，但是新拍的")
    await officer.hears(f"{number} 的积分发了")
    await second.hears("得了 10 分，现在一共 10 分", ever=True)
    assert await ledger(house, number) == [(10, "hazard_confirmed")]


async def test_a_cropped_picture_goes_to_a_person_who_refuses_it(house: House, place: tuple[float, float]) -> None:
    rider, officer = await signed(house), await house.person("officer")
    first = await file_hazard(rider, place)
    await confirm(officer, first)
    number = await file_photo(rider, place, cropped(jpeg(1), 0.06), "停车")

    await confirm(officer, number)

    await rider.hears("积分要等社区看一眼照片再发", ever=True)
    asked = await officer.hears(f"{number}：这次的积分发不发", ever=True)
    await officer.tap("不发", asked)
    await officer.hears("为什么不发")
    await officer.say("裁了一下再发的，就是上次那张")
    await officer.hears("理由已经告诉上报人")
    await rider.hears("社区说：裁了一下再发的，就是上次那张")
    assert await ledger(house, number) == []
