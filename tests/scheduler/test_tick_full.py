"""The whole demo neighbourhood through the clock: 44,828 residents and 134 workers in a handful of statements."""

import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import delete, event, func, select

from domain.notices import OF_CASES, Notice, Urgency
from domain.roles import Role
from models.base import Base
from models.outbox import Outbox
from models.people import Chat, RoleHeld
from models.visit import VisitWindow
from scheduler.tick import tick
from services.act import Door
from services.seed.neighbourhood import seed
from services.visit import visit_audit
from tests.support.street import StandingClock, at, door_to

STATEMENTS_A_DAY = 170
"""Of all jobs of a morning together; per worker or resident it would be hundreds."""


SEEDED_ON = at("2026-11-23", "00:00")


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="demo-")


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    """The demo street, seeded once and copied, with no worker in a chat but the cast's."""
    made, clock = Path(_folder().name) / "street.sqlite", StandingClock(SEEDED_ON)
    if not made.exists():
        seeding = door_to(made, clock)
        async with seeding.database.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with seeding.database.write() as session:
            await seed(session, seeding.vault, SEEDED_ON.date(), SEEDED_ON)
        await seeding.database.close()
    shutil.copy(made, tmp_path)
    door = door_to(tmp_path / made.name, clock)
    yield door
    await door.database.close()


async def bring_workers_in(door: Door) -> None:
    async with door.database.write() as session:
        workers = await session.scalars(select(RoleHeld.person_id).where(RoleHeld.role == "grid_worker").distinct())
        session.add_all(
            Chat(channel="test", external_id=worker, created_at=SEEDED_ON, person_id=worker) for worker in workers
        )


@contextmanager
def statements(door: Door) -> Iterator[list[str]]:
    found: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        found.append(statement)

    engine = door.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


async def test_a_morning_of_the_whole_street(door: Door) -> None:
    await bring_workers_in(door)
    with statements(door) as found:
        await tick(door, at("2026-11-23", "00:05"))
        door.clock.moment = at("2026-11-23", "08:30")  # type: ignore[attr-defined]
        await tick(door, at("2026-11-23", "08:30"))

    async with door.database.read() as session:
        windows = dict((await session.execute(select(VisitWindow.rule, func.count()).group_by(VisitWindow.rule))).all())
        told = await session.scalar(
            select(func.count(func.distinct(Chat.person_id)))
            .join(Outbox, Outbox.chat_id == Chat.id)
            .where(Outbox.notice == "visit_digest")
        )
    assert set(windows) == {"every_household", "key_persons", "needy_and_veterans", "special_groups"}
    assert windows["every_household"] > 15_000
    assert told == 134
    assert len(found) < STATEMENTS_A_DAY
    assert {name: await door.look(check) for name, check in visit_audit.CHECKS.items()} == {
        name: [] for name in visit_audit.CHECKS
    }


OWN_ACCORD = (Outbox.urgency == Urgency.ROUTINE) & Outbox.notice.not_in(OF_CASES)
"""Cases press by themselves."""


async def test_where_only_the_street_has_staff_nobody_hears_more_than_their_share_of_a_day(door: Door) -> None:
    """A Sunday, a Monday, and the first of a month with all its letters."""
    async with door.database.write() as session:
        await session.execute(delete(RoleHeld).where(RoleHeld.role == Role.COMMUNITY_STAFF))
    for day in ("2026-11-29", "2026-11-30", "2026-12-01"):
        for hour in ("00:05", "08:30", "09:00", "16:30"):
            door.clock.moment = at(day, hour)  # type: ignore[attr-defined]
            await tick(door, at(day, hour))

    query = select(Outbox.chat_id, func.date(Outbox.not_before), Outbox.notice).where(
        OWN_ACCORD | (Outbox.notice == Notice.GRID_UNCOVERED)
    )
    async with door.database.read() as session:
        said = (await session.execute(query)).all()
        street = select(Chat.id).join(RoleHeld, RoleHeld.person_id == Chat.person_id)
        officer = await session.scalar(street.where(RoleHeld.role == Role.STREET_STAFF))
    a_day = Counter((chat, day) for chat, day, _ in said)
    assert max(a_day.values()) == door.settings.visits.reminders.routine_a_day
    assert [(chat, day) for chat, day, notice in said if notice == Notice.GRID_UNCOVERED] == [
        (officer, "2026-11-29"),
        (officer, "2026-11-30"),
    ]
