"""A household is moved in chat, by its community's officer: from its card and from its grid's."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from domain.notices import Notice
from handlers.visit.home_cards import HomeMoveTap
from handlers.visit.leave_cards import HandoverTap
from handlers.visit.visit_cards import HomeTap
from models.outbox import Outbox
from models.places import Household
from services.visit import home_moves
from services.visit.home_moves import Stood
from services.visit.home_places import Target
from services.visit.visit_windows import open_windows
from tests.support.copies import street_copy
from tests.support.counting import count_on
from tests.support.street import COMMUNITY, GRID_1, LI, OUTSIDER, WANG, ZHOU, at, words
from tests.support.street_chat import StreetChat


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield StreetChat(street)
    await street.door.database.close()


async def home_of_two(chat: StreetChat) -> int:
    home, _ = await chat.street.household(("key_person",), ("living_alone",))
    await chat.street.door.act(open_windows, date(2026, 11, 18))
    return home


async def test_from_the_card_to_another_grid(chat: StreetChat) -> None:
    home = await home_of_two(chat)
    await chat.tap_data(ZHOU, HomeTap(do="more", household=home).pack())

    (where,) = await chat.tap(ZHOU, "换人走访、搬家")
    await chat.tap(ZHOU, "换给别的网格员")
    (sure,) = await chat.tap(ZHOU, "换到二网格")
    (done,) = await chat.tap(ZHOU, "就这样换")

    assert "江南苑 1号楼 1室</b>　现在在一网格" in words(where)
    assert "从 一网格（没有登记姓名） 换到 二网格（没有登记姓名）" in words(sure)
    assert "1 次" in words(sure)
    assert "以前的走访记录留在一网格" in words(sure)
    assert "换好了" in words(done)
    (push, other) = await chat.street.pushed("home_moved")
    news = {row.chat_id: await chat.hear(row.chat_id, Notice.HOME_MOVED, **row.message) for row in (push, other)}
    assert "江南苑 1号楼 1室</b> 从一网格转来" in words(news[LI])
    assert "江南苑1号楼的一户已经转到二网格" in words(news[WANG])
    assert "1室" not in words(news[WANG])
    (card,) = await chat.tap(LI, "看这一户")
    assert "江南苑" in words(card)


async def test_a_worker_has_no_such_button_and_a_forged_tap_opens_nothing(chat: StreetChat) -> None:
    home = await home_of_two(chat)
    (more,) = await chat.tap_data(WANG, HomeTap(do="more", household=home).pack())

    assert "换人走访" not in words(more)
    for stranger in (WANG, OUTSIDER):
        for do in ("of", "home", "grids", "grid", "compounds", "buildings", "building", "in", "doors", "people"):
            answers = await chat.tap_data(stranger, HomeMoveTap(do=do, id=GRID_1, to=1).pack())
            assert "江南苑" not in "".join(words(answer) for answer in answers)


async def test_from_the_grid_to_another_door(chat: StreetChat) -> None:
    await home_of_two(chat)
    await chat.tap_data(ZHOU, HandoverTap(do="grid", id=GRID_1).pack())

    for button in ("把其中一户换走", "1号楼", "1室", "搬到别的楼", "江南苑", "3号楼"):
        await chat.tap(ZHOU, button)
    (wrong,) = await chat.say(ZHOU, "长" * 50)
    (sure,) = await chat.say(ZHOU, "2单元202室")
    (done,) = await chat.tap(ZHOU, "就这样换")

    assert "不要超过 40 个字" in words(wrong)
    assert "新住址：江南苑 3号楼 2单元202室" in words(sure)
    assert "换好了" in words(done)


async def test_whoever_comes_second_sees_where_it_is_now(chat: StreetChat) -> None:
    home = await home_of_two(chat)
    await chat.tap_data(ZHOU, HomeMoveTap(do="home", id=home).pack())
    await chat.tap(ZHOU, "换给别的网格员")
    await chat.tap(ZHOU, "换到二网格")
    await chat.street.run(ZHOU, home_moves.move, home, Stood(GRID_1, 1), Target(building_id=2, door="8室"))

    (told,) = await chat.tap(ZHOU, "就这样换")
    (now,) = await chat.tap(ZHOU, "看看现在在哪里")

    assert "刚才已经有人动过" in words(told)
    assert "江南苑 2号楼 8室</b>　现在在一网格" in words(now)


async def test_the_same_grid_and_another_community_are_told(chat: StreetChat) -> None:
    home = await home_of_two(chat)

    same = await chat.tap_data(ZHOU, HomeMoveTap(do="grid", id=home, to=GRID_1).pack())
    other = await chat.tap_data(ZHOU, HomeMoveTap(do="grid", id=home, to=999).pack())

    assert "本来就在那里" in "".join(words(answer) for answer in same)
    assert "不归这个社区" in "".join(words(answer) for answer in other)


async def test_a_household_in_no_grid_is_found_and_given_one(chat: StreetChat) -> None:
    home = await home_of_two(chat)
    async with chat.street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == home).values(grid_id=COMMUNITY))
    await chat.tap_data(ZHOU, "rf:matters:0")

    for button in ("给没有网格的户分网格", "1号楼"):
        await chat.tap(ZHOU, button)
    (where,) = await chat.tap(ZHOU, "1室")
    await chat.tap(ZHOU, "换给别的网格员")
    (sure,) = await chat.tap(ZHOU, "换到二网格")

    assert "现在不在任何网格里" in words(where)
    assert "从 长江社区（还没有网格） 换到 二网格" in words(sure)


async def test_one_of_two_moves_out_alone(chat: StreetChat) -> None:
    home, (goes, _) = await chat.street.household(("key_person",), ("living_alone",))
    await count_on(chat.street.door.database)
    await chat.street.door.act(open_windows, date(2026, 11, 18))
    await chat.tap_data(ZHOU, HomeMoveTap(do="home", id=home).pack())

    (who,) = await chat.tap(ZHOU, "只有一位搬走")
    for button in (f"居民{goes}", "江南苑", "3号楼"):
        await chat.tap(ZHOU, button)
    (wrong,) = await chat.say(ZHOU, "长" * 50)
    (sure,) = await chat.say(ZHOU, "8室")
    (done,) = await chat.tap(ZHOU, "就这样换")

    assert "是哪一位搬走" in words(who)
    assert "不要超过 40 个字" in words(wrong)
    for part in (f"居民{goes}</b> 从 江南苑 1号楼 1室 搬走", "新住址：江南苑 3号楼 8室", "会新立一户", "从 一网格"):
        assert part in words(sure)
    assert "搬好了" in words(done)
    news = {row.chat_id: await chat.hear(row.chat_id, Notice.HOME_MOVED, **row.message) for row in await moved(chat)}
    assert "江南苑 3号楼 8室</b> 搬来了一位" in words(news[LI])
    assert "江南苑1号楼有一位居民搬到二网格去了" in words(news[WANG])
    assert f"居民{goes}" not in words(news[LI]) + words(news[WANG])


async def moved(chat: StreetChat) -> list[Outbox]:
    return await chat.street.pushed("home_moved")
