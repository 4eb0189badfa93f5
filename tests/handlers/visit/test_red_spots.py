"""Red spots in chat: doors for those who look after them, counts for the street."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from handlers.desk import Reader
from handlers.visit.red_cards import RedTap, units_card
from services.texts import speech
from services.visit.red_spots import RedUnit, RedUnits
from services.visit.visit_windows import open_windows
from tests.support.coverage import looks, see, visited_street
from tests.support.street import (
    COMMUNITY,
    GRID_2,
    LI,
    WANG,
    WU,
    ZHOU,
    Street,
    at,
)
from tests.support.talk import Talk, read


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await visited_street(tmp_path)
    yield street
    await street.door.database.close()


async def test_red_spots_are_the_longest_first_and_open_the_card(street: Street) -> None:
    talk = Talk(street, ZHOU)
    (page,) = await talk.say("/red")

    assert page.text.splitlines()[:6] == [
        "<b>红点：2 处好久没走到</b>，等得最久的排在前面",
        "",
        "<b>24 天</b>　居民1003，还没有见过",
        "江南苑 3号楼 3室，困难家庭和退役军人，半月一访，漏了 1 次",
        "<b>23 天</b>　居民1002，还没有见过",
        "江南苑 1号楼 2室，特殊群体，每周走一走，漏了 3 次",
    ]
    assert await looks(street) == 2
    assert "居民1003" in read(await talk.tap("江南苑 3号楼 3室"))


async def test_a_gap_is_red_though_no_window_was_missed(street: Street) -> None:
    """1室: last seen on the 18th, so the week that ends on the 29th is open; on the 28th that is ten days."""
    street.clock.moment = at("2026-11-28", "06:00")
    seen = read(await Talk(street, WANG).say("/red"))
    assert "<b>10 天</b>　居民1001，上次见到：11月18日 周三\n江南苑 1号楼 1室，特殊群体，每周走一走\n" in seen


async def test_red_spots_page_and_are_gone_when_seen(street: Street) -> None:
    for _ in range(9):
        await street.household(("veteran",), grid=GRID_2)
    street.clock.moment = at("2026-11-30", "06:00")
    await street.door.act(open_windows, date(2026, 11, 14))
    await street.door.act(open_windows, date(2026, 11, 30))
    talk = Talk(street, LI)
    assert "红点：10 处" in read(await talk.say("/red"))
    assert "红点：还有 6 处" in read(await talk.tap("下一页（还有 6 处）"))
    (last,) = await talk.tap("下一页（还有 2 处）")
    assert "红点：还有 2 处" in last.text
    assert "红点：10 处" in read(await talk.tap("从头看"))
    for home in range(3, 13):
        await see(street, LI, home)
    assert "没有红点" in read(await talk.say("/red"))


async def test_the_street_sees_how_many_there_are_where(street: Street) -> None:
    talk = Talk(street, WU)
    assert "长江社区：2 处，最久 24 天" in read(await talk.say("/red"))
    grids = read(await talk.tap("长江社区"))
    assert "一网格：1 处，最久 23 天" in grids
    assert "室" not in grids
    assert "长江社区：2 处" in read(await talk.tap("上一级"))
    assert await looks(street) == 0


async def test_who_lives_in_no_grid_and_waits_is_red(street: Street) -> None:
    """Bug: nobody walks there, and it was red for nobody."""
    await street.household(("living_alone",), grid=COMMUNITY)
    for day in (date(2026, 11, 16), date(2026, 11, 25)):
        await street.door.act(open_windows, day)
    assert "居民1004，还没有见过\n江南苑 3号楼 4室，特殊群体，每周走一走，漏了 1 次" in read(
        await Talk(street, ZHOU).say("/red")
    )
    talk = Talk(street, WU)
    assert "长江社区：3 处，最久 24 天" in read(await talk.say("/red"))
    assert "不在任何网格里的：1 处，最久 9 天" in read(await talk.tap("长江社区"))
    assert "1004" not in read(await Talk(street, LI).say("/red"))


async def test_ten_communities_are_all_named_and_open_four_at_a_time(street: Street) -> None:
    """Bug: as many buttons as units, 134 of them for a street of so many grids."""
    found = RedUnits("街道", COMMUNITY, into=True, units=tuple(RedUnit(n, f"{n}社区", 2, 20) for n in range(10)))
    async with street.door.database.read() as session:
        act = await street.act_as(session, WU)
        reader = Reader(act, act.ctx.actor, speech("zh"))
        pages = [units_card(reader, found, RedTap(do="units", unit=1, after=n)) for n in (0, 1, 2, 3)]

    labels = [[b.text for row in page.buttons for b in row] for page in pages]
    assert all(f"{n}社区" in page.text for page in pages for n in range(10))
    assert labels[0] == ["0社区", "1社区", "2社区", "3社区", "看别的", labels[0][-1]]
    assert labels[2] == ["8社区", "9社区", "看别的", labels[0][-1]]
    assert labels[3] == labels[0]
