"""The real browser chat's Bot API, with python-telegram-bot speaking to it, over a wire that can be cut."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adapters.telegram_push import TelegramMouth
from adapters.telegram_speaker import Speaker
from adapters.telegram_wire import Wire
from services.ports import Attachment, Message, Spoken
from tests.webchat.house import TOKEN, House, house_in
from webchat.person import Person


class CutWire(Wire):
    """`cuts` has what is raised instead of the next request to a method; `calls` are the methods that were asked."""

    def __init__(self) -> None:
        super().__init__(connections=4)
        self.cuts: dict[str, Exception] = {}
        self.calls: list[str] = []

    async def do_request(self, url: str, *args: Any, **more: Any) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        self.calls.append(name)
        if name in self.cuts:
            raise self.cuts.pop(name)
        return await super().do_request(url, *args, **more)


@dataclass
class Line:
    """Alice at the page, and the bot that speaks to her."""

    house: House
    wire: CutWire
    bot: Speaker
    alice: Person
    cards: dict[str, int] = field(default_factory=dict)

    async def say(self, message: Message, card: int | None = None, *files: Attachment) -> Spoken:
        return await TelegramMouth(self.bot).say(self.alice.id, message, card, files)

    async def shown(self) -> list[dict[str, Any]]:
        """What Alice has on the screen from the bot, as the server tells it, oldest first."""
        return sorted(
            (m for m in await self.alice.history() if m["from"]["is_bot"]), key=lambda message: message["message_id"]
        )


@asynccontextmanager
async def line_in(folder: Path) -> AsyncIterator[Line]:
    async with house_in(folder) as house, Person(house.url) as alice:
        wire, updates = CutWire(), CutWire()
        base = house.url
        bot = Speaker(TOKEN, f"{base}/bot", f"{base}/file/bot", request=wire, get_updates_request=updates)
        await alice.say("/start")
        yield Line(house, wire, bot, alice)
        await wire.shutdown()
        await updates.shutdown()
