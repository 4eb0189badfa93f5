"""Whom nobody met: told upwards, each step once, also after a standstill; acknowledged by whoever was told."""

import random
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from domain.cadence import Outcome
from domain.errors import NotFound
from domain.notices import Notice
from domain.visit_escalation import Level, Meeting
from domain.worktime import ONE_DAY
from models.database import Database
from models.people import Chat
from models.places import Household
from models.visit import Visit, VisitMet, VisitWindow
from models.visit_escalation import VisitEscalation, VisitEscalationTold
from scheduler.jobs import jobs
from scheduler.tick import tick
from services.visit.visit_escalation_audit import forgotten_steps, told_too_early
from services.visit.visit_escalation_views import acknowledge, told_together
from services.visit.visit_log import EVERYBODY, Report, log_visit
from tests.support.escalation import read_day_by_day
from tests.support.street import (
    COMMUNITY,
    LI,
    OUTSIDER,
    STRANGE_STAFF,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    Street,
    at,
    street_in,
    street_on,
)

JOBS = ("visit_windows", "unmet_open", "unmet_missed", "unmet_shortfall")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-17", "06:00"))
    yield street
    await street.door.database.close()


async def go_to(street: Street, day: str, hour: str) -> None:
    street.clock.moment = at(day, hour)
    table = [job for job in jobs(street.door.settings) if job.name in JOBS]
    await tick(street.door, street.clock.now(), table)


async def told(street: Street, notice: Notice = Notice.VISIT_ESCALATED) -> list[tuple[int, datetime]]:
    return [(push.chat_id, push.not_before) for push in await street.pushed(notice)]


async def levels(street: Street) -> list[tuple[str, datetime]]:
    query = select(VisitEscalation.level, VisitEscalation.at).order_by(VisitEscalation.id)
    async with street.door.database.read() as session:
        return [(level, moment) for level, moment in await session.execute(query)]


async def test_a_missed_day_climbs_to_the_street_in_one_message_each(street: Street) -> None:
    for _ in range(3):
        await street.household(("key_person",))
    for day in ("2026-11-17", "2026-11-18", "2026-11-19"):
        for hour in ("00:10", "08:35", "17:35", "17:50"):
            await go_to(street, day, hour)

    assert [chat for chat, _ in await told(street)] == [WANG, ZHOU, WANG, ZHOU, WU, WANG]
    assert {level for level, _ in await levels(street)} == {Level.WORKER, Level.COMMUNITY, Level.STREET}
    assert await street.door.look(forgotten_steps) == []


async def test_who_lives_in_no_grid_is_missed_by_the_community(street: Street) -> None:
    """Bug: nobody walks there, and nobody was ever told."""
    home, _ = await street.household(("key_person",))
    async with street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == home).values(grid_id=COMMUNITY))
    for hour in ("00:10", "17:35"):
        await go_to(street, "2026-11-17", hour)
    for day in ("2026-11-18", "2026-11-19"):
        await go_to(street, day, "08:35")

    assert [chat for chat, _ in await told(street)][:2] == [ZHOU, ZHOU]
    assert WU in {chat for chat, _ in await told(street)}
    found = await street.run(ZHOU, told_together, at("2026-11-18", "08:35"))
    assert found is not None
    assert [door.household_id for door in found.doors] == [home]
    assert await street.door.look(forgotten_steps) == []


async def test_a_standstill_is_told_once_and_not_in_the_night(street: Street) -> None:
    await street.household(("key_person",))
    await go_to(street, "2026-11-17", "17:35")
    await go_to(street, "2026-11-21", "22:15")

    morning = at("2026-11-22", "07:30")
    assert sorted((await told(street))[1:]) == [(WANG, morning), (ZHOU, morning), (WU, morning)]
    assert len(await levels(street)) == 5 + 4 + 3
    street.clock.moment = at("2026-11-22", "07:30")
    found = await street.run(ZHOU, told_together, at("2026-11-22", "07:30"))
    assert found is not None
    assert (found.total, found.late, found.doors[0].windows) == (1, True, 4)
    assert await street.run(WANG, told_together, at("2026-11-22", "07:30")) is None
    assert await street.door.look(forgotten_steps) == []


