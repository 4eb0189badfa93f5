"""What somebody of a role can type: the list of the channel, /help, and that each command opens something."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.case_flow import CaseState
from tests.support.cases import case_in
from tests.support.copies import street_copy
from tests.support.street import OUTSIDER, WANG, ZHOU, Street, at
from tests.support.talk import Talk, read

EVERYBODYS = ["start", "my", "find", "wishes", "help", "cancel", "language", "my_data"]


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


@pytest.mark.parametrize(
    ("who", "besides"),
    [
        (OUTSIDER, []),
        (WANG, ["queue", "walk", "coverage", "red", "rates"]),
        (ZHOU, ["queue", "rates", "coverage", "red", "invite", "statement"]),
    ],
)
async def test_help_and_the_list_are_those_of_the_role(street: Street, who: int, besides: list[str]) -> None:
    said = (await Talk(street, who).say("/help"))[0]

    first, *others = EVERYBODYS
    assert [name for name, _ in said.commands] == [first, *besides, *others]
    assert [line.split(" ")[0] for line in said.text.splitlines() if line.startswith("/")] == [
        f"/{name}" for name, _ in said.commands
    ]


async def test_every_command_listed_opens_something(street: Street) -> None:
    for who in (WANG, ZHOU):
        talk = Talk(street, who)
        for name, _ in (await talk.say("/start"))[0].commands:
            assert "不认识" not in read(await talk.say(f"/{name}")), name


async def test_the_list_speaks_the_language_that_was_chosen(street: Street) -> None:
    said = await Talk(street, WANG).tap_data("m:speak-en")
    assert ("queue", "cases waiting for me") in said[0].commands


async def test_a_list_says_that_an_answer_is_overdue(street: Street) -> None:
    now = street.clock.now()
    await case_in(street, CaseState.SUBMITTED, respond_by=at("2026-11-17"), resolve_by=at("2026-11-30"))
    await case_in(street, CaseState.HANDLING, respond_by=at("2026-11-17"), resolve_by=at("2026-11-30"))
    assert now == at("2026-11-18")
    assert read(await Talk(street, WANG).say("/queue")).count("已超时") == 1
