"""A card that was opened from a list leads back to the page of that list, also after it changed in its place."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.case_flow import CaseState, Move
from services.ports import Message
from tests.support.callbacks import SUN, closed, staffed
from tests.support.cases import REPORTER, case_in
from tests.support.copies import street_copy
from tests.support.forces import FENG, RED_HATS, blow, call_up, handled
from tests.support.street import WANG, ZHAO, ZHOU, Street, at
from tests.support.talk import Talk, words
from tests.support.wishes import on_wall

A_PAGE_AND_ONE = 7


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def first_label(message: Message) -> str:
    return message.buttons[0][0].text


async def test_a_case_from_the_second_page_of_the_queue_leads_back_to_that_page(street: Street) -> None:
    for _ in range(A_PAGE_AND_ONE):
        await case_in(street, CaseState.HANDLING)
    talk = Talk(street, WANG)
    await talk.tap_data("m:queue")
    (second,) = await talk.tap("下一页")
    await talk.tap(first_label(second))
    await talk.tap("更多")
    await talk.tap("收起")

    (again,) = await talk.tap("回到列表")

    assert words(again) == words(second)


async def test_after_a_move_the_card_still_leads_back(street: Street) -> None:
    one = await case_in(street, CaseState.ACCEPTED)
    talk = Talk(street, WANG)
    (queue,) = await talk.tap_data("m:queue")
    await talk.tap(one.number)
    assert "回到列表" in words((await talk.tap_data(f"c:move:{one.number}:{Move.START}"))[0])
    assert words((await talk.tap("回到列表"))[0]).startswith(queue.text.splitlines()[0])


async def test_ones_own_cases_and_what_a_search_found_are_lists_too(street: Street) -> None:
    one = await case_in(street, CaseState.ACCEPTED, words="楼道灯坏了")
    mine, desk = Talk(street, REPORTER), Talk(street, ZHOU)
    for talk, said in ((mine, "/my"), (desk, "/find 楼道灯")):
        (shown,) = await talk.say(said)
        await talk.tap(one.number)
        assert words((await talk.tap("回到列表"))[0]) == words(shown)


async def test_a_number_that_was_typed_leads_back_to_no_list(street: Street) -> None:
    one, other = await case_in(street, CaseState.ACCEPTED), await case_in(street, CaseState.ACCEPTED)
    talk = Talk(street, WANG)
    await talk.tap_data("m:queue")
    await talk.tap(one.number)
    assert "回到列表" not in words((await talk.say(other.number))[0])


@pytest.mark.parametrize("command", ["/wall", "/wishes"])
async def test_a_wish_leads_back_to_its_page_of_the_wall_and_its_kind(street: Street, command: str) -> None:
    for n in range(A_PAGE_AND_ONE):
        await on_wall(street, f"想要第 {n} 本书")
    talk = Talk(street, ZHAO)
    await talk.say(command)
    (second,) = await talk.tap("下一页")
    await talk.tap(first_label(second))

    (again,) = await talk.tap("回到心愿列表")

    assert words(again) == words(second)


async def test_slash_wish_begins_a_wish(street: Street) -> None:
    typed, tapped = Talk(street, REPORTER), Talk(street, ZHAO)
    assert (await typed.say("/wish"))[-1].text == (await tapped.tap_data("m:wish"))[-1].text


async def test_a_call_back_leads_back_to_its_list(street: Street) -> None:
    await staffed(street)
    number = await closed(street)
    talk = Talk(street, SUN)
    (shown,) = await talk.tap_data("m:callbacks")
    await talk.tap(number)
    assert words((await talk.tap("回访列表"))[0]) == words(shown)


async def test_after_a_call_back_was_noted_the_next_one_is_a_tap_away(street: Street) -> None:
    await staffed(street)
    number, other = await closed(street), await closed(street)
    talk = Talk(street, SUN)
    await talk.tap_data("m:callbacks")
    await talk.tap(number)
    await talk.tap("记回访结果")
    await talk.tap("没有联系上")
    await talk.tap("跳过")
    noted = await talk.tap("确认提交")

    assert "回访列表" in words(noted[0])
    assert other in words((await talk.tap("回访列表"))[0])


async def test_a_whistles_board_leads_to_its_case_and_a_task_to_ones_tasks(street: Street) -> None:
    await call_up(street)
    case = await handled(street)
    await blow(street, case, RED_HATS)
    worker, force = Talk(street, WANG), Talk(street, FENG)

    await worker.tap_data(f"w:board:{case.number}")
    assert case.number in words((await worker.tap("看这件诉求"))[0])

    (shown,) = await force.say("/tasks")
    await force.tap(case.number)
    assert words((await force.tap("回到我的任务"))[0]) == words(shown)
