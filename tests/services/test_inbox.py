"""The inbox: each update once, in order per chat, forgotten in time."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from models.outbox import Conversation, Inbox, Outbox
from models.people import Chat
from services import inbox
from services.inbox import Received, Waiting
from tests.support.copies import street_copy
from tests.support.street import LI, OUTSIDER, WANG, Street, at

STRANGER, OTHER_STRANGER = 801, 802
MORNING = at("2026-11-18")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, MORNING)
    yield street
    await street.door.database.close()


def update(id_: int, who: int | None = WANG, words: str = "", channel: str = "test", language: str = "zh") -> Received:
    return Received(channel, id_, who, language, words or f"words {id_}")


async def stored(street: Street, *updates: Received) -> int:
    async with street.door.database.write() as session:
        return await inbox.store(session, updates, street.clock.now())


async def waiting(street: Street, at_most: int = 100) -> list[Waiting]:
    async with street.door.database.write() as session:
        return await inbox.waiting(session, at_most)


async def handled(street: Street, *ids: int) -> None:
    async with street.door.database.write() as session:
        await inbox.done(session, ids, street.clock.now())


async def rows(street: Street) -> list[Inbox]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(Inbox).order_by(Inbox.id)))


async def strangers(street: Street) -> list[tuple[str, int, str]]:
    query = select(Chat.channel, Chat.external_id, Chat.language).where(Chat.person_id.is_(None)).order_by(Chat.id)
    async with street.door.database.read() as session:
        rows = (await session.execute(query)).all()
        return [(channel, external_id, language) for channel, external_id, language in rows]


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
async def test_whatever_is_redelivered_in_whatever_order_is_stored_once(street: Street, order: tuple[int, ...]) -> None:
    assert await stored(street, *[update(n) for n in order]) == 3
    assert await stored(street, *[update(n) for n in reversed(order)]) == 0
    assert await stored(street, update(2), update(2)) == 0

    assert [(row.update_id, row.payload) for row in await rows(street)] == [(n, f"words {n}") for n in order]


async def test_three_deliveries_of_everything_shuffled_are_one_of_each(street: Street) -> None:
    deliveries = [update(n, who) for n, who in enumerate([WANG, LI, OUTSIDER, STRANGER] * 5)] * 3
    Random(7).shuffle(deliveries)

    new = [await stored(street, *deliveries[start : start + 7]) for start in range(0, len(deliveries), 7)]

    assert sum(new) == 20
    assert sorted(row.update_id for row in await rows(street)) == list(range(20))
    assert await strangers(street) == [("test", STRANGER, "zh")]


async def test_what_was_handled_is_still_known_when_it_comes_again(street: Street) -> None:
    await stored(street, update(1))
    (one,) = await waiting(street)
    await handled(street, one.id)

    assert await stored(street, update(1)) == 0
    assert await waiting(street) == []


async def test_the_same_number_on_another_channel_is_another_update(street: Street) -> None:
    assert await stored(street, update(1), update(1, channel="telegram")) == 2

    assert [(one.channel, one.payload) for one in await waiting(street)] == [
        ("test", "words 1"),
        ("telegram", "words 1"),
    ]


async def test_numbers_that_fall_after_a_quiet_week_are_new_updates(street: Street) -> None:
    """Telegram begins anew at a random number."""
    await stored(street, update(900_000_000))

    assert await stored(street, update(17), update(18)) == 2

    assert [one.payload for one in await waiting(street)] == ["words 900000000", "words 17", "words 18"]


async def test_a_chats_updates_come_in_the_order_of_their_arrival(street: Street) -> None:
    await stored(street, update(5), update(2, LI), update(1))
    await stored(street, update(9, LI), update(3))

    found = await waiting(street)

    assert [one.payload for one in found if one.chat_id == WANG] == ["words 5", "words 1", "words 3"]
    assert [one.payload for one in found if one.chat_id == LI] == ["words 2", "words 9"]


async def test_at_most_so_many_and_the_oldest_first(street: Street) -> None:
    await stored(street, *[update(n, LI if n % 2 else WANG) for n in range(1, 8)])

    found = await waiting(street, at_most=3)

    assert [one.payload for one in found] == ["words 1", "words 2", "words 3"]


async def test_updates_of_no_chat_are_handed_out_too(street: Street) -> None:
    await stored(street, update(1, None), update(2))

    assert [(one.chat_id, one.payload) for one in await waiting(street)] == [(None, "words 1"), (WANG, "words 2")]


async def test_done_empties_the_payload_and_keeps_the_number(street: Street) -> None:
    await stored(street, update(1), update(2))
    first, _ = await waiting(street)

    await handled(street, first.id)

    assert [(row.update_id, row.payload, row.done_at) for row in await rows(street)] == [
        (1, None, MORNING),
        (2, "words 2", None),
    ]


async def test_what_fails_is_set_aside_after_its_tries_with_its_payload(street: Street) -> None:
    await stored(street, update(1))
    outcomes = []
    for _ in range(3):
        (one,) = await waiting(street)
        async with street.door.database.write() as session:
            outcomes.append(await inbox.failed(session, one, "KeyError" * 100, street.clock.now(), at_most=3))

    (row,) = await rows(street)
    assert outcomes == [False, False, True]
    assert (row.attempts, row.payload, row.done_at) == (3, "words 1", MORNING)
    assert row.error == ("KeyError" * 25)
    assert await waiting(street) == []


async def test_one_that_another_process_has_handled_waits_no_longer(street: Street) -> None:
    await stored(street, update(1), update(2, None))
    first, second = await waiting(street)
    await handled(street, first.id)

    async with street.door.database.write() as session:
        assert await inbox.still_waiting(session, first) == []
        assert await inbox.still_waiting(session, second) == [second]


@pytest.mark.parametrize("has_update", [True, False])
async def test_an_idle_worker_sees_whether_there_is_work(street: Street, has_update: bool) -> None:
    if has_update:
        await stored(street, update(1))

    async with street.door.database.read() as session:
        assert await inbox.anything_waiting(session) == has_update


async def test_unknown_chats_are_made_once_in_the_language_that_they_speak(street: Street) -> None:
    await stored(street, update(1, STRANGER, language="en"), update(2, STRANGER, language="en"), update(3, WANG))
    await stored(street, update(4, STRANGER), update(5, OTHER_STRANGER), update(6, STRANGER, channel="telegram"))

    assert await strangers(street) == [
        ("test", STRANGER, "en"),
        ("telegram", STRANGER, "zh"),
        ("test", OTHER_STRANGER, "zh"),
    ]


async def test_what_was_handled_and_sent_long_ago_is_forgotten(street: Street) -> None:
    await stored(street, update(1), update(2), update(3))
    ids = [one.id for one in await waiting(street)]
    await handled(street, ids[0])
    street.clock.moment += timedelta(days=7, seconds=1)
    await handled(street, ids[1])
    for n, sent_at in enumerate([MORNING, street.clock.now(), None]):
        row = Outbox(key=f"k{n}", chat_id=WANG, urgency=1, message={}, created_at=MORNING, not_before=MORNING)
        row.sent_at = sent_at
        await street.add(row)

    async with street.door.database.write() as session:
        await inbox.purge(session, street.clock.now(), keep=timedelta(days=7))

    assert [row.update_id for row in await rows(street)] == [2, 3]
    async with street.door.database.read() as session:
        assert list(await session.scalars(select(Outbox.key).order_by(Outbox.key))) == ["k1", "k2"]


async def test_strangers_are_forgotten_and_people_are_not(street: Street) -> None:
    await stored(street, update(1, STRANGER), update(2, OTHER_STRANGER))
    chats = [one.chat_id for one in await waiting(street)]
    days = [MORNING, MORNING + timedelta(days=1), MORNING]
    async with street.door.database.write() as session:
        await inbox.keep_conversations(
            session,
            [
                {"chat_id": chat, "state": "s", "data": {"words": "家里漏水"}, "updated_at": day}
                for chat, day in zip([*chats, WANG], days, strict=True)
            ],
        )
        await inbox.forget_strangers(session, before=MORNING + timedelta(hours=1))

    async with street.door.database.read() as session:
        left = await session.scalars(select(Conversation.chat_id).order_by(Conversation.chat_id))
        assert set(left) == {chats[1], WANG}


async def test_a_conversation_is_written_over_and_read_back(street: Street) -> None:
    async with street.door.database.write() as session:
        for state, words in ((None, "一"), ("f:open", "二")):
            row = {"chat_id": WANG, "state": state, "data": {"words": words}, "updated_at": MORNING}
            await inbox.keep_conversations(session, [row])
        found = await inbox.conversations(session, [WANG, LI])
        assert await session.scalar(select(func.count()).select_from(Conversation)) == 1

    assert found == {WANG: ("f:open", {"words": "二"})}
