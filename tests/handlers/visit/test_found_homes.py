"""A household is found by its address, typed where cases are looked for or out of the blue, and by its grid."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.copies import street_copy
from tests.support.street import LI, OUTSIDER, WANG, ZHOU, at, words
from tests.support.street_chat import StreetChat


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await street.household(("key_person",))
    yield StreetChat(street)
    await street.door.database.close()


@pytest.mark.parametrize("who", [WANG, ZHOU])
@pytest.mark.parametrize("line", ["江南苑1号楼1室", "江南苑 1栋 1", "江南苑1-1"])
async def test_an_address_opens_the_household_of_whoever_looks_after_it(chat: StreetChat, who: int, line: str) -> None:
    (card,) = await chat.say(who, line)
    assert card.text.startswith("<b>江南苑 1号楼 1室</b>")


async def test_the_search_takes_an_address_too(chat: StreetChat) -> None:
    (asked, *_) = await chat.say(ZHOU, "住户")
    found = await chat.say(ZHOU, "江南苑1号楼1室")

    assert "写一户的住址" in asked.text
    assert "<b>江南苑 1号楼 1室</b>" in found[-1].text


@pytest.mark.parametrize("who", [LI, OUTSIDER])
async def test_nobody_else_learns_that_there_is_such_a_door(chat: StreetChat, who: int) -> None:
    """Another grid's worker, who hears what they would of a door that there is not, and a resident, whose words they
    are."""
    said = "".join(words(one) for one in await chat.say(who, "江南苑1号楼1室"))
    assert "居民" not in said
    assert "眼下" not in said


@pytest.mark.parametrize("line", ["江南苑1号楼99室", "江南苑77号楼1室"])
async def test_an_address_where_nobody_of_theirs_lives_is_told_and_starts_no_report(
    chat: StreetChat, line: str
) -> None:
    (said,) = await chat.say(WANG, line)
    assert "没有由您负责的住户" in words(said)


async def test_the_search_asks_again_for_an_address_where_nobody_lives(chat: StreetChat) -> None:
    await chat.say(ZHOU, "住户")
    refused = await chat.say(ZHOU, "江南苑1号楼99室")
    found = await chat.say(ZHOU, "江南苑1号楼1室")

    assert "没有由您负责的住户" in words(refused[-1])
    assert "<b>江南苑 1号楼 1室</b>" in found[-1].text


async def test_a_sentence_with_an_address_in_it_is_a_report(chat: StreetChat) -> None:
    said = "".join(words(one) for one in await chat.say(WANG, "江南苑1号楼1室门口的灯坏了"))
    assert "江南苑 1号楼 1室</b>" not in said


async def test_an_office_hands_a_household_to_another_worker_by_buttons_alone(chat: StreetChat) -> None:
    """It had to be guessed that 请假与顶班 and 把网格交给别人 led there."""
    await chat.say(ZHOU, "查找诉求、住户")
    for label in ("按网格找一户", "一网格", "江南苑 1号楼", "1室"):
        (card,) = await chat.tap(ZHOU, label)
    assert [button.text for row in card.buttons for button in row] == [
        "换给别的网格员（门牌不变）",
        "搬到别的楼",
        "搬到别的社区",
        "只有一位搬走",
        "看这一户",
    ]
    await chat.tap(ZHOU, "换给别的网格员")
    (sure,) = await chat.tap(ZHOU, "换到二网格（没有登记姓名）")
    assert "从 一网格（没有登记姓名） 换到 二网格（没有登记姓名）" in words(sure)
