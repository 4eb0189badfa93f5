"""The whole demo neighbourhood through the clock: 44,828 residents and 134 workers in a handful of statements."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from models.base import Base
from models.outbox import Outbox
from models.people import Chat, RoleHeld
from models.visit import VisitWindow
from scheduler.tick import tick
from services.act import Door
from services.seed.neighbourhood import seed
from services.visit import visit_audit
from tests.support.street import StandingClock, at, door_to

STATEMENTS_A_DAY = 140
"""Of all jobs of a morning together; per worker or resident it would be hundreds."""


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    clock = StandingClock(at("2026-11-23", "00:00"))
    door = door_to(tmp_path / "street.sqlite", clock)
    async with door.database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with door.database.write() as session:
        await seed(session, door.vault, clock.now().date(), clock.now())
        workers = await session.scalars(select(RoleHeld.person_id).where(RoleHeld.role == "grid_worker").distinct())
        session.add_all(
            Chat(channel="test", external_id=worker, created_at=clock.now(), person_id=worker) for worker in workers
        )
    yield door
    await door.database.close()


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
