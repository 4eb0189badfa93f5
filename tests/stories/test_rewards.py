"""Points become a haircut: redeemed by the rider, shown as a code and a QR, honoured once by the barber."""

import re
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from domain.points_rules import Reason
from domain.settings import Settings
from models.people import Chat, RoleHeld
from models.places import Unit
from models.reward import RewardStock, Voucher
from services.points.points import SystemAccount, account_of, transfer
from services.points.rewards_audit import CHECKS
from services.seed.cast import BY_KEY
from tests.stories.conftest import unvisited
from tests.stories.test_rider import signed
from tests.support.house import ZONE, House
from webchat.person import Person, text_of


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return unvisited(settings)


async def give(house: House, key: str, points: int) -> None:
    """As if so much had been earned."""
    door = house.app.door
    async with door.database.read() as session:
        chat = select(Chat.person_id).where(Chat.external_id == BY_KEY[key].external_id)
        person = (await session.scalars(chat)).one()
    assert person is not None
    account = await door.act(account_of, person)
    await door.act(transfer, f"gift/{key}", SystemAccount.ISSUED, account, points, Reason.ACTIVITY)


async def shop_of(house: House) -> str:
    """The barber's name as the rider sees it."""
    query = (
        select(Unit.name)
        .join(RoleHeld, RoleHeld.unit_id == Unit.id)
        .join(Chat, Chat.person_id == RoleHeld.person_id)
        .where(RoleHeld.role == "merchant", Chat.external_id == BY_KEY["merchant"].external_id)
    )
    async with house.app.door.database.read() as session:
        return (await session.scalars(query)).one()


async def redeem_haircut(house: House, rider: Person) -> str:
    """At the cast's own barber. Returns the code as the card says it."""
    await rider.tap("兑换")
    await rider.hears("份　✓ 够换了")
    await rider.tap("理发")
    await rider.hears("您想去哪里领")
    await rider.tap(f"{await shop_of(house)}（还有 10 份）")
    await rider.hears("要换吗")
    await rider.tap("换")
    card = await rider.hears("券码：")
    await rider.hears(lambda message: "photo" in message)
    found = re.search(r"券码：(?:<b>)?([A-Z0-9]{4} [A-Z0-9]{4})", text_of(card))
    assert found is not None
    return found[1]


async def test_from_points_to_a_haircut(house: House) -> None:
    rider, barber = await signed(house), await house.person("merchant")
    await give(house, "rider", 250)
    await rider.say("/start")
    await rider.hears("您要办什么")
    await rider.tap("我的积分")
    await rider.hears("您有 250 分")
    code = await redeem_haircut(house, rider)

    await barber.say("/start")
    await barber.hears("您要办什么")
    await barber.tap("核销")
    await barber.hears("把券码发到这里")
    fullwidth = "".join(chr(ord(sign) + 0xFEE0) if sign != " " else "\u3000" for sign in code.lower())
    await barber.say(fullwidth)
    shown = await barber.hears("这张券有效：理发")
    await barber.tap("核销", shown)
    await barber.hears("核销好了：理发")
    await rider.hears("理发的兑换券用掉了")

    await barber.say(f"/start voucher_{code.replace(' ', '')}")
    await barber.hears("已经用过了")
    seen = "\n".join(str(message) for message in await barber.history(limit=100))
    assert BY_KEY["rider"].name not in seen
    async with house.app.door.database.read() as session:
        query = select(RewardStock.free, Voucher.points, Voucher.voided_at).join(
            Voucher, Voucher.stock_id == RewardStock.id
        )
        assert [tuple(row) for row in (await session.execute(query)).all()] == [(9, 200, None)]
    assert [await house.app.door.look(check) for check in CHECKS.values()] == [[]] * len(CHECKS)


async def test_the_month_ends_with_a_statement_for_the_barber_and_for_the_street(house: House) -> None:
    rider, barber, street = await signed(house), await house.person("merchant"), await house.person("street")
    await give(house, "rider", 250)
    await rider.say("/start")
    await rider.hears("您要办什么")
    await rider.tap("我的积分")
    await rider.hears("您有 250 分")
    code = await redeem_haircut(house, rider)
    await barber.say(code)
    shown = await barber.hears("这张券有效：理发")
    await barber.tap("核销", shown)
    await barber.hears("核销好了：理发")

    await house.tick_at(datetime(2026, 12, 1, 9, 0, tzinfo=ZONE))

    told = await barber.hears("上个月的兑换月结出来了")
    assert "理发：1 张，200 分" in told["text"]
    await barber.tap("要 Excel 表", told)
    sent = await barber.hears(lambda message: "document" in message)
    table = load_workbook(BytesIO(await barber.download(sent["document"]["file_unique_id"]))).active
    assert table is not None
    cells = [[cell.value for cell in row] for row in table.iter_rows()]
    assert [cell for row in cells for cell in row if cell == code] == [code]
    assert ["合计", None, None, 1, 200] in cells
    told = await street.hears("上个月的兑换月结出来了")
    assert "本月兑换用掉：200 分" in told["text"]
    assert f"{await shop_of(house)}：1 张，200 分" in told["text"]
    await barber.say("/statement 2026-13")
    await barber.hears("没有这个月份")
    await barber.say("/statement 2027-01")
    await barber.hears("还没")
    await rider.say("/statement")
    await rider.hears("没有")
