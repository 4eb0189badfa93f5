"""Keeping rewards in chat: by the street's staff, restocked within one's own units, and whatever may be typed wrong."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.errors import NotAllowed, NotFound
from domain.reward_errors import PriceChanged, TooFewPieces
from models.audit import AccessLog
from models.database import Database
from models.people import Consent
from models.places import Unit
from models.reward import RewardOffer, RewardStock, Voucher
from services.points import offers, reward_views, rewards, rewards_audit
from tests.support.riders import CHEN, LIN, give, riders_in, with_riders
from tests.support.street import OUTSIDER, WANG, WU, ZHOU, Street, at, street_on
from tests.support.talk import Talk, read
from tests.support.wishes import MERCHANT

STATION, FAR_STATION = 31, 32
NOW = at("2026-11-18")


async def furnish(street: Street) -> Street:
    """A station and a barber of 周's community, and a station of the other one."""
    await street.add(
        Unit(id=STATION, kind="station", name="长江站", path="1/2/31/", parent_id=2),
        Unit(id=FAR_STATION, kind="station", name="别的站", path="1/5/32/", parent_id=5),
        Unit(id=MERCHANT, kind="merchant", name="孙记理发店", path="1/2/22/", parent_id=2),
    )
    version = street.door.settings.street.notice_version
    given = [Consent(person_id=who, notice_version=version, given_at=NOW) for who in (WU, ZHOU, WANG)]
    await street.add(*given)
    return street


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await furnish(await riders_in(tmp_path, NOW))
    yield street
    await street.door.database.close()


async def stocked(street: Street) -> list[tuple[int, str, int, int]]:
    async with street.door.database.read() as session:
        rows = await session.scalars(select(RewardStock).order_by(RewardStock.id))
        return [(row.unit_id, row.key, row.came_in, row.free) for row in rows]


async def test_a_reward_of_the_streets_own_is_added_restocked_and_redeemed(street: Street) -> None:
    wu, chen = Talk(street, WU), Talk(street, CHEN)
    await give(street, CHEN, 100)
    await wu.tap_data("m:offers")
    await wu.tap("加一种")
    assert "字、字母和数字" in read(await wu.say("洗衣液！！"))
    assert "由谁给" in read(await wu.say("洗衣液"))
    assert "由谁给" in read(await wu.say("五块钱"))
    assert "多少分" in read(await wu.tap("驿站发"))
    assert "从 1 到 10000" in read(await wu.say("一百"))
    assert "每人每月" in read(await wu.say("８０ 分"))
    assert "照片" in read(await wu.say("2"))
    shown = read(await wu.send_photo("soap"))
    assert "洗衣液，驿站发" in shown
    assert "80 分一份，每人每月最多 2 份" in shown
    await wu.tap("加上")
    await wu.tap("补货")
    await wu.tap("长江站（还有 0 份）")
    assert "还有 3 份" in read(await wu.say("3"))

    (card,) = await chen.tap_data("r:rewards:")
    assert "洗衣液" in card.text
    (card,) = await chen.tap("洗衣液")
    assert card.media
    assert card.picture is None
    (again,) = await chen.tap_data("rw:places:own-洗衣液:0::0")
    assert again.media == ()
    await chen.tap("长江站（还有 3 份）")
    assert "兑换券：洗衣液" in read(await chen.tap("换"))
    assert await stocked(street) == [(STATION, "own-洗衣液", 3, 2)]
    async with street.door.database.read() as session:
        logged = (await session.scalars(select(AccessLog.what).order_by(AccessLog.id))).all()
    assert logged == ["reward_added", "reward_restocked"]


async def test_a_new_price_is_for_whoever_sees_it_and_not_for_whoever_was_asked_the_old_one(street: Street) -> None:
    await street.add(RewardStock(unit_id=MERCHANT, key="haircut", came_in=5, free=5))
    await give(street, CHEN, 500)
    wu, chen = Talk(street, WU), Talk(street, CHEN)
    await chen.tap_data("rw:places:haircut:0::0")
    await chen.tap("孙记理发店")
    await wu.tap_data("ro:price:haircut:0")
    assert "价格改好了" in read(await wu.say("250"))

    assert "价格刚刚改成了 250 分，没有扣分" in read(await chen.tap("换"))
    await chen.tap_data("rw:places:haircut:0::0")
    assert "250 分一份" in read(await chen.tap("孙记理发店"))
    await chen.tap("换")

    async with street.door.database.read() as session:
        assert (await session.scalars(select(Voucher.points))).all() == [250]
        row = (await session.scalars(select(RewardOffer))).one()
    assert (row.key, row.kind, row.price, row.a_month) == ("haircut", "merchant", 250, 1)
    with pytest.raises(PriceChanged):
        await street.run(CHEN, rewards.redeem, 1, "late", 200)


