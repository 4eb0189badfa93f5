"""What could not be said: listed without its words, tried again, or given up for ever."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from domain.notices import Notice
from models.outbox import Outbox
from services import dead_letters, outbox
from services.act import Ctx
from services.dead_letters import DeadLetter
from services.notify import tell
from tests.support.copies import street_copy
from tests.support.street import LI, WANG, ZHOU, Street, at


async def push(ctx: Ctx) -> None:
    await tell(ctx, [ctx.person_id], Notice.MEDIA_BAD, f"push-{ctx.person_id}")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """王's and 李's push died, 周's waits."""
    street = await street_copy(tmp_path, at("2026-11-18"))
    for person in (WANG, LI, ZHOU):
        await street.run(person, push)
    async with street.door.database.write() as session:
        died = {"dead_at": street.clock.now(), "attempts": 10, "error": "server is away"}
        await session.execute(update(Outbox).where(Outbox.chat_id.in_([WANG, LI])).values(died))
    yield street
    await street.door.database.close()


async def due(street: Street) -> list[int]:
    async with street.door.database.write() as session:
        settings = street.door.settings.delivery
        lines = await outbox.claim(session, street.clock.now(), at("2026-11-18") - at("2026-11-17"), settings.at_most)
        await session.rollback()
    return sorted(line.chat_id for line in lines)


async def test_they_are_listed_with_why_and_without_what_they_say(street: Street) -> None:
    listed = await street.door.look(dead_letters.dead_letters)
    now = street.clock.now()
    assert [(one.chat_id, one.what, one.why) for one in listed] == [
        (WANG, "media_bad", "server is away"),
        (LI, "media_bad", "server is away"),
    ]
    assert listed[0] == DeadLetter(listed[0].id, WANG, "test", "media_bad", now, 10, "server is away", False)
    assert await street.door.look(dead_letters.count) == 2
    assert await street.door.look(dead_letters.dead_letters, listed[0].id) == listed[1:]


async def test_those_chosen_are_tried_again(street: Street) -> None:
    first = (await street.door.look(dead_letters.dead_letters))[0].id

    assert await street.door.act(dead_letters.retry, [first, 999]) == 1

    assert await due(street) == [WANG, ZHOU]
    assert await street.door.act(dead_letters.retry) == 1
    assert await due(street) == [WANG, LI, ZHOU]
    assert await street.door.act(dead_letters.retry) == 0


async def test_what_was_given_up_is_never_said_and_holds_nothing(street: Street) -> None:
    assert await street.door.act(dead_letters.give_up) == 2

    assert await due(street) == [ZHOU]
    assert [row.message for row in await street.pushed() if row.sent_at] == [{}, {}]
    assert await street.door.look(dead_letters.count) == 0
