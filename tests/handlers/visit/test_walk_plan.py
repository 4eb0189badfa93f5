"""A worker's own say in the walk, as it is tapped."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from adapters.drawing import draw
from domain.notices import Notice
from services.pictures import WalkMap
from services.visit.visit_windows import open_windows
from tests.support.copies import street_copy
from tests.support.street import LI, OUTSIDER, WANG, at, words
from tests.support.street_chat import StreetChat

THURSDAY = "2026-11-19"


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_copy(tmp_path, at(THURSDAY, "08:30"))
    yield StreetChat(street)
    await street.door.database.close()


async def opened(chat: StreetChat, day: str = THURSDAY) -> None:
    await chat.street.door.act(open_windows, date.fromisoformat(day))


async def test_a_door_is_put_off_inside_its_window(chat: StreetChat) -> None:
    weekly, _ = await chat.street.household(("living_alone",))
    await opened(chat)
    await chat.tap_data(WANG, "v:walk:0")
    await chat.tap(WANG, f"{weekly}室")
    await chat.tap(WANG, "更多")
    (days,) = await chat.tap(WANG, "改天去")
    (card,) = await chat.tap(WANG, "11月21日")
    (walk,) = await chat.tap_data(WANG, "v:walk:0")
    reminder = await chat.hear(WANG, Notice.VISIT_REMAINDER, day=THURSDAY, late=False)

    assert [b.text for row in days.buttons for b in row] == [
        "今天不去，另外安排", "明天", "11月21日 周六", "11月22日 周日", "不选了",
    ]  # fmt: skip
    assert "改到11月21日" in (card.toast or "")
    assert "一共 1 户，还有 0 户" in walk.text and "改天再去" in walk.text
    assert reminder is None
    await opened(chat, "2026-11-20")
    chat.street.clock.moment = at("2026-11-20", "08:30")
    assert "没有要走访的人家" in (await chat.tap_data(WANG, "v:walk:0"))[0].text
    chat.street.clock.moment = at("2026-11-21", "08:30")
    assert "您改到今天的" in (await chat.tap_data(WANG, "v:walk:0"))[0].text


async def test_not_today_is_planned_again_tomorrow(chat: StreetChat) -> None:
    weekly, _ = await chat.street.household(("living_alone",))
    await opened(chat)
    await chat.tap_data(WANG, f"vh:open:{weekly}::in_person:0")
    await chat.tap(WANG, "更多")
    await chat.tap(WANG, "改天去")
    (card,) = await chat.tap(WANG, "今天不去")
    chat.street.clock.moment = at("2026-11-20", "08:30")
    (walk,) = await chat.tap_data(WANG, "v:walk:0")

    assert "今天不去" in (card.toast or "")
    assert "还有 1 户" in walk.text


@pytest.mark.parametrize(("care", "day"), [("key_person", THURSDAY), ("living_alone", "2026-11-22")])
async def test_what_cannot_wait_is_not_put_off(chat: StreetChat, care: str, day: str) -> None:
    home, _ = await chat.street.household((care,))
    chat.street.clock.moment = at(day, "10:00")
    await opened(chat, day)

    for data in (f"vh:later:{home}::in_person:0", f"vh:to:{home}::in_person:1"):
        (refused,) = await chat.tap_data(WANG, data)
        assert "今天一定要去" in words(refused)


async def test_a_day_beyond_the_window_is_refused(chat: StreetChat) -> None:
    home, _ = await chat.street.household(("living_alone",))
    await opened(chat)

    (refused,) = await chat.tap_data(WANG, f"vh:to:{home}::in_person:5")

    assert "最晚 2026年11月22日 周日" in words(refused)


@pytest.mark.parametrize("who", [LI, OUTSIDER])
async def test_nobody_puts_off_what_is_not_theirs(chat: StreetChat, who: int) -> None:
    home, _ = await chat.street.household(("living_alone",))
    await opened(chat)

    (refused,) = await chat.tap_data(who, f"vh:to:{home}::in_person:1")

    assert "没有找到" in words(refused)


async def test_the_round_begins_where_the_worker_says(chat: StreetChat) -> None:
    near, _ = await chat.street.household(("key_person",), building=1)
    far, _ = await chat.street.household(("key_person",), building=2)
    await opened(chat)
    (before,) = await chat.tap_data(WANG, "v:walk:0")
    await chat.tap(WANG, "先去哪栋楼")
    (after,) = await chat.tap(WANG, "江南苑 2号楼")
    (forged,) = await chat.tap_data(WANG, "v:begin:3")

    assert before.text.index(f"{near}室") < before.text.index(f"{far}室")
    assert after.text.index(f"{far}室") < after.text.index(f"{near}室")
    assert "没有找到" in words(forged)


async def test_the_map_numbers_the_buildings_and_says_them_in_words(chat: StreetChat) -> None:
    for building in (1, 1, 2):
        await chat.street.household(("key_person",), building=building)
    await opened(chat)
    await chat.tap_data(WANG, "v:walk:0")

    (found,) = await chat.tap(WANG, "看地图")

    assert found.text == "<b>今天的走法</b>\n1. 江南苑 1号楼　2 户\n2. 江南苑 2号楼　1 户"
    assert isinstance(found.picture, WalkMap)
    assert [(point.name, point.said) for point in found.picture.points] == [
        ("江南苑 1号楼", "2 户"),
        ("江南苑 2号楼", "1 户"),
    ]
    assert len(found.picture.outlines) == 1
    assert draw(found.picture, {}).startswith(b"\x89PNG")
