"""Counts of what was missed, to the street where there were too many."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from domain.cadence import Outcome
from domain.notices import Notice
from models.visit_escalation import VisitShortfall
from scheduler.jobs import jobs
from scheduler.tick import tick
from services.visit.visit_escalation_audit import forgotten_counts
from services.visit.visit_log import EVERYBODY, Report, log_visit
from tests.support.street import COMMUNITY, WANG, WU, Street, at, street_in

JOBS = ("visit_windows", "unmet_open", "unmet_missed", "unmet_shortfall")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-17", "06:00"))
    yield street
    await street.door.database.close()


async def go_to(street: Street, day: str, hour: str) -> None:
    street.clock.moment = at(day, hour)
    await tick(street.door, street.clock.now(), [job for job in jobs(street.door.settings) if job.name in JOBS])


async def told(street: Street, notice: Notice) -> list[int]:
    return [push.chat_id for push in await street.pushed(notice)]


async def test_only_counts_of_the_month_go_to_the_street(street: Street) -> None:
    homes = [(await street.household(()))[0] for _ in range(10)]
    await go_to(street, "2026-11-20", "10:00")
    for n, home in enumerate(homes[:9]):
        await street.run(WANG, log_visit, home, Report(f"v{n}", Outcome.MET, met=EVERYBODY))
    await go_to(street, "2026-12-06", "08:35")

    assert await told(street, Notice.VISIT_ESCALATED) == []
    assert await told(street, Notice.VISIT_SHORT) == [WU]
    street.clock.moment = at("2026-12-06", "10:00")
    assert await street.door.look(forgotten_counts) == []
    async with street.door.database.write() as session:
        await session.execute(delete(VisitShortfall))
    assert await street.door.look(forgotten_counts) == [f"unit {COMMUNITY} every_household 2026-11-01"]


async def test_a_home_in_no_grid_counts_among_the_missed(street: Street) -> None:
    """Bug: nobody walks there, and the street was told of nothing."""
    homes = [(await street.household(()))[0] for _ in range(9)]
    await street.household((), grid=COMMUNITY)
    await go_to(street, "2026-11-20", "10:00")
    for n, home in enumerate(homes):
        await street.run(WANG, log_visit, home, Report(f"v{n}", Outcome.MET, met=EVERYBODY))
    await go_to(street, "2026-12-06", "08:35")

    assert await told(street, Notice.VISIT_SHORT) == [WU]


async def test_one_missed_of_eleven_is_told_to_nobody(street: Street) -> None:
    homes = [(await street.household(()))[0] for _ in range(11)]
    await go_to(street, "2026-11-20", "10:00")
    for n, home in enumerate(homes[:10]):
        await street.run(WANG, log_visit, home, Report(f"v{n}", Outcome.MET, met=EVERYBODY))
    await go_to(street, "2026-12-06", "08:35")

    assert await told(street, Notice.VISIT_SHORT) == []
