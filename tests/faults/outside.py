"""A house as a process, and around it what lives on when it dies: the Bot API server, its faults, the people."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from aiohttp.test_utils import TestServer
from sqlalchemy import func, select

from bot.operator.audit import breaches
from bot.parts import EVERYTHING, Part
from domain.clock import SystemClock
from domain.settings import Settings
from models.case import Case
from models.database import Database
from models.migrate import migrate
from models.outbox import Inbox, Outbox
from models.people import Chat
from tests.faults.bot_api import OFTEN, Fault, FaultyServer, faulty
from tests.faults.wisher import Wisher
from tests.support.forked import ForkedBot
from tests.support.house import KEYS
from tests.support.process import write_config
from tests.support.street import Street, street_on
from webchat.app import UNLIMITED, BotAccount, WebchatSettings, create_app
from webchat.person import Person

PARTS = tuple(f"--part={part}" for part in sorted(EVERYTHING - {Part.WEBCHAT}))
Filed = dict[int, list[tuple[str, str]]]
"""By chat: the words and the number of each wish, in order."""


async def filed_in(database: Database) -> Filed:
    """As the tables have it."""
    query = select(Chat.external_id, Case.words, Case.number).join(Chat, Chat.person_id == Case.reporter_id)
    found: Filed = {}
    async with database.read() as session:
        for chat, words, number in (await session.execute(query.order_by(Case.id))).all():
            found.setdefault(chat, []).append((words, number))
    return found


@dataclass(frozen=True)
class Outside:
    street: Street
    house: ForkedBot
    url: str
    """Of the chats, past the faults."""
    server: FaultyServer
    wishers: tuple[Wisher, ...]

    @property
    def database(self) -> Database:
        return self.street.door.database

    def told(self) -> Filed:
        return {one.person.id: one.wishes for one in self.wishers}

    async def filed(self) -> Filed:
        return await filed_in(self.database)

    async def left(self) -> int:
        """Updates not handled, or set aside, and messages not said, or given up."""
        async with self.database.read() as session:
            unhandled = await session.scalar(select(func.count()).where(Inbox.done_at.is_(None) | (Inbox.attempts > 0)))
            unsaid = await session.scalar(select(func.count()).where(Outbox.sent_at.is_(None), Outbox.notice.is_(None)))
        return (unhandled or 0) + (unsaid or 0)

    async def nothing_left(self) -> bool:
        return not await self.left()

    async def broken(self) -> list[str]:
        """What the audit finds."""
        return [name async for name, found in breaches(self.street.door) if found]

    def log(self) -> str:
        return (self.house.folder / "bot.log").read_text()


@asynccontextmanager
async def outside(
    settings: Settings,
    folder: Path,
    people: int,
    seed: int = 0,
    often: Mapping[Fault, int] = OFTEN,
    parts: tuple[str, ...] = PARTS,
) -> AsyncIterator[Outside]:
    """On an empty database. The house is not started yet."""
    database = Database(settings.storage.database)
    webchat = WebchatSettings(
        files_dir=folder / "server-files",
        bots=(BotAccount(KEYS["WEBCHAT_BOT_TOKEN"], "doorstep_bot", "Doorstep"),),
        database_url=f"sqlite+aiosqlite:///{folder}/server.sqlite",
        person_limits=UNLIMITED,
    )
    house = ForkedBot(folder, parts)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        await migrate(database)
        street = await street_on(database, SystemClock().now())
        upstream = await stack.enter_async_context(TestServer(create_app(webchat)))
        url = str(upstream.make_url("")).rstrip("/")
        address, server = await stack.enter_async_context(faulty(url, seed, often))
        chosen = replace(settings.channels.webchat, api_base=address)
        write_config(folder, replace(settings, channels=replace(settings.channels, webchat=chosen)))
        stack.push_async_callback(house.kill)
        persons = [await stack.enter_async_context(Person(url)) for _ in range(people)]
        wishers = (Wisher(one, Random(seed + n)) for n, one in enumerate(persons))
        yield Outside(street, house, url, server, tuple(wishers))
