"""Many pushes to many chats through a Bot API that fails, by a sender that is killed: what arrived against what was
to be said."""

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf
from pathlib import Path
from random import Random
from time import monotonic

from aiohttp.test_utils import TestServer
from sqlalchemy import func, select

from domain.clock import SystemClock
from domain.notices import Urgency
from domain.settings import Settings
from models.database import Database
from models.migrate import migrate
from models.outbox import Outbox
from models.people import Chat
from services import outbox
from services.insert import insert_new
from services.outbox import reply_row
from services.ports import Message
from tests.faults.bot_api import UNKNOWN, FaultyServer, faulty
from tests.faults.kills import UNSENT, Kills
from tests.support.forked import ForkedBot
from tests.support.house import KEYS, MONDAY
from tests.support.process import write_config
from webchat.app import UNLIMITED, BotAccount, DemoPerson, WebchatSettings, create_app

FIRST = 1001
URGENCIES = (Urgency.REPLY, Urgency.PUSH, Urgency.ROUTINE)


@dataclass(frozen=True)
class Storm:
    chats: int
    each: int
    kills: int
    seed: int = 20261125
    seconds: float = inf
    """After these nobody is killed any more."""

    @property
    def people(self) -> range:
        return range(FIRST, FIRST + self.chats)

    @property
    def blocked(self) -> frozenset[int]:
        """One chat in fifteen has blocked the bot."""
        return frozenset(self.people[::15])

    def urgency(self, chat: int) -> Urgency:
        return URGENCIES[chat % len(URGENCIES)]

    def texts(self) -> list[str]:
        return [f"no. {n}." for n in range(self.each)]


@dataclass(frozen=True)
class Result:
    storm: Storm
    server: FaultyServer
    kills: Kills
    dead: frozenset[tuple[int, str]]
    """Chat and text of what was given up."""

    def of(self, chat: int) -> list[str]:
        """What arrived in a chat, without the note above what is repeated."""
        return [text.rsplit("\n", 1)[-1] for text in self.server.arrived[chat]]

    def repeats(self, chat: int) -> int:
        return sum(count - 1 for count in Counter(self.of(chat)).values())

    @property
    def unknown(self) -> int:
        return sum(self.server.happened[fault] for fault in UNKNOWN)


async def rage(storm: Storm, settings: Settings, folder: Path) -> Result:
    """The sender is a process of its own; it is killed and started again until all is said or given up."""
    webchat = WebchatSettings(
        files_dir=folder / "server-files",
        bots=(BotAccount(KEYS["WEBCHAT_BOT_TOKEN"], "doorstep_bot", "Doorstep"),),
        database_url=f"sqlite+aiosqlite:///{folder}/server.sqlite",
        demo_people=tuple(DemoPerson(chat, f"no. {chat}", "") for chat in storm.people),
        person_limits=UNLIMITED,
    )
    database = Database(settings.storage.database)
    try:
        await migrate(database)
        await queue(storm, database)
        async with (
            TestServer(create_app(webchat)) as upstream,
            faulty(str(upstream.make_url("")).rstrip("/"), storm.seed, blocked=storm.blocked) as (address, server),
        ):
            chosen = replace(settings.channels.webchat, api_base=address)
            write_config(folder, replace(settings, channels=replace(settings.channels, webchat=chosen)))
            lease = timedelta(seconds=settings.delivery.lease_seconds)
            kills = await send_all(storm, database, ForkedBot(folder, ("--part", "deliver")), lease)
        return Result(storm, server, kills, await given_up(database))
    finally:
        await database.close()


async def queue(storm: Storm, database: Database) -> None:
    async with database.write() as session:
        values = [{"channel": "webchat", "external_id": chat, "created_at": MONDAY} for chat in storm.people]
        await session.execute(insert_new(session, Chat), values)
        known = dict((await session.execute(select(Chat.external_id, Chat.id))).all())
        rows = [
            reply_row(f"{chat}.{text}", known[chat], Message(text=text), MONDAY) | {"urgency": storm.urgency(chat)}
            for text in storm.texts()
            for chat in storm.people
        ]
        await outbox.put(session, rows)


async def send_all(storm: Storm, database: Database, sender: ForkedBot, lease: timedelta) -> Kills:
    dice, kills, ends = Random(storm.seed), Kills(), monotonic() + storm.seconds
    started = SystemClock().now()
    await sender.start()
    try:
        while waiting := await left(database):
            await asyncio.sleep(dice.uniform(0.05, 0.6))
            begun = waiting < storm.chats * storm.each
            if begun and kills.landed < storm.kills and monotonic() < ends:
                await sender.kill()
                await kills.note(database, started + lease)
                started = SystemClock().now()
                await sender.start()
    finally:
        await sender.kill()
    return kills


async def left(database: Database) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).where(*UNSENT)) or 0


async def given_up(database: Database) -> frozenset[tuple[int, str]]:
    async with database.read() as session:
        query = select(Chat.external_id, Outbox.message).join(Chat, Chat.id == Outbox.chat_id)
        rows = (await session.execute(query.where(Outbox.dead_at.is_not(None)))).all()
    return frozenset((chat, message["text"]) for chat, message in rows)
