"""The clock of cases: reminders and breaches, each once, never early, to exactly those who should know."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.case_flow import CaseState, Move
from domain.notices import Notice, Urgency
from models.case import Case
from models.case_alarm import CaseAlarm, CaseAlarmTold
from scheduler.tick import tick
from services.case import case_audit
from services.case.case_moves import Given, move
from services.case.case_rating import to_the_street
from tests.support.cases import CHECKED, REPORTER, case, case_in, file, go
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import LI, SHANGHAI, WANG, WU, ZHOU, Street, at, door_to

M, S = Move, CaseState
WEDNESDAY = "2026-11-18"
PLACE: dict[str, Any] = {"lat": IN_GRID_1[0], "lon": IN_GRID_1[1]}


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at(WEDNESDAY))
    yield street
    assert {name: await street.door.look(check) for name, check in case_audit.CHECKS.items()} == {
        name: [] for name in case_audit.CHECKS
    }
    await street.door.database.close()


async def tick_at(street: Street, day: str, hour: str = "09:00") -> None:
    street.clock.moment = at(day, hour)
    await tick(street.door, street.clock.now())


async def taken(street: Street) -> list[tuple[str, str, list[int]]]:
    """Clock, level, and who was told, in the order in which they were taken."""
    async with street.door.database.read() as session:
        found = []
        for alarm in (await session.scalars(select(CaseAlarm).order_by(CaseAlarm.id))).all():
            people = select(CaseAlarmTold.person_id).where(CaseAlarmTold.alarm_id == alarm.id)
            found.append((alarm.clock, alarm.level, sorted(await session.scalars(people))))
        return found


async def pushes(street: Street) -> list[tuple[str | None, int]]:
    """Pushes of the clock, and to whom."""
    alarms = (Notice.CASE_ALARM, Notice.CASE_ALARMS, Notice.CASE_RESUMED, Notice.CASE_STREET_WAITS)
    return [(row.notice, row.chat_id) for row in await street.pushed() if row.notice in alarms]


async def test_a_missed_answer_climbs_step_by_step_and_each_is_told_once(street: Street) -> None:
    await file(street, **PLACE)  # answered by tomorrow 10:00: eight working hours
    await tick_at(street, "2026-11-19", "04:59")
    assert await taken(street) == []

    for _ in range(2):
        await tick_at(street, "2026-11-19", "07:30")
    await tick_at(street, "2026-11-19", "10:00")
    await tick_at(street, "2026-11-19", "15:30")
    await tick_at(street, "2026-11-20", "11:00")

    assert await taken(street) == [
        ("response", "reminder", [WANG]),
        ("response", "grid", [WANG]),
        ("response", "community", [ZHOU]),
        ("response", "street", [WU]),
    ]
    assert await pushes(street) == [(Notice.CASE_ALARMS, who) for who in (WANG, WANG, ZHOU, WU)]


async def test_after_a_downtime_every_step_is_taken_in_order_and_everybody_hears_once(street: Street) -> None:
    await file(street, **PLACE)
    await tick_at(street, "2026-11-21", "09:00")

    assert [(clock, level) for clock, level, _ in await taken(street)] == [
        ("response", level) for level in ("reminder", "grid", "community", "street")
    ]
    assert sorted(await pushes(street)) == [(Notice.CASE_ALARMS, who) for who in (WANG, ZHOU, WU)]


async def test_what_is_routine_waits_for_the_morning_in_one_message(street: Street) -> None:
    for night in ("22:00", "23:00"):
        one = await case_in(street, S.SUBMITTED, created_at=at(WEDNESDAY, "08:00"), respond_by=at(WEDNESDAY, night))
        await tick_at(street, WEDNESDAY, night)
        assert (await case(street, one.number)).next_alarm_at is not None

    held = [row for row in await street.pushed() if row.notice == Notice.CASE_ALARMS]
    assert [row.not_before for row in held if row.chat_id == WANG] == [at("2026-11-19", "07:30")]


async def test_danger_is_told_by_night_and_climbs_by_the_minute(street: Street) -> None:
    street.clock.moment = at(WEDNESDAY, "23:00")
    await file(street, words="楼道里有煤气味", category="emergency", **PLACE)
    for hour in ("23:15", "23:30", "23:45"):
        await tick_at(street, WEDNESDAY, hour)

    urgent = [row for row in await street.pushed() if row.notice == Notice.CASE_ALARM]
    assert [row.chat_id for row in urgent] == [WANG, ZHOU, WU]
    assert {row.urgency for row in urgent} == {Urgency.DANGER}
    assert {row.not_before.astimezone(SHANGHAI).day for row in urgent} == {18}


async def test_whoever_has_it_is_reminded_and_nobody_once_it_is_done(street: Street) -> None:
    one = await file(street, **PLACE)
    await go(street, one.number, (ZHOU, M.ACCEPT), (ZHOU, M.START))
    await tick_at(street, "2026-11-24", "17:00")
    assert await taken(street) == [("resolution", "reminder", [ZHOU])]

    await go(street, one.number, (ZHOU, M.RESOLVE))
    await tick_at(street, "2026-12-10")
    assert await taken(street) == [("resolution", "reminder", [ZHOU])]


async def test_where_nobody_is_the_next_one_up_hears(street: Street) -> None:
    await street.end_role(WANG, on=date(2026, 11, 17))
    await file(street, **PLACE)
    await tick_at(street, "2026-11-19", "10:00")

    assert await taken(street) == [("response", "reminder", [ZHOU]), ("response", "grid", [ZHOU])]
    assert await pushes(street) == [(Notice.CASE_ALARMS, ZHOU)]


async def test_a_new_round_has_its_own_time_and_its_own_alarms(street: Street) -> None:
    one = await file(street, **PLACE)
    await go(street, one.number, *CHECKED[:2])
    await tick_at(street, "2026-11-25", "17:00")
    await go(street, one.number, *CHECKED[2:])
    before = len(await taken(street))
    await go(street, one.number, (REPORTER, M.REOPEN))

    reopened = await case(street, one.number)
    assert reopened.resolve_by == at("2026-12-02", "17:00")
    await tick_at(street, "2026-11-26")
    assert len(await taken(street)) == before
    await tick_at(street, "2026-12-02", "17:00")
    assert [(clock, level) for clock, level, _ in (await taken(street))[before:]] == [
        ("resolution", "reminder"),
        ("resolution", "grid"),
    ]


async def suspended(street: Street, until: str) -> str:
    one = await file(street, **PLACE)
    await go(street, one.number, *CHECKED[:2])
    await street.run(WANG, move, one.number, M.SUSPEND, Given("等配件", until=date.fromisoformat(until)))
    return one.number


async def test_a_suspended_case_is_left_alone_and_goes_on_by_itself(street: Street) -> None:
    number = await suspended(street, "2026-12-07")
    await tick_at(street, "2026-12-06")
    assert await taken(street) == []
    assert (await case(street, number)).state == S.SUSPENDED

    await tick_at(street, "2026-12-07", "08:30")
    await tick_at(street, "2026-12-07", "08:35")

    resumed = await case(street, number)
    assert (resumed.state, resumed.suspended_until) == (S.HANDLING, None)
    # 19 days less half an hour were waited: Wednesday 25 November 17:00 becomes Monday 14 December 16:30
    assert resumed.resolve_by == at("2026-12-14", "16:30")
    assert await pushes(street) == [(Notice.CASE_RESUMED, WANG)]
    assert (await street.pushed(Notice.CASE_MOVED))[-1].chat_id == REPORTER
    assert await taken(street) == []


async def test_who_has_several_cases_that_go_on_hears_of_them_in_one_message(street: Street) -> None:
    numbers = [await suspended(street, "2026-12-07") for _ in range(3)]
    await tick_at(street, "2026-12-07", "08:30")

    (push,) = await street.pushed(Notice.CASE_RESUMED)
    assert (push.chat_id, push.message) == (WANG, {"number": " ".join(numbers)})


async def test_a_date_that_passed_while_nothing_ran_is_made_up_at_once(street: Street) -> None:
    number = await suspended(street, "2026-11-20")
    await tick_at(street, "2026-11-24", "14:10")
    assert (await case(street, number)).state == S.HANDLING


async def test_two_processes_and_a_clock_set_back_take_nothing_twice(street: Street, tmp_path: Path) -> None:
    await file(street, **PLACE)
    other = door_to(tmp_path / "street.sqlite", street.clock)
    street.clock.moment = at("2026-11-19", "10:00")
    for door in (street.door, other):
        await tick(door, street.clock.now())
    await other.database.close()
    for hour in ("09:00", "10:00", "10:05"):
        await tick_at(street, "2026-11-19", hour)

    assert [level for _, level, _ in await taken(street)] == ["reminder", "grid"]
    assert await pushes(street) == [(Notice.CASE_ALARMS, WANG)]


async def test_more_than_one_batch_is_taken_in_one_tick(street: Street) -> None:
    for _ in range(205):
        await case_in(street, S.SUBMITTED, created_at=at("2026-11-17"))
    await tick_at(street, WEDNESDAY, "09:05")
    assert len([level for _, level, _ in await taken(street) if level == "grid"]) == 2 * 205
    assert await pushes(street) == [(Notice.CASE_ALARMS, WANG)]


async def test_a_case_that_somebody_moves_to_another_grid_keeps_its_deadline(street: Street) -> None:
    one = await file(street, **PLACE)
    async with street.door.database.write() as session:
        moved = (await session.scalars(select(Case).where(Case.number == one.number))).one()
        moved.grid_id = 4
    await tick_at(street, "2026-11-19", "10:00")
    assert await taken(street) == [("response", "reminder", [LI]), ("response", "grid", [LI])]


async def test_the_audit_sees_a_case_that_the_clock_forgot(street: Street) -> None:
    one = await file(street, **PLACE)
    async with street.door.database.write() as session:
        await session.execute(update(Case).values(next_alarm_at=None))
    await tick_at(street, "2026-11-19", "10:00")
    street.clock.moment += timedelta(hours=1)

    assert await street.door.look(case_audit.forgotten_alarms) == [
        f"{one.number} response reminder",
        f"{one.number} response grid",
    ]
    async with street.door.database.write() as session:
        await session.execute(update(Case).values(next_alarm_at=street.clock.now()))
    await tick_at(street, "2026-11-19", "11:05")


async def test_not_solved_for_the_third_time_is_the_streets_and_it_is_reminded_daily(street: Street) -> None:
    one = await file(street, **PLACE)
    await go(street, one.number, *CHECKED[:2])
    for _ in range(2):
        await go(street, one.number, *CHECKED[2:], (REPORTER, M.REOPEN))
    await go(street, one.number, *CHECKED[2:])
    await street.run(REPORTER, to_the_street, one.number, "还是坏的")

    for day in ("2026-11-18", "2026-11-19", "2026-11-19", "2026-11-20"):
        await tick_at(street, day)
    assert await pushes(street) == [(Notice.CASE_STREET_WAITS, WU)] * 2
    assert await street.door.look(case_audit.CHECKS["nothing unsolved waits for the street beyond its time"]) == [
        one.number
    ]
    await go(street, one.number, (WU, M.TAKE_OVER))
    await tick_at(street, "2026-11-21")
    assert await pushes(street) == [(Notice.CASE_STREET_WAITS, WU)] * 2
