"""Cells as offices write them."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import roster_cells as cells
from domain.roster_cells import Unread

FIRST_OF_MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "2026-3-1",
        "2026/3/1",
        "2026/03/01",
        "2026.3.1",
        "2026年3月1日",
        "2026年03月01号",
        "20260301",
        "46082",
        "46082.5",
        "2026-03-01 00:00:00",
        "2026/3/1 8:30",
        "２０２６年３月１日",
        " 2026 . 3 . 1 ",
    ],
)
def test_a_day_in_every_notation(text: str) -> None:
    assert cells.date_of(text) == FIRST_OF_MARCH


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-13-45", "no_such_day"),
        ("20260230", "no_such_day"),
        ("2026.3", "date"),
        ("3月1日", "date"),
        ("昨天", "date"),
    ],
)
def test_what_is_no_day(text: str, reason: str) -> None:
    with pytest.raises(Unread) as refused:
        cells.date_of(text)
    assert (refused.value.reason, refused.value.value) == (reason, text)


@given(st.dates(min_value=date(1960, 1, 1), max_value=date(2100, 1, 1)))
def test_any_day_reads_back(day: date) -> None:
    serial = (day - cells.EXCEL_BEGAN).days
    spellings = (
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{serial}",
    )
    assert {cells.date_of(text) for text in spellings} == {day}


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13812345678", "13812345678"),
        ("13812345678.0", "13812345678"),
        ("1.3812345678E+10", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("023-68001234", "02368001234"),
        ("10000000007", "10000000007"),
    ],
)
def test_a_telephone(text: str, phone: str) -> None:
    assert cells.phone_of(text) == phone


@pytest.mark.parametrize(
    ("text", "reason"),
    [("1.38E+10", "phone_cut"), ("1.3812E+10", "phone_cut"), ("138", "phone"), ("13812345678/13900000000", "phone")],
)
def test_what_is_no_telephone(text: str, reason: str) -> None:
    with pytest.raises(Unread) as refused:
        cells.phone_of(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("read", "same"),
    [
        (
            lambda text: cells.grid_key(text, "长江"),
            ("第3网格", "长江社区第3网格", "第三网格", "3号网格", "03", "3", "三网格"),
        ),
        (lambda text: cells.grid_key(text, "长江"), ("第十二网格", "12网格")),
        (cells.building_key, ("3号楼", "3栋", "3幢", "三栋", "第3栋", "03", "3", "3.0")),
        (cells.building_key, ("A座", "a")),
        (cells.door_key, ("2单元202室", "二单元202", "2-202", "2单元-202室")),
        (cells.community_key, ("长江社区", "长江", "长 江 社区")),
    ],
)
def test_several_spellings_of_one_place(read: Callable[[str], str], same: tuple[str, ...]) -> None:
    assert len({read(text) for text in same}) == 1


def test_places_that_are_not_the_same() -> None:
    assert len({cells.grid_key(name, "长江") for name in ("一网格", "十一网格", "滨江网格", "三峡网格", "3网格")}) == 5
    assert len({cells.building_key(name) for name in ("1号楼", "11号楼", "1号楼附楼", "物业楼")}) == 4
    assert len({cells.door_key(door) for door in ("2单元202室", "22单元02室", "1单元202室", "202室")}) == 4


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("长江花园3号楼2单元202室", ("长江花园", "3号楼", "2单元202室")),
        ("长江花园 3-2-202", ("长江花园", "3", "2-202")),
        ("向日葵苑十二栋一单元101", ("向日葵苑", "十二栋", "一单元101")),
    ],
)
def test_a_whole_address_in_one_cell(text: str, address: tuple[str, str, str]) -> None:
    found = cells.address_of(text)

    assert found[:2] == address[:2]
    assert cells.door_key(found[2]) == cells.door_key(address[2])


def test_names() -> None:
    assert [cells.name_of(text) for text in ("张 三", "　李四 ", "阿依古丽·买买提", "John  Smith")] == [
        "张三",
        "李四",
        "阿依古丽·买买提",
        "John Smith",
    ]
    with pytest.raises(Unread):
        cells.name_of("13800000000")


def test_categories_by_any_of_their_words() -> None:
    words = {"needy": ("困难", "低保"), "veteran": ("退役军人",)}

    assert cells.categories_of("低保、退役军人,困难", words) == ("needy", "veteran")
    with pytest.raises(Unread) as refused:
        cells.categories_of("低保 秃头", words)
    assert refused.value.value == "秃头"


@given(st.text(max_size=60))
def test_nothing_but_unread_comes_of_any_text(text: str) -> None:
    readers: tuple[Callable[[str], object], ...] = (
        cells.date_of,
        cells.phone_of,
        cells.name_of,
        cells.address_of,
        cells.order_of,
        lambda said: cells.degrees_of(said, 90),
        lambda said: cells.grid_key(said, "长江"),
        cells.building_key,
        cells.door_key,
        lambda said: cells.door_of(said, said),
    )
    for read in readers:
        try:
            read(text)
        except Unread:
            continue
