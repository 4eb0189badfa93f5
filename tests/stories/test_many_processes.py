"""Beyond one machine: the browser chat, two listening workers, two senders and two clocks, each a process of its own,
on one PostgreSQL. What each may do is done by one of them only."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy import func, select

from bot.updates.channels import WEBCHAT
from bot.updates.listening import webhook_path
from models.database import Database
from models.outbox import Inbox, Outbox
from models.outbox import Slot as SlotRow
from models.people import Chat
from services import outbox
from services.outbox import reply_row
from services.ports import Message
from services.seed.cast import BY_KEY
from tests.stories.conftest import SEEDED, on_database
from tests.support.forked import ForkedBot
from tests.support.house import MONDAY
from tests.support.patience import until
from tests.support.postgres import Postgres
from tests.support.process import free_port, write_config
from webchat.person import Person

PEOPLE = ("resident", "rider", "worker", "officer")
SAID = 6
PUSHED = 25


@pytest.fixture
async def proxy() -> AsyncIterator[tuple[str, list[int]]]:
    """In front of the listening processes, which append their ports. It is a bad one: it gives every update to all of
    them at the same time."""
    ports: list[int] = []

    async def pass_on(request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: value for name, value in request.headers.items() if name.startswith("X-Telegram")}
        headers["Content-Type"] = "application/json"

        async def to(port: int) -> int:
            address = f"http://127.0.0.1:{port}{request.path}"
            async with ClientSession() as client, client.post(address, data=body, headers=headers) as answer:
                return answer.status

        return web.Response(status=max(await asyncio.gather(*map(to, ports))))

    app = web.Application()
    app.router.add_post("/{tail:.*}", pass_on)
    async with TestServer(app) as server:
        yield f"http://127.0.0.1:{server.port}", ports


@pytest.fixture
async def house(server: Postgres, tmp_path: Path, proxy: tuple[str, list[int]]) -> AsyncIterator[tuple[str, Database]]:
    """The address of the browser chat, and the database."""
    address, ports = proxy
    name = f"many-{uuid4().hex}"
    url = await server.create(name, template=SEEDED)
    settings = on_database(tmp_path, url)
    port, webhook_ports = free_port(), (free_port(), free_port())
    webchat = replace(
        settings.channels.webchat,
        port=port,
        api_base=f"http://127.0.0.1:{port}",
        mode="webhook",
        webhook_url=f"{address}{webhook_path(WEBCHAT)}",
    )
    write_config(tmp_path, replace(settings, channels=replace(settings.channels, webchat=webchat)))
    listening = [
        ("--part", "listen", "--part", "work", "--webhook-port", str(webhook_port)) for webhook_port in webhook_ports
    ]
    others = [("--part", part) for part in ("deliver", "clock") for _ in range(2)]
    processes = [ForkedBot(tmp_path, arguments) for arguments in (("--part", "webchat"), *listening, *others)]
    async with AsyncExitStack() as stack:
        for process in processes:
            stack.push_async_callback(process.kill)
        await processes[0].start()
        await asyncio.gather(*(process.start() for process in processes[1:]))
        ports.extend(webhook_ports)
        database = Database(url)
        stack.push_async_callback(database.close)
        yield f"http://127.0.0.1:{port}", database
    await server.drop(name)


async def push(database: Database) -> None:
    """Numbered messages to everybody, all at once."""
    async with database.write() as session:
        chats = dict((await session.execute(select(Chat.external_id, Chat.id).where(Chat.channel == WEBCHAT))).all())
        rows = [
            reply_row(f"n{n}.{key}", chats[BY_KEY[key].external_id], Message(text=f"no. {n}."), MONDAY)
            for key in PEOPLE
            for n in range(PUSHED)
        ]
        await outbox.put(session, rows)


async def numbers(person: Person) -> list[str]:
    said = [message.get("text", "") for message in await person.history(limit=100)]
    return [text for text in said if text.startswith("no. ")]


@pytest.mark.timeout(300)
async def test_no_update_is_handled_twice_and_nothing_is_said_twice(house: tuple[str, Database]) -> None:
    address, database = house
    async with AsyncExitStack() as stack:
        people = [await stack.enter_async_context(Person(address)) for _ in PEOPLE]
        for person, key in zip(people, PEOPLE, strict=True):
            await person.switch(BY_KEY[key].external_id)

        await push(database)
        await asyncio.gather(*(person.say("/help") for person in people for _ in range(SAID)))
        await until(lambda: nothing_waits(database), "everything is handled and said")
        await until(lambda: slots_run(database), "the clock has run its first slots")

        expected = [f"no. {n}." for n in range(PUSHED)]
        assert [await numbers(person) for person in people] == [expected] * len(PEOPLE)
    async with database.read() as session:
        handled = (await session.scalars(select(Inbox.attempts).where(Inbox.error.is_(None)))).all()
        answers = Counter((await session.scalars(select(Outbox.chat_id).where(Outbox.key.like("u%.0")))).all())
    assert (len(handled), set(handled)) == (len(PEOPLE) * SAID, {0})
    assert sorted(answers.values()) == [SAID] * len(PEOPLE)


async def slots_run(database: Database) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(SlotRow)) or 0


async def nothing_waits(database: Database) -> bool:
    """To be stored, handled or said; the clock's pushes may wait for the morning."""
    async with database.read() as session:
        handled = await session.scalar(select(func.count()).where(Inbox.done_at.is_not(None)))
        unsent = await session.scalar(select(func.count()).where(Outbox.sent_at.is_(None), Outbox.notice.is_(None)))
    return handled == len(PEOPLE) * SAID and not unsent
