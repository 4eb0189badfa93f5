"""A worker's own month in chat, and who is credited for what."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from handlers.visit.coverage_cards import WorkerTap, compact
from handlers.visit.red_cards import RedTap
from services.pictures import BarChart
from tests.support.coverage import TODAY, see, tap, visited_street
from tests.support.street import (
    COMMUNITY,
    LI,
    WANG,
    ZHAO,
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


async def test_a_worker_sees_the_own_month_for_the_talk(street: Street) -> None:
    talk = Talk(street, WANG)
    await talk.say("/start")
    await talk.tap("查数据")
    (month,) = await talk.tap("本月走访")

    assert month.text == (
        "<b>没有登记姓名的走访 2026年11月（截至11月25日）</b>\n"
        "负责：一网格\n"
        "\n"
        "走到 <b>40%</b>：该走访 10 次，按时 3 次，补上 1 次，漏了 3 次，还在期内 3 次\n"
        "特殊群体，每周走一走：3/8，按时 2，补上 1，漏 3\n"
        "家家户户，每月到一次：1/2，按时 1，补上 0，漏 0\n"
        "\n"
        "上班 14 天，出门走访 2 天，敲开门 2 次，没人在家 0 次\n"
        "休假 4 天\n"
        "已经连续 3 天没有漏访。\n"
        "等得最久的一户 24 天没见到人，可以先看看有没有难处。"
    )
    assert isinstance(month.picture, BarChart)
    assert "居民1002" in read(await talk.tap("看漏了的"))
    assert "居民1002" in read(await talk.tap_data(RedTap(do="own").pack()))


async def test_days_on_which_everybody_was_seen_are_praised(street: Street) -> None:
    await see(street, LI, 3)
    street.clock.moment = at("2026-12-01", "10:00")
    last_day = WorkerTap(worker=LI, span="d", day=compact(date(2026, 11, 30)))
    talk = Talk(street, LI)
    seen = read(await talk.tap_data(last_day.pack()))
    assert "该走访的 2 次都走到了，一户不漏。辛苦了！" in seen
    none = last_day.model_copy(update={"day": compact(date(2026, 11, 29))})
    assert "没有归这里的走访" in read(await talk.tap_data(none.pack()))


async def test_who_stands_in_is_credited_and_the_grid_keeps_the_duty(street: Street) -> None:
    """2室 is met by 赵, who holds no grid: 王 answers for it, 赵 has made it."""
    async with street.door.database.read() as session:
        assert (await street.act_as(session, ZHAO)).ctx.actor.roles == ()
    street.clock.moment = at("2026-11-20")
    await see(street, ZHAO, 2)
    street.clock.moment = at(str(TODAY))

    talk = Talk(street, ZHOU)
    words = read(await talk.tap_data(tap(COMMUNITY, by="w")))

    assert words.count("没有登记姓名：60%（6/10），漏 2，亲自走到 4") == 1
    assert words.count("没有登记姓名：没有该走访的") == 0
    assert words.count("没有登记姓名：没有（0/0），漏 0，亲自走到 2") == 1
