"""The pushes about deadlines of cases, as they are read."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.case_flow import CaseState
from domain.notices import Notice
from tests.support.cases import case_in
from tests.support.copies import street_copy
from tests.support.street import STRANGE_STAFF, WANG, at, words
from tests.support.street_chat import StreetChat


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield StreetChat(street)
    await street.door.database.close()


async def test_cases_that_go_on_are_one_list_and_a_single_one_its_card(chat: StreetChat) -> None:
    numbers = [(await case_in(chat.street, CaseState.HANDLING)).number for _ in range(3)]

    several = await chat.hear(WANG, Notice.CASE_RESUMED, number=" ".join(numbers))
    single = await chat.hear(WANG, Notice.CASE_RESUMED, number=numbers[0])
    strange = await chat.hear(STRANGE_STAFF, Notice.CASE_RESUMED, number=" ".join(numbers))

    assert "有 <b>3</b> 件诉求等的日子到了" in words(several)
    assert [number in words(several) for number in numbers] == [True] * 3
    assert words(single).startswith(f"<b>{numbers[0]}</b> 等的日子到了")
    assert strange is None
