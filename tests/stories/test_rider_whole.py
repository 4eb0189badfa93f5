"""Job 2 from the link to the haircut: joining, a snapshot in five updates, points, a station, the board, a voucher."""

from sqlalchemy import func, select

from models.outbox import Inbox
from models.station import Station
from tests.stories.test_resident import number_in
from tests.stories.test_rewards import give, redeem_haircut
from tests.stories.test_rider import place as place
from tests.support.house import House
from tests.support.pictures import jpeg
from webchat.person import text_of


async def updates(house: House) -> int:
    async with house.app.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(Inbox)) or 0


async def test_from_the_link_to_the_haircut(house: House, place: tuple[float, float]) -> None:
    rider, officer, barber = [await house.person(key) for key in ("rider", "officer", "merchant")]
    await rider.start("rider")
    await rider.hears("双向服务协议")
    await rider.tap("我同意，签了")
    await rider.hears("签好了，谢谢您")

    before = await updates(house)
    await rider.send_photo(jpeg(1))
    await rider.hears("在什么地方")
    await rider.send_location(*place)
    await rider.hears("这是哪一类")
    await rider.tap("公用设施")
    await rider.hears("请您看看对不对")
    await rider.tap("确认提交")
    number = number_in((await rider.hears("隐患收到了，编号"))["text"])
    assert await updates(house) - before <= 5

    await officer.hears(f"有新的诉求 {number}")
    await officer.tap("核实属实")
    await rider.hears("得了 10 分，现在一共 10 分")

    async with house.app.door.database.read() as session:
        lat, lon = (await session.execute(select(Station.lat, Station.lon).order_by(Station.unit_id).limit(1))).one()
    await rider.say("/start")
    await rider.hears("您要办什么")
    await rider.tap("附近驿站、签到")
    await rider.hears("发一个位置")
    await rider.send_location(lat, lon)
    await rider.hears("离您最近、现在开着的驿站")
    await rider.tap("我在这儿，签到")
    await rider.hears("得 1 分")

    await rider.say("/start")
    await rider.hears("您要办什么")
    await rider.tap("我的积分")
    await rider.hears("您有 11 分")
    await rider.tap("本月榜单")
    await rider.hears("您没有上榜")
    await rider.tap("起个昵称上榜")
    await rider.hears("您想在榜上叫什么")
    await rider.say("闪电")
    await rider.hears("榜上就叫您")
    await rider.tap("本月榜单")
    await rider.hears("闪电　11 分")

    await give(house, "rider", 239)
    await rider.say("/start")
    await rider.hears("您要办什么")
    await rider.tap("我的积分")
    await rider.hears("您有 250 分")
    code = await redeem_haircut(house, rider)
    await barber.start(f"voucher_{code.replace(' ', '')}")
    await barber.tap("核销", await barber.hears("这张券有效：理发"))
    await barber.hears("核销好了：理发")
    assert "闪电" not in "\n".join(text_of(message) for message in barber.messages)