async def test_whoever_was_told_acknowledges_and_the_next_step_waits(street: Street) -> None:
    await street.household(("key_person",))
    await go_to(street, "2026-11-17", "17:35")
    (_, moment), *_ = await told(street)

    for stranger in (LI, ZHOU, OUTSIDER):
        with pytest.raises(NotFound):
            await street.run(stranger, acknowledge, moment)
    await street.run(WANG, acknowledge, moment)
    await street.run(WANG, acknowledge, moment)

    await go_to(street, "2026-11-18", "08:35")
    assert [chat for chat, _ in await told(street)] == [WANG]
    await go_to(street, "2026-11-19", "08:35")
    assert sorted(chat for chat, _ in await told(street)) == [WANG, WANG, ZHOU, WU]
    assert (Level.COMMUNITY, at("2026-11-19", "08:30")) in await levels(street)
    assert await street.door.look(forgotten_steps) == []


async def test_met_meanwhile_is_told_no_more(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.household(("key_person",))
    await go_to(street, "2026-11-17", "10:00")
    await go_to(street, "2026-11-18", "08:35")
    (_, moment), *_ = await told(street)

    found = await street.run(ZHOU, told_together, moment)
    assert found is not None
    assert (found.total, found.level, found.acknowledged) == (2, Level.COMMUNITY, False)
    await street.run(WANG, log_visit, home, Report("one", Outcome.MET, met=EVERYBODY))
    found = await street.run(ZHOU, told_together, moment)
    assert found is not None
    assert [door.household_id for door in found.doors] == [home + 1]


async def test_the_street_reads_no_door(street: Street) -> None:
    await street.household(("key_person",))
    for day in ("2026-11-17", "2026-11-18", "2026-11-19"):
        await go_to(street, day, "08:35")
    moment = next(moment for chat, moment in await told(street) if chat == WU)

    found = await street.run(WU, told_together, moment)

    assert found is not None
    assert (found.doors, [(one.grid, one.people) for one in found.grids]) == ((), [("一网格", 1)])
    for stranger in (STRANGE_STAFF, OUTSIDER):
        assert await street.run(stranger, told_together, moment) is None


async def test_where_nobody_can_be_told_it_goes_one_further_up(street: Street) -> None:
    await street.household(("key_person",))
    await street.on_leave(WANG, "2026-11-17", "2026-11-17", substitute=ZHAO)
    await go_to(street, "2026-11-17", "17:35")
    async with street.door.database.write() as session:
        await session.execute(update(Chat).where(Chat.person_id == ZHOU).values(blocked_at=street.clock.now()))
    await go_to(street, "2026-11-18", "08:35")

    assert [chat for chat, _ in await told(street)] == [ZHAO, WU]


async def test_what_was_forgotten_is_listed(street: Street) -> None:
    await street.household(("key_person",))
    await go_to(street, "2026-11-17", "10:00")
    await go_to(street, "2026-11-18", "17:35")
    assert await street.door.look(forgotten_steps) == []
    async with street.door.database.write() as session:
        daily = select(VisitWindow.id).where(VisitWindow.rule == "key_persons").order_by(VisitWindow.starts_on)
        window = (await session.scalars(daily.limit(1))).one()
        rows = await session.scalars(select(VisitEscalation).where(VisitEscalation.level == Level.COMMUNITY))
        for row in rows:
            row.taken_at = row.at - timedelta(minutes=1)
    assert len(await street.door.look(told_too_early)) == 1
    async with street.door.database.write() as session:
        await session.execute(delete(VisitEscalationTold))
        await session.execute(delete(VisitEscalation).where(VisitEscalation.level == Level.COMMUNITY))
    assert await street.door.look(forgotten_steps) == [f"visit_window {window} community 2026-11-18T00:30:00+00:00"]


RANDOM_DAYS = [date(2026, 9, 21) + timedelta(days=n) for n in range(30)]


@pytest.mark.parametrize("seed", range(3))
async def test_rows_are_those_of_a_reading_day_by_day(either: Database, seed: int) -> None:
    """Random visits and acknowledgements over the holidays of October, with standstills, on both databases."""
    rng = random.Random(seed)
    street = await street_on(either, at(str(RANDOM_DAYS[0]), "00:01"))
    people = {}
    for care in ("key_person", "living_alone") * 2:
        home, (person,) = await street.household((care,))
        people[person] = (home, care)
    runs = [(day, hour) for day in RANDOM_DAYS for hour in ("00:06", "08:31", "12:00", "17:31")]
    awake = True
    for day, hour in runs:
        awake = awake if rng.random() < 0.8 else not awake
        street.clock.moment = at(str(day), hour)
        if awake or day == RANDOM_DAYS[0]:
            await go_to(street, str(day), hour)
        if hour == "12:00":
            await _act(street, rng, day, people)
    await go_to(street, str(RANDOM_DAYS[-1]), "23:00")

    rules = {rule.key: rule for rule in street.door.settings.visits.rules}
    assert await street.door.look(forgotten_steps) == []
    steps, meetings, acks = await _stored(street)
    for person, (_, care) in people.items():
        rule = rules["key_persons" if care == "key_person" else "special_groups"]
        assert steps[person] == read_day_by_day(rule, meetings[person], acks[person], RANDOM_DAYS)
    assert any(steps.values())


async def _act(street: Street, rng: random.Random, day: date, people: dict[int, tuple[int, str]]) -> None:
    for person, (home, _) in people.items():
        if rng.random() < 0.2:
            met = rng.random() < 0.8
            on = day - ONE_DAY * rng.choice([0, 0, 1]) if day > RANDOM_DAYS[0] else day
            report = Report(
                f"{person}-{day}", Outcome.MET if met else Outcome.NOT_HOME, met={person} if met else (), visited_on=on
            )
            await street.run(WANG, log_visit, home, report)
    for push in await street.pushed(Notice.VISIT_ESCALATED):
        if rng.random() < 0.2:
            await street.run(push.chat_id, acknowledge, datetime.fromisoformat(push.message["at"]))


async def _stored(
    street: Street,
) -> tuple[dict[int, set[Any]], dict[int, list[Meeting]], dict[int, dict[tuple[date, str], datetime]]]:
    """Steps, visits that met the person, and acknowledgements, by person."""
    steps: dict[int, set[Any]] = defaultdict(set)
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    acks: dict[int, dict[tuple[date, str], datetime]] = defaultdict(dict)
    rows = select(VisitEscalation, VisitWindow).join(VisitWindow, VisitWindow.id == VisitEscalation.window_id)
    async with street.door.database.read() as session:
        for step, window in await session.execute(rows.where(VisitWindow.rule.in_(["key_persons", "special_groups"]))):
            steps[window.subject_id].add((window.starts_on, step.level, step.at))
            if step.acknowledged_at is not None:
                acks[window.subject_id][window.starts_on, step.level] = step.acknowledged_at
        for visit, person in await session.execute(
            select(Visit, VisitMet.person_id).join(VisitMet, VisitMet.visit_id == Visit.id)
        ):
            meetings[person].append(Meeting(visit.visited_on, visit.recorded_at))
    return steps, meetings, acks


async def test_an_office_that_reads_what_a_worker_should_is_told_so(street: Street) -> None:
    """Bug: it read that the community would hear of it a working day later, and was the community."""
    await street.household(("key_person",))
    async with street.door.database.write() as session:
        await session.execute(update(Chat).where(Chat.person_id == WANG).values(blocked_at=street.clock.now()))
    await go_to(street, "2026-11-17", "17:35")

    ((chat, moment),) = await told(street)
    found = await street.run(ZHOU, told_together, moment)
    assert found is not None
    assert (chat, found.level, found.instead) == (ZHOU, Level.WORKER, True)
