"""Before a complaint is filed: has a neighbour said so already?"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from models.case import Case
from models.people import Person
from services.texts import speech
from tests.support.cases import REPORTER
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import COMMUNITY, LI, ZHAO, Street, at
from tests.support.talk import Talk, read

ZH = speech("zh")
FIRST = "C-2026-000001"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    async with street.door.database.write() as session:
        await session.execute(update(Person).values(community_id=COMMUNITY, compound_id=1))
    await complain(street, REPORTER)
    yield street
    await street.door.database.close()


async def complain(street: Street, who: int, *, shared: bool = True) -> Talk:
    """Up to the card, or the question whether it is known."""
    talk = Talk(street, who)
    await talk.say("楼道灯坏了，三单元张家门口")
    await (talk.send_place(IN_GRID_1) if shared else talk.tap("跳过"))
    if who == REPORTER:
        await talk.tap("确认提交")
    return talk


async def supporters(street: Street) -> list[int]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(Case.supporters).order_by(Case.id)))


async def test_two_neighbours_join_and_see_nobodys_words(street: Street) -> None:
    for who in (ZHAO, LI):
        talk = await complain(street, who)
        assert ZH("similar-near", category=ZH.plain("category-facilities")) in talk.heard[-1].text
        assert f"{FIRST}</b>　离您约 10 米" in talk.heard[-1].text
        assert "张家" not in talk.heard[-1].text
        (record,) = await talk.tap("我也遇到")
        assert record.text == ZH("hazard-join-joined", number=FIRST, supporters=2 if who == ZHAO else 3)
    assert await supporters(street) == [3]


async def test_joining_twice_counts_once(street: Street) -> None:
    talk = await complain(street, ZHAO)
    await talk.tap("我也遇到")
    (again,) = await talk.again()
    assert again.toast == ZH.plain("similar-joined-before")
    assert await supporters(street) == [2]


async def test_none_of_these_goes_on_and_is_asked_once(street: Street) -> None:
    talk = await complain(street, ZHAO)
    assert "内容：" in read(await talk.tap("都不是"))
    await talk.send_place(IN_GRID_1)
    assert "我也遇到" not in read(await talk.tap("确认提交"))
    assert await supporters(street) == [1, 1]


async def test_closed_meanwhile_nothing_is_lost(street: Street) -> None:
    talk = await complain(street, ZHAO)
    join = talk.data("我也遇到")
    async with street.door.database.write() as session:
        await session.execute(update(Case).values(state="closed"))
    (shown,) = await talk.tap_data(join)
    assert "内容：楼道灯坏了" in shown.text


async def test_a_forged_number_is_not_joined(street: Street) -> None:
    talk = await complain(street, ZHAO)
    forged = talk.data("我也遇到").replace(FIRST, "C-2026-000009")
    assert ZH("similar-near", category=ZH.plain("category-facilities")) in (await talk.tap_data(forged))[0].text
    assert await supporters(street) == [1]


async def test_without_a_place_the_same_compound_is_near(street: Street) -> None:
    async with street.door.database.write() as session:
        await session.execute(update(Case).values(compound_id=1))
    talk = await complain(street, ZHAO, shared=False)
    assert f"{FIRST}</b>　同一个小区" in talk.heard[-1].text


async def test_a_wish_is_never_compared(street: Street) -> None:
    talk = Talk(street, ZHAO)
    await talk.say("/start")
    await talk.tap("我有个微心愿")
    await talk.say("楼道灯坏了")
    assert "我也遇到" not in read(await talk.send_place(IN_GRID_1))
