"""The three rates over real HTTP: from the menu to words, the picture in the chat, the table and a case."""

from io import BytesIO

from openpyxl import load_workbook
from PIL import Image

from tests.support.house import House
from webchat.person import Message, Person, text_of


def file_of(message: Message, kind: str) -> str:
    """The file that the chat would show: of a photo's sizes the largest."""
    sent = message[kind][-1] if kind == "photo" else message[kind]
    return str(sent["file_unique_id"])


async def sent(person: Person, kind: str) -> bytes:
    found = await person.hears(lambda message: kind in message)
    assert "长江社区 三率 2026年10月" in found["caption"]
    return await person.download(file_of(found, kind))


async def card(person: Person, title: str) -> str:
    found = await person.hears(lambda message: title in message.get("text", ""))
    return text_of(found)


async def test_an_officer_sees_last_months_rates_as_words_picture_table_and_cases(house: House) -> None:
    officer = await house.person("officer")
    await officer.start()
    await officer.hears("您要办什么")
    await officer.tap("查数据")
    await officer.hears(lambda message: "三率" in str(message.get("reply_markup")))
    await officer.tap("三率")
    await card(officer, "长江社区 三率 2026年11月（截至11月23日）")
    await officer.tap("◀ 往前")
    words = await card(officer, "长江社区 三率 2026年10月")

    await officer.tap("明细、图和表")
    await officer.hears(lambda message: "看图" in str(message.get("reply_markup")))
    await officer.tap("看图")
    picture = await sent(officer, "photo")
    again = await card(officer, "长江社区 三率 2026年10月")
    await officer.tap("明细、图和表")
    await officer.hears(lambda message: "要表格" in str(message.get("reply_markup")))
    await officer.tap("要表格")
    table = load_workbook(BytesIO(await sent(officer, "document"))).active
    await officer.hears("表格在上面")

    assert again == words
    with Image.open(BytesIO(picture)) as image:
        assert image.height > image.width >= 720
    assert table is not None
    rows = [[cell.value for cell in row] for row in table.iter_rows(min_row=3)]
    due, in_time = rows[0][4:6]
    assert f"到期 {due} 件，按时响应 {in_time} 件" in words
    assert due == sum(int(str(row[4])) for row in rows[1:-1])


async def test_a_resident_is_shown_no_rates(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("/rates")
    await resident.hears("没有找到")
