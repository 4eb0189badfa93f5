"""The log of looks in chat: pages, and one person, one household, one day of it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.visit import visits
from tests.services.test_care_log import ADMIN, with_admin
from tests.support.street import WANG, ZHOU, at, street_in
from tests.support.talk import Talk


@pytest.fixture
async def admin(tmp_path: Path) -> AsyncIterator[Talk]:
    street = await with_admin(await street_in(tmp_path, at("2026-11-18")))
    home, _ = await street.household(("key_person",))
    for n in range(8):
        await street.run(WANG if n else ZHOU, visits.household, home)
        street.clock.moment += timedelta(hours=4)
    yield Talk(street, ADMIN)
    await street.door.database.close()


async def test_it_pages_and_is_narrowed(admin: Talk) -> None:
    (first,) = await admin.say("/care_log")
    assert first.text.count("看了住户卡片：江南苑 1号楼 户1") == 6
    assert "1室" not in first.text

    (older,) = await admin.tap("下一页")
    assert older.text.count("看了住户卡片") == 2
    await admin.tap("上一页")
    await admin.tap("只看某天")
    (day,) = await admin.tap("昨天")
    assert day.text.count("看了住户卡片") == 4
    assert "只列出您选的" in day.text
    (everything,) = await admin.tap("看全部")
    assert everything.text == first.text


async def test_one_household(admin: Talk) -> None:
    await admin.say("/care_log")
    await admin.tap("只看某户")
    (found,) = await admin.tap("江南苑 1号楼 户1")
    assert "只列出您选的" in found.text


async def test_nobody_else_is_shown_it(admin: Talk) -> None:
    (answer,) = await Talk(admin.street, WANG).say("/care_log")

    assert "看了住户卡片" not in answer.text


async def test_a_forged_day_asks_for_all(admin: Talk) -> None:
    (page,) = await admin.tap_data("cl:page:0:0:0:99999999")

    assert page.text.count("看了住户卡片") == 6
