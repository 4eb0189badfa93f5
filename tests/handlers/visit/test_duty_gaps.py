"""Grids that nobody walks and workers whom no message reaches, as their office reads of them."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from domain.notices import Notice
from domain.roles import Role
from models.people import Chat, Person, RoleHeld
from models.places import Household, Unit
from tests.support.copies import street_copy
from tests.support.street import COMMUNITY, LONG_AGO, OUTSIDER, STREET, WANG, WU, ZHOU, at, words
from tests.support.street_chat import StreetChat

WEDNESDAY = "2026-11-18"


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_copy(tmp_path, at(WEDNESDAY, "08:30"))
    yield StreetChat(street)
    await street.door.database.close()


async def test_a_worker_whom_no_message_reaches_is_named_to_the_community(chat: StreetChat) -> None:
    async with chat.street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == WANG).values(nickname="小王"))
        await session.execute(update(Chat).where(Chat.id == WANG).values(blocked_at=at("2026-11-01")))
    values = {"community": COMMUNITY, "day": WEDNESDAY}

    message = await chat.hear(ZHOU, Notice.GRID_UNCOVERED, **values)

    assert "1 位网格员还没有连上聊天" in words(message)
    assert "小王（一网格）" in words(message)
    async with chat.street.door.database.write() as session:
        await session.execute(update(Chat).where(Chat.id == WANG).values(blocked_at=None))
    assert await chat.hear(ZHOU, Notice.GRID_UNCOVERED, **values) is None


async def test_an_uncovered_grid_is_named_until_somebody_stands_in(chat: StreetChat) -> None:
    await chat.street.on_leave(WANG, WEDNESDAY, WEDNESDAY)
    values = {"community": COMMUNITY, "day": WEDNESDAY}

    message = await chat.hear(ZHOU, Notice.GRID_UNCOVERED, **values)
    await chat.street.on_leave(WANG, WEDNESDAY, WEDNESDAY, substitute=ZHOU)

    assert "今天有 1 个网格没人走访</b>：一网格" in words(message)
    assert await chat.hear(ZHOU, Notice.GRID_UNCOVERED, **values) is None


async def many_communities(chat: StreetChat) -> None:
    """Eight more without staff, each with five grids of one worker who is in no chat."""
    for n in range(8):
        unit, worker = 20 + 10 * n, 500 + n
        await chat.street.add(
            Unit(id=unit, kind="community", name=f"社区{n}", path=f"1/{unit}/", parent_id=STREET),
            Person(id=worker, created_at=at("2026-11-01"), nickname=f"网格员{n}"),
        )
        for grid in range(unit + 1, unit + 6):
            await chat.street.add(
                Unit(id=grid, kind="grid", name=f"{grid}网格", path=f"1/{unit}/{grid}/", parent_id=unit),
                RoleHeld(person_id=worker, role=Role.GRID_WORKER, unit_id=grid, starts_on=LONG_AGO),
            )


async def test_the_street_reads_of_all_communities_in_one_message_a_page_and_a_tap(chat: StreetChat) -> None:
    await many_communities(chat)

    message = await chat.hear(WU, Notice.GRID_UNCOVERED, day=WEDNESDAY)
    (second,) = await chat.tap(WU, "下一页")
    (whole,) = await chat.tap(WU, "社区7")
    (again,) = await chat.tap(WU, "看全部社区")

    assert "今早有 8 个社区要请您安排" in words(message)
    assert "社区0</b>：没连上聊天 网格员0（21网格）、网格员0（22网格）、网格员0（23网格）等 5 个" in words(message)
    assert [f"社区{n}" in words(message) for n in range(8)] == [True] * 6 + [False] * 2
    assert [f"社区{n}" in words(second) for n in range(8)] == [False] * 6 + [True] * 2
    assert "网格员7（95网格）" in words(whole)
    assert words(again) == words(message)
    assert {one.card for one in (message, second, whole, again) if one} == {"duty-gaps"}


async def test_a_community_is_told_of_its_own_and_not_of_others(chat: StreetChat) -> None:
    await many_communities(chat)

    assert await chat.hear(ZHOU, Notice.GRID_UNCOVERED, day=WEDNESDAY) is None
    assert await chat.hear(WU, Notice.GRID_UNCOVERED, community=COMMUNITY, day=WEDNESDAY) is None
    assert await chat.hear(ZHOU, Notice.GRID_UNCOVERED, community=20, day=WEDNESDAY) is None
    await chat.hear(WU, Notice.GRID_UNCOVERED, day=WEDNESDAY)
    for stranger in (ZHOU, OUTSIDER):
        answers = await chat.tap_data(stranger, chat.button(WU, "社区1"))
        assert "网格员1" not in "".join(words(answer) for answer in answers)


async def test_who_taps_when_all_is_arranged_is_told_so(chat: StreetChat) -> None:
    await many_communities(chat)
    await chat.hear(WU, Notice.GRID_UNCOVERED, day=WEDNESDAY)
    async with chat.street.door.database.write() as session:
        session.add_all(
            Chat(channel="test", external_id=500 + n, created_at=at("2026-11-01"), person_id=500 + n) for n in range(8)
        )

    (one,) = await chat.tap(WU, "社区3")
    (every,) = await chat.tap(WU, "看全部社区")

    assert "都有人了" in words(one)
    assert "都有人了" in words(every)
    assert await chat.hear(WU, Notice.GRID_UNCOVERED, day=WEDNESDAY) is None


async def test_the_list_is_read_in_english(chat: StreetChat) -> None:
    await many_communities(chat)
    await chat.street.end_role(WANG, date(2026, 11, 1))
    await chat.street.end_role(ZHOU, date(2026, 11, 1))
    await chat.speak_english(WU)

    message = await chat.hear(WU, Notice.GRID_UNCOVERED, day=WEDNESDAY)

    assert "9 communities need you" in words(message)
    assert "长江社区</b>: nobody walks 一网格" in words(message)


async def test_a_household_in_no_grid_is_given_one_from_the_morning_message(chat: StreetChat) -> None:
    home, _ = await chat.street.household(("key_person",))
    async with chat.street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == home).values(grid_id=COMMUNITY))

    message = await chat.hear(ZHOU, Notice.GRID_UNCOVERED, day=WEDNESDAY)
    await chat.tap(ZHOU, "给没有网格的户分网格")
    (doors,) = await chat.tap(ZHOU, "1号楼")

    assert "1 户还不在任何网格里" in words(message)
    assert "1室" in words(doors)
