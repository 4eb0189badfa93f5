"""Leave from asking to the end of it: who may do what, who is told, and who walks the grid meanwhile. 王 works grid 1,
李 grid 2, 周 staffs their community."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from domain.errors import NotFound
from domain.leave_errors import (
    LeaveEndsEarly,
    LeaveInPast,
    LeaveMovedOn,
    LeaveOverlaps,
    LeaveTooLong,
    NoGrid,
    StandInAway,
)
from domain.leave_flow import LeaveState
from models.people import Chat
from services.visit import leave, leave_views, visit_audit
from services.visit.leave import Wish
from services.visit.visit_duty import duty_on, grids_of
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    OUTSIDER,
    STRANGE_STAFF,
    WANG,
    WU,
    ZHOU,
    Street,
    at,
    street_in,
)

WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def november(first: int, last: int, name: str = "one", reason: str | None = None) -> Wish:
    return Wish(name, date(2026, 11, first), date(2026, 11, last), reason)


async def asked(street: Street, first: int = 18, last: int = 20, reason: str | None = None) -> int:
    return await street.run(WANG, leave.ask, november(first, last, reason=reason))


async def stood_in(street: Street, first: int = 18, last: int = 20) -> int:
    """王's leave, for which 李 has accepted to stand in."""
    id_ = await asked(street, first, last)
    await street.run(ZHOU, leave.grant, id_, LI)
    await street.run(LI, leave.accept, id_)
    return id_


async def told(street: Street) -> list[tuple[int, str]]:
    """(chat, what) of the news of leaves, in order."""
    return [(row.chat_id, row.message["what"]) for row in await street.pushed("leave_news")]


async def walkers(street: Street, day: date = WEDNESDAY) -> dict[int, tuple[int, ...]]:
    return {who: await street.run(who, grids_of, who, day) for who in (WANG, LI)}


async def test_asked_granted_accepted_and_the_stand_in_walks(street: Street) -> None:
    id_ = await asked(street)
    before = await walkers(street)
    await street.run(ZHOU, leave.grant, id_, LI)
    granted = await walkers(street)
    await street.run(LI, leave.accept, id_)

    assert before == {WANG: (GRID_1,), LI: (GRID_2,)}
    assert granted == {WANG: (), LI: (GRID_2,)}
    assert await walkers(street) == {WANG: (), LI: (GRID_1, GRID_2)}
    assert await walkers(street, date(2026, 11, 21)) == before
    assert await told(street) == [
        (ZHOU, "asked"),
        (WANG, "granted"),
        (LI, "offered"),
        (WANG, "accepted"),
        (ZHOU, "accepted"),
    ]


async def test_the_same_asking_twice_is_one_leave(street: Street) -> None:
    assert await asked(street) == await asked(street)
    assert await told(street) == [(ZHOU, "asked")]


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [
        (date(2026, 11, 17), date(2026, 11, 19), LeaveInPast),
        (date(2026, 11, 20), date(2026, 11, 19), LeaveEndsEarly),
        (date(2026, 11, 20), date(2027, 3, 1), LeaveTooLong),
        (date(2026, 11, 20), date(2026, 11, 20), LeaveOverlaps),
        (date(2026, 11, 16), date(2026, 12, 20), LeaveInPast),
    ],
)
async def test_days_that_cannot_be_are_refused(
    street: Street, first: date, last: date, refusal: type[Exception]
) -> None:
    await asked(street)

    with pytest.raises(refusal):
        await street.run(WANG, leave.ask, Wish("two", first, last))


async def test_days_that_are_asked_for_and_entered_at_once_are_one_leave(street: Street) -> None:
    asks = street.run(WANG, leave.ask, november(18, 20))
    enters = street.run(ZHOU, leave.enter, WANG, november(19, 21, name="two"))

    ended = await asyncio.gather(asks, enters, return_exceptions=True)

    assert [type(one) for one in ended if isinstance(one, Exception)] == [LeaveOverlaps]


async def test_the_same_asking_twice_at_once_is_one_leave(street: Street) -> None:
    first, second = await asyncio.gather(*(street.run(WANG, leave.ask, november(18, 20)) for _ in range(2)))

    assert first == second


async def test_a_cancelled_leave_overlaps_nothing(street: Street) -> None:
    await street.run(WANG, leave.cancel, await asked(street))

    again = await street.run(WANG, leave.ask, november(18, 20, "two"))

    assert (await street.run(WANG, leave_views.leave, again)).state is LeaveState.ASKED


async def test_who_has_no_grid_needs_no_leave(street: Street) -> None:
    for nobody in (ZHOU, OUTSIDER):
        with pytest.raises(NoGrid):
            await street.run(nobody, leave.ask, november(18, 18))


@pytest.mark.parametrize("stranger", [LI, STRANGE_STAFF, OUTSIDER])
async def test_a_leave_is_no_business_of_others(street: Street, stranger: int) -> None:
    id_ = await asked(street)

    with pytest.raises(NotFound):
        await street.run(stranger, leave_views.leave, id_)
    with pytest.raises(NotFound):
        await street.run(stranger, leave.grant, id_, None)


async def test_nobody_grants_their_own(street: Street) -> None:
    with pytest.raises(LeaveMovedOn):
        await street.run(WANG, leave.grant, await asked(street), None)


