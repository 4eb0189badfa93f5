"""Where an update belongs, and that it is confirmed only once it is stored."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.updates.intake import SECRET_HEADER, Intake, received
from models.database import Database
from models.outbox import Inbox
from services.inbox import Received
from tests.support.copies import street_copy
from tests.support.street import Street, at

CHAT = {"id": 101, "type": "private"}
WANG = {"id": 101, "is_bot": False, "first_name": "王阿姨", "language_code": "zh-hans"}
JOHN = {"id": 102, "is_bot": False, "first_name": "John", "language_code": "en-GB"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": WANG, "text": "您好 👋"}
CARD = {"message_id": 1, "date": 1, "chat": CHAT}
SECRET = "made-up-secret"


@pytest.mark.parametrize(
    ("body", "chat", "language"),
    [
        ({"message": MESSAGE}, 101, "zh"),
        ({"message": {**MESSAGE, "from": JOHN}}, 101, "en"),
        ({"edited_message": {**MESSAGE, "edit_date": 2}}, 101, "zh"),
        ({"callback_query": {"id": "7", "from": JOHN, "data": "x", "message": CARD}}, 101, "en"),
        ({"callback_query": {"id": "7", "from": WANG, "data": "x", "inline_message_id": "i"}}, None, "zh"),
        ({"my_chat_member": {"chat": CHAT, "from": JOHN, "date": 1}}, 101, "en"),
        ({"message": {k: v for k, v in MESSAGE.items() if k != "from"}}, 101, "zh"),
        ({"message": {**MESSAGE, "from": {**WANG, "language_code": None}}}, 101, "zh"),
        ({"message": {**MESSAGE, "from": {**WANG, "language_code": "fr"}}}, 101, "zh"),
        ({"poll": {"id": "1", "question": "?"}}, None, "zh"),
        ({"something_new": {"chat": {"id": -100_5}}}, -100_5, "zh"),
        ({"something_new": "words"}, None, "zh"),
        ({"something_new": [1]}, None, "zh"),
        ({}, None, "zh"),
    ],
)
def test_an_update_belongs_to_its_chat(body: dict[str, Any], chat: int | None, language: str) -> None:
    update = {"update_id": 5, **body}

    found = received("test", update)

    assert (found.channel, found.update_id, found.external_id, found.language) == ("test", 5, chat, language)
    assert json.loads(found.payload) == update


def test_of_a_tapped_card_only_its_place_is_kept() -> None:
    shown = {**MESSAGE, "reply_markup": {"inline_keyboard": [[{"text": "1栋101 王阿姨", "callback_data": "x"}]]}}
    tap = {"id": "7", "from": WANG, "data": "x"}

    payload = received("test", {"update_id": 1, "callback_query": {**tap, "message": shown}}).payload

    assert json.loads(payload) == {"update_id": 1, "callback_query": {**tap, "message": CARD}}


def test_what_no_database_keeps_is_left_out() -> None:
    """Else one such update would stop the channel: it could be neither stored nor confirmed."""
    update = {"update_id": 1, "message": {"chat": {"id": 7}, "text": "a\x00b\ud83d🙂 \\u0000 \\\x00."}}

    payload = received("test", update).payload

    assert json.loads(payload)["message"]["text"] == "ab?🙂 \\u0000 \\."


def test_an_update_is_kept_in_its_own_letters() -> None:
    assert "您好 👋" in received("test", {"update_id": 1, "message": MESSAGE}).payload


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def stored(street: Street) -> list[tuple[int, int | None]]:
    async with street.door.database.read() as session:
        rows = await session.execute(select(Inbox.update_id, Inbox.chat_id).order_by(Inbox.id))
        return [(update, chat) for update, chat in rows.all()]


async def test_the_worker_is_woken_after_the_commit(street: Street) -> None:
    seen: list[str] = []
    intake = Intake(street.door.database, street.clock, lambda: seen.append("woken"))

    await intake.store([received("test", {"update_id": 5, "message": MESSAGE})])

    assert (seen, await stored(street)) == (["woken"], [(5, 101)])


@pytest.fixture
async def webhook(street: Street) -> AsyncIterator[tuple[ClientSession, str]]:
    app = web.Application()
    intake = Intake(street.door.database, street.clock, lambda: None)
    app.router.add_post("/hook", intake.webhook("test", SECRET))
    async with TestServer(app) as server, ClientSession(headers={SECRET_HEADER: SECRET}) as telegram:
        yield telegram, str(server.make_url("/hook"))


async def test_a_webhook_confirms_what_it_stored_once(street: Street, webhook: tuple[ClientSession, str]) -> None:
    telegram, address = webhook
    for _ in range(3):
        async with telegram.post(address, json={"update_id": 5, "message": MESSAGE}) as answer:
            assert answer.status == 200
    assert await stored(street) == [(5, 101)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"\xff\xfe",
        b"[]",
        b"17",
        b"null",
        b'{"message": {}}',
        b'{"update_id": "17", "message": {}}',
        b'{"update_id": null}',
        b'{"update_id": true}',
        b'{"update_id": 1, "message": {"chat": 7}}',
        b'{"update_id": 1, "message": {"chat": {"id": "x"}}}',
        b'{"update_id": 1, "callback_query": {"message": "x"}}',
        b'{"update_id": 1, "message": {"from": [1]}}',
    ],
)
async def test_odd_shapes_are_refused_and_leave_nothing(
    street: Street, webhook: tuple[ClientSession, str], body: bytes
) -> None:
    telegram, address = webhook
    async with telegram.post(address, data=body, headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 400
    assert await stored(street) == []


async def test_an_update_that_could_not_be_stored_is_not_confirmed(
    street: Street, webhook: tuple[ClientSession, str]
) -> None:
    telegram, address = webhook
    async with street.door.database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE inbox RENAME TO away")
    async with telegram.post(address, json={"update_id": 5, "message": MESSAGE}) as answer:
        assert answer.status == 500


async def test_while_nothing_can_be_stored_each_chat_is_told_so_once(street: Street) -> None:
    told: list[int | None] = []

    async def sorry(update: Received) -> None:
        told.append(update.external_id)
        raise ConnectionError("it cannot be said either")

    intake = Intake(Broken(street.door.database.url.render_as_string()), street.clock, lambda: None, sorry)
    updates = [Received("test", n, who, "zh", "{}") for n, who in enumerate((101, 102, 101, -5, None))]
    for _ in range(2):
        with pytest.raises(OSError, match="No space"):
            await intake.store(updates)
    assert told == [101, 102]

    await intake.database.close()
    intake.database = street.door.database
    await intake.store(updates[:1])
    intake.database = Broken(street.door.database.url.render_as_string())
    with pytest.raises(OSError, match="No space"):
        await intake.store(updates)
    await intake.database.close()
    assert told == [101, 102, 101, 102]


class Broken(Database):
    @asynccontextmanager
    async def write(self, *, short: bool = False) -> AsyncIterator[AsyncSession]:
        raise OSError(28, "No space left on device")
        yield
