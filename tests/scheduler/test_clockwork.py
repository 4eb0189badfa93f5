"""The one job of APScheduler ticks at once, by the house's own clock, and wakes the sender."""

import asyncio
from datetime import date
from pathlib import Path

from sqlalchemy import select

from models.visit import VisitWindow
from scheduler.clockwork import clockwork
from tests.support.street import at, street_in


async def test_it_ticks_at_once_and_wakes(tmp_path: Path) -> None:
    street = await street_in(tmp_path, at("2026-11-18", "09:00"))
    await street.household(("key_person",))
    woken = asyncio.Event()

    with clockwork(street.door, woken.set) as scheduler:
        await asyncio.wait_for(woken.wait(), timeout=60)
        assert [job.id for job in scheduler.get_jobs()] == ["tick"]

    async with street.door.database.read() as session:
        days = (await session.scalars(select(VisitWindow.starts_on).where(VisitWindow.rule == "key_persons"))).all()
    pushed = await street.pushed()
    await street.door.database.close()
    assert days == [date(2026, 11, 18)]
    assert {push.notice for push in pushed} == {"visit_digest"}
