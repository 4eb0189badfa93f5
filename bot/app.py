"""The whole house, built from a config and started; tests and the demo build the same one with another clock."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from adapters.calendar import published
from adapters.category_model import BUILT, load_first
from adapters.media_store import FolderStore
from adapters.pacing import Pacer
from adapters.pictures import PicturesBeside
from adapters.tables_beside import TablesBeside
from bot.config import ConfigError
from bot.health import Watch, create_health
from bot.keyring import Secrets
from bot.parts import EVERYTHING, Part
from bot.serving import serving, serving_webchat
from bot.updates.channels import TELEGRAM, WEBCHAT, Channel, open_channel
from bot.updates.commands import announce
from bot.updates.compose import composer
from bot.updates.dispatcher import dispatcher
from bot.updates.intake import Intake
from bot.updates.listening import listening
from bot.updates.worker import Worker
from domain.clock import Clock, SystemClock
from domain.settings import Settings
from domain.worktime import OfficeCalendar
from models.database import Database
from models.migrate import migrate
from scheduler.clerk import Clerk
from scheduler.clockwork import clockwork
from scheduler.delivery import Delivery
from scheduler.eraser import Eraser
from scheduler.fetch import Fetcher
from scheduler.loop import Loop
from scheduler.map_keeper import MapKeeper
from services.act import Door
from services.inbox import Received
from services.media import Files
from services.ports import Message
from services.street_map import StreetMap
from services.texts import speech

log = logging.getLogger(__name__)

STOP_SECONDS = 10
SCRATCH = ".drawing"
"""Folder beside the kept files where the drawing library remembers what fonts there are."""


@dataclass(frozen=True)
class App:
    """A running house, or a part of it. `address` is where the browser chat is."""

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
    log.info("category_model", extra={"lessons": classifier.lessons, "seen_until": classifier.seen_until})
    door = Door(database, clock or SystemClock(), settings, secrets.vault, calendar, classifier)
    await read_map(door)
    return door


async def read_map(door: Door) -> None:
    async with door.database.read() as session:
        door.street_map = await StreetMap.load(session)


@asynccontextmanager
async def running(
    settings: Settings, secrets: Secrets, door: Door, parts: frozenset[Part] = EVERYTHING
) -> AsyncIterator[App]:
    """Start everything; at the end, stop listening, finish what is in flight, close.

    1. The browser chat, so that its Bot API answers.
    2. The channels, each listened to by aiogram and spoken in by python-telegram-bot.
    3. Worker, sender, fetcher and clock, which wake each other.

    Raises ConfigError where the browser chat is neither here nor said to be elsewhere.
    """
    async with AsyncExitStack() as stack:
        stack.push_async_callback(door.database.close)
        address = None
        if settings.channels.webchat.enabled and Part.WEBCHAT in parts:
            address = await stack.enter_async_context(serving_webchat(settings, secrets, door))
        channels = _channels(settings, secrets, address) if parts - {Part.WEBCHAT} else {}
        for channel in channels.values():
            stack.push_async_callback(channel.close)
        watch = Watch()
        loops = _loops(settings, door, channels, parts, watch)
        await stack.enter_async_context(_looping(*loops.values()))
        if Part.CLOCK in parts:
            stack.enter_context(clockwork(door, loops.spoke, watch))
        if settings.health.port:
            health = create_health(door, watch)
            await stack.enter_async_context(serving(health, settings.health.host, settings.health.port))
        if Part.LISTEN in parts:
            greeting = [asyncio.create_task(announce(channel)) for channel in channels.values()]
            stack.callback(lambda: [task.cancel() for task in greeting])
            intake = Intake(door.database, door.clock, loops.heard, partial(say_sorry, channels))
            await stack.enter_async_context(listening(settings.channels, secrets.webhook_secret, channels, intake))
        yield App(door, loops.spoke, address)


async def say_sorry(channels: Mapping[str, Channel], update: Received) -> None:
    """Past the outbox: it is told while that cannot be written."""
    message = Message(text=speech(update.language)("error-away"))
    await channels[update.channel].mouth.say(update.external_id or 0, message, None, ())


class Loops(dict[str, Loop]):
    """The rounds of this process by name. What nobody here does is found by another process, by itself."""

    def spoke(self) -> None:
        """Something was committed that is to be sent or fetched."""
        self._wake("sender", "fetcher", "clerk", "eraser")

    def heard(self) -> None:
        """Something was committed that is to be handled."""
        self._wake("worker")

    def _wake(self, *names: str) -> None:
        for name in names:
            if name in self:
                self[name].wake()


def _loops(
    settings: Settings, door: Door, channels: Mapping[str, Channel], parts: frozenset[Part], watch: Watch
) -> Loops:
    rounds: dict[str, Callable[[], Awaitable[int]]] = {}
    loops = Loops()
    if Part.DELIVER in parts:
        media = settings.storage
        store = FolderStore(
            Path(media.media),
            max_bytes=max(media.photo_megabytes, media.file_megabytes) * 1024 * 1024,
            max_side=media.photo_side,
        )
        delivery = Delivery(
            door.database,
            door.clock,
            settings.delivery,
            {name: channel.mouth for name, channel in channels.items()},
            Files(door.database, store, PicturesBeside(Path(media.media) / SCRATCH)),
            composer(door),
        )
        ears = {name: channel.ear for name, channel in channels.items()}
        clerk = Clerk(door, ears, TablesBeside(settings.roster), loops.spoke)
        rounds |= {"sender": delivery.deliver, "fetcher": Fetcher(door, media, ears, store).fetch, "clerk": clerk.work}
        rounds["eraser"] = Eraser(door, ears, store).work
    if Part.WORK in parts:
        listeners = {name: channel.listener for name, channel in channels.items()}
        rounds["map"] = MapKeeper(door, partial(read_map, door)).look
        rounds["worker"] = Worker(door, dispatcher(), listeners, settings.delivery, loops.spoke).drain
    pause = settings.delivery.first_pause_seconds
    loops.update({name: Loop(name, round_, pause, watch) for name, round_ in rounds.items()})
    return loops


@asynccontextmanager
async def _looping(*loops: Loop) -> AsyncIterator[None]:
    """At the end the rounds in flight are finished: everything else is in the database and waits for the next start."""
    if not loops:
        yield
        return
    tasks = [asyncio.create_task(loop.run(), name=loop.name) for loop in loops]
    try:
        yield
    finally:
        for loop in loops:
            loop.stop()
        _, unfinished = await asyncio.wait(tasks, timeout=STOP_SECONDS)
        for task in unfinished:
            task.cancel()


def _channels(settings: Settings, secrets: Secrets, here: str | None) -> dict[str, Channel]:
    """`here`: where this process's own browser chat is."""
    channels = {}
    chosen, at_most = settings.channels, settings.delivery.at_most
    if chosen.webchat.enabled:
        base = here or chosen.webchat.api_base
        if not base:
            raise ConfigError(
                "channels.webchat.api_base: '': the browser chat is in another process; allowed: its address"
            )
        channels[WEBCHAT] = open_channel(WEBCHAT, secrets.webchat_token, base, at_most)
    if secrets.telegram_token:
        pacer = Pacer(chosen.telegram.a_second, chosen.telegram.a_second_in_chat)
        channels[TELEGRAM] = open_channel(TELEGRAM, secrets.telegram_token, chosen.telegram.api_base, at_most, pacer)
    return channels
