"""The one job of APScheduler ticks at once, by the house's own clock, and wakes the sender."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models.visit import VisitWindow
from scheduler import clockwork as module
from scheduler.clockwork import clockwork
from tests.support.machine_clock import ASKING, showing
from tests.support.patience import PATIENCE
from tests.support.street import at, street_in


async def test_it_ticks_at_once_and_wakes(tmp_path: Path) -> None:
    street = await street_in(tmp_path, at("2026-11-18", "09:00"))
    await street.household(("key_person",))
    woken = asyncio.Event()

    with clockwork(street.door, woken.set) as scheduler:
        await asyncio.wait_for(woken.wait(), timeout=PATIENCE)
        assert [job.id for job in scheduler.get_jobs()] == ["tick"]

    async with street.door.database.read() as session:
        days = (await session.scalars(select(VisitWindow.starts_on).where(VisitWindow.rule == "key_persons"))).all()
    pushed = await street.pushed()
    await street.door.database.close()
    assert days == [date(2026, 11, 18)]
    assert {push.notice for push in pushed} == {"visit_digest"}


async def test_a_clock_that_is_set_back_a_day_holds_up_no_tick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """APScheduler would wait until the machine's clock has come to where it was."""
    street = await street_in(tmp_path, at("2026-11-18", "09:00"))
    ahead, ticks = timedelta(), asyncio.Queue[str]()
    monkeypatch.setattr(module, "TICK_SECONDS", 0.05)
    for asking in ASKING:
        monkeypatch.setattr(asking, "datetime", showing(lambda: ahead))

    with clockwork(street.door, lambda: None, lambda name, seconds, ran: ticks.put_nowait(name)):
        await asyncio.wait_for(ticks.get(), timeout=PATIENCE)
        ahead = timedelta(days=-1)
        while not ticks.empty():
            ticks.get_nowait()
        said = [await asyncio.wait_for(ticks.get(), timeout=PATIENCE) for _ in range(3)]

    await street.door.database.close()
    assert said == ["clock"] * 3
