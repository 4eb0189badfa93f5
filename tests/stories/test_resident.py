"""Job 1: a resident's words become a case, and the resident follows it until it is closed and rated."""

import re

from tests.support.house import House
from tests.support.pictures import jpeg
from webchat.person import Person

NUMBER = re.compile(r"[WCHN]-2026-\d{6}")


def number_in(text: str) -> str:
    found = NUMBER.search(text)
    assert found is not None, text
    return found.group()


async def file_complaint(resident: Person, words: str) -> str:
    """Words, no place, confirm: three taps. Returns the number."""
    await resident.say(words)
    await resident.hears("在什么地方")
    await resident.tap("跳过")
    await resident.hears("请您看看对不对")
    await resident.tap("确认提交")
    return number_in((await resident.hears("收到了，编号"))["text"])


async def test_words_say_where_it_is(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("楼道灯坏了")
    await resident.hears("在什么地方")

    await resident.say("三号楼二单元门口")

    assert "内容：楼道灯坏了\n三号楼二单元门口" in (await resident.hears("请您看看对不对"))["text"]


async def test_what_came_without_words_is_said_to_have_arrived(house: House) -> None:
    resident = await house.person("resident")

    await resident.send_photo(jpeg(1))
    await resident.hears("照片收到了，1 张。\n您想说什么事")
    await resident.send_photo(jpeg(2))
    await resident.hears("照片收到了，2 张")
    await resident.tap("退一步")
    await resident.hears("照片收到了，1 张")


async def test_a_complaint_from_words_to_the_rating(house: House) -> None:
    resident, worker, officer = [await house.person(key) for key in ("resident", "worker", "officer")]

    number = await file_complaint(resident, "三单元楼道灯坏了，晚上看不见")

    await worker.hears(f"有新的诉求 {number}")
    await worker.tap("受理")
    await resident.hears("有进展：网格员受理了")
    await worker.hears("现在：已受理")
    await worker.tap("开始办理")
    await worker.hears("现在：办理中")
    await worker.tap("办好了")
    await worker.hears("怎么办好的")
    await worker.send_photo(jpeg(7))
    await worker.say("换了新的声控灯")
    await worker.hears("说明：换了新的声控灯")
    await worker.tap("确认提交")
    await worker.hears("现在：已办好")
    await officer.hears(f"{number} 办好了，请核查")
    await officer.tap("核查通过")
    await resident.hears("您看解决了吗")
    await resident.tap("解决了")
    await resident.hears("您满意吗")
    await resident.tap("非常满意（5）")

    closed = await resident.hears("现在：已办结")
    assert "网格员：办好了" in closed["text"]
    assert "换了新的声控灯" in closed["text"]
