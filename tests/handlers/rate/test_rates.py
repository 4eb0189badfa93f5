"""The three rates in chat: the card, what it leads to, and what a forged tap gets."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from domain.case_flow import Move
from domain.notices import Notice
from domain.rates import Span
from handlers.desk import Reader
from handlers.notices import composed
from handlers.quieting import QuietTap
from handlers.rate.rate_cards import PAGES, RateTap
from models.outbox import Outbox
from services.case import case_moves, case_rating
from services.case.case_moves import Given
from services.pictures import BarChart, Sheet
from services.ports import Message
from services.rate import rate_reports
from services.slots import Slot
from services.texts import speech
from tests.support.cases import CHECKED, REPORTER, file, go
from tests.support.copies import IN_GRID_1, street_copy, street_there
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
    ZHOU,
    Street,
    at,
)
from tests.support.talk import Talk, read
from tests.support.where import FILE, copy_made

NOT_FOUND = "没有找到"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    await copy_made("rated", rated_street, tmp_path / FILE)
    street = await street_there(tmp_path, at("2026-11-23"))
    yield street
    await street.door.database.close()


async def rated_street(folder: Path) -> None:
    """Grid 1 had three answered and one silent case in October, grid 2 had none."""
    street = await street_copy(folder, at("2026-10-12"))
    for stars in (5, 3, None, 0):
        filed = await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1], anonymous=stars == 5)
        await go(street, filed.number, *CHECKED)
        if stars:
            await street.run(REPORTER, case_rating.rate, filed.number, stars)
        elif stars == 0:
            given = Given("还是坏的")
            await street.run(REPORTER, case_moves.move, filed.number, Move.REOPEN, given)
    await street.door.database.close()


def tap(unit: int, do: str = "show", **more: object) -> str:
    return RateTap(do=do, unit=unit, **more).pack()  # type: ignore[arg-type]


async def test_the_menu_opens_the_own_month_and_one_step_back_the_last(street: Street) -> None:
    talk = Talk(street, ZHOU)
    await talk.say("/start")
    await talk.tap("查数据")
    now = read(await talk.tap("三率"))
    assert "长江社区 三率 2026年11月（截至11月23日）" in now
    assert "没有数据" in now
    assert "%" not in now
    assert "往后" not in now

    october = (await talk.tap("◀ 往前"))[0]

    assert october.text == (
        "<b>长江社区 三率 2026年10月</b>\n"
        "响应率 <b>100%</b>：到期 4 件，按时响应 4 件\n"
        "解决率 <b>66.7%</b>：3 次回答，2 次说解决了\n"
        "满意率 <b>33.3%</b>：3 次回答，1 次满意\n"
        "还有 1 件没有等到回答，不算在内。\n"
        "\n"
        "一网格：响应 100%，解决 66.7%，满意 33.3%\n"
        "二网格：没有数据"
    )
    assert october.picture is None
    assert "2026年11月（截至11月23日）" in read(await talk.tap("往后"))


async def test_each_number_opens_its_cases_with_what_counts_in_words(street: Street) -> None:
    talk = Talk(street, WANG)
    await talk.tap_data(tap(GRID_1, day="20261031"))
    await talk.tap("明细、图和表")
    rows = (await talk.tap("满意明细"))[0].text
    await talk.tap_data(tap(GRID_1, "details", day="20261031"))
    silent = (await talk.tap("没回答的 1 件"))[0].text

    assert re.findall(r"C-2026-\d{6}　公用设施：(.+)", rows) == ["满意（5 分）", "不算满意（3 分）", "不算满意"]
    assert re.findall(r"C-2026-\d{6}　公用设施：(.+)", silent) == ["没有回答"]
    assert "C-2026-" in read(await talk.tap("C-2026-"))


async def test_a_past_evening_is_shown_as_it_was(street: Street) -> None:
    talk = Talk(street, ZHOU)
    seen = read(await talk.say("/rates 2026-10-12"))
    assert "2026年10月（截至10月12日）" in seen
    assert "响应率 <b>没有数据</b>：到期 0 件" in seen
    assert "没有等到回答" not in seen
    assert "没有这一天" in read(await talk.say("/rates 十月"))
    assert "还没有到" in read(await talk.say("/rates 2027-01-01"))


async def test_the_picture_and_the_table_hold_the_figures_of_the_card(street: Street) -> None:
    talk = Talk(street, ZHOU)
    await talk.tap_data(tap(COMMUNITY, "details", day="20261031"))
    pictured = (await talk.tap("看图"))[0]
    await talk.tap("明细、图和表")
    table = (await talk.tap("要表格"))[0].sheet

    assert pictured.fresh
    assert "满意率 <b>33.3%</b>" in pictured.text
    chart = pictured.picture
    assert isinstance(chart, BarChart)
    assert chart.title == "长江社区 三率 2026年10月"
    assert [(one.name, one.values, one.said) for one in chart.series] == [
        ("响应率", (100.0, 100.0), ("100%", "100%")),
        ("解决率", (66.7, 66.7), ("66.7%", "66.7%")),
        ("满意率", (33.3, 33.3), ("33.3%", "33.3%")),
    ]
    assert isinstance(table, Sheet)
    assert table.name == "rates-2-2026-10-01-2026-10-31.xlsx"
    assert table.rows == (
        ("合计", 100.0, 66.7, 33.3, 4, 4, 3, 2, 1, 1),
        ("一网格", 100.0, 66.7, 33.3, 4, 4, 3, 2, 1, 1),
        ("二网格", None, None, None, 0, 0, 0, 0, 0, 0),
    )


async def test_by_category_and_into_one_and_out_again(street: Street) -> None:
    talk = Talk(street, WU)
    await talk.tap_data(tap(STREET, day="20261031"))
    assert "公用设施：响应 100%" in read(await talk.tap("按类别看"))
    await talk.tap("点开一处看")
    assert "江南街道 公用设施 三率 2026年10月" in read(await talk.tap("公用设施"))
    assert "公用设施：响应 100%" in read(await talk.tap("所有类别"))
    await talk.tap("按单位看")
    await talk.tap("点开一处看")
    assert "长江社区 三率" in read(await talk.tap("长江社区"))
    await talk.tap("点开一处看")
    assert "江南街道 三率" in read(await talk.tap("上一级"))


async def test_every_page_of_the_card_has_few_buttons_and_a_way_back(street: Street) -> None:
    talk = Talk(street, WU)
    (card,) = await talk.tap_data(tap(STREET, day="20261031"))
    pages = {do: (await talk.tap_data(tap(STREET, do, day="20261031")))[0] for do in PAGES}

    assert sum(map(len, card.buttons)) <= 6
    for page in pages.values():
        assert (page.text, page.buttons[-1][0].text) == (card.text, "回到三率")
        assert sum(map(len, page.buttons)) <= 7
    assert "2026年第4季度" in read(await talk.tap_data(pages["spans"].buttons[0][2].data or ""))


@pytest.mark.parametrize("do", ["show", "details", "into", "picture", "sheet", "response", "unanswered"])
@pytest.mark.parametrize(("who", "unit"), [(LI, GRID_1), (WANG, GRID_2), (ZHOU, STREET), (OUTSIDER, GRID_1), (WU, 999)])
async def test_a_forged_tap_for_another_unit_is_refused(street: Street, who: int, unit: int, do: str) -> None:
    said = await Talk(street, who).tap_data(tap(unit, do, day="20261031"))
    assert [(one.text, one.alert, one.picture, one.sheet) for one in said] == [("", True, None, None)]
    assert NOT_FOUND in (said[0].toast or "")


@pytest.mark.parametrize("changes", [{"day": "20269999"}, {"day": "morgen"}, {"do": "response", "day": "1"}])
async def test_nonsense_in_a_tap_is_refused_in_words(street: Street, changes: dict[str, str]) -> None:
    said = await Talk(street, ZHOU).tap_data(
        RateTap.model_validate({"do": "show", "unit": COMMUNITY, **changes}).pack()
    )
    assert NOT_FOUND in (said[0].toast or "")


async def test_no_tap_is_too_long_for_a_channel(street: Street) -> None:
    """64 bytes: with the longest category there is, and ids and counts of a city."""
    longest = max((category.key for category in street.door.settings.cases.categories), key=len)
    widest = RateTap(do="picture", unit=99_999, span=Span.QUARTER, day="20261123", by="u", category=longest)
    rows = widest.model_copy(update={"do": "satisfaction", "after": 99_999_999})
    assert max(len(one.pack().encode()) for one in (widest, rows)) <= 64


async def compose(street: Street, row: Outbox) -> Message | None:
    async with street.door.database.read() as session:
        act = await street.act_as(session, row.chat_id)
        return await composed(Reader(act, act.ctx.actor, speech("zh")), Notice(row.notice or ""), row.message, row.id)


async def monthly(street: Street, day: str) -> None:
    due = at(day)
    street.clock.moment = due
    await street.door.act(rate_reports.monthly, Slot("rates", due, datetime.fromisoformat(day).date()))


async def test_on_the_first_the_offices_get_last_month_once(street: Street) -> None:
    await monthly(street, "2026-10-31")
    assert await street.pushed(Notice.RATES_MONTH) == []
    for _ in range(2):
        await monthly(street, "2026-11-01")

    pushed = await street.pushed(Notice.RATES_MONTH)

    texts = {row.chat_id: await compose(street, row) for row in pushed}
    assert {chat: (said.text.splitlines()[0] if said else None) for chat, said in texts.items()} == {
        ZHOU: "<b>长江社区 三率 2026年10月</b>",
        WU: "<b>江南街道 三率 2026年10月</b>",
        STRANGE_STAFF: None,
    }
    assert [said.picture is not None for said in texts.values() if said] == [True, True]
    assert [sum(map(len, said.buttons)) <= 6 for said in texts.values() if said] == [True, True]


async def test_whoever_wants_less_hears_nothing_until_they_want_it_again(street: Street) -> None:
    talk = Talk(street, ZHOU)
    await talk.tap_data(QuietTap(do="less", notice=Notice.RATES_MONTH).pack())
    await monthly(street, "2026-11-01")
    assert ZHOU not in {row.chat_id for row in await street.pushed(Notice.RATES_MONTH)}
    await talk.tap("还是照常提醒我")
    await monthly(street, "2026-12-01")
    assert ZHOU in {row.chat_id for row in await street.pushed(Notice.RATES_MONTH)}
