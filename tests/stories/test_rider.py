"""Job 2: a rider's photo becomes a hazard, and once it is confirmed points that are there once and for ever."""

import asyncio
import re

import pytest
from aiohttp import FormData
from sqlalchemy import func, select

from models.case import Case
from models.media import Media
from models.people import Person as PersonRow
from models.places import Building, Household
from models.points import PointsAccount, PointsTransfer
from tests.stories.test_resident import number_in
from tests.support.house import House
from tests.support.pictures import jpeg
from webchat.person import Person, Refused

FAR_AWAY = (39.9, 116.4)


@pytest.fixture
async def place(house: House) -> tuple[float, float]:
    return await place_in(house)


async def place_in(house: House) -> tuple[float, float]:
    """At the resident's building, in the grid of the cast."""
    query = select(Building.lat, Building.lon).join(Household, Household.building_id == Building.id)
    query = query.join(PersonRow, PersonRow.household_id == Household.id).where(PersonRow.large_type)
    async with house.app.door.database.read() as session:
        lat, lon = (await session.execute(query)).one()
    return lat, lon


async def signed(house: House, key: str = "rider") -> Person:
    """Somebody of the cast who has accepted the agreement."""
    rider = await house.person(key)
    await rider.say("/rider")
    await rider.hears("双向服务协议")
    await rider.tap("我同意，签了")
    await rider.hears("签好了，谢谢您")
    return rider


async def snap(rider: Person, place: tuple[float, float], photo: int = 1) -> None:
    """Photo, place and what it is about; what is asked next is the caller's."""
    await rider.send_photo(jpeg(photo))
    await rider.hears("在什么地方")
    await locate(rider, place)


async def locate(rider: Person, place: tuple[float, float]) -> None:
    await rider.send_location(*place)
    await rider.hears("这是哪一类")
    await rider.tap("公用设施")


async def file_hazard(rider: Person, place: tuple[float, float]) -> str:
    await snap(rider, place)
    await rider.hears("请您看看对不对")
    await rider.tap("确认提交")
    return number_in((await rider.hears("隐患收到了，编号"))["text"])


async def test_an_album_before_the_agreement_is_asked_for_its_place_with_the_keyboard(house: House) -> None:
    rider = await house.person("rider")
    await rider.send_photo(jpeg(1), jpeg(2))
    await rider.hears("双向服务协议")
    await rider.tap("我同意，签了")
    await rider.hears("在什么地方")
    await rider.until(lambda page: page.keyboard, what="the keyboard")

    await rider.say("解放路口")

    await rider.hears("您写的也记下了")


async def ledger(house: House, number: str) -> list[tuple[int, str]]:
    """(amount, reason) of everything that this case paid."""
    query = select(PointsTransfer.amount, PointsTransfer.reason).join(Case, Case.id == PointsTransfer.case_id)
    async with house.app.door.database.read() as session:
        rows = await session.execute(query.where(Case.number == number).order_by(PointsTransfer.id))
        return [(amount, reason) for amount, reason in rows]


async def hazards(house: House) -> int:
    async with house.app.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(Case).where(Case.kind == "hazard")) or 0


async def test_from_the_agreement_to_points_in_the_purse(house: House, place: tuple[float, float]) -> None:
    rider, officer = await house.person("rider"), await house.person("officer")
    await rider.send_photo(jpeg(1))
    agreement = await rider.hears("双向服务协议")
    assert "得 10 分" in agreement["text"]
    await rider.tap("我同意，签了")
    await rider.hears("在什么地方")
    await locate(rider, place)
    card = await rider.hears("请您看看对不对")
    assert "类别：公用设施" in card["text"]
    await rider.tap("改类别")
    await rider.hears("这是哪一类")
    await rider.tap("停车")
    await rider.hears("类别：停车")
    await rider.tap("确认提交")
    number = number_in((await rider.hears("隐患收到了，编号"))["text"])

    await officer.hears(f"有新的诉求 {number}")
    await officer.tap("核实属实")

    await rider.hears("得了 10 分，现在一共 10 分")
    await rider.tap("我的积分")
    assert "离下一份奖品还差 50 分" in (await rider.hears("您有 10 分"))["text"]
    await rider.tap("积分明细")
    await rider.hears(lambda said: bool(re.search(rf"得 10 分.*{number}", said["text"])))
    assert await ledger(house, number) == [(10, "hazard_confirmed")]


