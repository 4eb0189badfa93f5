"""What somebody does with what they reported, over HTTP: changing a message, adding, urging, danger."""

from tests.support.house import House
from tests.support.pictures import jpeg
from webchat.person import Person

NOISE = "楼下广场舞的音响太吵"
"""Nothing that is compared with the neighbours' complaints."""


async def reported(resident: Person) -> int:
    """Returns the message that says it; the filed card stays last."""
    said = await resident.say(NOISE)
    await resident.hears("在什么地方")
    await resident.tap("跳过")
    await resident.hears("请您看看对不对")
    await resident.tap("确认提交")
    await resident.tap("看进展", message=await resident.hears("收到了，编号"))
    await resident.hears("提交了诉求")
    return int(said["message_id"])


async def test_a_message_changed_before_and_after_it_was_filed(house: House) -> None:
    resident = await house.person("resident")
    said = await resident.say("楼下广场舞太吵")
    await resident.hears("在什么地方")
    await resident.edit(said["message_id"], NOISE)
    await resident.hears("照您改的换好了")
    await resident.tap("跳过")
    await resident.hears(f"内容：{NOISE}")
    await resident.tap("确认提交")
    await resident.hears("收到了，编号")

    await resident.edit(said["message_id"], "每天晚上十点还在放音响，太吵")

    await resident.hears("改好了，原来的话也留着")
    await resident.tap("看进展", message=await resident.hears("收到了，编号", ever=True))
    card = await resident.hears("每天晚上十点还在放音响")
    assert NOISE in card["text"]


async def test_a_photo_comes_later_and_a_sticker_is_none(house: House) -> None:
    resident = await house.person("resident")
    await reported(resident)
    await resident.tap("补充")
    await resident.hears("补充什么")
    await resident.send_document(b"%PDF-1.4 made up", name="notes.pdf")
    await resident.hears("这个我看不懂")
    await resident.send_photo(jpeg(1))
    await resident.hears("照片收到了，1 张")
    await resident.tap("确认提交")
    await resident.hears("记下了，办的人马上能看到")


async def test_urged_twice(house: House) -> None:
    resident = await house.person("resident")
    await reported(resident)
    first = await resident.answered(await resident.tap("催办"))
    second = await resident.answered(await resident.tap("催办"))
    assert first["text"].startswith("催了。")
    assert "今天已经催过了" in second["text"]


async def test_danger_in_a_changed_message_has_the_numbers_first(house: House) -> None:
    resident = await house.person("resident")
    said = await reported(resident)
    await resident.edit(said, "音响着火了")
    assert (await resident.hears("请先打电话：119"))["text"].startswith("请先打电话：119")
