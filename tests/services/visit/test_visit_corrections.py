"""A visit that was written down wrongly: the right one is a row of its own, and what was known then stays known."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.cadence import Outcome, WindowState, window_state
from domain.errors import NotFound, ReasonNeeded
from domain.visit_errors import CorrectedAlready, TooLateToCorrect
from models.visit import Visit, VisitCorrection, VisitWindow
from services.act import Ctx
from services.visit import visit_audit, visit_facts, visits
from services.visit.visit_corrections import Fix, correct, wants_reason
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_walk import walk
from services.visit.visit_windows import open_windows
from tests.support.street import LI, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHOU, Street, at, street_in

WEDNESDAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)
MET = Report("right", Outcome.MET, met=EVERYBODY)
AWAY = Report("right", Outcome.NOT_HOME)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def visited(street: Street, report: Report) -> tuple[int, int]:
    """A household with somebody seen daily, and the visit that was written down there."""
    home, _ = await street.household(("key_person",))
    await street.door.act(open_windows, WEDNESDAY)
    return home, (await street.run(WANG, log_visit, home, report)).visit_id


async def fixed(street: Street, who: int, home: int, wrong: int, fix: Fix) -> int:
    """The right visit."""
    logged = await street.run(who, correct, home, wrong, fix)
    assert logged is not None
    return logged.visit_id


async def state(street: Street, home: int, on: date) -> WindowState:
    async def judge(ctx: Ctx) -> WindowState:
        mine = (VisitWindow.household_id == home, VisitWindow.rule == "key_persons")
        (window,) = await visit_facts.windows(ctx, WEDNESDAY, *mine)
        return window_state(window.facts, (await visit_facts.stops_for(ctx, [window], on)).of(window), on)

    return await street.door.look(judge)


async def test_what_is_right_takes_the_place_of_what_was_wrong(street: Street) -> None:
    home, wrong = await visited(street, Report("wrong", Outcome.MET, met=EVERYBODY))
    before = await state(street, home, WEDNESDAY)

    right_id = await fixed(street, WANG, home, wrong, Fix("fix", AWAY))

    assert (before, await state(street, home, WEDNESDAY)) == (WindowState.MET, WindowState.OPEN)
    card = await street.run(WANG, visits.household, home)
    assert [(one.visit_id, one.outcome) for one in card.visits_today] == [(right_id, Outcome.NOT_HOME)]
    assert card.last_visit is None
    async with street.door.database.read() as session:
        rows = (await session.execute(select(Visit.id, Visit.outcome).order_by(Visit.id))).all()
        fixes = (await session.execute(select(VisitCorrection.visit_id, VisitCorrection.replaced_by))).all()
    assert rows == [(wrong, "met"), (right_id, "not_home")]
    assert fixes == [(wrong, right_id)]


async def test_nobody_was_there_at_all(street: Street) -> None:
    home, wrong = await visited(street, Report("wrong", Outcome.MET, met=EVERYBODY))

    await street.run(WANG, correct, home, wrong, Fix("fix", None))

    assert await state(street, home, WEDNESDAY) is WindowState.OPEN
    assert (await street.run(WANG, visits.household, home)).visits_today == ()


async def test_a_past_day_is_as_it_was_known_then(street: Street) -> None:
    home, wrong = await visited(street, Report("wrong", Outcome.MET, met=EVERYBODY))
    street.clock.moment = at("2026-11-19")
    await street.run(WANG, correct, home, wrong, Fix("fix", None))

    assert await state(street, home, WEDNESDAY) is WindowState.MET
    assert await state(street, home, THURSDAY) is WindowState.MISSED
    assert [stop.done for stop in (await street.run(WANG, walk, WANG, WEDNESDAY)).stops] == ["met"]


async def test_a_fix_that_says_met_is_credited_to_the_same_worker(street: Street) -> None:
    home, wrong = await visited(street, Report("wrong", Outcome.NOT_HOME))

    with pytest.raises(ReasonNeeded):
        await street.run(ZHOU, correct, home, wrong, Fix("fix", MET))
    right_id = await fixed(street, ZHOU, home, wrong, Fix("fix", MET, "王师傅打电话来说的"))

    async with street.door.database.read() as session:
        right = await session.get_one(Visit, right_id)
        fix = (await session.scalars(select(VisitCorrection))).one()
    assert (right.worker_id, right.visited_on, fix.by) == (WANG, WEDNESDAY, ZHOU)
    assert fix.reason is not None and "王师傅".encode() not in fix.reason.token


async def test_the_same_fix_twice_is_one_and_another_is_too_late(street: Street) -> None:
    home, wrong = await visited(street, Report("wrong", Outcome.NOT_HOME))
    await street.run(WANG, correct, home, wrong, Fix("fix", MET))

    assert await street.run(WANG, correct, home, wrong, Fix("fix", MET)) is None
    with pytest.raises(CorrectedAlready):
        await street.run(WANG, correct, home, wrong, Fix("again", None))
    with pytest.raises(CorrectedAlready):
        await street.run(WANG, wants_reason, home, wrong)


async def test_after_two_days_only_the_community_puts_it_right(street: Street) -> None:
    home, wrong = await visited(street, Report("wrong", Outcome.NOT_HOME))
    street.clock.moment = at("2026-11-20", "10:00")

    with pytest.raises(TooLateToCorrect):
        await street.run(WANG, correct, home, wrong, Fix("fix", MET, "记错了"))
    assert await street.run(ZHOU, wants_reason, home, wrong)


async def test_a_wrong_stop_is_no_attempt(street: Street) -> None:
    """Once not at home, taken back, and once again: that is not twice in a row."""
    home, wrong = await visited(street, Report("wrong", Outcome.NOT_HOME))
    await street.run(WANG, correct, home, wrong, Fix("fix", None))

    logged = await street.run(WANG, log_visit, home, Report("two", Outcome.NOT_HOME))

    assert not logged.alarmed


@pytest.mark.parametrize("stranger", [LI, WU, STRANGE_STAFF, OUTSIDER])
async def test_strangers_put_nothing_right(street: Street, stranger: int) -> None:
    home, wrong = await visited(street, Report("wrong", Outcome.NOT_HOME))

    with pytest.raises(NotFound):
        await street.run(stranger, correct, home, wrong, Fix("fix", MET, "说明"))


async def test_a_visit_of_another_household_is_not_found(street: Street) -> None:
    _, wrong = await visited(street, Report("wrong", Outcome.NOT_HOME))
    other, _ = await street.household(())

    with pytest.raises(NotFound):
        await street.run(WANG, correct, other, wrong, Fix("fix", None))
    assert {name: await street.door.look(check) for name, check in visit_audit.CHECKS.items()} == {
        name: [] for name in visit_audit.CHECKS
    }
