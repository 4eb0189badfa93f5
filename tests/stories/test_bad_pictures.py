"""Pictures that cannot be used, in real bytes through real HTTP: each is told in a sentence of its own, nothing that
was said before is lost, and nothing is paid before a person has looked."""

import pytest
from aiohttp import FormData

from tests.stories.test_resident import number_in
from tests.stories.test_rider import hazards, ledger, locate, signed
from tests.stories.test_rider import place as place
from tests.support.bad_pictures import HEIC, cut_off, hundred_megapixels, moving, zipped
from tests.support.house import House
from tests.support.pictures import jpeg
from webchat.person import Person, Refused

BAD = (
    # content, name, type as the phone gives it, what is said of it
    (hundred_megapixels(), "road.png", "image/png", "尺寸太大"),
    (zipped(), "zip.jpg", "image/jpeg", "不是照片"),
    (moving("GIF"), "road.gif", "image/gif", "动图或视频"),
    (moving("WEBP"), "road.webp", "image/webp", "动图或视频"),
    (moving("PNG"), "moving.png", "image/png", "动图或视频"),
    (HEIC, "heic.jpg", "image/jpeg", "HEIC"),
    (cut_off(), "torn.jpg", "image/jpeg", "没有传完整"),
)
IN_THE_SEA, ON_THE_EQUATOR, NEXT_TOWN = (38.9, 121.9), (0.0, 0.0), (43.95, 126.9)


async def send_file(rider: Person, content: bytes, name: str, mime_type: str, caption: str = "") -> None:
    """As a file, with the type that a phone would give it by its name."""
    fields = {"client_id": name, "kind": "document", "caption": caption}
    form = FormData(fields, quote_fields=False, default_to_multipart=True)
    form.add_field("file", content, filename=name, content_type=mime_type)
    await rider.request("POST", "/api/messages", data=form, headers={"X-Webchat": "1"})


async def test_those_that_do_not_open_are_each_told_once_they_are_here_and_pay_nothing_by_themselves(
    house: House, place: tuple[float, float]
) -> None:
    rider, officer = await signed(house), await house.person("officer")
    for content, name, mime_type, _ in BAD:
        await send_file(rider, content, name, mime_type)
        await rider.hears("在什么地方")
    await locate(rider, place)
    assert f"照片：{len(BAD)} 张" in (await rider.hears("请您看看对不对"))["text"]
    await rider.tap("确认提交")
    number = number_in((await rider.hears("隐患收到了，编号", ever=True))["text"])

    told = [await rider.hears(said, ever=True) for *_, said in BAD]
    assert all(f"{number} 和其他内容都在" in one["text"] for one in told)
    await officer.say(number)
    await officer.tap("核实属实", await officer.hears(lambda one: number in one["text"] and "已提交" in one["text"]))
    await rider.hears("照片打不开，要请人看一眼", ever=True)
    assert await ledger(house, number) == []

    await rider.tap("补一张照片", told[0])
    await rider.hears(f"给 {number} 补充")
    await rider.send_photo(jpeg(3))
    await rider.hears("照片收到了，1 张")
    await rider.tap("确认提交")
    await rider.hears(lambda one: number in one["text"] and "补充" in one["text"])


async def test_heic_is_told_at_once_with_its_words_kept_and_the_draft_goes_on(
    house: House, place: tuple[float, float]
) -> None:
    rider, before = await signed(house), await hazards(house)

    await send_file(rider, HEIC, "IMG_0001.HEIC", "image/heic", caption="井盖松了")

    told = await rider.hears("当作“照片”发，不要当“文件”发")
    assert "拍" in told["text"]
    assert await hazards(house) == before
    await rider.send_photo(jpeg(1))
    await rider.hears("您写的也记下了")
    await rider.send_location(*place)
    assert "说明：井盖松了" in (await rider.hears("请您看看对不对"))["text"]


async def test_in_the_middle_of_a_draft_it_stands_above_the_question_and_the_first_photo_stays(
    house: House, place: tuple[float, float]
) -> None:
    rider = await signed(house)
    await rider.send_photo(jpeg(1))
    await rider.hears("在什么地方")

    await send_file(rider, HEIC, "IMG_0002.heic", "application/octet-stream")

    card = await rider.hears("HEIC")
    assert "在什么地方" in card["text"]
    await locate(rider, place)
    assert "照片：1 张" in (await rider.hears("请您看看对不对"))["text"]


async def test_as_a_photo_the_page_refuses_it_at_once(house: House) -> None:
    rider, before = await signed(house), await hazards(house)

    for content, code in ((b"", "file_empty"), (BAD[0][0], "photo_too_large"), (zipped(), "photo_unreadable")):
        with pytest.raises(Refused, match=code):
            await rider.send_photo(content)

    assert await hazards(house) == before


async def test_a_place_that_is_none_of_the_streets_is_told_and_the_photo_stays(
    house: House, place: tuple[float, float]
) -> None:
    rider, before = await signed(house), await hazards(house)
    await rider.send_photo(jpeg(1))
    await rider.hears("在什么地方")

    for where in (IN_THE_SEA, ON_THE_EQUATOR, NEXT_TOWN):
        await rider.send_location(*where)
        assert "12345" in (await rider.hears("不在咱们街道"))["text"]

    assert await hazards(house) == before
    await locate(rider, place)
    assert "照片：1 张" in (await rider.hears("请您看看对不对"))["text"]