async def test_what_is_retired_is_redeemed_no_more_but_honoured_and_comes_back_by_a_tap(street: Street) -> None:
    await street.add(RewardStock(unit_id=STATION, key="heat_patches", came_in=5, free=5))
    await give(street, CHEN, 500)
    code = await street.run(CHEN, rewards.redeem, 1, "before")
    wu, chen = Talk(street, WU), Talk(street, CHEN)
    await wu.tap_data("ro:open:heat_patches:0")
    assert "停了" in read(await wu.tap("停掉"))

    assert "暖贴" not in read(await chen.tap_data("r:rewards:"))
    for old in ("rw:places:heat_patches:0::0", "rw:place::1::0", "rw:redeem::1:again:60"):
        assert "没有找到" in read(await chen.tap_data(old))
    assert "暖贴" in read(await chen.tap_data("r:vouchers:"))
    assert await street.run(ZHOU, rewards.honour, code) == "heat_patches"

    assert "恢复了" in read(await wu.tap("恢复兑换"))
    assert "暖贴" in read(await chen.tap_data("r:rewards:"))


async def test_pieces_go_out_of_a_place_only_while_they_are_free(street: Street) -> None:
    await give(street, CHEN, 500)
    wu = Talk(street, WU)
    for typed, said in (("5", "还有 5 份"), ("-2", "还有 3 份"), ("-4", "只有 3 份没换出去"), ("零点五", "一个整数")):
        await wu.tap_data(f"ro:put:heat_patches:{STATION}")
        assert said in read(await wu.say(typed))
        await wu.say("/cancel")
    await street.run(CHEN, rewards.redeem, 1, "one")
    with pytest.raises(TooFewPieces):
        await street.run(WU, offers.restock, "heat_patches", STATION, "-3")
    assert await stocked(street) == [(STATION, "heat_patches", 3, 2)]
    assert [await street.door.look(check) for check in rewards_audit.CHECKS.values()] == [[]] * 3


async def test_a_community_restocks_its_own_places_and_changes_nothing_else(street: Street) -> None:
    zhou = Talk(street, ZHOU)
    shown = read(await zhou.tap_data("ro:open:heat_patches:0"))
    assert "价格、份数由街道定" in shown
    assert "改价" not in shown
    assert "长江站" in read(await zhou.tap("补货"))
    await zhou.tap("长江站")
    assert "货补好了" in read(await zhou.say("4"))
    assert await stocked(street) == [(STATION, "heat_patches", 4, 4)]

    assert "不归您办" in read(await zhou.tap_data("ro:retire:heat_patches:0"))
    await zhou.tap_data("ro:price:heat_patches:0")
    assert "不归您办" in read(await zhou.say("1"))
    for unit in (FAR_STATION, MERCHANT):
        with pytest.raises(NotFound):
            await street.run(ZHOU, offers.restock, "heat_patches", unit, "1")
    photo = {"kind": "photo", "file_id": "f", "unique_id": "u"}
    for who in (ZHOU, WANG, CHEN, OUTSIDER):
        for use, more in ((offers.retire, ()), (offers.bring_back, ()), (offers.show, (photo,))):
            with pytest.raises(NotAllowed):
                await street.run(who, use, "haircut", *more)
    for who in (WANG, CHEN, OUTSIDER):
        with pytest.raises(NotAllowed):
            await street.run(who, offers.kept)


async def test_a_merchant_comes_in_with_its_person_and_honours(street: Street) -> None:
    await give(street, CHEN, 500)
    zhou = Talk(street, ZHOU)
    await zhou.tap_data("m:offers")
    await zhou.tap("加商家")
    assert "最多 40 个字" in read(await zhou.say("店" * 41))
    assert "<b>赵记洗车</b>，在长江社区" in read(await zhou.say("  赵记洗车 "))
    await zhou.tap("加上")
    (link,) = await zhou.tap("邀请负责人")
    assert "赵记洗车" in link.text
    await zhou.tap_data("ro:shop::0")
    await zhou.say("赵记洗车")
    assert "已经有叫这个名字" in read(await zhou.tap("加上"))

    async with street.door.database.read() as session:
        shop = (await session.scalars(select(Unit).where(Unit.name == "赵记洗车"))).one()
    assert (shop.kind, shop.parent_id, shop.path) == ("merchant", 2, f"1/2/{shop.id}/")
    await street.run(ZHOU, offers.restock, "car_wash", shop.id, "3")
    token = link.text.partition("invite_")[2].split()[0]
    lin = Talk(street, LIN)
    await lin.say(f"/start invite_{token}")
    await lin.tap("接受")
    code = await street.run(CHEN, rewards.redeem, 1, "wash")
    assert "这张券有效：<b>洗车</b>" in read(await lin.say(code))


async def test_two_streets_keep_their_own(either: Database) -> None:
    street = await furnish(await with_riders(await street_on(either, NOW)))
    await street.add(Unit(id=40, kind="street", name="江北街道", path="40/"))
    await street.run(WU, offers.reprice, "haircut", "190")
    await street.run(WU, offers.limit, "haircut", "3")
    await street.run(WU, offers.add, offers.Draft("own-洗衣液", "stock", 80, 2))
    seen = {one.reward.key: one.reward for one in await street.run(WU, offers.kept)}
    assert (seen["haircut"].price, seen["haircut"].a_month, seen["own-洗衣液"].price) == (190, 3, 80)
    async with either.write() as session:
        await session.execute(update(RewardOffer).values(street_id=40))
    seen = {one.reward.key: one.reward for one in await street.run(WU, offers.kept)}
    assert (seen["haircut"].price, "own-洗衣液" in seen) == (200, False)
    with pytest.raises(NotFound):
        await street.run(CHEN, reward_views.places, "own-洗衣液")
