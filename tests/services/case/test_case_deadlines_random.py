"""Any history of a case, with standstills and a clock that is set back, against a tiny oracle of its own."""

import asyncio
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.case_flow import Move
from domain.errors import DomainError
from models.case import Case
from models.case_alarm import CaseAlarm
from services.case import case_alarms, case_audit
from services.case.case_moves import Given, move
from services.slots import Slot
from tests.support.cases import REPORTER, file
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import WANG, ZHOU, Street, at

LEVELS = ["reminder", "grid", "community", "street"]
MOVES = {
    Move.ACCEPT: WANG,
    Move.START: WANG,
    Move.SUSPEND: WANG,
    Move.RESUME: WANG,
    Move.RESOLVE: WANG,
    Move.CHECK: ZHOU,
    Move.REOPEN: REPORTER,
}
steps = st.lists(
    st.tuples(st.sampled_from(list(MOVES)), st.timedeltas(timedelta(hours=-3), timedelta(days=4)), st.booleans()),
    max_size=14,
)


async def play(street: Street, history: list[Any]) -> None:
    """Move, let time pass, tick or stand still; after every tick the facts are compared with the case as it stands."""
    one = await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])
    for name, span, runs in history:
        given = Given("说明", until=street.clock.now().date() + timedelta(days=5))
        with suppress(DomainError):  # not open in this state: the history goes on
            await street.run(MOVES[name], move, one.number, name, given)
        street.clock.moment += span
        if runs:
            before = await facts(street)
            await street.door.act(case_alarms.take, Slot("case_deadlines", street.clock.now(), date(2026, 11, 18)))
            await judge(street, before)


async def facts(street: Street) -> list[CaseAlarm]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(CaseAlarm).order_by(CaseAlarm.id)))


async def judge(street: Street, before: list[CaseAlarm]) -> None:
    async with street.door.database.read() as session:
        case = (await session.scalars(select(Case))).one()
    found, now = await facts(street), street.clock.now()
    new = found[len(before) :]
    if case.state not in ("submitted", "accepted", "dispatched", "handling"):
        assert new == []
    deadlines = {"response": case.respond_by, "resolution": case.resolve_by}
    started = {"response": case.created_at, "resolution": case.clock_from or case.created_at}
    for alarm in new:
        share = (deadlines[alarm.clock] - started[alarm.clock]) * 0.8
        assert now >= (started[alarm.clock] + share if alarm.level == "reminder" else deadlines[alarm.clock])
        assert alarm.clock == "resolution" or case.responded_at is None
    for clock, running in (("response", case.responded_at is None), ("resolution", True)):
        levels = [alarm.level for alarm in found if (alarm.clock, alarm.round) == (clock, case.reopened)]
        assert levels == LEVELS[: len(levels)]
        if running and case.state in ("submitted", "accepted", "handling") and now >= deadlines[clock]:
            assert levels[:2] == LEVELS[:2]
    assert await street.door.look(case_audit.forgotten_alarms) == []


@given(steps)
@settings(max_examples=25, deadline=None)
def test_each_step_exactly_once_never_early_never_for_what_waits_or_is_done(history: list[Any]) -> None:
    async def once() -> None:
        with TemporaryDirectory() as folder:
            street = await street_copy(Path(folder), at("2026-11-18"))
            try:
                await play(street, history)
            finally:
                await street.door.database.close()

    asyncio.run(once())
