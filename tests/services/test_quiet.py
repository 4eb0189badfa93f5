"""Routine pushes: so many a day, and a letter that finds no room waits for a day that has some."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.notices import Notice
from services import letters, quiet
from tests.support.street import LI, WU, ZHOU, Street, at, street_in

LETTERS = (Notice.RATES_MONTH, Notice.WISH_MONTH, Notice.STATEMENT_MONTH)
FIRST, HOUR = "2026-12-01", "09:00"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at(FIRST, HOUR))
    yield street
    await street.door.database.close()


async def letters_go_out(street: Street, *people: int) -> None:
    for notice in LETTERS:
        await street.door.act(letters.tell_letter, people, notice, f"{notice}:202611", at(FIRST).date(), month=FIRST)


async def test_the_third_letter_of_the_first_comes_the_next_morning(street: Street) -> None:
    """Bug: two a day were all, and the third was dropped for ever."""
    for _ in range(2):
        await letters_go_out(street, WU)

    found = [(push.notice, push.chat_id, push.not_before) for push in await street.pushed()]
    assert found == [
        (Notice.RATES_MONTH, WU, at(FIRST, HOUR)),
        (Notice.WISH_MONTH, WU, at(FIRST, HOUR)),
        (Notice.STATEMENT_MONTH, WU, at("2026-12-02", HOUR)),
    ]


async def test_whoever_wants_no_letter_gets_none_and_not_today_is_tomorrow(street: Street) -> None:
    await street.run(ZHOU, quiet.switch_off, Notice.RATES_MONTH)
    await street.run(LI, quiet.silence_today, Notice.RATES_MONTH)

    await street.door.act(letters.tell_letter, {WU, ZHOU, LI}, Notice.RATES_MONTH, "rates", at(FIRST).date())

    found = {push.chat_id: push.not_before for push in await street.pushed()}
    assert found == {WU: at(FIRST, HOUR), LI: at("2026-12-02", HOUR)}
