"""The menu: at most six buttons for every role, the rest one tap away and back, and each of them opens something."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.roles import Role
from handlers.menu import MENUS
from services.ports import Message
from services.texts import speech
from tests.support.cases import REPORTER
from tests.support.copies import street_copy
from tests.support.street import WANG, ZHOU, Street, at
from tests.support.talk import Talk

ZH = speech("zh")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def labels(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


def names(role: Role) -> list[str]:
    return [ZH.plain(f"menu-{do}") for do in MENUS[role]]


async def test_a_short_menu_is_shown_whole(street: Street) -> None:
    (menu,) = await Talk(street, REPORTER).say("/start")
    assert labels(menu) == names(Role.RESIDENT)


@pytest.mark.parametrize(("who", "role"), [(WANG, Role.GRID_WORKER), (ZHOU, Role.STREET_STAFF)])
async def test_a_long_menu_turns_in_place_and_back(street: Street, who: int, role: Role) -> None:
    talk = Talk(street, who)
    (first,) = await talk.say("/start")
    assert labels(first) == [*names(role)[:5], "更多"]

    (rest,) = await talk.tap("更多")
    assert (labels(rest), rest.card, rest.fresh) == ([*names(role)[5:], "收起"], first.card, False)
    assert labels((await talk.tap("收起"))[0]) == labels(first)


async def test_what_waits_comes_first_and_pushes_nothing_out(street: Street) -> None:
    talk = Talk(street, WANG)
    await talk.tap_data("m:complaint")
    await talk.say("楼道的灯坏了")
    first = (await talk.say("/start"))[-1]
    rest = (await talk.tap("更多"))[-1]
    assert [*labels(first)[:-1], *labels(rest)[:-1]] == ["接着上次没说完的", *names(Role.GRID_WORKER)]
