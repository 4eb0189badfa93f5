"""The figures of visits in chat: the card, what it leads to, its tables, and what a forged tap gets."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from handlers.visit.coverage_cards import CoverageTap, WorkerTap, compact
from handlers.visit.red_cards import RedTap
from services.pictures import BarChart, Sheet
from services.visit.visit_windows import open_windows
from tests.support.coverage import TODAY, looks, tap, visited_street
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    OUTSIDER,
    STRANGE_STAFF,
    STREET,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    Street,
)
from tests.support.talk import Talk, read

NOT_FOUND = "没有找到"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await visited_street(tmp_path)
    yield street
    await street.door.database.close()


async def test_the_menu_opens_the_own_units_month_with_its_picture(street: Street) -> None:
    talk = Talk(street, ZHOU)
    await talk.say("/start")
    await talk.tap("查数据")
    (shown,) = await talk.tap("走访情况")

    assert shown.text == (
        "<b>长江社区 走访情况 2026年11月（截至11月25日）</b>\n"
        "走到了 <b>30.8%</b>：该走访 13 次，走到 4 次\n"
        "按时 3 次，过期补上 1 次，漏了 4 次，还在期内 5 次\n"
        "等得最久的一户：24 天\n"
        "\n"
        "一网格：40%（4/10），漏 3，最久 24 天\n"
        "二网格：0%（0/3），漏 1，最久 24 天"
    )
    assert isinstance(shown.picture, BarChart)
    assert shown.picture.labels == ("合计", "一网格", "二网格")
    assert shown.picture.series[0].said == ("30.8%", "40%", "0%")


async def test_from_the_street_down_to_a_worker_and_back(street: Street) -> None:
    talk = Talk(street, WU)
    assert "长江社区：30.8%（4/13），漏 4" in read(await talk.say("/coverage"))
    await talk.tap("点开一处看")
    assert "一网格：40%" in read(await talk.tap("长江社区"))
    await talk.tap("点开一处看")
    assert "特殊群体，每周走一走：37.5%（3/8），漏 3" in read(await talk.tap("一网格"))
    await talk.tap("换个看法")
    assert "没有登记姓名：40%（4/10），漏 3，亲自走到 4" in read(await talk.tap("按网格员看"))
    await talk.tap("点开一处看")
    month = (await talk.tap("没有登记姓名"))[0].text
    assert month.startswith("<b>没有登记姓名的走访 2026年11月（截至11月25日）</b>\n负责：一网格")
    assert "一网格 走访情况" in read(await talk.tap("回到走访情况"))
    for above in ("长江社区", "江南街道"):
        await talk.tap("点开一处看")
        assert f"{above} 走访情况" in read(await talk.tap("上一级"))


async def test_by_rule_into_one_and_out_again(street: Street) -> None:
    talk = Talk(street, ZHOU)
    await talk.tap_data(tap(COMMUNITY))
    await talk.tap("换个看法")
    assert "困难家庭和退役军人，半月一访：0%（0/2），漏 1" in read(await talk.tap("按规则看"))
    await talk.tap("点开一处看")
    assert "长江社区 困难家庭和退役军人，半月一访 2026年11月" in read(await talk.tap("困难家庭"))
    assert "没有该走访的" in read(await talk.tap("◀ 往前"))
    await talk.tap("往后")
    await talk.tap("换个看法")
    assert "家家户户，每月到一次" in read(await talk.tap("所有规则"))


async def test_every_page_of_the_card_has_few_buttons_and_a_way_back(street: Street) -> None:
    talk = Talk(street, ZHOU)
    for do in ("s", "f", "v", "i"):
        (card,) = await talk.tap_data(tap(COMMUNITY, do))

        assert sum(map(len, card.buttons)) <= (6 if do == "s" else 9)
        assert (card.buttons[-1][-1].text == "回到走访情况") == (do != "s")


async def test_any_days_and_as_they_looked_on_a_past_evening(street: Street) -> None:
    talk = Talk(street, ZHOU)
    assert "2026年11月2日至11月8日" in read(
        await talk.tap_data(tap(COMMUNITY, span="w", day=compact(date(2026, 11, 4))))
    )
    assert "2026年11月16日至11月30日" in read(await talk.tap_data(tap(COMMUNITY, span="h")))
    past = read(await talk.say("/coverage 2026-11-15"))
    assert "（截至11月15日）" in past
    assert "按时 2 次，过期补上 0 次，漏了 1 次，还在期内 5 次" in past
    assert "2026年10月" in read(await talk.say("/coverage 2026-10"))
    assert "没看懂" in read(await talk.say("/coverage 十月"))
    assert "还没有到" in read(await talk.say("/coverage 2027-01-01"))


async def test_missed_ones_are_named_to_the_community_and_the_look_is_written_down(street: Street) -> None:
    talk = Talk(street, ZHOU)
    await talk.tap_data(tap(COMMUNITY))
    before = await looks(street)
    (rows,) = await talk.tap("漏的 4 次")

    assert rows.text.splitlines()[2:4] == [
        "<b>11月16日至11月22日</b>　居民1002",
        "江南苑 1号楼 2室，特殊群体，每周走一走",
    ]
    assert rows.text.count("居民1002") == 3
    assert "居民1003" in rows.text
    assert await looks(street) == before + 2
    assert "居民1002" in read(await talk.tap("江南苑 1号楼 2室"))


async def test_each_number_is_opened_from_the_details(street: Street) -> None:
    talk = Talk(street, ZHOU)
    await talk.tap_data(tap(COMMUNITY))
    (details,) = await talk.tap("明细和表格")
    assert details.text.startswith("<b>长江社区 走访情况")
    assert [[button.text for button in row] for row in details.buttons] == [
        ["漏的 4 次", "补上的 1 次"],
        ["期内的 5 次", "按时的 3 次"],
        ["看图", "要表格", "要 CSV"],
        ["回到走访情况"],
    ]
    assert "<b>11月9日至11月15日</b>　居民1001，11月16日 周一走到" in read(await talk.tap("补上的"))
    assert "要 CSV" not in read(await talk.tap("回到走访情况"))


async def test_the_street_reads_no_door_and_no_name(street: Street) -> None:
    talk = Talk(street, WU)
    (rows,) = await talk.tap_data(tap(STREET, "d"))
    assert "一网格" in rows.text
    assert "居民" not in rows.text
    assert "室" not in rows.text
    assert "门牌和姓名只给" in rows.text
    assert await looks(street) == 0


@pytest.mark.parametrize("do", ["s", "f", "p", "x", "c", "d"])
@pytest.mark.parametrize(("who", "unit"), [(LI, GRID_1), (WANG, GRID_2), (ZHOU, STREET), (OUTSIDER, GRID_1), (WU, 999)])
async def test_a_forged_tap_for_another_unit_is_refused(street: Street, who: int, unit: int, do: str) -> None:
    said = await Talk(street, who).tap_data(tap(unit, do))
    assert [(one.text, one.alert, one.picture, one.sheet) for one in said] == [("", True, None, None)]
    assert NOT_FOUND in (said[0].toast or "")


@pytest.mark.parametrize(
    "data",
    [
        tap(COMMUNITY, day="zz"),
        tap(COMMUNITY, day="0"),
        tap(COMMUNITY, day="7fffffff"),
        tap(COMMUNITY, span="y"),
        tap(COMMUNITY, rule="no_such_rule"),
        WorkerTap(worker=LI, day="").pack(),
        WorkerTap(worker=WANG, span="?", day=compact(TODAY)).pack(),
        WorkerTap(worker=OUTSIDER, day=compact(TODAY)).pack(),
        RedTap(do="units", unit=STREET).pack(),
    ],
)
async def test_nonsense_in_a_tap_is_refused_in_words(street: Street, data: str) -> None:
    assert NOT_FOUND in ((await Talk(street, ZHOU).tap_data(data))[0].toast or "")


async def test_whoever_staffs_nothing_here_sees_nothing(street: Street) -> None:
    for who in (OUTSIDER, ZHAO):
        talk = Talk(street, who)
        assert NOT_FOUND in read(await talk.say("/coverage"))
        assert NOT_FOUND in read(await talk.say("/red"))
    strange = Talk(street, STRANGE_STAFF)
    assert "没有该走访的" in read(await strange.say("/coverage"))
    for data in (tap(COMMUNITY), WorkerTap(worker=WANG, day=compact(TODAY)).pack()):
        assert NOT_FOUND in ((await strange.tap_data(data))[0].toast or "")


async def test_the_tables_hold_the_figures_of_the_card(street: Street) -> None:
    talk = Talk(street, ZHOU)
    await talk.tap_data(tap(COMMUNITY))
    await talk.tap("明细和表格")
    table = (await talk.tap("要表格"))[0].sheet
    await talk.tap_data(tap(COMMUNITY, "f", by="w"))
    workers = (await talk.tap("要 CSV"))[0].sheet

    assert isinstance(table, Sheet)
    assert table.name == "visits-2-2026-11-01-2026-11-25.xlsx"
    assert table.rows == (
        ("合计", 30.8, 23.1, 13, 3, 1, 4, 5, 0, 24),
        ("一网格", 40.0, 30.0, 10, 3, 1, 3, 3, 0, 24),
        ("二网格", 0.0, 0.0, 3, 0, 0, 1, 2, 0, 24),
    )
    assert isinstance(workers, Sheet)
    assert workers.name == "visits-workers-2-2026-11-01-2026-11-25.csv"
    assert workers.rows[0] == ("合计", 30.8, 23.1, 13, 3, 1, 4, 5, 0, 24, 4)


async def test_no_tap_is_too_long_for_a_channel(street: Street) -> None:
    """64 bytes: with the longest key that a rule may have, and ids of a city."""
    widest = CoverageTap(do="d", unit=99_999, day=compact(TODAY), by="w", rule="r" * 30, after=99_999_999)
    worker = WorkerTap(do="picture", worker=9_999_999_999, day=compact(TODAY), unit=99_999)
    assert max(len(one.pack().encode()) for one in (widest, worker)) <= 64


async def test_it_is_said_in_english_too(street: Street) -> None:
    talk = Talk(street, ZHOU)
    await talk.tap_data("m:speak-en")
    assert "Visited <b>30.8%</b>: 13 due, 4 made" in read(await talk.say("/coverage"))
    assert "2 red spots" in read(await talk.say("/red"))
    worker = Talk(street, WANG)
    await worker.tap_data("m:speak-en")
    assert "3 days in a row without a missed visit." in read(await worker.say("/coverage"))


async def test_who_lives_in_no_grid_is_counted_and_opened_by_the_community_alone(street: Street) -> None:
    """Bug: nobody walks there, and no figure said so."""
    home, _ = await street.household(("living_alone",), grid=COMMUNITY)
    for day in (date(2026, 11, 16), TODAY):
        await street.door.act(open_windows, day)
    talk = Talk(street, ZHOU)
    (card,) = await talk.tap_data(tap(COMMUNITY))
    assert "不在任何网格里的：0%（0/3），漏 1，最久 24 天" in card.text
    assert "该走访 16 次，走到 4 次" in card.text

    await talk.tap("点开一处看")
    (inside,) = await talk.tap("不在任何网格里的")
    assert inside.text.startswith("<b>长江社区（还没分网格的） 走访情况 2026年11月")
    (rows,) = await talk.tap("漏的 1 次")
    assert "江南苑 3号楼 4室，特殊群体，每周走一走" in rows.text
    assert await looks(street) == 1
    assert f"{home}室" in read(await talk.tap("江南苑 3号楼 4室"))
    await talk.tap_data(tap(-COMMUNITY, "i"))
    assert "长江社区 走访情况" in read(await talk.tap("上一级"))
    (sheet,) = await talk.tap_data(tap(COMMUNITY, "x"))
    assert isinstance(sheet.sheet, Sheet)
    assert [row[0] for row in sheet.sheet.rows] == ["合计", "一网格", "二网格", "不在任何网格里的"]

    seen_by_street = read(await Talk(street, WU).tap_data(tap(-COMMUNITY, "d")))
    assert "长江社区（还没分网格的），特殊群体，每周走一走" in seen_by_street
    assert "居民" not in seen_by_street
    for stranger in (WANG, OUTSIDER, STRANGE_STAFF):
        assert NOT_FOUND in read(await Talk(street, stranger).tap_data(tap(-COMMUNITY)))
