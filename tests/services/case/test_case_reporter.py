"""Whoever reported may change their words until they are taken in, add to them later, and urge once a day."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import OPEN_STATES, UNRESOLVED, CaseState, HandlingRoute, Move
from domain.errors import (
    MoveNotOpen,
    NotAllowed,
    NotFound,
    OutsideTheStreet,
    SaidAfterClosing,
    SaidAfterMerging,
    SaidAfterWithdrawing,
    TooLong,
    UrgedToday,
)
from models.case import CaseEvent
from models.outbox import Outbox
from services.case.case_moves import move
from services.case.case_words import More, Said, change_message, message_is_known, say, standing
from tests.support.cases import REPORTER, case, case_in, file, go, history, told
from tests.support.copies import IN_GRID_2, NOWHERE, street_copy
from tests.support.street import GRID_2, LI, STRANGE_STAFF, WANG, ZHAO, ZHOU, Street, at

NOW = at("2026-11-18", "10:02")
NOT_OPEN = [state for state in CaseState if state not in OPEN_STATES]


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, NOW)
    yield street
    await street.door.database.close()


async def last_event(street: Street) -> CaseEvent:
    async with street.door.database.read() as session:
        return (await session.scalars(select(CaseEvent).order_by(CaseEvent.id.desc()).limit(1))).one()


async def last_push(street: Street) -> Outbox:
    return (await street.pushed())[-1]


async def test_new_words_take_the_place_of_the_old_which_stay_in_the_history(street: Street) -> None:
    one = await case_in(street, CaseState.SUBMITTED)

    said = await street.run(REPORTER, say, one.number, More("三单元的井盖松了", instead=True))

    assert said == Said(one.number, Move.EDIT)
    assert (await case(street, one.number)).words == "三单元的井盖松了"
    assert (await last_event(street)).note == "井盖松了"
    assert await told(street) == [("case_added", WANG)]


async def test_what_was_taken_in_keeps_its_words_and_gets_the_new_ones_too(street: Street) -> None:
    one = await case_in(street, CaseState.ACCEPTED)

    said = await street.run(REPORTER, say, one.number, More("是三单元", instead=True))

    assert said == Said(one.number, Move.ADD, late=True)
    assert (await case(street, one.number)).words == "井盖松了"
    assert (await last_event(street)).note == "是三单元"


@pytest.mark.parametrize(("state", "handler", "hears"), [("accepted", LI, LI), ("submitted", None, WANG)])
async def test_an_addition_is_told_to_who_deals_with_it_or_will(
    street: Street, state: str, handler: int | None, hears: int
) -> None:
    one = await case_in(street, CaseState(state), handler_id=handler)
    await street.run(REPORTER, say, one.number, More("还有一个"))
    assert await told(street) == [("case_added", hears)]


async def test_several_within_minutes_are_one_push_when_they_are_over(street: Street) -> None:
    one = await case_in(street, CaseState.SUBMITTED)
    for n in range(3):
        await street.run(REPORTER, say, one.number, More(f"第{n}"))
        street.clock.moment += timedelta(minutes=1)
    assert [row.not_before for row in await street.pushed()] == [at("2026-11-18", "10:05")]

    street.clock.moment = at("2026-11-18", "10:06")
    await street.run(REPORTER, say, one.number, More("第四"))
    assert [row.not_before for row in await street.pushed()] == [at("2026-11-18", "10:05"), at("2026-11-18", "10:10")]


@pytest.mark.parametrize(("instead", "before"), [(True, "井盖松了"), (False, "着火的地方很大")])
async def test_danger_in_new_words_cuts_through(street: Street, instead: bool, before: str) -> None:
    one = await case_in(street, CaseState.SUBMITTED)

    said = await street.run(REPORTER, say, one.number, More("着火的地方很大", instead=instead))

    now = await case(street, one.number)
    assert said.call_now == ("119",)
    assert (now.danger, now.route, (await last_event(street)).note) == ("fire", HandlingRoute.ON_SPOT, before)
    assert (now.respond_by, now.resolve_by) == (NOW, NOW)  # never later than it was
    assert await told(street) == [("case_danger", WANG), ("case_danger", ZHOU)]


async def test_a_slip_of_the_pen_in_words_of_danger_raises_no_second_alarm(street: Street) -> None:
    filed = await file(street, words="楼到里着火了", compound_id=1)
    before = len(await street.pushed())
    await street.run(REPORTER, say, filed.number, More("楼道里着火了", instead=True))
    assert "case_danger" not in [notice for notice, _ in await told(street, after=before)]


async def test_danger_that_is_added_to_danger_is_told_again(street: Street) -> None:
    one = await case_in(street, CaseState.HANDLING, danger="fire", handler_id=LI)
    await street.run(REPORTER, say, one.number, More("有人晕倒了"))
    assert await told(street) == [("case_danger", who) for who in (WANG, LI, ZHOU)]
    assert (await case(street, one.number)).danger == "fire"


async def test_a_place_that_comes_later_decides_the_grid_until_somebody_has_it(street: Street) -> None:
    new, taken = await case_in(street, CaseState.SUBMITTED), await case_in(street, CaseState.ACCEPTED)
    for one in (new, taken):
        await street.run(REPORTER, say, one.number, More(place=IN_GRID_2))

    moved, stayed = await case(street, new.number), await case(street, taken.number)
    assert (moved.lat, moved.lon) == (stayed.lat, stayed.lon) == IN_GRID_2
    assert (moved.grid_id, stayed.grid_id) == (GRID_2, taken.grid_id)
    assert ("case_new", LI) in await told(street)
    event = await last_event(street)
    assert (event.lat, event.lon) == IN_GRID_2


@pytest.mark.parametrize(("more", "refusal"), [(More("字" * 2001), TooLong), (More(place=NOWHERE), OutsideTheStreet)])
async def test_what_cannot_be_taken_changes_nothing(street: Street, more: More, refusal: type[Exception]) -> None:
    one = await case_in(street, CaseState.SUBMITTED)
    with pytest.raises(refusal):
        await street.run(REPORTER, say, one.number, more)
    assert await history(street, one.number) == []
    assert (await case(street, one.number)).lat is None


@pytest.mark.parametrize("who", [WANG, ZHOU])
async def test_only_the_reporter_says_more(street: Street, who: int) -> None:
    one = await case_in(street, CaseState.SUBMITTED)
    with pytest.raises(NotAllowed):
        await street.run(who, say, one.number, More("我来写"))


@pytest.mark.parametrize("who", [ZHAO, STRANGE_STAFF])
async def test_to_a_stranger_there_is_no_such_case(street: Street, who: int) -> None:
    one = await case_in(street, CaseState.SUBMITTED)
    with pytest.raises(NotFound):
        await street.run(who, say, one.number, More("我来写"))


@pytest.mark.parametrize("state", NOT_OPEN)
async def test_what_is_over_says_what_to_do_instead(street: Street, state: CaseState) -> None:
    one = await case_in(street, state)
    over: dict[CaseState, type[Exception]] = {CaseState.DUPLICATE: SaidAfterMerging}
    over |= dict.fromkeys((CaseState.CHECKED, CaseState.CLOSED), SaidAfterClosing)
    for use_case in (standing, say):
        args = (one.number,) if use_case is standing else (one.number, More("还有"))
        with pytest.raises(over.get(state, SaidAfterWithdrawing)):
            await street.run(REPORTER, use_case, *args)


async def test_urging_is_told_to_who_deals_with_it_and_to_the_community(street: Street) -> None:
    one = await case_in(street, CaseState.HANDLING, handler_id=LI)
    await street.run(REPORTER, move, one.number, Move.URGE)
    assert await told(street) == [("case_urged", LI), ("case_urged", ZHOU)]


async def test_once_a_day_of_the_street(street: Street) -> None:
    one = await case_in(street, CaseState.SUBMITTED)
    street.clock.moment = at("2026-11-18", "23:59")
    await street.run(REPORTER, move, one.number, Move.URGE)
    with pytest.raises(UrgedToday):
        await street.run(REPORTER, move, one.number, Move.URGE)

    street.clock.moment = at("2026-11-19", "00:00")
    await street.run(REPORTER, move, one.number, Move.URGE)

    assert len(await history(street, one.number)) == 2
    assert await told(street) == [("case_urged", WANG), ("case_urged", ZHOU)] * 2


@pytest.mark.parametrize("state", [state for state in CaseState if state not in UNRESOLVED])
async def test_what_is_resolved_is_not_urged(street: Street, state: CaseState) -> None:
    one = await case_in(street, state)
    with pytest.raises(MoveNotOpen):
        await street.run(REPORTER, move, one.number, Move.URGE)


async def test_a_message_changed_in_the_chat_changes_its_part_of_the_words(street: Street) -> None:
    filed = await file(street, words="灯坏了\n坏\n三单元", sources={7: "坏", 8: "三单元"})

    said = await street.run(REPORTER, change_message, 7, "很坏")

    assert said == Said(filed.number, Move.EDIT)
    assert (await case(street, filed.number)).words == "灯坏了\n很坏\n三单元"


async def test_the_same_change_again_changes_nothing(street: Street) -> None:
    filed = await file(street, sources={7: "楼道灯坏了"})
    await street.run(REPORTER, change_message, 7, "楼道灯不亮")
    assert await street.run(REPORTER, change_message, 7, "楼道灯不亮") is None
    assert len(await history(street, filed.number)) == 2


async def test_a_message_changed_after_it_was_taken_in_is_added_once(street: Street) -> None:
    filed = await file(street, compound_id=None, sources={7: "楼道灯坏了"})
    await go(street, filed.number)
    one = await case_in(street, CaseState.ACCEPTED)
    await street.run(REPORTER, say, one.number, More("三单元", sources={9: "三单元"}))

    said = await street.run(REPORTER, change_message, 9, "四单元")

    assert said == Said(one.number, Move.ADD)
    assert await street.run(REPORTER, change_message, 9, "四单元") is None
    assert (await case(street, one.number)).words == "井盖松了"


async def test_somebody_elses_message_of_the_same_number_is_not_theirs(street: Street) -> None:
    await file(street, sources={7: "楼道灯坏了"})
    assert await street.run(ZHAO, change_message, 7, "改了") is None
    assert (await street.run(REPORTER, message_is_known, 7), await street.run(ZHAO, message_is_known, 7)) == (
        True,
        False,
    )
