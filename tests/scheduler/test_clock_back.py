"""A house that woke with its clock hours ahead, spoke and waited by it, and was then set right."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from models.media import Media
from models.people import Chat
from scheduler.jobs import Every, jobs
from scheduler.tick import tick
from services import media, outbox
from services.ports import Message
from tests.support.street import WANG, Street, at, street_in

WOKE, IT_IS = at("2026-11-18", "17:00"), at("2026-11-18", "09:00")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """It could speak to nobody yet, so it holds a chat back; a reply and a photo wait."""
    street = await street_in(tmp_path, WOKE)
    await street.household(("key_person",))
    await tick(street.door, WOKE)
    async with street.door.database.write() as session:
        held = update(Chat).where(Chat.id == WANG).values(sending_until=WOKE + timedelta(minutes=4))
        await session.execute(held)
        await outbox.put(session, [outbox.reply_row("u1.0", WANG, Message(text="好"), WOKE)])
        photo = Media(chat_id=WANG, kind="photo", file_id="f", unique_id="u", created_at=WOKE, next_try_at=WOKE)
        session.add(photo)
    yield street
    await street.door.database.close()


async def due_chats(street: Street) -> set[int]:
    async with street.door.database.write() as session:
        lines = await outbox.claim(session, street.clock.now(), timedelta(seconds=30), 100)
        return {line.chat_id for line in lines}


async def test_what_waits_goes_on_at_once(street: Street) -> None:
    street.clock.moment = IT_IS
    assert (await due_chats(street), await street.door.look(media.anything_to_fetch)) == (set(), False)

    await tick(street.door, IT_IS)

    assert WANG in await due_chats(street)
    assert await street.door.look(media.anything_to_fetch)


async def test_what_goes_by_what_it_finds_runs_again_and_nobody_is_told_twice(street: Street) -> None:
    told = len(await street.pushed())
    ran = []

    for minutes in (0, 1, 60):
        street.clock.moment = IT_IS + timedelta(minutes=minutes)
        ran.append({one.job for one in await tick(street.door, street.clock.moment)})

    often = {job.name for job in jobs(street.door.settings) if isinstance(job.when, Every)}
    assert ran == [set(), {"whistles"}, often]
    assert len(await street.pushed()) == told


async def test_two_machines_whose_clocks_differ_a_little_set_nothing_right(street: Street) -> None:
    street.clock.moment = WOKE - timedelta(minutes=4)

    assert await tick(street.door, street.clock.moment) == []

    async with street.door.database.read() as session:
        assert await session.scalar(select(func.max(Chat.sending_until))) == WOKE + timedelta(minutes=4)
