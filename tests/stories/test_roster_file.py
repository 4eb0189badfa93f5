"""A community officer keeps the roster: a file with forty bad rows is sent, read, put right, put in, and given out."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from models.people import Care, Person
from models.places import Household
from models.roster import RosterFile
from tests.support.house import House
from tests.support.roster_file import Cell, xlsx
from webchat.person import Message
from webchat.person import Person as Somebody

HEADING: tuple[Cell, ...] = ("序号", "小区名称", "楼栋", "单元号", "房 号", "姓名（必填）", "联系电话", "人员类别")
TITLE: tuple[Cell, ...] = ("长江社区居民花名册（2026年11月）",)
# what stands in a row                                              what it should be
BAD: tuple[tuple[tuple[Cell, ...], tuple[Cell, ...]], ...] = (
    (("号楼楼", "1", "801", "赵一", 13800000000, None), ("1号楼", "1", "801", "赵一", 13800000000, None)),
    (("1号楼", "1", "802", None, 13800000001, None), ("1号楼", "1", "802", "赵二", 13800000001, None)),
    (("1号楼", "1", "803", "赵三", "1.38E+10", None), ("1号楼", "1", "803", "赵三", "１３８ ００００ ０００２", None)),
    (("1号楼", "1", "804", "赵四", None, "秃头"), ("1栋", "一单元", "804室", "赵 四", None, "独居、低保")),
    (("1号楼", "1", "805", "赵五", "=1+1", None), ("1号楼", "1", "805", "赵五", 13800000003.0, None)),
)


def rows_of(compound: str, *, right: bool) -> list[tuple[Cell, ...]]:
    """Forty households, each with a row that is bad, or put right."""
    rows: list[tuple[Cell, ...]] = []
    for n in range(40):
        bad, good = BAD[n % len(BAD)]
        building, staircase, door, name, phone, category = good if right else bad
        door = str(door).replace("80", f"9{n // len(BAD)}")
        number = phone + n if isinstance(phone, int | float) else phone
        unique = f"{name}{'甲乙丙丁戊己庚辛'[n // len(BAD)]}" if name else None
        rows.append((n + 1, compound, building, staircase, door, unique, number, category))
    return rows


def file_of(rows: Sequence[Sequence[Cell]]) -> bytes:
    return xlsx({"居民信息": [TITLE, HEADING, *rows, ("合计", len(rows))]}, {"居民信息": ["A1:H1"]})


async def compound_of(house: House, officer: Somebody) -> str:
    """A compound of the officer's community, as its template names it."""
    book = await export_of(officer)
    return str(next(book["小区"].iter_rows(min_row=2, values_only=True))[1])


async def export_of(officer: Somebody):  # type: ignore[no-untyped-def]
    await menu(officer)
    await officer.tap("导出现在的花名册")
    sent = await officer.hears(lambda message: "document" in message)
    return load_workbook(io.BytesIO(await downloaded(officer, sent)))


async def menu(officer: Somebody) -> None:
    await officer.start()
    await officer.hears("您要办什么")
    await officer.tap("人员和名册")
    await officer.hears("您要办什么")
    await officer.tap("花名册")
    await officer.hears("把 Excel")


async def downloaded(officer: Somebody, message: Message) -> bytes:
    return await officer.download(message["document"]["file_unique_id"])


def files_in(officer: Somebody) -> list[Message]:
    """What the officer has sent and still sees."""
    return [one for one in officer.messages if "document" in one and not one["from"]["is_bot"]]


async def count(house: House, *what: object) -> int:
    async with house.app.door.database.read() as session:
        return int(await session.scalar(select(func.count()).select_from(*what)) or 0)  # type: ignore[arg-type]


async def test_forty_bad_rows_are_put_right_and_put_in(house: House) -> None:
    officer = await house.person("officer")
    compound = await compound_of(house, officer)
    people, homes = await count(house, Person), await count(house, Household)

    await officer.send_document(file_of(rows_of(compound, right=False)), name="居民.xlsx")
    shown = await officer.hears("要改的行：40")
    assert "「居民信息」第 4 行 F 列（姓名）：没有填" in shown["text"]
    assert "「居民信息」第 5 行 G 列（电话）：“1.38E+10”被 Excel 变成了科学记数" in shown["text"]
    assert "导入" not in officer.buttons(shown)
    await officer.tap("明细（表格）")
    listed = await officer.hears(lambda message: "document" in message)
    page = load_workbook(io.BytesIO(await downloaded(officer, listed))).worksheets[0]
    assert sum(1 for row in page.iter_rows(values_only=True) if row[0] == "要改的行") == 40, "each bad row has its line"
    assert await count(house, Person) == people

    await officer.send_document(file_of(rows_of(compound, right=True)), name="居民.xlsx")
    await officer.hears("看过了，还没有导入")
    await officer.tap("导入，表里没有的留着")
    done = await officer.hears("导入好了")
    assert "居民：新增 40" in done["text"]
    assert "户：新增 40" in done["text"]
    assert (await count(house, Person), await count(house, Household)) == (people + 40, homes + 40)
    assert await count(house, Care) > 0

    await officer.until(lambda _: not files_in(officer), what="the files gone from the chat")

    await officer.send_document(file_of(rows_of(compound, right=True)), name="居民.xlsx")
    again = await officer.hears("看过了，还没有导入")
    assert "新增 0，变更 0" in again["text"]
    assert "导入，表里没有的留着" not in officer.buttons(again)


async def test_nobody_else_puts_a_roster_in(house: House) -> None:
    officer, resident, rider = [await house.person(one) for one in ("officer", "resident", "rider")]
    compound = await compound_of(house, officer)
    content = file_of(rows_of(compound, right=True))

    for somebody in (resident, rider):
        await somebody.send_document(content, name="居民.xlsx")
        await somebody.hears("您")
    assert await count(house, RosterFile) == 0


@pytest.mark.parametrize("name", ["花名册.xls", "花名册.csv"])
async def test_what_is_no_table_is_said(house: House, name: str) -> None:
    officer = await house.person("officer")

    await officer.send_document(b"\xd0\xcf\x11\xe0" + bytes(500), name=name)

    await officer.hears("请另存为 .xlsx")
