"""The worker: effects, conversation, replies and "done" together, or not at all."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.updates.dispatcher import dispatcher
from domain.notices import Notice
from models.outbox import Conversation, Outbox
from models.people import Chat, Person
from services.people import people
from services.ports import Message
from services.texts import speech
from tests.support.copies import street_copy
from tests.support.office import Office
from tests.support.street import COMMUNITY, LI, OUTSIDER, WANG, WU, ZHOU, Street, at, door_to

SORRY = speech("zh")("error-broken")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield Office(street)
    await street.door.database.close()


async def test_nothing_waiting_is_no_work(office: Office) -> None:
    assert await office.worker().drain() == 0
    assert office.woken == []


async def test_many_chats_are_handled_in_one_transaction(office: Office) -> None:
    await office.says(WANG, "早", "好")
    await office.says(LI, "到")
    await office.says(OUTSIDER, "谁")

    assert await office.worker().drain() == 4

    assert await office.texts(WANG) == ["早", "还有吗", "好", "还有吗"]
    assert await office.texts(LI) == ["到", "还有吗"]
    assert await office.texts(OUTSIDER) == ["谁", "还有吗"]
    assert office.woken == ["spoke"]
    assert [(row.done_at, row.payload) for row in await office.updates()] == [(at("2026-11-18"), None)] * 4


async def test_more_than_fits_one_transaction_goes_on_in_the_next(office: Office) -> None:
    most = office.street.door.settings.delivery.updates_at_once
    await office.says(WANG, *[f"{n}" for n in range(most + 1)])
    worker = office.worker()

    assert (await worker.drain(), await worker.drain(), await worker.drain()) == (most, 1, 0)

    assert (await office.texts(WANG))[::2] == [f"{n}" for n in range(most + 1)]


async def test_what_always_fails_is_set_aside_and_harms_nobody(office: Office) -> None:
    await office.says(WANG, "坏了", "后面的话")
    await office.says(LI, "到")
    worker = office.worker()

    first = await worker.drain()
    afterwards = (await office.texts(WANG), await office.texts(LI))
    while await worker.drain():
        pass

    assert first == 3
    assert afterwards == ([], ["到", "还有吗"])
    assert await office.texts(WANG) == [SORRY, "后面的话", "还有吗"]
    broken = (await office.updates())[0]
    assert (broken.attempts, broken.error, broken.done_at) == (3, "KeyError", at("2026-11-18"))
    assert "坏了" in json.loads(broken.payload or "")["message"]["text"]
    assert await office.language(WANG) == "zh"


async def test_what_was_set_aside_is_told_to_the_street_once(office: Office) -> None:
    await office.says(OUTSIDER, "坏了")
    worker = office.worker()

    while await worker.drain():
        pass

    told = [(row.notice, row.chat_id, row.message) for row in await office.street.pushed()]
    assert told == [(Notice.UPDATE_FAILED, WU, {})]


async def test_a_refusal_undoes_its_effects_and_is_said(office: Office) -> None:
    await office.says(WANG, "拒", "好")
    await office.says(LI, "到")

    assert await office.worker().drain() == 3

    assert await office.language(WANG) == "zh"
    assert await office.texts(WANG) == [speech("zh")("error-too-long", limit=7), "好", "还有吗"]
    assert await office.texts(LI) == ["到", "还有吗"]
    assert [row.attempts for row in await office.updates()] == [0, 0, 0]


async def test_a_refusal_leaves_the_conversation_as_it_was(office: Office) -> None:
    """Also for what the same chat sends next in the same transaction."""
    await office.says(WANG, "记一", "半句", "记二")

    await office.worker().drain()

    assert (await office.texts(WANG))[::2] == ["记一", "记一 记二"]


async def test_a_conversation_goes_on_in_the_next_transaction_and_is_nobody_elses(office: Office) -> None:
    await office.says(WANG, "记一")
    await office.worker().drain()
    await office.says(WANG, "记二")
    await office.says(LI, "记三")
    await office.worker().drain()

    assert await office.texts(WANG) == ["记一", "记一 记二"]
    assert await office.texts(LI) == ["记三"]
    async with office.street.door.database.read() as session:
        rows = await session.execute(select(Conversation.chat_id, Conversation.data).order_by(Conversation.chat_id))
        assert dict(rows.all()) == {WANG: {"words": ["记一", "记二"]}, LI: {"words": ["记三"]}}


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ("静", Message(answers="tap-1", tapped=1)),
        ("没人认识", Message(answers="tap-1", tapped=1)),
        ("太长", Message(answers="tap-1", toast=speech("zh").plain("error-too-long", limit=7), alert=True)),
    ],
)
async def test_every_tap_is_answered(office: Office, data: str, answer: Message) -> None:
    await office.taps(WANG, "tap-1", data)

    await office.worker().drain()

    assert await office.heard(WANG) == [answer]


async def test_a_tap_on_an_old_card_says_so(office: Office) -> None:
    await office.taps(WANG, "tap-1", "f:deadbeef:send::")
    await office.taps(OUTSIDER, "tap-2", "no such thing")

    await office.worker(dispatcher()).drain()

    old = speech("zh").plain("form-old-card")
    assert await office.heard(WANG) == [Message(answers="tap-1", tapped=1, toast=old, alert=True)]
    assert await office.heard(OUTSIDER) == [Message(answers="tap-2", tapped=1, toast=old, alert=True)]


async def test_a_strangers_forged_tap_is_refused_and_alarms_nobody(office: Office) -> None:
    """A button of the staff, from a chat of whom nothing is stored."""
    await office.taps(909, "tap-1", "m:leave")

    await office.worker(dispatcher()).drain()

    needed = speech("zh").plain("error-consent-needed")
    assert await office.heard(909) == [Message(answers="tap-1", toast=needed, alert=True)]
    assert [row.attempts for row in await office.updates()] == [0]


async def test_updates_of_no_chat_are_done(office: Office) -> None:
    await office.arrives(None, {"poll": {"id": "1"}})
    await office.says(WANG, "早")

    assert await office.worker().drain() == 2

    assert [row.done_at for row in await office.updates()] == [at("2026-11-18")] * 2
    assert await office.texts(WANG) == ["早", "还有吗"]


async def test_an_update_that_no_handler_takes_is_done_without_a_word(office: Office) -> None:
    sticker = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1}
    body = {"message_id": 1, "date": 1, "chat": {"id": WANG, "type": "private"}}
    await office.arrives(WANG, {"message": body | {"sticker": sticker | {"is_animated": False, "is_video": False}}})

    assert await office.worker().drain() == 1

    assert await office.heard(WANG) == []
    assert (await office.updates())[0].done_at == at("2026-11-18")


async def test_a_payload_that_nobody_can_read_is_set_aside(office: Office) -> None:
    await office.arrives(WANG, {"message": "no message at all"})
    await office.says(LI, "到")
    worker = office.worker()

    while await worker.drain():
        pass

    assert await office.texts(WANG) == [SORRY]
    assert await office.texts(LI) == ["到", "还有吗"]


async def test_the_second_update_sees_the_person_made_by_the_first(office: Office) -> None:
    newcomer, worker = 909, office.worker(dispatcher())
    await office.says(newcomer, "/start")
    await worker.drain()
    (asked,) = await office.heard(newcomer)
    agree = asked.buttons[0][0].data or ""
    draft = agree.split(":")[1]

    await office.taps(newcomer, "tap-1", agree)
    await office.taps(newcomer, "tap-2", f"f:{draft}:pick:community:{COMMUNITY}")
    assert await worker.drain() == 2

    async with office.street.door.database.read() as session:
        chat = (await session.scalars(select(Chat).where(Chat.external_id == newcomer))).one()
        person = await session.get_one(Person, chat.person_id)
    assert (person.community_id, person.compound_id) == (None, None)  # kept once the compound is chosen, too
    assert [message.answers for message in await office.heard(newcomer)] == [None, "tap-1", "tap-2"]
    assert (await office.texts(newcomer))[2] == speech("zh")("home-ask-compound")


async def test_who_writes_can_be_reached_again(office: Office) -> None:
    """A chat that refused once ("can't initiate conversation") sends no word of having been opened."""
    await office.street.run(WANG, people.set_blocked, True)
    await office.street.run(ZHOU, people.set_blocked, True)

    await office.says(WANG, "我来了")
    await office.worker().drain()

    async with office.street.door.database.read() as session:
        blocked = select(Chat.id).where(Chat.blocked_at.is_not(None))
        assert list(await session.scalars(blocked)) == [ZHOU]


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
async def test_membership_tells_whether_a_chat_can_be_reached(office: Office, status: str, blocked: bool) -> None:
    user = {"id": 1, "is_bot": True, "first_name": "家门口"}
    new = {"user": user, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    update = {"date": 1, "chat": {"id": WANG, "type": "private"}, "from": {**user, "id": WANG, "is_bot": False}}
    old = {"user": user, "status": "left"}
    await office.arrives(WANG, {"my_chat_member": update | {"old_chat_member": old, "new_chat_member": new}})

    await office.worker(dispatcher()).drain()

    async with office.street.door.database.read() as session:
        assert ((await session.get_one(Chat, WANG)).blocked_at is not None) == blocked
    assert await office.heard(WANG) == []


async def test_two_workers_on_one_file_handle_everything_once(office: Office, tmp_path: Path) -> None:
    other_door = door_to(tmp_path / "street.sqlite", office.street.clock)
    other = Office(Street(other_door, office.street.clock))
    for who in (WANG, LI, OUTSIDER):
        await office.says(who, "一", "二")

    done = await asyncio.gather(*(worker.drain() for worker in (office.worker(), other.worker()) for _ in range(3)))

    await other_door.database.close()
    assert sum(done) == 6
    for who in (WANG, LI, OUTSIDER):
        assert await office.texts(who) == ["一", "还有吗", "二", "还有吗"]


async def test_replies_are_kept_once_even_if_the_batch_is_tried_again(office: Office) -> None:
    """A failure undoes the replies of the whole batch; each update then has its own."""
    await office.says(LI, "到")
    await office.says(WANG, "坏了")

    await office.worker().drain()

    async with office.street.door.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Outbox)) == 2
    assert await office.texts(LI) == ["到", "还有吗"]
