"""Wrong taps around a call-back: forged, twice, too late."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.case.callback_cards import CallTap
from tests.support.callbacks import SUN, calls, closed, staffed
from tests.support.copies import street_copy
from tests.support.street import STRANGE_STAFF, Street, at
from tests.support.talk import Talk, read

DOINGS = ("open", "contact", "ask", "note", "answer")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await staffed(await street_copy(tmp_path, at("2026-11-18")))
    yield street
    await street.door.database.close()


@pytest.mark.parametrize("do", DOINGS)
async def test_a_forged_tap_on_another_communitys_case_finds_nothing(street: Street, do: str) -> None:
    number = await closed(street)

    said = await Talk(street, STRANGE_STAFF).tap_data(CallTap(do=do, number=number).pack())

    assert read(said).strip() == "没有找到。请看看编号对不对。"


async def test_the_same_result_twice_is_one_try(street: Street) -> None:
    number, talk = await closed(street), Talk(street, SUN)
    await talk.tap_data(CallTap(do="note", number=number).pack())
    await talk.tap("没有联系上")
    await talk.tap("跳过")

    first, second = await talk.tap("确认提交"), await talk.again()

    assert f"<b>{number}</b> 回访记下了，辛苦了。" in read(first)
    assert read(second).strip() == "已经收到了，不用再点。"
    assert [row.tries for row in await calls(street)] == [1]


async def test_a_form_that_was_open_when_the_role_ended_notes_nothing(street: Street) -> None:
    number, talk = await closed(street), Talk(street, SUN)
    await talk.tap_data(CallTap(do="note", number=number).pack())
    await talk.tap("联系上了")
    await talk.tap("解决了")
    await talk.tap("满意（4）")
    await talk.say("挺好")
    await street.end_role(SUN, street.clock.now().date() - timedelta(days=1))

    said = await talk.tap("确认提交")

    assert "没有找到。请看看编号对不对。" in read(said)
    assert [(row.tries, row.done_at) for row in await calls(street)] == [(0, None)]
