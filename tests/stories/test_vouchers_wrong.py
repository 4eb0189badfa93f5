"""What goes wrong with vouchers at the counter: told in words, nothing lost, nothing paid twice."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import func, select, update

from domain.settings import Settings
from models.people import Chat
from models.reward import RewardStock, Voucher
from services.points.rewards_audit import CHECKS
from services.seed.cast import BY_KEY
from tests.stories.conftest import unvisited
from tests.stories.test_rewards import give, redeem_haircut, shop_of
from tests.stories.test_rider import signed
from tests.support.house import ZONE, House
from webchat.person import Person


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return unvisited(settings)


async def points_card(rider: Person, points: int) -> None:
    await rider.say("/start")
    await rider.hears("您要办什么")
    await rider.tap("我的积分")
    await rider.hears(f"您有 {points} 分")


async def to_the_question(house: House, rider: Person) -> None:
    await rider.tap("兑换")
    await rider.hears("份　✓ 够换了")
    await rider.tap("理发")
    await rider.hears("您想去哪里领")
    await rider.tap(f"{await shop_of(house)}（还有 10 份）")
    await rider.hears("要换吗")


async def is_sound(house: House) -> bool:
    return [await house.app.door.look(check) for check in CHECKS.values()] == [[]] * len(CHECKS)


async def test_redeeming_twice_at_once_from_two_phones_gives_one_voucher(house: House) -> None:
    one = await signed(house)
    await give(house, "rider", 500)
    async with house.app.door.database.write() as session:
        person = select(Chat.person_id).where(Chat.external_id == BY_KEY["rider"].external_id).scalar_subquery()
        other_phone = update(Chat).where(Chat.external_id == BY_KEY["elderly"].external_id)
        await session.execute(other_phone.values(person_id=person))
    other = await house.person("elderly")
    for phone in (one, other):
        await points_card(phone, 500)
        await to_the_question(house, phone)

    await asyncio.gather(one.tap("换"), other.tap("换"))

    answer = "券码：", "每人每月最多 1 份，这个月您已经换过了，没有扣分"

    def said(phone: Person) -> list[bool]:
        everything = str(phone.messages) + str(phone.answers)
        return [words in everything for words in answer]

    for phone in (one, other):
        await phone.until(lambda page: any(said(page)), what="an answer")
    assert sorted([said(one), said(other)]) == [[False, True], [True, False]]
    async with house.app.door.database.read() as session:
        assert (await session.scalars(select(func.count()).select_from(Voucher))).one() == 1
        free = select(RewardStock.free).join(Voucher, Voucher.stock_id == RewardStock.id)
        assert (await session.scalars(free)).one() == 9
    await points_card(one, 300)
    assert await is_sound(house)


async def test_at_the_counter_every_wrong_voucher_is_told_from_a_good_one(house: House) -> None:
    rider, barber = await signed(house), await house.person("merchant")
    await give(house, "rider", 600)
    await points_card(rider, 600)
    code = await redeem_haircut(house, rider)
    wash = await redeem_car_wash(rider)

    await barber.say(f"{code[:4]}{code[5:8]}")
    await barber.hears("这个券码不对")
    await barber.say(f"O{code[1:4]}0{code[6:]}")
    await barber.hears("这个券码不对")
    await barber.say(" ".join(wash.lower()))
    await barber.hears("这张券不是您这里的")
    await barber.say("\u3000".join(chr(ord(sign) + 0xFEE0) for sign in code.replace(" ", "").lower()))
    shown = await barber.hears("这张券有效：理发")
    await barber.tap("核销", shown)
    await barber.hears("核销好了：理发")
    await barber.say(code)
    await barber.hears("这张券 11月23日 09:00 已经用过了")

    await house.tick_at(datetime(2026, 12, 24, 0, 5, tzinfo=ZONE))
    await rider.hears("洗车的兑换券过期了，150 分已经退给您")
    await points_card(rider, 400)
    await barber.say(wash)
    await barber.hears("这张券不是您这里的")
    async with house.app.door.database.read() as session:
        stocks = select(RewardStock.key, RewardStock.free).where(RewardStock.came_in != RewardStock.free)
        assert [tuple(row) for row in await session.execute(stocks)] == [("haircut", 9)]
    assert await is_sound(house)


async def redeem_car_wash(rider: Person) -> str:
    """At whichever there is. Returns the code."""
    await rider.tap("兑换")
    await rider.hears("份　✓ 够换了")
    await rider.tap("洗车")
    card = await rider.hears("您想去哪里领")
    await rider.tap(rider.buttons(card)[0])
    await rider.hears("要换吗")
    await rider.tap("换")
    said = await rider.hears("券码：")
    await rider.hears(lambda message: "photo" in message)
    return str(said["text"]).partition("券码：")[2].split("\n")[0].strip()


async def test_an_expired_voucher_is_told_at_its_own_counter(house: House) -> None:
    rider, barber = await signed(house), await house.person("merchant")
    await give(house, "rider", 200)
    await points_card(rider, 200)
    code = await redeem_haircut(house, rider)
    house.clock.move_to(datetime(2026, 12, 24, 0, 1, tzinfo=ZONE))

    await barber.say(code)
    await barber.hears("这张券过期了，不能用了")
    await house.tick_at(datetime(2026, 12, 24, 0, 5, tzinfo=ZONE))
    await rider.hears("理发的兑换券过期了，200 分已经退给您")
    await barber.say(code)
    await barber.hears("这张券过期了，不能用了")
    await points_card(rider, 200)
    assert await is_sound(house)
