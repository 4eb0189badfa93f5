"""A household goes to another community in chat: 周 offers it, the staff of the community beside take it or do not."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from domain.notices import Notice
from handlers.visit.home_cards import HomeMoveTap, HomeOfferTap
from services.visit import home_moves, home_offers
from services.visit.home_moves import Stood
from services.visit.home_places import Target
from services.visit.visit_windows import open_windows
from tests.support.copies import street_copy
from tests.support.neighbours import NEAR_HOUSE, NEW_DOOR, SECOND_STAFF, SUN, build_beside, offered_home
from tests.support.street import GRID_1, GRID_2, OUTSIDER, STRANGE_STAFF, WANG, ZHOU, at, words
from tests.support.street_chat import StreetChat


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await build_beside(street)
    yield StreetChat(street)
    await street.door.database.close()


async def home_of_two(chat: StreetChat) -> tuple[int, tuple[int, ...]]:
    home, people = await chat.street.household(("key_person",), ("living_alone",))
    await chat.street.door.act(open_windows, date(2026, 11, 18))
    return home, people


async def told(chat: StreetChat, person: int, news: str) -> str:
    """The push as it reads for them, on their screen."""
    (row,) = [
        row for row in await chat.street.pushed("home_offer") if (row.chat_id, row.message["news"]) == (person, news)
    ]
    return words(await chat.hear(person, Notice.HOME_OFFER, **row.message))


async def test_offered_taken_and_told(chat: StreetChat) -> None:
    home, _ = await home_of_two(chat)
    await chat.tap_data(ZHOU, HomeMoveTap(do="home", id=home).pack())

    (which,) = await chat.tap(ZHOU, "搬到别的社区")
    (ask,) = await chat.tap(ZHOU, "别的社区")
    (sure,) = await chat.say(ZHOU, "搬去湖滨苑6号楼3单元301")
    sent, card = await chat.tap(ZHOU, "请那边接收")
    asked = await told(chat, STRANGE_STAFF, "offered")
    for button in ("接收，选楼和门牌", "湖滨苑", "6号楼"):
        await chat.tap(STRANGE_STAFF, button)
    (wrong,) = await chat.say(STRANGE_STAFF, "长" * 50)
    (arrival,) = await chat.say(STRANGE_STAFF, "3单元301室")
    done, taken = await chat.tap(STRANGE_STAFF, "接收")

    assert "搬到哪个社区" in words(which)
    assert "请不要写重点人群的情况" in words(ask)
    assert "江南苑 1号楼 1室 的一户（2 人）" in words(sure)
    assert "已经告诉别的社区" in words(sent)
    assert "收回" in words(card)
    for part in (
        "长江社区</b> 请 <b>别的社区</b> 接收一户（2 人）",
        "江南苑 1号楼",
        "搬去湖滨苑6号楼",
        "接收以后才看得到",
    ):
        assert part in asked
    assert "1室" not in asked
    assert "不要超过 40 个字" in words(wrong)
    for part in ("新住址：湖滨苑 6号楼 3单元301室", "住在近网格"):
        assert part in words(arrival)
    assert "重点人群" not in words(arrival)
    assert "接收了" in words(done)
    assert "看这一户" in words(taken)
    (seen,) = await chat.tap(STRANGE_STAFF, "看这一户")
    assert "湖滨苑" in words(seen)
    assert "接收了" in await told(chat, ZHOU, "accepted")
    moved = {row.chat_id: row for row in await chat.street.pushed("home_moved")}
    texts = {who: words(await chat.hear(who, Notice.HOME_MOVED, **row.message)) for who, row in moved.items()}
    assert "湖滨苑 6号楼 3单元301室</b> 从一网格转来" in texts[SUN]
    assert "江南苑1号楼的一户已经转到近网格" in texts[WANG]
    assert "301" not in texts[WANG]


async def test_declined_with_words(chat: StreetChat) -> None:
    home, _ = await home_of_two(chat)
    await offered_home(chat.street, home)
    await told(chat, STRANGE_STAFF, "offered")

    (why,) = await chat.tap(STRANGE_STAFF, "不接收")
    done, _ = await chat.say(STRANGE_STAFF, "湖滨苑没有这户")

    assert "为什么不接收" in words(why)
    assert "已经告诉原社区" in words(done)
    assert "原因：湖滨苑没有这户" in await told(chat, ZHOU, "declined")


async def test_taken_back_and_the_push_that_comes_too_late(chat: StreetChat) -> None:
    home, _ = await home_of_two(chat)
    await offered_home(chat.street, home)
    await chat.tap_data(ZHOU, HomeMoveTap(do="home", id=home).pack())

    (again,) = await chat.tap(ZHOU, "搬到别的社区")
    (back,) = await chat.tap(ZHOU, "收回")

    assert "请在" in words(again)
    assert "收回了" in words(back)
    assert await told(chat, STRANGE_STAFF, "offered") == ""
    assert "不用答复了" in await told(chat, STRANGE_STAFF, "withdrawn")


async def test_whoever_comes_second_reads_who_was_first(chat: StreetChat) -> None:
    home, _ = await home_of_two(chat)
    offer = await offered_home(chat.street, home)
    await chat.tap_data(SECOND_STAFF, HomeOfferTap(do="building", id=offer, to=NEAR_HOUSE).pack())
    await chat.say(SECOND_STAFF, "8室")
    await chat.street.run(STRANGE_STAFF, home_offers.accept, offer, NEW_DOOR)

    said, card = await chat.tap(SECOND_STAFF, "接收")

    assert "已经有人先处理了" in words(said)
    assert "没有登记姓名 接收了" in words(card)


async def test_what_was_moved_meanwhile_says_so(chat: StreetChat) -> None:
    home, _ = await home_of_two(chat)
    offer = await offered_home(chat.street, home)
    await chat.tap_data(STRANGE_STAFF, HomeOfferTap(do="building", id=offer, to=NEAR_HOUSE).pack())
    await chat.say(STRANGE_STAFF, "8室")
    await chat.street.run(ZHOU, home_moves.move, home, Stood(GRID_1, 1), Target(GRID_2))

    said, card = await chat.tap(STRANGE_STAFF, "接收")

    assert "情况已经变了" in words(said)
    assert "这一户已经不在原来的地方了" in words(card)


async def test_one_alone_by_name_and_from_the_list(chat: StreetChat) -> None:
    home, (goes, _) = await home_of_two(chat)
    await chat.tap_data(ZHOU, HomeMoveTap(do="home", id=home).pack())
    for button in ("只有一位搬走", f"居民{goes}", "搬到别的社区", "别的社区", "跳过"):
        await chat.tap(ZHOU, button)
    await chat.tap(ZHOU, "请那边接收")

    await chat.tap_data(STRANGE_STAFF, "rf:matters:0")
    await chat.tap(STRANGE_STAFF, "转出、转入的户（1）")
    (card,) = await chat.tap(STRANGE_STAFF, "← 长江社区")

    assert f"接收 <b>居民{goes}</b>" in words(card)


async def test_a_stranger_sees_nothing(chat: StreetChat) -> None:
    home, _ = await home_of_two(chat)
    offer = await offered_home(chat.street, home)

    for stranger in (WANG, OUTSIDER):
        for do in ("see", "compounds", "buildings", "building", "decline", "withdraw"):
            answers = await chat.tap_data(stranger, HomeOfferTap(do=do, id=offer, to=NEAR_HOUSE).pack())
            said = "".join(words(answer) for answer in answers)
            assert "江南苑" not in said
            assert "湖滨苑" not in said
        (mine,) = await chat.tap_data(stranger, HomeOfferTap(do="list").pack())
        assert "没有等着答复的" in words(mine)