async def test_the_second_officer_finds_it_decided(street: Street) -> None:
    id_ = await asked(street)
    await street.run(ZHOU, leave.refuse, id_, "年底太忙")

    with pytest.raises(LeaveMovedOn):
        await street.run(WU, leave.grant, id_, None)
    view = await street.run(WANG, leave_views.leave, id_)
    assert (view.state, view.answer) == (LeaveState.REFUSED, "年底太忙")
    assert (await told(street))[-1] == (WANG, "refused")


async def test_the_reason_is_sealed_and_only_for_who_decides(street: Street) -> None:
    id_ = await asked(street, reason="去医院复查")
    await street.run(ZHOU, leave.grant, id_, LI)

    seen = {who: (await street.run(who, leave_views.leave, id_)).reason for who in (WANG, ZHOU, LI)}

    assert seen == {WANG: "去医院复查", ZHOU: "去医院复查", LI: None}
    assert "去医院" not in str(await street.pushed())


async def test_a_grid_with_nobody_is_told_at_once(street: Street) -> None:
    await street.run(WU, leave.grant, await asked(street), None)

    uncovered = await street.pushed("grid_uncovered")

    assert [row.chat_id for row in uncovered] == [ZHOU]
    assert (await street.door.look(duty_on, WEDNESDAY)).uncovered == {COMMUNITY: (GRID_1,)}
    board = await street.run(ZHOU, leave_views.board)
    assert [view.needs_somebody for view in board.leaves] == [True]


async def test_a_leave_to_come_leaves_nobody_alone_yet(street: Street) -> None:
    await street.run(ZHOU, leave.grant, await asked(street, 25, 26), None)

    assert await street.pushed("grid_uncovered") == []


async def test_who_declines_is_asked_no_more_and_the_community_hears_at_once(street: Street) -> None:
    id_ = await asked(street)
    await street.run(ZHOU, leave.grant, id_, LI)
    await street.run(LI, leave.decline, id_)

    assert (await told(street))[-1] == (ZHOU, "declined")
    with pytest.raises(NotFound):
        await street.run(LI, leave.accept, id_)


async def test_only_who_is_there_can_stand_in(street: Street) -> None:
    await street.on_leave(LI, "2026-11-20", "2026-11-20")
    id_ = await asked(street)

    _, people, _ = await street.run(ZHOU, leave_views.choices, id_)

    assert [one.person_id for one in people] == [ZHOU]
    for nobody in (LI, WANG, OUTSIDER, STRANGE_STAFF):
        with pytest.raises(StandInAway):
            await street.run(ZHOU, leave.grant, id_, nobody)


async def test_who_is_in_no_chat_has_been_spoken_with(street: Street) -> None:
    async with street.door.database.write() as session:
        chat = await session.get_one(Chat, LI)
        chat.person_id = None
    id_ = await asked(street)

    await street.run(ZHOU, leave.grant, id_, LI)

    assert (await street.door.look(duty_on, WEDNESDAY)).uncovered == {}


async def test_who_stands_in_and_goes_on_leave_is_replaced(street: Street) -> None:
    id_ = await stood_in(street)
    own = await street.run(LI, leave.ask, november(19, 19, "li"))
    street.clock.moment = at("2026-11-19")
    await street.run(ZHOU, leave.grant, own, None)

    view = await street.run(ZHOU, leave_views.leave, id_)

    assert view.needs_somebody
    assert await walkers(street) == {WANG: (), LI: (GRID_1, GRID_2)}
    assert await walkers(street, date(2026, 11, 19)) == {WANG: (), LI: ()}


async def test_another_stand_in_in_the_midst_leaves_the_past_as_it_was(street: Street) -> None:
    id_ = await stood_in(street)
    street.clock.moment = at("2026-11-20")
    await street.run(ZHOU, leave.name, id_, ZHOU)
    await street.run(ZHOU, leave.accept, id_)

    assert await street.run(LI, grids_of, LI, date(2026, 11, 19)) == (GRID_1, GRID_2)
    assert await street.run(LI, grids_of, LI, date(2026, 11, 20)) == (GRID_2,)
    assert await street.run(ZHOU, grids_of, ZHOU, date(2026, 11, 20)) == (GRID_1,)
    assert (LI, "not_needed") in await told(street)


async def test_back_early_walks_from_today(street: Street) -> None:
    id_ = await stood_in(street)
    street.clock.moment = at("2026-11-19", "07:50")
    await street.run(WANG, leave.come_back, id_)

    assert await walkers(street, date(2026, 11, 18)) == {WANG: (), LI: (GRID_1, GRID_2)}
    assert await walkers(street, date(2026, 11, 19)) == {WANG: (GRID_1,), LI: (GRID_2,)}
    assert (await told(street))[-2:] == [(LI, "returned"), (ZHOU, "returned")]
    with pytest.raises(LeaveMovedOn):
        await street.run(WANG, leave.come_back, id_)


async def test_called_off_before_it_begins(street: Street) -> None:
    id_ = await stood_in(street, 20, 23)
    await street.run(WANG, leave.cancel, id_)

    assert await walkers(street, date(2026, 11, 20)) == {WANG: (GRID_1,), LI: (GRID_2,)}
    assert (await told(street))[-2:] == [(LI, "cancelled"), (ZHOU, "cancelled")]


async def test_granted_late_it_begins_today(street: Street) -> None:
    id_ = await asked(street)
    street.clock.moment = at("2026-11-20")
    await street.run(ZHOU, leave.grant, id_, None)

    assert await walkers(street, date(2026, 11, 19)) == {WANG: (GRID_1,), LI: (GRID_2,)}
    assert (await walkers(street, date(2026, 11, 20)))[WANG] == ()
    assert await street.door.look(visit_audit.doubled_windows) == []
