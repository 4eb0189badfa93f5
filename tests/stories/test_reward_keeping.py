"""The street adds a reward of its own with a photo, puts pieces at a station, and a rider has one of them."""

from services.points.rewards_audit import CHECKS
from tests.stories.test_rewards import give
from tests.stories.test_rider import signed
from tests.support.house import House
from tests.support.pictures import jpeg


async def test_a_reward_from_the_streets_idea_to_a_riders_hands(house: House) -> None:
    rider, street = await signed(house), await house.person("street")
    await give(house, "rider", 100)
    await street.say("/start")
    await street.hears("您要办什么")
    await street.tap("其他的")
    await street.hears(lambda message: "兑换管理" in str(message))
    await street.tap("兑换管理")
    await street.hears("点一种看看")
    await street.tap("加一种")
    await street.hears("叫什么")
    await street.say("洗衣液")
    await street.hears("由谁给")
    await street.tap("驿站发")
    await street.hears("一份多少分")
    await street.say("免费")
    await street.hears("请写一个整数")
    await street.say("８０")
    await street.hears("每人每月最多几份")
    await street.say("1")
    await street.hears("请发一张照片")
    await street.send_photo(jpeg(1))
    await street.hears("洗衣液，驿站发")
    await street.tap("加上")
    await street.hears("“洗衣液”加上了")
    await street.hears("有照片")
    await street.tap("补货")
    card = await street.hears("给哪里补货")
    station = card["reply_markup"]["inline_keyboard"][0][0]["text"]
    await street.tap(station, card)
    await street.hears("来了几份")
    await street.say("5")
    await street.hears("货补好了")

    await rider.say("/start")
    await rider.hears("您要办什么")
    await rider.tap("我的积分")
    await rider.hears("您有 100 分")
    await rider.tap("兑换")
    await rider.hears("洗衣液")
    await rider.tap("洗衣液")
    await rider.hears(lambda message: "photo" in message)
    await rider.hears("80 分一份，每人每月最多 1 份")
    await rider.tap(f"{station.partition('（')[0]}（还有 5 份）")
    await rider.hears("要换吗")
    await rider.tap("换")
    await rider.hears("兑换券：洗衣液")
    assert [await house.app.door.look(check) for check in CHECKS.values()] == [[]] * len(CHECKS)
