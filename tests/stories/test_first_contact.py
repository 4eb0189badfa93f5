"""Somebody whom nobody knows writes for the first time."""

import pytest
from sqlalchemy import func, select

from models.people import Chat, Person
from models.places import Building
from tests.support.house import House


async def people_in(house: House) -> int:
    async with house.app.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(Person)) or 0


async def place_in_the_street(house: House) -> tuple[float, float]:
    async with house.app.door.database.read() as session:
        lat, lon = (await session.execute(select(Building.lat, Building.lon).limit(1))).one()
    return lat, lon


async def test_start_asks_for_consent_before_anything_is_stored(house: House) -> None:
    newcomer = await house.newcomer()
    before = await people_in(house)

    await newcomer.say("/start")
    await newcomer.hears("您同意吗")

    assert await people_in(house) == before
    await newcomer.tap("同意")
    await newcomer.hears("哪个社区")
    await newcomer.tap("长江社区")
    await newcomer.hears("哪个小区")
    await newcomer.tap("不在这些小区里")
    await newcomer.hears("您要办什么")
    assert await people_in(house) == before + 1


async def test_words_out_of_the_blue_are_kept_through_consent_and_home(house: House) -> None:
    newcomer = await house.newcomer()

    await newcomer.say("小区门口的井盖松了")
    await newcomer.hears("您同意吗")
    await newcomer.tap("同意")
    await newcomer.hears("哪个社区")
    await newcomer.tap("长江社区")
    await newcomer.hears("哪个小区")
    await newcomer.tap(newcomer.buttons()[0])
    await newcomer.hears("在什么地方")
    await newcomer.tap("跳过")
    card = await newcomer.hears("请您看看对不对")

    assert "内容：小区门口的井盖松了" in card["text"]
    assert "类别：公用设施" in card["text"]
    await newcomer.tap("确认提交")
    await newcomer.hears("收到了，编号")


async def test_who_stops_leaves_nothing_but_the_chat_itself(house: House) -> None:
    newcomer = await house.newcomer()
    before = await people_in(house)

    await newcomer.say("楼上漏水")
    await newcomer.hears("您同意吗")
    await newcomer.tap("不填了")
    await newcomer.hears("什么都没有提交")

    assert await people_in(house) == before
    async with house.app.door.database.read() as session:
        chat = (await session.scalars(select(Chat).where(Chat.external_id == newcomer.id))).one()
        assert chat.person_id is None


@pytest.mark.parametrize("agreed", [False, True])
async def test_who_says_what_it_is_about_instead_of_joining_is_heard(house: House, agreed: bool) -> None:
    newcomer = await house.newcomer()
    await newcomer.say("/start")
    await newcomer.hears("您同意吗")
    if agreed:
        await newcomer.tap("同意")
        await newcomer.hears("哪个社区")

    await newcomer.say("小区门口的井盖松了")

    if not agreed:
        assert "看不懂" not in (await newcomer.hears("您同意吗"))["text"]
        await newcomer.tap("同意")
    await newcomer.hears("哪个社区")
    await newcomer.tap("长江社区")
    await newcomer.hears("哪个小区")
    await newcomer.tap(newcomer.buttons()[0])
    await newcomer.hears("在什么地方")
    await newcomer.tap("跳过")
    assert "内容：小区门口的井盖松了" in (await newcomer.hears("请您看看对不对"))["text"]


async def test_danger_is_answered_even_to_who_has_not_agreed_yet(house: House) -> None:
    newcomer = await house.newcomer()
    await newcomer.say("/start")
    await newcomer.hears("您同意吗")

    await newcomer.say("楼道着火了")

    assert "119" in (await newcomer.hears("请先打电话"))["text"]
    await newcomer.tap("同意", message=await newcomer.hears("您同意吗", ever=True))
    await newcomer.hears("收到了，编号")


async def test_a_place_says_where_a_newcomer_lives(house: House) -> None:
    newcomer = await house.newcomer()
    await newcomer.say("/start")
    await newcomer.hears("您同意吗")
    await newcomer.tap("同意")
    await newcomer.hears("也可以直接发一个位置")

    await newcomer.send_location(*await place_in_the_street(house))

    await newcomer.hears("您要办什么")
    await newcomer.say("路灯不亮")
    await newcomer.hears("在什么地方")


async def test_english_is_spoken_to_who_speaks_english(house: House) -> None:
    newcomer = await house.newcomer()
    await newcomer.update_me(language_code="en")

    await newcomer.say("/start")

    await newcomer.hears("Do you agree?")
