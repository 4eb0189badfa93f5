"""Calls after closing: by somebody else's hand, counted once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.callback_errors import AskedThroughChat, AskedToday, CallbackOver, NobodyInChat, OwnWorkNotCalled
from domain.case_flow import CaseState, Move
from domain.contact import Contact
from domain.errors import NotFound, ReasonNeeded
from domain.notices import Notice
from models.audit import AccessLog
from models.database import Database
from services.case import case_callback, case_callback_views, case_rating
from services.case.case_callback import Heard
from services.case.case_callback_views import Month
from services.case.case_lists import Turn
from services.case.case_moves import Given, move
from tests.support.callbacks import BROKEN, IN_VAIN, PLACE, SOLVED, SUN, calls, closed, listed, staffed
from tests.support.cases import CHECKED, REPORTER, case, file, go, history, ratings
from tests.support.copies import street_copy
from tests.support.street import OTHER_COMMUNITY, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHOU, Street, at, street_on


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await staffed(await street_copy(tmp_path, at("2026-11-18")))
    yield street
    await street.door.database.close()


async def test_whoever_had_a_hand_in_it_is_neither_offered_it_nor_let(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.case.case_draw.is_drawn", lambda *args: True)
    number = (await file(street, **PLACE)).number
    await go(street, number, *CHECKED)
    await street.run(REPORTER, case_rating.rate, number, 5)

    assert {who: await listed(street, who) for who in (ZHOU, SUN, WU, STRANGE_STAFF, WANG, OUTSIDER)} == {
        ZHOU: [],
        SUN: [number],
        WU: [number],
        STRANGE_STAFF: [],
        WANG: [],
        OUTSIDER: [],
    }
    for use_case in (case_callback_views.card, case_callback.look_up, case_callback.ask):
        with pytest.raises(OwnWorkNotCalled):
            await street.run(ZHOU, use_case, number)
    with pytest.raises(OwnWorkNotCalled):
        await street.run(ZHOU, case_callback.record, number, 0, SOLVED)
    for stranger in (STRANGE_STAFF, WANG, OUTSIDER):
        with pytest.raises(NotFound):
            await street.run(stranger, case_callback.record, number, 0, SOLVED)


async def test_after_the_role_ended_nothing_is_noted(street: Street) -> None:
    number = await closed(street)
    await street.end_role(SUN, street.clock.now().date() - timedelta(days=1))

    with pytest.raises(NotFound):
        await street.run(SUN, case_callback.record, number, 0, SOLVED)

    assert [row.tries for row in await calls(street)] == [0]


async def test_what_is_heard_is_kept_apart_from_the_reporters_own_answers(street: Street) -> None:
    number = await closed(street)

    assert await street.run(SUN, case_callback.record, number, 0, SOLVED) == CaseState.CLOSED

    assert await ratings(street) == [(0, None, None)]
    assert await street.run(SUN, case_callback_views.month) == Month(1, 1, 1, 1)
    assert await street.run(WU, case_callback_views.month) == Month(1, 1, 1, 1)
    assert await street.run(STRANGE_STAFF, case_callback_views.month) == Month(0, 0, 0, 0)
    assert await listed(street, SUN) == []
    with pytest.raises(CallbackOver):
        await street.run(WU, case_callback.record, number, 1, SOLVED)


async def test_not_solved_reopens_it_and_the_third_time_it_is_the_streets(street: Street) -> None:
    number, last = await closed(street), await closed(street, round_=2)
    with pytest.raises(ReasonNeeded):
        await street.run(SUN, case_callback.record, number, 0, Heard(True, False, 1))

    assert await street.run(SUN, case_callback.record, number, 0, BROKEN) == CaseState.HANDLING
    assert await street.run(SUN, case_callback.record, last, 0, BROKEN) == CaseState.CHECKED

    again, waits = await case(street, number), await case(street, last)
    assert (again.reopened, again.closed_at) == (1, None)
    assert (waits.reopened, waits.resolved_at) == (2, None)
    assert await history(street, number) == [(Move.REOPEN, "caller", SUN)]
    assert await ratings(street) == [(0, None, None), (2, None, None)]
    assert [row.chat_id for row in await street.pushed(Notice.CASE_REOPENED)] == [WANG, WU]
    street.clock.moment += timedelta(days=4)
    await street.door.act(case_rating.close_unanswered)
    assert (await case(street, last)).state == CaseState.CHECKED
    await street.run(WU, move, last, Move.TAKE_OVER, Given("街道来办"))


async def test_three_tries_in_vain_end_it(street: Street) -> None:
    number = await closed(street)

    for tries in range(3):
        assert await listed(street, SUN) == [number]
        await street.run(SUN, case_callback.record, number, tries, IN_VAIN)

    assert [(row.tries, row.reached, row.solved) for row in await calls(street)] == [(3, False, None)]
    assert await listed(street, SUN) == []
    assert await street.run(SUN, case_callback_views.month) == Month(1, 0, 0, 0)


async def test_two_who_note_at_once_note_it_once(either: Database) -> None:
    street = await staffed(await street_on(either, at("2026-11-18")))
    number = await closed(street)

    results = await asyncio.gather(
        *(street.run(who, case_callback.record, number, 0, BROKEN) for who in (SUN, WU)), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in results) == ["CallbackOver", "CaseState"]
    assert (await case(street, number)).reopened == 1


async def test_an_anonymous_reporter_is_asked_in_the_chat_and_answers_there(street: Street) -> None:
    number = await closed(street, anonymous=True)
    for use_case in (case_callback.look_up,):
        with pytest.raises(AskedThroughChat):
            await street.run(SUN, use_case, number)
    for heard in (SOLVED, IN_VAIN):
        with pytest.raises(AskedThroughChat):
            await street.run(SUN, case_callback.record, number, 0, heard)
    with pytest.raises(NotFound):
        await street.run(REPORTER, case_callback.answer, number, SOLVED)

    await street.run(SUN, case_callback.ask, number)
    with pytest.raises(AskedToday):
        await street.run(WU, case_callback.ask, number)
    with pytest.raises(NotFound):
        await street.run(WANG, case_callback.answer, number, SOLVED)
    await street.run(REPORTER, case_callback.answer, number, Heard(True, True, 3))

    card = await street.run(SUN, case_callback_views.month)
    assert card == Month(1, 1, 1, 0)
    assert [row.chat_id for row in await street.pushed(Notice.CALLBACK_ASKED)] == [REPORTER]
    with pytest.raises(CallbackOver):
        await street.run(REPORTER, case_callback.answer, number, BROKEN)
    async with street.door.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(AccessLog)) == 0


async def test_every_look_at_a_number_is_written_down(street: Street) -> None:
    vault = street.door.vault
    left: dict[str, Any] = {
        "contact_name": vault.seal("张阿姨", "case:left:contact_name"),
        "contact_phone": vault.seal("13800000000", "case:left:contact_phone"),
    }
    number = await closed(street, submission="left", reporter_id=None, **left)

    assert (await street.run(SUN, case_callback_views.card, number)).contact
    assert await street.run(SUN, case_callback.look_up, number) == Contact("张阿姨", "13800000000")
    with pytest.raises(NobodyInChat):
        await street.run(SUN, case_callback.ask, number)

    async with street.door.database.read() as session:
        looks = [(row.actor_id, row.what) for row in await session.scalars(select(AccessLog))]
    assert looks == [(SUN, case_callback.LOOKED)]


async def test_the_list_turns_its_pages_both_ways_oldest_first(street: Street) -> None:
    numbers = []
    for _ in range(8):
        numbers.append(await closed(street))
        street.clock.moment += timedelta(minutes=1)
    await closed(street, drawn=False)
    await closed(street, community_id=OTHER_COMMUNITY, grid_id=None)

    first = await street.run(SUN, case_callback_views.to_call)
    second = await street.run(SUN, case_callback_views.to_call, Turn(first.after or 0))
    back = await street.run(SUN, case_callback_views.to_call, Turn(second.before or 0, back=True))

    assert [row.number for row in (*first.rows, *second.rows)] == numbers
    assert (back.rows, second.after, back.before) == (first.rows, None, None)
    assert await street.run(SUN, case_callback_views.count) == 8
    assert await street.run(WU, case_callback_views.count) == 9
