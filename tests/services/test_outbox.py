"""The outbox: one speaks in a chat at a time, the most urgent first, and what was said is forgotten."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.notices import Notice, Urgency
from models.outbox import Card, Outbox
from models.people import Chat, Person
from services import outbox
from services.notify import tell
from services.outbox import MESSAGE, ChatLine, Outcome
from services.ports import Button, Keyboard, Message, Place
from tests.support.copies import FILE, street_copy
from tests.support.mouth import push, reply, rows_for, unsent
from tests.support.street import LI, OUTSIDER, WANG, ZHOU, Street, at, door_to

LEASE = timedelta(seconds=30)
MORNING = at("2026-11-18")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, MORNING)
    yield street
    await street.door.database.close()


async def claim(street: Street, at_most: int = 8) -> list[ChatLine]:
    async with street.door.database.write() as session:
        return await outbox.claim(session, street.clock.now(), LEASE, at_most)


async def settle(street: Street, *outcomes: Outcome) -> None:
    async with street.door.database.write() as session:
        await outbox.settle(session, outcomes, street.clock.now())


async def chat(street: Street, id_: int) -> Chat:
    async with street.door.database.read() as session:
        return await session.get_one(Chat, id_)


def ids(line: ChatLine) -> tuple[int, ...]:
    return tuple(row.id for row in line.rows)


async def test_a_claim_brings_everything_that_the_sender_needs(street: Street) -> None:
    await reply(street, WANG, "您好")
    await street.add(Card(chat_id=WANG, name="menu", message_id=7), Card(chat_id=LI, name="menu", message_id=8))

    (line,) = await claim(street)

    assert replace(line, rows=()) == ChatLine(WANG, "test", WANG, "zh", WANG, (), {"menu": 7})
    (row,) = line.rows
    assert (row.urgency, row.notice, row.values, row.attempts) == (Urgency.REPLY, None, {"text": "您好"}, 0)


async def test_two_claimers_never_have_the_same_chat(street: Street, tmp_path: Path) -> None:
    other = Street(door_to(tmp_path / FILE, street.clock), street.clock)
    for who in (WANG, LI, OUTSIDER):
        await reply(street, who, "您好")

    claims = await asyncio.gather(*(claim(each, at_most=1) for each in (street, other) * 3))

    await other.door.database.close()
    assert sorted(line.chat_id for lines in claims for line in lines) == [WANG, LI, OUTSIDER]


async def test_a_claimed_chat_is_free_again_when_its_lease_is_over(street: Street) -> None:
    await reply(street, WANG, "您好")
    first = await claim(street)
    street.clock.moment += LEASE - timedelta.resolution
    during = await claim(street)
    street.clock.moment += timedelta.resolution

    assert (len(first), during, len(await claim(street))) == (1, [], 1)


async def test_a_settled_chat_is_free_at_once(street: Street) -> None:
    await reply(street, WANG, "您好")
    (line,) = await claim(street)
    await settle(street, Outcome(WANG, sent=ids(line)))
    await reply(street, WANG, "再见")

    assert [row.values for line in await claim(street) for row in line.rows] == [{"text": "再见"}]


async def test_the_most_urgent_chat_comes_first_and_in_it_the_most_urgent_row(street: Street) -> None:
    await push(street, WANG, Urgency.ROUTINE, text="摘要")
    await push(street, OUTSIDER, text="进展")
    await reply(street, OUTSIDER, "您好")
    await push(street, LI, Urgency.DANGER, text="着火")

    order = [(await claim(street, at_most=1))[0] for _ in range(3)]

    assert [line.chat_id for line in order] == [LI, OUTSIDER, WANG]
    assert [row.urgency for row in order[1].rows] == [Urgency.REPLY, Urgency.PUSH]


async def test_what_is_due_later_waits(street: Street) -> None:
    await push(street, WANG, text="明天")
    async with street.door.database.write() as session:
        (row,) = await session.scalars(select(Outbox))
        row.not_before = MORNING + timedelta(hours=1)
    due = []
    for moment in (MORNING, MORNING + timedelta(hours=1)):
        street.clock.moment = moment
        async with street.door.database.read() as session:
            due.append((await outbox.anything_due(session, moment), len(await claim(street))))

    assert due == [(False, 0), (True, 1)]


async def test_a_chat_that_is_held_back_waits_and_the_others_do_not(street: Street) -> None:
    await reply(street, WANG, "您好")
    await reply(street, LI, "早")
    hold = MORNING + timedelta(minutes=2)
    wang, li = sorted(await claim(street), key=lambda line: line.chat_id)
    failed = Outcome(WANG, failed=ids(wang)[0], why="network " * 100, hold_until=hold)
    await settle(street, failed, Outcome(LI, sent=ids(li)))

    assert await claim(street) == []
    street.clock.moment = hold
    (line,) = await claim(street)
    assert (line.chat_id, line.rows[0].attempts) == (WANG, 1)
    (row,) = await rows_for(street, WANG)
    assert (row.sent_at, row.dead_at, row.error) == (None, None, ("network " * 25))


async def test_what_was_sent_is_forgotten(street: Street) -> None:
    """It may have held names and doors."""
    await reply(street, WANG, "王阿姨家 302", "再见")
    (line,) = await claim(street)
    await settle(street, Outcome(WANG, sent=ids(line)[:1]))

    first, second = await rows_for(street, WANG)
    assert (first.message, first.sent_at) == ({}, MORNING)
    assert (second.message, second.sent_at) == ({"text": "再见"}, None)


async def test_a_dead_row_lets_the_next_one_pass(street: Street) -> None:
    await reply(street, WANG, "一", "二")
    (line,) = await claim(street)
    await settle(street, Outcome(WANG, failed=ids(line)[0], why="too long", dead=True))

    first, _ = await rows_for(street, WANG)
    assert (first.dead_at, first.error, first.sent_at) == (MORNING, "too long", None)
    assert [row.values for line in await claim(street) for row in line.rows] == [{"text": "二"}]


async def test_a_lost_chat_loses_all_that_waits_and_nobody_else_does(street: Street) -> None:
    await reply(street, WANG, "一", "二", "三")
    await reply(street, LI, "早")
    wang, _ = sorted(await claim(street), key=lambda line: line.chat_id)
    one, two, _three = ids(wang)
    await settle(street, Outcome(WANG, sent=(one,), failed=two, why="blocked", dead=True, lost=True))

    rows = await rows_for(street, WANG)
    assert [(row.sent_at, row.dead_at) for row in rows] == [(MORNING, None), (None, MORNING), (None, MORNING)]
    assert [(await chat(street, who)).blocked_at for who in (WANG, LI)] == [MORNING, None]
    assert await unsent(street) == [f"r/{LI}/0/早"]


async def test_a_moved_chat_keeps_its_rows_and_its_person(street: Street) -> None:
    await reply(street, WANG, "一")
    (line,) = await claim(street)
    await settle(street, Outcome(WANG, failed=ids(line)[0], why="moved", moved_to=-1_009))

    (moved,) = await claim(street)
    assert (moved.chat_id, moved.external_id, moved.person_id, len(moved.rows)) == (WANG, -1_009, WANG, 1)


async def test_a_chat_that_moved_to_a_known_one_goes_on_there(street: Street) -> None:
    await reply(street, WANG, "一")
    (line,) = await claim(street)
    await settle(street, Outcome(WANG, failed=ids(line)[0], why="moved", moved_to=OUTSIDER))

    (moved,) = await claim(street)
    assert (moved.chat_id, [row.values for row in moved.rows]) == (OUTSIDER, [{"text": "一"}])
    assert (await chat(street, WANG)).blocked_at == MORNING


async def test_cards_are_noted_and_moved(street: Street) -> None:
    await settle(street, Outcome(WANG, cards=(("menu", 3), ("form:1", 4))), Outcome(LI, cards=(("menu", 9),)))
    await settle(street, Outcome(WANG, cards=(("menu", 8),)))

    async with street.door.database.read() as session:
        cards = await session.execute(select(Card.chat_id, Card.name, Card.message_id).order_by(Card.message_id))
        assert [tuple(card) for card in cards.all()] == [(WANG, "form:1", 4), (WANG, "menu", 8), (LI, "menu", 9)]


async def test_a_fact_is_told_once(street: Street) -> None:
    row = outbox.reply_row("u7.0", WANG, Message(text="一"), MORNING)
    for _ in range(3):
        async with street.door.database.write() as session:
            await outbox.put(session, [row])
            await outbox.put(session, [])

    assert [row.message for row in await rows_for(street, WANG)] == [{"text": "一"}]


async def tell_case(street: Street, *people: int, key: str = "new:1", moment: datetime = MORNING) -> int:
    street.clock.moment = moment
    async with street.door.database.write() as session:
        return await tell(street.door.within(session).ctx, people, Notice.CASE_NEW, key, number="C-1")


async def test_a_push_goes_to_every_chat_of_its_readers_once(street: Street) -> None:
    """Also to the second phone; not to whom it is told twice, who has no chat, or who shut the bot out."""
    second = Chat(channel="telegram", external_id=WANG, created_at=MORNING, person_id=WANG)
    await street.add(second, Person(id=900, created_at=MORNING))
    async with street.door.database.write() as session:
        (await session.get_one(Chat, ZHOU)).blocked_at = MORNING

    heard = [await tell_case(street, WANG, WANG, ZHOU, 900) for _ in range(2)]

    assert heard == [2, 2]
    assert [(row.chat_id, row.key) for row in await street.pushed()] == [
        (WANG, f"new:1@{WANG}"),
        (second.id, f"new:1@{second.id}"),
    ]


async def test_a_message_comes_back_from_its_row_as_it_was() -> None:
    message = Message(
        text="<b>您好</b>",
        buttons=((Button("去", data="x"), Button("看", url="https://example.org")),),
        card="menu",
        fresh=True,
        media=(1, 2),
        place=Place(43.8, 126.5, title="江南苑"),
        keyboard=Keyboard(rows=(("位置",),), asks="place"),
        answers="7",
        toast="好",
        alert=True,
    )

    row = outbox.reply_row("k", WANG, message, MORNING)

    assert MESSAGE.validate_python(row["message"]) == message
    assert outbox.reply_row("k", WANG, Message(text="一"), MORNING)["message"] == {"text": "一"}
