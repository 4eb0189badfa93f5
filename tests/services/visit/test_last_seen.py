"""When somebody was last seen, who moved meanwhile: a visit to a home counts for whoever lives there on its day."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.cadence import Outcome
from domain.visit_escalation import Level
from domain.worktime import ONE_DAY
from models.people import Person
from models.visit import VisitWindow
from services.people.moving import leave_home
from services.visit.visit_log import EVERYBODY, Report, log_visit
from tests.services.visit.test_visit_escalation import go_to, levels
from tests.support.street import GRID_1, GRID_2, LI, WANG, Street, at, street_in


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-17", "06:00"))
    yield street
    await street.door.database.close()


async def move(street: Street, person: int, home: int) -> None:
    async with street.door.database.write() as session:
        ctx = street.door.within(session).ctx
        await leave_home(ctx, [person])
        await session.execute(
            update(Person).where(Person.id == person).values(household_id=home, moved_in_on=ctx.today)
        )


async def days_pass(street: Street, first: date, last: date) -> None:
    for n in range((last - first).days + 1):
        day = (first + n * ONE_DAY).isoformat()
        await go_to(street, day, "00:10")
        await go_to(street, day, "08:35")


async def test_a_move_does_not_forget_when_somebody_was_last_seen(street: Street) -> None:
    old, [person] = await street.household(("needy",))
    new, _ = await street.household((), grid=GRID_2)
    await go_to(street, "2026-11-17", "09:00")
    await street.run(WANG, log_visit, old, Report("one", Outcome.MET, met=EVERYBODY))
    await move(street, person, new)

    await days_pass(street, date(2026, 11, 18), date(2026, 12, 12))

    assert await levels(street) == [(Level.GAP, at("2026-12-09", "08:30"))]  # 22 days


async def test_who_moved_was_seen_where_they_lived_and_nowhere_else(street: Street) -> None:
    """Neither behind the new door before they came, nor behind the old one after they went."""
    old, [person] = await street.household(("needy",))
    new, _ = await street.household((), grid=GRID_2)
    await go_to(street, "2026-11-17", "09:00")
    await street.run(WANG, log_visit, old, Report("seen", Outcome.MET, met=EVERYBODY))
    await go_to(street, "2026-11-19", "09:00")
    await street.run(LI, log_visit, new, Report("others", Outcome.MET, met=EVERYBODY))
    await go_to(street, "2026-11-20", "09:00")
    await move(street, person, new)
    await go_to(street, "2026-11-23", "09:00")
    await street.run(WANG, log_visit, old, Report("gone", Outcome.MET, met=EVERYBODY))

    await days_pass(street, date(2026, 11, 24), date(2026, 12, 18))

    assert await levels(street) == [(Level.GAP, at("2026-12-09", "08:30"))]  # 22 days after the 17th


async def window_of(street: Street, person: int) -> tuple[int, int]:
    """Where their newest one lies."""
    query = select(VisitWindow.household_id, VisitWindow.grid_id).where(VisitWindow.subject_id == person)
    async with street.door.database.read() as session:
        household, grid = (await session.execute(query.order_by(VisitWindow.id.desc()).limit(1))).one()
    return household, grid


@pytest.mark.parametrize("met_since", [False, True])
async def test_a_visit_written_down_after_they_had_moved_brings_their_window_back(
    street: Street, met_since: bool
) -> None:
    """Bug: the full street's year counted as missed whom somebody had met on the day of the move."""
    old, [person] = await street.household(("needy",))
    new, _ = await street.household((), grid=GRID_2)
    await go_to(street, "2026-11-17", "09:00")
    await move(street, person, new)
    await go_to(street, "2026-11-18", "09:00")
    assert await window_of(street, person) == (new, GRID_2)
    if met_since:
        await street.run(LI, log_visit, new, Report("since", Outcome.MET, met=EVERYBODY))

    late = Report("late", Outcome.MET, met=EVERYBODY, visited_on=date(2026, 11, 17))
    logged = await street.run(WANG, log_visit, old, late)

    settled = [] if met_since else ["needy_and_veterans"]
    assert [one.rule for one in logged.settled if one.subject_id == person] == settled
    await go_to(street, "2026-11-19", "00:10")
    assert await window_of(street, person) == ((new, GRID_2) if met_since else (old, GRID_1))
