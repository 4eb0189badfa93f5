"""The whole house, built from a config and started; tests and the demo build the same one with another clock."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from adapters.calendar import published
from adapters.category_model import BUILT, load_first
from adapters.media_store import FolderStore
from adapters.pictures import PicturesBeside
from bot.channels import TELEGRAM, WEBCHAT, Channel, open_channel
from bot.commands import announce
from bot.compose import composer
from bot.dispatcher import dispatcher
from bot.health import Watch, create_health
from bot.intake import ALLOWED_UPDATES, Intake
from bot.keyring import Secrets
from bot.worker import Worker
from domain.clock import Clock, SystemClock
from domain.settings import Settings
from domain.worktime import OfficeCalendar
from models.database import Database
from models.migrate import migrate
from scheduler.clockwork import clockwork
from scheduler.delivery import Delivery
from scheduler.fetch import Fetcher
from scheduler.loop import Loop
from services.act import Door
from services.media import Files
from services.seed.cast import CAST
from services.street_map import StreetMap
from webchat.app import BotAccount, DemoPerson, WebchatSettings, create_app

log = logging.getLogger(__name__)

MAP_FILE = "street-map.json"
WEBHOOK_PATH = "/telegram"
STOP_SECONDS = 10
SCRATCH = ".drawing"
"""Folder beside the kept files where the drawing library remembers what fonts there are."""


@dataclass(frozen=True)
class App:
    """A running house. `address` is where the browser chat is."""

    door: Door
    spoke: Callable[[], None]
    """Call it after a commit that left something to send or to fetch."""
    address: str | None


async def open_door(settings: Settings, secrets: Secrets, clock: Clock | None = None) -> Door:
    """The database, migrated, and what use cases need."""
    database = Database(settings.storage.database)
    await migrate(database)
    calendar = OfficeCalendar(settings.work.override, published)
    classifier = load_first(Path(settings.storage.category_model), BUILT)
    door = Door(database, clock or SystemClock(), settings, secrets.vault, calendar, classifier)
    await read_map(door)
    return door


async def read_map(door: Door) -> None:
    async with door.database.read() as session:
        door.street_map = await StreetMap.load(session)


@asynccontextmanager
async def running(settings: Settings, secrets: Secrets, door: Door) -> AsyncIterator[App]:
    """Start everything; at the end, stop listening, finish what is in flight, close.

    1. The browser chat, so that its Bot API answers.
    2. The channels, each listened to by aiogram and spoken in by python-telegram-bot.
    3. Worker, sender, fetcher and clock, which wake each other.
    """
    async with AsyncExitStack() as stack:
        stack.push_async_callback(door.database.close)
        address = await stack.enter_async_context(_webchat(settings, secrets, door))
        channels = _channels(settings, secrets, address)
        for channel in channels.values():
            stack.push_async_callback(channel.close)
        store = FolderStore(
            Path(settings.storage.media),
            max_bytes=max(settings.storage.photo_megabytes, settings.storage.file_megabytes) * 1024 * 1024,
            max_side=settings.storage.photo_side,
        )
        delivery = Delivery(
            door.database,
            door.clock,
            settings.delivery,
            {name: channel.mouth for name, channel in channels.items()},
            Files(door.database, store, PicturesBeside(Path(settings.storage.media) / SCRATCH)),
            composer(door),
        )
        fetcher = Fetcher(door, settings.storage, {name: channel.ear for name, channel in channels.items()}, store)

        pause, watch = settings.delivery.first_pause_seconds, Watch()
        sending = Loop("sender", delivery.deliver, pause, watch)
        fetching = Loop("fetcher", fetcher.fetch, pause, watch)

        def spoke() -> None:
            sending.wake()
            fetching.wake()

        listeners = {name: channel.listener for name, channel in channels.items()}
        worker = Worker(door, dispatcher(), listeners, settings.delivery, spoke)
        working = Loop("worker", worker.drain, pause, watch)
        intake = Intake(door.database, door.clock, working.wake)
        await stack.enter_async_context(_looping(working, sending, fetching))
        stack.enter_context(clockwork(door, spoke, watch))
        if settings.health.port:
            await stack.enter_async_context(
                _serving(create_health(door, watch), settings.health.host, settings.health.port)
            )
        greeting = [asyncio.create_task(announce(channel)) for channel in channels.values()]
        stack.callback(lambda: [task.cancel() for task in greeting])
        for name, channel in channels.items():
            await stack.enter_async_context(_listening(settings, secrets, name, channel, intake))
        yield App(door, spoke, address)


@asynccontextmanager
async def _looping(*loops: Loop) -> AsyncIterator[None]:
    """At the end the rounds in flight are finished: everything else is in the database and waits for the next start."""
    tasks = [asyncio.create_task(loop.run(), name=loop.name) for loop in loops]
    try:
        yield
    finally:
        for loop in loops:
            loop.stop()
        _, unfinished = await asyncio.wait(tasks, timeout=STOP_SECONDS)
        for task in unfinished:
            task.cancel()


def _channels(settings: Settings, secrets: Secrets, webchat: str | None) -> dict[str, Channel]:
    channels = {}
    at_most = settings.delivery.at_most
    if webchat is not None:
        channels[WEBCHAT] = open_channel(WEBCHAT, secrets.webchat_token, webchat, at_most)
    if secrets.telegram_token:
        base = settings.channels.telegram.api_base
        channels[TELEGRAM] = open_channel(TELEGRAM, secrets.telegram_token, base, at_most)
    return channels


@asynccontextmanager
async def _listening(
    settings: Settings, secrets: Secrets, name: str, channel: Channel, intake: Intake
) -> AsyncIterator[None]:
    """By polling, or by a webhook that the server is told of."""
    telegram = settings.channels.telegram
    if name == TELEGRAM and telegram.mode == "webhook":
        app = web.Application()
        app.router.add_post(WEBHOOK_PATH, intake.webhook(name, secrets.webhook_secret))
        async with _serving(app, "127.0.0.1", telegram.webhook_port):
            await channel.listener.set_webhook(
                telegram.webhook_url, secret_token=secrets.webhook_secret, allowed_updates=ALLOWED_UPDATES
            )
            yield
        return
    polling: Coroutine[Any, Any, None] = intake.poll(name, channel.listener, telegram.poll_seconds)
    task = asyncio.create_task(polling)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def _webchat(settings: Settings, secrets: Secrets, door: Door) -> AsyncIterator[str | None]:
    """The browser chat's server; yields its address."""
    chosen = settings.channels.webchat
    if not chosen.enabled:
        yield None
        return
    folder = Path(chosen.files)
    map_file = _write_map(folder, door.street_map)
    cast = CAST if chosen.demo else ()
    people = tuple(DemoPerson(one.external_id, one.name, one.note_zh, note_en=one.note_en) for one in cast)
    app = create_app(
        WebchatSettings(
            files_dir=folder,
            bots=(BotAccount(secrets.webchat_token, "doorstep_bot", "家门口 Doorstep"),),
            database_url=chosen.database,
            demo_people=people,
            map_file=map_file,
            now=lambda: door.clock.now().timestamp(),
        )
    )
    async with _serving(app, chosen.host, chosen.port) as address:
        yield address


def _write_map(folder: Path, street_map: StreetMap) -> Path:
    """The street's outline beside the browser chat's files, for its pin map."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder.parent / MAP_FILE
    file.write_text(json.dumps(street_map.outline(), ensure_ascii=False), encoding="utf-8")
    return file


@asynccontextmanager
async def _serving(app: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Port 0 takes a free one. No access log: its lines would carry tokens."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    try:
        bound = runner.addresses[0][1]
        yield f"http://{host}:{bound}"
    finally:
        await runner.cleanup()
