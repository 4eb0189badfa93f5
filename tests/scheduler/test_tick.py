"""The clock: each slot once, whatever restarts, whoever else ticks, wherever the clock jumps."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.cadence import Outcome
from domain.notices import Notice
from models.outbox import Slot as SlotRow
from models.visit import VisitWindow
from scheduler.jobs import CatchUp, DailyAt, Job, jobs
from scheduler.tick import Ran, tick
from services import quiet, slots
from services.act import Ctx
from services.slots import Slot
from services.visit.visit_log import EVERYBODY, Report, log_visit
from tests.support.street import (
    LI,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    Street,
    at,
    door_to,
    street_in,
)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18", "00:10"))
    await street.household(("key_person",))
    yield street
    await street.door.database.close()


async def tick_at(street: Street, day: str, hour: str, table: Sequence[Job] | None = None) -> list[str]:
    """Names of the jobs that ran, with a mark where late."""
    street.clock.moment = at(day, hour)
    ran = await tick(street.door, street.clock.now(), table)
    return [one.job + ("!" if one.late else "") for one in ran if one.job.startswith("visit")]


async def reminded(street: Street) -> list[tuple[str | None, int, str, bool]]:
    return [
        (push.notice, push.chat_id, push.message["day"], push.message["late"])
        for push in await street.pushed()
        if push.notice in (Notice.VISIT_DIGEST, Notice.VISIT_REMAINDER)
    ]


async def opened(street: Street) -> list[str]:
    async with street.door.database.read() as session:
        query = select(VisitWindow.starts_on).where(VisitWindow.rule == "key_persons").order_by(VisitWindow.starts_on)
        return [str(day) for day in (await session.scalars(query)).all()]


async def test_a_day_goes_by(street: Street) -> None:
    assert await tick_at(street, "2026-11-18", "00:10") == ["visit_windows"]
    assert await tick_at(street, "2026-11-18", "08:29") == []
    assert await tick_at(street, "2026-11-18", "08:30") == ["visit_digest"]
    assert await tick_at(street, "2026-11-18", "16:31") == ["visit_remainder"]
    assert await tick_at(street, "2026-11-18", "16:31") == []
    assert await reminded(street) == [
        ("visit_digest", WANG, "2026-11-18", False),
        ("visit_digest", LI, "2026-11-18", False),
        ("visit_remainder", WANG, "2026-11-18", False),
        ("visit_remainder", LI, "2026-11-18", False),
    ]


async def test_nobody_is_told_twice_by_two_processes_or_after_a_restart(street: Street, tmp_path: Path) -> None:
    other = door_to(tmp_path / "street.sqlite", street.clock)
    street.clock.moment = at("2026-11-18", "08:30")

    first = await tick(street.door, street.clock.now())
    second = await tick(other, street.clock.now())
    await other.database.close()
    restarted = door_to(tmp_path / "street.sqlite", street.clock)
    third = await tick(restarted, street.clock.now())
    await restarted.database.close()

    assert "visit_digest" in [ran.job for ran in first]
    assert (second, third) == ([], [])
    assert [chat for _, chat, _, _ in await reminded(street)] == [WANG, LI]


async def test_a_process_that_read_before_another_claimed_runs_nothing(street: Street, tmp_path: Path) -> None:
    """Both saw the slot free; the row decides."""
    runs: list[str] = []

    async def run(ctx: Ctx, slot: Slot) -> None:
        runs.append(slot.job)

    slot = Slot("job", at("2026-11-18", "08:30"), date(2026, 11, 18))
    other = door_to(tmp_path / "street.sqlite", street.clock)
    claimed = [await door.act(slots.run_once, slot, run) for door in (street.door, other)]
    await other.database.close()

    assert (claimed, runs) == ([True, False], ["job"])


async def test_a_clock_that_jumps_back_does_nothing_twice(street: Street) -> None:
    await tick_at(street, "2026-11-18", "08:30")
    before = await reminded(street)

    assert await tick_at(street, "2026-11-17", "09:00") == []
    assert await tick_at(street, "2026-11-18", "08:31") == []
    assert await reminded(street) == before


async def test_downtime_opens_every_day_and_sends_the_newest_digest_only(street: Street) -> None:
    await tick_at(street, "2026-11-18", "16:35")
    before = len(await reminded(street))

    assert await tick_at(street, "2026-11-21", "10:00") == [
        "visit_windows!",
        "visit_windows!",
        "visit_windows!",
        "visit_digest!",
        "visit_remainder!",  # yesterday's: claimed, and nobody is told of a day that is over
    ]
    assert await opened(street) == ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21"]
    assert (await reminded(street))[before:] == [
        ("visit_digest", WANG, "2026-11-21", True),
        ("visit_digest", LI, "2026-11-21", True),
    ]


async def test_a_digest_a_little_late_is_not_called_late(street: Street) -> None:
    await tick_at(street, "2026-11-18", "08:59")

    assert [late for *_, late in await reminded(street)] == [False, False]


async def test_the_first_start_looks_back_to_today_only(street: Street) -> None:
    assert await tick_at(street, "2026-11-18", "10:00") == ["visit_windows!", "visit_digest!"]
    assert await opened(street) == ["2026-11-18"]


async def test_quiet_hours_hold_no_digest_over_to_another_day(street: Street) -> None:
    """Started at 22:00, nothing may be said before 07:30, and that day has a digest of its own at 08:30."""
    await tick_at(street, "2026-11-18", "22:00")
    assert await reminded(street) == []

    await tick_at(street, "2026-11-19", "08:30")
    await tick_at(street, "2026-11-19", "16:30")
    assert [(notice, chat) for notice, chat, *_ in await reminded(street)] == [
        ("visit_digest", WANG),
        ("visit_digest", LI),
        ("visit_remainder", WANG),
        ("visit_remainder", LI),
    ]


async def test_more_than_the_daily_share_is_not_pushed(street: Street) -> None:
    visits = street.door.settings.visits
    one_a_day = replace(visits, reminders=replace(visits.reminders, routine_a_day=1))
    street.door.settings = replace(street.door.settings, visits=one_a_day)

    await tick_at(street, "2026-11-18", "08:30")
    await tick_at(street, "2026-11-18", "16:30")

    assert [notice for notice, *_ in await reminded(street)] == ["visit_digest", "visit_digest"]


async def test_not_today_and_less_of_this(street: Street) -> None:
    await tick_at(street, "2026-11-18", "08:30")
    await street.run(WANG, quiet.silence_today, Notice.VISIT_REMAINDER)
    await street.run(LI, quiet.switch_off, Notice.VISIT_REMAINDER)
    await tick_at(street, "2026-11-18", "16:30")
    await tick_at(street, "2026-11-19", "16:30")
    await street.run(LI, quiet.switch_on, Notice.VISIT_REMAINDER)
    await tick_at(street, "2026-11-20", "16:30")

    afternoons = [(chat, day) for notice, chat, day, _ in await reminded(street) if notice == Notice.VISIT_REMAINDER]
    assert afternoons == [(WANG, "2026-11-19"), (WANG, "2026-11-20"), (LI, "2026-11-20")]


async def test_not_today_does_not_switch_on_what_is_off(street: Street) -> None:
    await street.run(WANG, quiet.switch_off, Notice.VISIT_REMAINDER)
    await street.run(WANG, quiet.silence_today, Notice.VISIT_REMAINDER)

    assert await street.run(WANG, quiet.is_off, Notice.VISIT_REMAINDER)


async def test_a_grid_with_nobody_goes_to_its_community(street: Street) -> None:
    await street.on_leave(WANG, "2026-11-18", "2026-11-18")
    await street.on_leave(LI, "2026-11-18", "2026-11-18", substitute=ZHAO)
    await tick_at(street, "2026-11-18", "08:30")
    await tick_at(street, "2026-11-19", "08:30")

    assert [(push.chat_id, push.message) for push in await street.pushed("grid_uncovered")] == [
        (ZHOU, {"day": "2026-11-18"})
    ]
    assert [(chat, day) for _, chat, day, _ in await reminded(street)] == [
        (ZHAO, "2026-11-18"),
        (WANG, "2026-11-19"),
        (LI, "2026-11-19"),
    ]


async def test_a_substitute_on_leave_covers_nothing(street: Street) -> None:
    await street.on_leave(WANG, "2026-11-18", "2026-11-18", substitute=LI)
    await street.on_leave(LI, "2026-11-18", "2026-11-18")
    await tick_at(street, "2026-11-18", "08:30")

    assert len(await street.pushed("grid_uncovered")) == 1
    assert await reminded(street) == []


async def test_a_year_without_a_calendar_stops_nothing_and_is_told_once(street: Street) -> None:
    for day in ("2027-01-04", "2027-01-05"):
        await tick_at(street, day, "08:30")

    assert [(push.chat_id, push.message) for push in await street.pushed("calendar_unconfirmed")] == [
        (WU, {"year": 2027})
    ]
    assert [(chat, day) for _, chat, day, _ in await reminded(street)] == [
        (WANG, "2027-01-04"),
        (LI, "2027-01-04"),
        (WANG, "2027-01-05"),
        (LI, "2027-01-05"),
    ]


async def test_a_job_that_fails_is_tried_again_and_holds_up_nobody(street: Street) -> None:
    broken, ran = True, []

    async def fails_once(ctx: Ctx, slot: Slot) -> None:
        await log_visit(ctx, 1, Report("never", Outcome.MET, met=EVERYBODY)) if broken else ran.append("first")

    async def works(ctx: Ctx, slot: Slot) -> None:
        ran.append("second")

    table = [Job(name, DailyAt(time(8)), case, CatchUp.EACH) for name, case in (("a", fails_once), ("b", works))]
    now = at("2026-11-18", "08:00")

    assert [one.job for one in await tick(street.door, now, table)] == ["b"]
    broken = False
    assert [one.job for one in await tick(street.door, now, table)] == ["a"]
    assert ran == ["second", "first"]


async def test_old_slots_are_forgotten_and_not_run_again(street: Street) -> None:
    """Of a few jobs: all of them have 200,000 slots in that time."""
    few = "visit_windows", "visit_digest", "holds", "tidy"
    table = [job for job in jobs(street.door.settings) if job.name in few]
    await tick_at(street, "2026-01-05", "09:00", table)
    await tick_at(street, "2026-11-18", "09:00", table)
    async with street.door.database.read() as session:
        oldest = await session.scalar(select(func.min(SlotRow.due_at)))

    assert oldest is not None
    assert oldest > at("2026-05-01")
    assert await tick_at(street, "2026-11-18", "09:00", table) == []


async def test_every_job_has_a_name_of_its_own_and_ran_is_what_this_process_did(street: Street) -> None:
    names = [job.name for job in jobs(street.door.settings)]
    assert len(names) == len(set(names))

    ran = await tick(street.door, at("2026-11-18", "00:05"))
    assert Ran("visit_windows", at("2026-11-18", "00:05"), late=False) in ran


async def test_runs_of_every_minute_are_forgotten_in_days_and_the_newest_never(street: Street) -> None:
    now = at("2026-11-18", "03:30")
    minutes = [now - timedelta(days=days) for days in (5, 4, 1)]
    days = [now - timedelta(days=days) for days in (200, 100)]
    rows = [SlotRow(job="whistles", due_at=due, done_at=due) for due in minutes]
    rows += [SlotRow(job="visit_digest", due_at=due, done_at=due) for due in days]
    rows += [SlotRow(job="case_ratings", due_at=minutes[0], done_at=minutes[0])]
    await street.add(*rows)
    tidy = next(job for job in jobs(street.door.settings) if job.name == "tidy")
    await street.door.act(tidy.use_case, Slot("tidy", now, now.date()))

    async with street.door.database.read() as session:
        left = (await session.execute(select(SlotRow.job, SlotRow.due_at).order_by(SlotRow.job))).all()
    assert [tuple(row) for row in left] == [
        ("case_ratings", minutes[0]),
        ("visit_digest", days[1]),
        ("whistles", minutes[2]),
    ]
