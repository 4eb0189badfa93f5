"""The list of rewards: all of them in one picture, in words what each means for this rider; it pages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.media import Media
from models.places import Unit
from models.reward import RewardOffer, RewardStock
from services.pictures import Shelf, Ware
from tests.support.riders import CHEN, LIN, give, riders_in
from tests.support.street import STREET, Street, at
from tests.support.talk import Talk, read
from tests.support.wishes import MERCHANT

SHA = "a" * 64


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """A barber with haircuts, of which there is a photo, and with car washes, which are gone."""
    street = await riders_in(tmp_path, at("2026-11-18"))
    photo = Media(
        chat_id=CHEN,
        kind="photo",
        file_id="f",
        unique_id="u",
        created_at=street.clock.now(),
        next_try_at=street.clock.now(),
        state="kept",
        sha256=SHA,
    )
    await street.add(
        photo,
        Unit(id=MERCHANT, kind="merchant", name="孙记理发店", path="1/2/22/", parent_id=2),
        RewardOffer(street_id=STREET, key="haircut", kind="merchant", price=200, a_month=1, photo_id=1),
        RewardStock(unit_id=MERCHANT, key="haircut", came_in=5, free=5),
        RewardStock(unit_id=MERCHANT, key="car_wash", came_in=5, free=0),
    )
    yield street
    await street.door.database.close()


async def test_the_list_shows_each_reward_with_price_limit_and_whether_there_is_any(street: Street) -> None:
    await give(street, CHEN, 180)
    (card,) = await Talk(street, CHEN).tap_data("r:rewards:")

    assert card.picture == Shelf(
        "积分可以换",
        (
            Ware("洗车", ("150 分 · 每月最多 2 份", "换完了，等补货"), symbol="car_wash"),
            Ware("理发", ("200 分 · 每月最多 1 份", "有货"), photo=SHA, symbol="haircut"),
        ),
    )
    assert "<b>理发</b>　200 分　还有 5 份　每月最多 1 份　还差 20 分" in card.text


async def test_everybody_sees_the_same_picture_and_nobody_twice_within_minutes(street: Street) -> None:
    await give(street, LIN, 500)
    chen, lin = Talk(street, CHEN), Talk(street, LIN)
    (first,) = await chen.tap_data("r:rewards:")
    (again,) = await chen.tap_data("rw:list::0::0")
    (others,) = await lin.tap_data("r:rewards:")
    assert (again.picture, others.picture) == (None, first.picture)
    assert "理发" in again.text

    await street.add(RewardStock(unit_id=STREET, key="thermos_cup", came_in=1, free=1))
    (changed,) = await chen.tap_data("rw:list::0::0")
    assert isinstance(changed.picture, Shelf)
    assert [ware.name for ware in changed.picture.wares] == ["洗车", "理发", "保温杯"]


async def test_many_rewards_are_paged_each_page_with_its_picture(street: Street) -> None:
    for n in range(6):
        key = f"own-第{n}种"
        offer = RewardOffer(street_id=STREET, key=key, kind="merchant", price=10 + n, a_month=1)
        await street.add(offer, RewardStock(unit_id=MERCHANT, key=key, came_in=1, free=1))
    talk = Talk(street, CHEN)
    (first,) = await talk.tap_data("r:rewards:")
    (second,) = await talk.tap("下一页")

    assert isinstance(first.picture, Shelf)
    assert isinstance(second.picture, Shelf)
    assert [ware.name for ware in first.picture.wares] == [f"第{n}种" for n in range(6)]
    assert [ware.name for ware in second.picture.wares] == ["洗车", "理发"]
    assert "第0种" in read(await talk.tap_data("rw:list:own-没有了:0::0"))
