"""The menu: at most six buttons for every role, the rest one tap away and back, and each of them opens something."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from domain.roles import Role
from handlers.menu import MENUS, SHOWN, Entry, first_page_of
from services.ports import Message
from services.texts import speech
from tests.support.cases import REPORTER
from tests.support.copies import street_copy
from tests.support.street import WANG, ZHOU, Street, at
from tests.support.talk import Talk, read

ZH = speech("zh")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def labels(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


def names(entries: Sequence[Entry]) -> list[str]:
    return [ZH.plain(f"menu-{entry if isinstance(entry, str) else entry[0]}") for entry in entries]


async def test_a_short_menu_is_shown_whole(street: Street) -> None:
    (menu,) = await Talk(street, REPORTER).say("/start")
    assert labels(menu) == names(MENUS[Role.RESIDENT])


@pytest.mark.parametrize(("who", "role"), [(WANG, Role.GRID_WORKER), (ZHOU, Role.COMMUNITY_STAFF)])
async def test_a_long_menu_opens_its_groups_in_place_and_folds_up_again(street: Street, who: int, role: Role) -> None:
    talk = Talk(street, who)
    (first,) = await talk.say("/start")
    assert labels(first) == names(MENUS[role])

    for name, members in [entry for entry in MENUS[role] if isinstance(entry, tuple)]:
        (group,) = await talk.tap(ZH.plain(f"menu-{name}"))
        assert (labels(group), group.card, group.fresh) == ([*names(members), "收起"], first.card, False)
        assert labels((await talk.tap("收起"))[0]) == labels(first)


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("role", MENUS)
def test_no_page_has_more_than_six_buttons_and_a_draft_that_waits_pushes_nothing_out(role: Role, waits: bool) -> None:
    first = first_page_of(role, draft_open=waits)
    groups = [entry[1] for entry in first if isinstance(entry, tuple)]
    offered = [one for entry in first for one in (entry[1] if isinstance(entry, tuple) else (entry,))]
    whole = [one for entry in MENUS[role] for one in (entry[1] if isinstance(entry, tuple) else (entry,))]

    assert max(len(first), *(len(group) + 1 for group in groups), 0) <= SHOWN
    assert sorted(offered) == sorted([*(["resume"] if waits else []), *whole])


async def test_what_waits_comes_first(street: Street) -> None:
    talk = Talk(street, WANG)
    await talk.tap_data("m:complaint")
    await talk.say("楼道的灯坏了")
    assert labels((await talk.say("/start"))[-1])[0] == "接着上次没说完的"


async def test_what_a_button_of_the_menu_says_can_be_typed_too(street: Street) -> None:
    """Also of one that stands in a group, with other spaces and signs."""
    talk = Talk(street, WANG)
    assert "今天没有要走访的人家" in read(await talk.say("今天的走访"))
    assert [message.card for message in await talk.say(" 设置。")] == ["settings"]


@pytest.mark.parametrize(
    ("who", "words", "do"),
    [
        (WANG, "请假", "leave"),
        (WANG, "顶班", "leave"),
        (REPORTER, "附近驿站", "stations"),
        (REPORTER, "签到", "stations"),
    ],
)
async def test_half_of_what_a_button_says_opens_it_too(street: Street, who: int, words: str, do: str) -> None:
    """It started a report: "附近驿站、签到" was opened by all of it alone."""
    talk = Talk(street, who)
    typed = read(await talk.say(words))
    await talk.say("/cancel")
    assert typed == read(await talk.tap_data(f"m:{do}"))


async def test_a_group_can_be_typed_too(street: Street) -> None:
    (group,) = await Talk(street, ZHOU).say("名册")
    assert (labels(group)[0], labels(group)[-1], group.fresh) == ("邀请", "收起", True)


@pytest.mark.parametrize("words", ["我提过的诉求一直没人管", "今天的走访"])
async def test_words_around_it_and_what_another_menu_says_are_a_report(street: Street, words: str) -> None:
    asked = read(await Talk(street, REPORTER).say(words))
    assert "您住在哪个社区" in asked
