"""The figures of visits over real HTTP: a worker's month, the community's red spots, the street's communities, the
tables, and nothing for anybody else."""

from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook

from tests.support.house import ZONE, House
from webchat.person import Person, text_of

TUESDAY = datetime(2026, 11, 24, 8, tzinfo=ZONE)


async def menu(person: Person, entry: str) -> None:
    await person.start()
    await person.hears("您要办什么")
    await person.tap("查数据")
    await person.hears(lambda message: entry in str(message))
    await person.tap(entry)


async def card(person: Person, title: str) -> str:
    """The words, which come after the picture of the same title."""
    return text_of(await person.hears(lambda message: title in message.get("text", "")))


async def test_a_worker_sees_the_own_month_and_its_door_opens(house: House) -> None:
    worker = await house.person("worker")
    await house.tick_at(TUESDAY)
    await menu(worker, "本月走访")
    month = await card(worker, "的走访 2026年11月（截至11月24日）")

    assert "重点人群，每天看一看" in month
    assert "上班 17 天" in month
    await worker.tap("看漏了的")
    await worker.hears("漏了的")


async def test_the_community_opens_a_red_spot_and_gets_its_tables(house: House) -> None:
    officer = await house.person("officer")
    await house.tick_at(TUESDAY)
    await menu(officer, "红点")
    spots = await officer.hears("好久没走到")
    await officer.tap(spots["reply_markup"]["inline_keyboard"][0][0]["callback_data"], message=spots)
    await officer.hears("要走访的")

    await officer.say("/coverage")
    words = await card(officer, "长江社区 走访情况 2026年11月")
    await officer.tap("明细和表格")
    await officer.hears(lambda message: "要 CSV" in str(message))
    await officer.tap("要表格")
    xlsx = await officer.hears(lambda message: _ends(message, ".xlsx"))
    await officer.tap("要 CSV")
    csv = await officer.hears(lambda message: _ends(message, ".csv"))

    table = load_workbook(BytesIO(await officer.download(str(xlsx["document"]["file_unique_id"])))).active
    assert table is not None
    rows = [[cell.value for cell in row] for row in table.iter_rows(min_row=3)]
    assert f"该走访 {rows[0][3]} 次" in words
    assert rows[0][3] == sum(int(str(row[3])) for row in rows[1:-1])
    lines = (await officer.download(str(csv["document"]["file_unique_id"]))).decode("utf-8-sig").splitlines()
    assert lines[2].split(",")[:4] == [str(value) for value in rows[0][:4]]


async def test_the_street_sees_communities_and_no_door(house: House) -> None:
    street = await house.person("street")
    await house.tick_at(TUESDAY)
    await menu(street, "红点")
    assert "室" not in text_of(await street.hears("江南街道 红点"))
    await street.say("/coverage")
    words = await card(street, "江南街道 走访情况 2026年11月")
    assert words.count("社区：") == 10


async def test_an_outsider_sees_nothing(house: House) -> None:
    outsider = await house.person("resident")
    await outsider.say("/coverage")
    await outsider.hears("没有找到")
    await outsider.say("/red")
    await outsider.hears("没有找到")


def _ends(message: dict[str, object], ending: str) -> bool:
    document = message.get("document")
    return isinstance(document, dict) and str(document.get("file_name", "")).endswith(ending)
