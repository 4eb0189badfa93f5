"""A resident asks for a copy of their data and gets a page that opens at once, and an archive, in that chat only."""

import io
import json
import zipfile

from bot.demo import photos
from tests.stories.test_resident import file_complaint
from tests.support.house import House
from webchat.person import Person

SAID = "三单元楼道灯坏了，晚上看不见我的紫檀柜子"


def documents(who: Person) -> dict[str, str]:
    found = [message["document"] for message in who.messages if "document" in message]
    return {one["file_name"]: one["file_unique_id"] for one in found}


async def test_a_page_and_an_archive_come_into_the_chat(house: House) -> None:
    resident, neighbour = await house.person("resident"), await house.person("elderly")
    await neighbour.say("/my_data")
    await neighbour.hears("我的资料")
    await resident.send_photo(photos.stairwell(lit=False))
    await resident.hears("您想说什么事")
    number = await file_complaint(resident, SAID)
    await resident.say("/my_data")
    await resident.hears("我的资料")

    await resident.tap("给我一份")
    await resident.hears("正在整理")
    await resident.hears("这一页点开就能看")
    house.clock.move_to(house.clock.now().replace(second=59))
    house.app.spoke()
    await resident.hears("第 1 个压缩包，一共 1 个")

    sent = documents(resident)
    page = (await resident.download(sent["我的资料.html"])).decode()
    assert SAID in page
    assert number in page
    with zipfile.ZipFile(io.BytesIO(await resident.download(sent["我的资料-1.zip"]))) as archive:
        facts = json.loads(archive.read("data.json"))
        assert [case["words"] for case in facts["cases"] if case["number"] == number] == [SAID]
        pictures = [name for name in archive.namelist() if name.endswith(".jpg")]
        assert [archive.read(name)[:2] for name in pictures] == [b"\xff\xd8"]
    assert documents(neighbour) == {}
    await resident.say("/my_data")
    await resident.hears("我的资料")
    tapped = await resident.tap("给我一份")
    assert "刚给过您一份" in (await resident.answered(tapped))["text"]
