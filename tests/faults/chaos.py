"""`kill -9` at random moments of a house at work: people who make one wish after another, and what became of each
word."""

import asyncio
import re
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import inf
from pathlib import Path
from random import Random
from time import monotonic

from aiohttp.test_utils import TestServer
from sqlalchemy import func, select

from bot.audit import breaches
from bot.parts import EVERYTHING, Part
from domain.clock import SystemClock
from domain.settings import Settings
from models.case import Case
from models.database import Database
from models.migrate import migrate
from models.outbox import Inbox, Outbox
from models.people import Chat
from services.texts import speech
from tests.faults.bot_api import FaultyServer, faulty
from tests.faults.kills import Kills
from tests.support.forked import ForkedBot
from tests.support.house import KEYS
from tests.support.process import write_config
from tests.support.street import street_on
from webchat.app import UNLIMITED, BotAccount, WebchatSettings, create_app
from webchat.person import Person
from webchat.transcript import Message, buttons_of, text_of

t = speech("zh").plain
NUMBER = re.compile(r"W-\d{4}-\d{6}")
PATIENCE = 60.0
"""Seconds that somebody waits for an answer: they act once and never again, so a lost update is noticed."""
WISH = "想学用智能手机"
PARTS = tuple(f"--part={part}" for part in sorted(EVERYTHING - {Part.WEBCHAT}))


@dataclass(frozen=True)
class Chaos:
    people: int
    kills: int
    seed: int = 20261125
    longest: float = 1.0
    """Seconds that a house lives at most."""
    seconds: float = inf
    """After these it ends, however many kills have landed."""


@dataclass
class Wisher:
    """Says what they wish in lines, several at once and without waiting; then confirms, once. `wishes` are the words
    and the number of each that they were told of."""

    person: Person
    dice: Random
    wishes: list[tuple[str, str]] = field(default_factory=list)

    async def arrive(self) -> None:
        await self.person.say("/start")
        await self._tap(t("consent-agree"))
        await self._tap("长江社区")
        await self._tap(t("home-none-of-these"))
        await self._hears("", t("menu-wish"))

    async def go_on(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self.wish()

    async def wish(self) -> None:
        lines = [f"{WISH} {self.person.id}.{len(self.wishes)}.{n}" for n in range(self.dice.randint(2, 5))]
        for line in lines:
            await self.person.say(line)
        words = "\n".join(lines)
        await self._tap(t("form-send"), f"{words}\n")
        self.wishes.append((words, await self._number()))

    async def _number(self) -> str:
        """One that was not told before: what was said last before a kill may be said again after it."""
        known = {number for _, number in self.wishes}

        def new_in(message: Message) -> list[str]:
            return [number for number in NUMBER.findall(text_of(message)) if number not in known]

        return new_in(await self.person.hears(lambda message: bool(new_in(message)), timeout=PATIENCE))[0]

    async def _tap(self, label: str, words: str = "") -> None:
        await self.person.tap(label, message=await self._hears(words, label))

    async def _hears(self, words: str, label: str) -> Message:
        """A message with these words and a button of this label."""

        def wanted(message: Message) -> bool:
            return words in text_of(message) and label in [button["text"] for button in buttons_of(message)]

        return await self.person.hears(wanted, timeout=PATIENCE)


@dataclass(frozen=True)
class Result:
    kills: Kills
    told: dict[int, list[tuple[str, str]]]
    """By chat: the words and the number of each wish, as its owner was told, in order."""
    filed: dict[int, list[tuple[str, str]]]
    """The same, as the tables have them."""
    repeats: int
    left: int
    """Updates not handled, or set aside, and messages not said, or given up."""
    broken: list[str]
    """What the audit finds."""
    log: str


async def live(chaos: Chaos, settings: Settings, folder: Path) -> Result:
    """The server lives on, as Telegram does; the house is a process that is killed and started again."""
    database = Database(settings.storage.database)
    token = KEYS["WEBCHAT_BOT_TOKEN"]
    webchat = WebchatSettings(
        files_dir=folder / "server-files",
        bots=(BotAccount(token, "doorstep_bot", "Doorstep"),),
        database_url=f"sqlite+aiosqlite:///{folder}/server.sqlite",
        person_limits=UNLIMITED,
    )
    try:
        await migrate(database)
        street = await street_on(database, SystemClock().now())
        async with (
            TestServer(create_app(webchat)) as upstream,
            faulty(str(upstream.make_url("")).rstrip("/"), often={}) as (address, server),
            AsyncExitStack() as stack,
        ):
            chosen = replace(settings.channels.webchat, api_base=address)
            write_config(folder, replace(settings, channels=replace(settings.channels, webchat=chosen)))
            url = str(upstream.make_url("/"))
            people = [await stack.enter_async_context(Person(url)) for _ in range(chaos.people)]
            wishers = [Wisher(one, Random(chaos.seed + n)) for n, one in enumerate(people)]
            lease = timedelta(seconds=settings.delivery.lease_seconds)
            kills = await _live(chaos, wishers, ForkedBot(folder, PARTS), database, lease)
        return Result(
            kills,
            {one.person.id: one.wishes for one in wishers},
            await _filed(database),
            sum(_repeats(one, server) for one in wishers),
            await _left(database),
            [name async for name, found in breaches(street.door) if found],
            (folder / "bot.log").read_text(),
        )
    finally:
        await database.close()


async def _live(chaos: Chaos, wishers: list[Wisher], house: ForkedBot, database: Database, lease: timedelta) -> Kills:
    dice, stop, kills, ends = Random(chaos.seed), asyncio.Event(), Kills(), monotonic() + chaos.seconds
    await house.start()
    try:
        async with asyncio.TaskGroup() as group:
            for one in wishers:
                group.create_task(one.arrive())
        await house.kill()
        async with asyncio.TaskGroup() as group:
            for one in wishers:
                group.create_task(one.go_on(stop))
            while kills.landed < chaos.kills and monotonic() < ends:
                started = SystemClock().now()
                await house.start()
                await asyncio.sleep(dice.uniform(0, chaos.longest))
                await house.kill()
                await kills.note(database, started + lease)
            await house.start()
            stop.set()
        async with asyncio.timeout(PATIENCE):
            while await _left(database):  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(0.1)
    finally:
        await house.kill()
    return kills


async def _filed(database: Database) -> dict[int, list[tuple[str, str]]]:
    query = select(Chat.external_id, Case.words, Case.number).join(Chat, Chat.person_id == Case.reporter_id)
    found: dict[int, list[tuple[str, str]]] = {}
    async with database.read() as session:
        for chat, words, number in (await session.execute(query.order_by(Case.id))).all():
            found.setdefault(chat, []).append((words, number))
    return found


async def _left(database: Database) -> int:
    async with database.read() as session:
        unhandled = await session.scalar(select(func.count()).where(Inbox.done_at.is_(None) | (Inbox.attempts > 0)))
        unsaid = await session.scalar(select(func.count()).where(Outbox.sent_at.is_(None), Outbox.notice.is_(None)))
    return (unhandled or 0) + (unsaid or 0)


def _repeats(one: Wisher, server: FaultyServer) -> int:
    """Every wish asks for its place once, and all else that is said anew names the wish."""
    said = Counter(text for text in server.arrived[one.person.id] if WISH in text or text == t("report-ask-place"))
    asked = said.pop(t("report-ask-place"), 0)
    return max(0, asked - len(one.wishes)) + sum(count - 1 for count in said.values())
