"""Somebody whom nobody knows writes for the first time."""

from sqlalchemy import func, select

from models.people import Chat, Person
from tests.support.house import House


async def people_in(house: House) -> int:
    async with house.app.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(Person)) or 0


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


async def test_english_is_spoken_to_who_speaks_english(house: House) -> None:
    newcomer = await house.newcomer()
    await newcomer.update_me(language_code="en")

    await newcomer.say("/start")

    await newcomer.hears("Do you agree?")
