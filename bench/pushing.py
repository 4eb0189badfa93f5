"""A storm of pushes: through a server that enforces Telegram's limits, against the rate that it allows; and through
one without limits, against a bare loop that sends."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import aiohttp
from sqlalchemy import func, insert, select
from telegram.ext import ExtBot

from adapters.telegram_wire import Wire
from bench.conversation import TOKEN
from bench.house import KEYS, bot_on_telegram, bot_run
from bench.processes import at_rest, free_port, process
from bench.residents import Resident, residents
from bench.rows import Notes, Row, at_least
from bench.run import Run
from bot.app import open_door
from bot.keyring import read
from bot.updates.channels import TELEGRAM, WEBCHAT
from domain.notices import Urgency
from domain.settings import Settings
from models.outbox import Outbox
from models.people import Chat
from services.insert import upsert
from services.outbox import MESSAGE
from services.ports import Message

ALLOWED_A_SECOND = 30
PATIENCE = 400.0
AT_ONCE = 32
SETTLES = 3.0
"""Seconds: what was heard last is written down."""


class Refused(Exception):
    """The server said 429."""


async def rows(run: Run) -> tuple[list[Row], list[Notes]]:
    chats, storm = run.size.push_chats, run.size.fast_pushes
    limited = await _limited(run, chats, run.size.pushes)
    ours, bare = [], []
    async with _house(run, chats) as house, _people(run.folder(), chats) as (url, people):
        for _ in range(run.size.rounds * 2):
            ours.append(await house.storm(storm))
            bare.append(await _bare_loop(url, people, storm))
    return [
        Row(
            "pushing, Telegram's limits",
            f"{run.size.pushes:,} pushes to {chats} chats",
            "the allowed rate",
            "messages/s",
            (limited,),
            (ALLOWED_A_SECOND,),
            at_least(0.97),
        ),
        Row(
            "pushing, no limits",
            f"{run.size.fast_pushes:,} pushes",
            "a bare send loop",
            "messages/s",
            tuple(ours),
            tuple(bare),
            at_least(0.8),
        ),
    ], []


async def _limited(run: Run, chats: int, pushes: int) -> float:
    """Raises Refused where one was told to wait."""
    folder = run.folder()
    async with (
        _people(folder, chats, "--limits") as (url, people),
        run.street.copy("sqlite", folder / "bot") as settings,
    ):
        await _write_pushes(settings, folder, TELEGRAM, people, pushes)
        async with bot_on_telegram(settings, url, TOKEN, folder / "bot"):
            rate = await _heard(people, pushes)
            await asyncio.sleep(SETTLES)
        if tries := await _tries(settings, folder):
            raise Refused(f"{tries} pushes had to be tried again")
    return rate


@dataclass(frozen=True)
class House:
    """A house at rest, and who listens to it: in its first seconds it plans the day."""

    settings: Settings
    folder: Path
    people: Sequence[Resident]

    async def storm(self, pushes: int) -> float:
        async with asyncio.TaskGroup() as group:
            hearing = group.create_task(_heard(self.people, pushes))
            await _write_pushes(self.settings, self.folder, WEBCHAT, self.people, pushes)
        return hearing.result()


@asynccontextmanager
async def _house(run: Run, chats: int) -> AsyncIterator[House]:
    folder = run.folder()
    async with (
        _people(folder, chats) as (url, people),
        run.street.copy("sqlite", folder / "bot") as settings,
        bot_run(settings, url, TOKEN, folder / "bot") as bot,
    ):
        await at_rest(bot)
        yield House(settings, folder, people)


async def _bare_loop(url: str, people: Sequence[Resident], pushes: int) -> float:
    """python-telegram-bot on the same wire, as many at once, and nothing else."""
    wire = Wire(AT_ONCE)
    bot: ExtBot[None] = ExtBot(TOKEN, f"{url}/bot", request=wire, get_updates_request=Wire(1))
    places = asyncio.Semaphore(AT_ONCE)

    async def send(person: Resident, number: int) -> None:
        async with places:
            await bot.send_message(person.id, f"push {number}")

    async with asyncio.TaskGroup() as group:
        for number in range(pushes):
            group.create_task(send(people[number % len(people)], number))
        rate = await _heard(people, pushes)
    await wire.shutdown()
    return rate


@asynccontextmanager
async def _people(folder: Path, chats: int, *options: str) -> AsyncIterator[tuple[str, Sequence[Resident]]]:
    """Who have all written once, so that the bot may write to them; what they wrote is dropped."""
    port = free_port()
    arguments = ("--token", TOKEN, "--port", str(port), "--folder", str(folder / "server"), *options)
    async with process("bench.server", *arguments, folder=folder / "server"):
        url = f"http://127.0.0.1:{port}"
        async with residents(url, chats) as people:
            for one in people:
                await one.post("/api/start", {"client_id": "s", "payload": ""})
            async with aiohttp.ClientSession() as session:
                drop = session.post(f"{url}/bot{TOKEN}/deleteWebhook", json={"drop_pending_updates": True})
                async with drop as response:
                    response.raise_for_status()
            yield url, people


async def _write_pushes(
    settings: Settings, folder: Path, channel: str, people: Sequence[Resident], pushes: int
) -> None:
    door = await open_door(settings, read(folder, KEYS))
    now = door.clock.now() - timedelta(seconds=1)
    async with door.database.write() as session:
        chats = [{"channel": channel, "external_id": one.id, "created_at": now, "language": "zh"} for one in people]
        known = upsert(session, Chat, ["channel", "external_id"], ["language"]).returning(Chat.id)
        ids = (await session.scalars(known, chats)).all()
        storm = uuid4().hex
        rows = [
            {
                "key": f"storm/{storm}/{number}",
                "chat_id": ids[number % len(ids)],
                "urgency": Urgency.PUSH,
                "message": MESSAGE.dump_python(Message(text=f"push {number}"), mode="json", exclude_defaults=True),
                "created_at": now,
                "not_before": now,
            }
            for number in range(pushes)
        ]
        await session.execute(insert(Outbox), rows)
    await door.database.close()


async def _tries(settings: Settings, folder: Path) -> int:
    door = await open_door(settings, read(folder, KEYS))
    async with door.database.read() as session:
        tries = await session.scalar(select(func.sum(Outbox.attempts)).where(Outbox.key.startswith("storm/")))
    await door.database.close()
    return tries or 0


async def _heard(people: Sequence[Resident], pushes: int) -> float:
    """Messages a second, from the first that arrives to the last."""
    moments: list[float] = []
    all_there = asyncio.Event()

    async def listen(one: Resident) -> None:
        async for frame in one.socket:
            if '"text":"push ' in frame.data and json.loads(frame.data)["type"] == "message":
                moments.append(perf_counter())
                if len(moments) == pushes:
                    all_there.set()

    listening = [asyncio.create_task(listen(one)) for one in people]
    try:
        await asyncio.wait_for(all_there.wait(), PATIENCE)
    finally:
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
    return (len(moments) - 1) / (max(moments) - min(moments))
