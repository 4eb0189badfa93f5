"""Which rows of a file say something, under which heading, and what is wrong with the others."""

import pytest

from bot.config import CONFIG, load
from domain.roster_reading import Contents, Reading, Record, SheetBegins, SheetRow
from domain.roster_tables import Column, Table, find_heading, letter

SETTINGS = load(CONFIG, {}).roster


def read(*sheets: tuple[str, list[tuple[str | None, ...]]]) -> Contents:
    reading = Reading(SETTINGS)
    for name, rows in sheets:
        reading.take(SheetBegins(name))
        for number, row in enumerate(rows, start=1):
            reading.take(SheetRow(number, {at: cell for at, cell in enumerate(row, start=1) if cell}))
    return reading.done()


def reasons(contents: Contents) -> list[tuple[int, str, str]]:
    return [(finding.row, finding.column, finding.reason) for finding in contents.findings]


HEADING = ("小区", "楼栋", "房号", "姓名")


@pytest.mark.parametrize(
    ("sheet", "heading", "table"),
    [
        ("Sheet1", HEADING, Table.PERSON),
        ("表", ("姓名", "网格", "联系电话"), Table.WORKER),
        ("网格员信息", ("网格员", "手机", "负责网格"), Table.WORKER),
        ("重点人群", ("姓名", "人员类别", "家庭住址"), Table.CARE),
        ("独居老人", ("姓名", "类别", "电话", "开始日期"), Table.CARE),
        ("住户", ("小区", "楼栋", "单元", "门牌号"), Table.HOUSEHOLD),
        ("x", ("小区", "楼栋", "网格"), Table.BUILDING),
        ("x", ("社区", "小区名称"), Table.COMPOUND),
        ("x", ("社区", "网格"), Table.GRID),
        ("说明", ("怎么填",), None),
    ],
)
def test_a_table_is_known_by_its_name_and_its_columns(
    sheet: str, heading: tuple[str, ...], table: Table | None
) -> None:
    contents = read((sheet, [heading, tuple("1" for _ in heading)]))

    found: set[Table | None] = {record.table for record in contents.records} or {None}
    assert found == {table} or any(finding.reason != "no_heading" for finding in contents.findings)
    assert ("no_heading" in {finding.reason for finding in contents.findings}) is (table is None)


def test_the_heading_is_found_under_titles_and_in_two_rows() -> None:
    contents = read(
        (
            "居民",
            [
                ("江南街道居民花名册",),
                ("填表日期：2026年11月",),
                ("序号", "住址", "住址", "住址", "个人信息", "个人信息"),
                ("序号", "小区*", "楼 栋", "房号（室）", "姓名", "联系电话："),
                ("1", "锦绣苑", "1", "101", "张三", "13800000000"),
                ("序号", "小区*", "楼 栋", "房号（室）", "姓名", "联系电话："),
                ("2", "锦绣苑", "1", "102", "李四", None),
                ("合计", "2"),
                ("填表人：王",),
            ],
        )
    )

    assert [(r.row, r.compound, r.building, r.door, r.name) for r in contents.records] == [
        (5, "锦绣苑", "1", "101室", "张三"),
        (7, "锦绣苑", "1", "102室", "李四"),
    ]
    assert reasons(contents) == []


def test_every_bad_cell_has_its_place() -> None:
    contents = read(
        (
            "重点人群",
            [
                ("姓名", "类别", "电话", "开始日期", "结束日期"),
                ("张三", "低保", "123", "2026-13-01", None),
                (None, "低保", "13800000000", None, None),
                ("李四", "不知道", "13800000001", "2026-03-02", "2026-03-01"),
                ("王五", "无", "13800000002", None, None),
            ],
        )
    )

    assert contents.records == []
    assert reasons(contents) == [
        (2, "C", "phone"),
        (2, "D", "no_such_day"),
        (3, "A", "missing"),
        (4, "B", "category"),
        (4, "E", "ends_before"),
        (5, "B", "missing"),
    ]


def test_a_blank_cell_says_nothing_and_a_word_empties() -> None:
    contents = read(("居民", [(*HEADING, "电话", "编号"), ("锦绣苑", "1", "101", "张三", "无", None)]))

    (record,) = contents.records
    assert (record.phone, record.number, record.emptied) == (None, None, frozenset({Column.PHONE}))


def test_formulas_hidden_sheets_and_sheets_without_heading_are_said() -> None:
    reading = Reading(SETTINGS)
    reading.take(SheetBegins("藏着", hidden=True))
    reading.take(SheetBegins("随便"))
    reading.take(SheetRow(1, {1: "今天天气不错"}))
    reading.take(SheetBegins("网格"))
    reading.take(SheetRow(1, {1: "序号", 2: "网格"}))
    reading.take(SheetRow(2, {1: "=ROW()", 2: "=A1"}, frozenset({1, 2})))

    contents = reading.done()

    assert [(f.sheet, f.row, f.reason, f.blocks) for f in contents.findings] == [
        ("藏着", 0, "hidden_sheet", False),
        ("随便", 0, "no_heading", False),
        ("网格", 2, "formula", True),
    ]


def test_a_column_that_a_sheet_has_no_use_for_is_said() -> None:
    """The day from which somebody is cared for stood among the people, and was passed over."""
    row = ("锦绣苑", "1", "101", "张三", "独居", "2026-03-01", "三网格")
    contents = read(("居民", [(*HEADING, "类别", "开始日期", "所属网格"), row]))

    assert [(f.row, f.reason, f.value, f.blocks) for f in contents.findings] == [
        (0, "unread", "开始日期、所属网格", False)
    ]
    assert len(contents.records) == 1


def test_a_file_without_any_table_is_refused() -> None:
    assert [finding.reason for finding in read(("x", [("你好",)])).findings if finding.blocks] == ["no_table"]


def test_one_column_with_the_whole_address() -> None:
    contents = read(("居民", [("姓名", "住址"), ("张三", "锦绣苑3号楼2单元202室"), ("李四", "不远")]))

    assert [(r.compound, r.building, r.door) for r in contents.records] == [("锦绣苑", "3号楼", "2单元202室")]
    assert reasons(contents) == [(3, "B", "address")]


def test_letters_are_those_of_excel() -> None:
    assert [letter(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_a_template_filled_in_by_nobody_says_nothing() -> None:
    contents = read(("居民", [HEADING]))

    assert (contents.records, contents.findings) == ([], [])


def test_a_record_is_as_the_row_says() -> None:
    contents = read(
        ("楼栋", [("小区", "楼栋", "网格", "纬度", "经度"), ("锦绣苑", "1号楼", "一网格", "29.5", "106.5")])
    )

    assert contents.records == [
        Record(Table.BUILDING, "楼栋", 2, compound="锦绣苑", building="1号楼", grids=("一网格",), lat=29.5, lon=106.5)
    ]


def test_the_place_with_the_most_columns_is_the_heading() -> None:
    known = {"姓名": (Column.NAME, 0), "网格": (Column.GRID, 0), "电话": (Column.PHONE, 0)}

    heading = find_heading("x", [(1, {1: "姓名", 2: "网格"}), (2, {1: "姓名", 2: "网格", 3: "电话"})], known, {})

    assert heading is not None
    assert (heading.last_row, heading.columns[Column.PHONE]) == (2, 3)
