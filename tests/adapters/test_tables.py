"""XLSX and CSV of every make, and files that mean harm."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook

from adapters.tables import parts
from adapters.tables_beside import TablesBeside
from bot.config import CONFIG, load
from domain.roster_reading import Part, SheetBegins, SheetRow
from services.ports import NotATable
from tests.support.roster_file import BYTES, ROWS, parts_of, xlsx

SETTINGS = load(CONFIG, {}).roster


def rows_of(content: bytes, name: str = "x.xlsx") -> list[dict[int, str]]:
    return [dict(part.cells) for part in parts_of(content, name) if isinstance(part, SheetRow)]


def test_numbers_days_and_empty_rows() -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.append([13800000000, 13800000000.0, 29.5, date(2026, 3, 1), True])
    page.append([])
    page.append([None, " ", "  张三 "])
    out = io.BytesIO()
    book.save(out)

    found = [part for part in parts_of(out.getvalue()) if isinstance(part, SheetRow)]

    assert [(part.row, dict(part.cells)) for part in found] == [
        (1, {1: "13800000000", 2: "13800000000", 3: "29.5", 4: "2026-03-01", 5: "True"}),
        (3, {3: "  张三 "}),
    ]


def test_a_merged_cell_stands_in_every_row_that_it_covers() -> None:
    content = xlsx({"x": [("锦绣苑", "张三"), (None, "李四"), (None, "王五"), (None, "赵六")]}, {"x": ["A1:A3"]})

    assert rows_of(content) == [
        {1: "锦绣苑", 2: "张三"},
        {1: "锦绣苑", 2: "李四"},
        {1: "锦绣苑", 2: "王五"},
        {2: "赵六"},
    ]


def test_hidden_sheets_and_formulas() -> None:
    book = Workbook()
    book.worksheets[0].append(["=1+1", "二"])
    hidden = book.create_sheet("藏着")
    hidden.append(["秘密"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)

    assert parts_of(out.getvalue()) == [
        SheetBegins("Sheet"),
        SheetRow(1, {1: "=1+1", 2: "二"}, frozenset({1})),
        SheetBegins("藏着", hidden=True),
    ]


LINES = "姓名,电话\r\n张三,13800000000\r\n"


@pytest.mark.parametrize(
    "content",
    [
        LINES.encode(),
        LINES.encode("utf-8-sig"),
        LINES.encode("gb18030"),
        LINES.encode("utf-16"),
        LINES.replace(",", ";").encode(),
        LINES.replace(",", "\t").encode("gb18030"),
        LINES.replace("13800000000", "'13800000000").encode(),
        LINES.replace("13800000000", '"=""13800000000"""').encode(),
    ],
)
def test_csv_of_every_make(content: bytes) -> None:
    assert parts_of(content, "居民.csv") == [
        SheetBegins("居民"),
        SheetRow(1, {1: "姓名", 2: "电话"}),
        SheetRow(2, {1: "张三", 2: "13800000000"}),
    ]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (BYTES + 1))
    return out.getvalue()


def other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "empty"),
        (lambda: b"  \r\n", "empty"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(100), "old_excel"),
        (lambda: b"%PDF-1.7\x00\x01\x02\x03\xff\xfe", "a_table"),
        (lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)), "a_table"),
        (bomb, "bomb"),
        (other_zip, "a_table"),
        (lambda: b"PK\x03\x04" + bytes(200), "broken"),
        (lambda: xlsx({"x": [("姓名",)]})[:-200], "broken"),
        (lambda: xlsx({"x": [(str(n),) for n in range(ROWS + 1)]}), "too_many_rows"),
    ],
)
def test_what_is_no_table_says_why(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(NotATable) as refused:
        parts_of(make())
    assert refused.value.reason == reason


async def beside(content: bytes, name: str = "x.xlsx", rows: int = 100) -> list[Part]:
    return [part async for part in TablesBeside(replace(SETTINGS, rows=rows)).parts(content, name)]


async def test_a_process_of_its_own_reads_the_same() -> None:
    content = xlsx({"居民": [("小区", "姓名"), ("锦绣苑", "张三"), (None, "李四")]}, {"居民": ["A2:A3"]})

    assert await beside(content) == list(parts(content, "x.xlsx", ROWS, BYTES))


async def test_a_refusal_comes_through() -> None:
    for content, reason in ((b"", "empty"), (xlsx({"x": [("1",)] * 101}), "too_many_rows"), (b"PK\x03\x04", "broken")):
        with pytest.raises(NotATable) as refused:
            await beside(content)
        assert refused.value.reason == reason