async def test_a_photo_without_the_agreement_waits_until_it_is_signed(house: House, place: tuple[float, float]) -> None:
    rider, before = await house.person("rider"), await hazards(house)
    await rider.send_photo(jpeg(2))
    await rider.hears("双向服务协议")

    await rider.send_location(*place)

    await rider.hears("双向服务协议")
    assert await hazards(house) == before
    await rider.tap("我同意，签了")
    await rider.hears("这是哪一类")
    await rider.tap("公用设施")
    assert "照片：1 张" in (await rider.hears("请您看看对不对"))["text"]


async def test_a_photo_that_is_none_is_refused_by_the_page(house: House) -> None:
    rider, before = await signed(house), await hazards(house)

    with pytest.raises(Refused) as refused:
        await rider.send_photo(b"these bytes are no picture")

    assert refused.value.status == 400
    assert await hazards(house) == before


async def test_a_picture_file_that_cannot_be_opened_is_told_and_nothing_else_is_lost(
    house: House, place: tuple[float, float]
) -> None:
    """As a file, the page does not look into it; whoever fetches it does."""
    rider = await signed(house)
    form = FormData({"client_id": "a-file", "kind": "document"}, default_to_multipart=True)
    form.add_field("file", b"\x89PNG, and the rest is torn off", filename="hazard.png", content_type="image/png")
    await rider.request("POST", "/api/messages", data=form, headers={"X-Webchat": "1"})
    await rider.hears("在什么地方")
    await locate(rider, place)
    await rider.hears("请您看看对不对")
    await rider.tap("确认提交")

    number = number_in((await rider.hears("隐患收到了，编号", ever=True))["text"])
    await rider.hears("您发的一个文件不是照片，打不开", ever=True)

    async with house.app.door.database.read() as session:
        states = (await session.scalars(select(Media.state).where(Media.kind == "photo"))).all()
        assert await session.scalar(select(Case.state).where(Case.number == number)) == "submitted"
    assert states == ["bad"]


async def test_a_hazard_outside_the_street_is_not_filed(house: House, place: tuple[float, float]) -> None:
    rider, before = await signed(house), await hazards(house)

    await rider.send_photo(jpeg(1))
    await rider.hears("在什么地方")
    await rider.send_location(*FAR_AWAY)

    assert "12345" in (await rider.hears("不在咱们街道"))["text"]
    assert await hazards(house) == before
    await locate(rider, place)
    assert "照片：1 张" in (await rider.hears("请您看看对不对"))["text"]


async def test_confirming_twice_pays_once(house: House, place: tuple[float, float]) -> None:
    rider, officer, street = await signed(house), await house.person("officer"), await house.person("street")
    number = await file_hazard(rider, place)
    await street.say(number)
    second = await street.hears("现在：已提交")
    first = await officer.hears(f"有新的诉求 {number}")

    results = await asyncio.gather(
        officer.tap("核实属实", message=first),
        street.tap("核实：严重隐患", message=second),
        return_exceptions=True,
    )

    assert all(isinstance(result, str) for result in results)
    await rider.hears("核实了，", ever=True)
    await street.hears("现在：已受理")
    await officer.hears("现在：已受理")
    paid = await ledger(house, number)
    assert paid in ([(10, "hazard_confirmed")], [(10, "hazard_confirmed"), (20, "serious_hazard")])
    async with house.app.door.database.read() as session:
        balances = select(PointsAccount.balance).where(PointsAccount.kind == "rider", PointsAccount.balance > 0)
        balance = await session.scalar(balances.order_by(PointsAccount.id.desc()).limit(1))
    assert balance == sum(amount for amount, _ in paid)


async def test_who_meets_the_same_hazard_joins_it_and_is_paid_for_that(
    house: House, place: tuple[float, float]
) -> None:
    rider, second, officer = await signed(house), await signed(house, "merchant"), await house.person("officer")
    number = await file_hazard(rider, place)
    before = await hazards(house)

    await snap(second, place, photo=2)
    await second.hears("已经有人报过同类的隐患")
    await second.tap(f"我也遇到 {number}")
    await second.hears("您也遇到，现在一共 2 个人")
    await officer.hears(f"有新的诉求 {number}")
    await officer.tap("核实属实")

    await second.hears("得了 2 分，现在一共 2 分")
    assert await ledger(house, number) == [(10, "hazard_confirmed"), (2, "hazard_joined")]
    assert await hazards(house) == before
