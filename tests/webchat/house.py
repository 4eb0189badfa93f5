"""A webchat on a port of its own, with both libraries as its bots, and judges for what it sends."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import telegram
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession, web
from PIL import Image
from pydantic import BaseModel
from telegram.request import HTTPXRequest

from webchat.app import UNLIMITED, BotAccount, DemoPerson, WebchatSettings, create_app
from webchat.exchange import Exchange
from webchat.keys import EXCHANGE

TOKEN = "7654321:made-up_token"
OTHER_TOKEN = "1234567:another_made-up"
NOON = 1_790_000_000.0
WANG = DemoPerson(101, "王阿姨", "78 years old, third floor")
LI = DemoPerson(102, "Li the rider", "delivers lunches", "en")


@dataclass
class Clock:
    """Seconds since 1970, moved by hand."""

    time: float = NOON

    def __call__(self) -> float:
        return self.time


@dataclass
class House:
    url: str
    exchange: Exchange
    clock: Clock
    settings: WebchatSettings
    runner: web.AppRunner
    _closing: list[Any] = field(default_factory=list)

    def aiogram(self, token: str = TOKEN) -> Bot:
        session = AiohttpSession(api=TelegramAPIServer.from_base(self.url))
        bot = Bot(token, session=session)

        async def close() -> None:  # bot.session.close() sleeps for the sake of TLS, which is not spoken here
            await (await session.create_session()).close()

        self._closing.append(close)
        return bot

    async def ptb(self, token: str = TOKEN) -> telegram.Bot:
        requests = [HTTPXRequest(connection_pool_size=8, read_timeout=20, media_write_timeout=20) for _ in range(2)]
        bot = telegram.Bot(
            token, f"{self.url}/bot", f"{self.url}/file/bot", request=requests[0], get_updates_request=requests[1]
        )
        await bot.initialize()
        self._closing.append(bot.shutdown)
        return bot

    async def call(self, method: str, token: str = TOKEN, **params: Any) -> dict[str, Any]:
        """A bare call with a JSON body; the whole envelope."""
        async with ClientSession() as http, http.post(f"{self.url}/bot{token}/{method}", json=params) as response:
            envelope: dict[str, Any] = await response.json()
            assert envelope["ok"] == (response.status == 200)
            return envelope

    async def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        envelope = await self.call(method, **params)
        assert not envelope["ok"], envelope
        return envelope["error_code"], envelope["description"]

    async def close(self) -> None:
        for close in self._closing:
            await close()
        await self.runner.cleanup()


def settings_in(folder: Path, **changes: Any) -> WebchatSettings:
    plain = WebchatSettings(
        files_dir=folder / "files",
        bots=(BotAccount(TOKEN, "doorstep_bot", "Doorstep"), BotAccount(OTHER_TOKEN, "other_bot", "Other")),
        database_url=f"sqlite+aiosqlite:///{folder / 'webchat.db'}",
        demo_people=(WANG, LI),
        person_limits=UNLIMITED,
        webhook_retry=0.01,
        webhook_retry_max=0.02,
    )
    return replace(plain, **changes)


@asynccontextmanager
async def house_in(folder: Path, **changes: Any) -> AsyncIterator[House]:
    clock = Clock()
    settings = settings_in(folder, **{"now": clock, **changes})
    app = create_app(settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    house = House(f"http://127.0.0.1:{runner.addresses[0][1]}", app[EXCHANGE], clock, settings, runner)
    try:
        yield house
    finally:
        await house.close()


def picture(width: int = 400, height: int = 300, colour: str = "teal", kind: str = "PNG", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind, **more)
    return out.getvalue()


def unknown_to_aiogram(value: Any, where: str = "") -> list[str]:
    """Fields of an object, and of all in it, that aiogram's types do not name."""
    if isinstance(value, (list, tuple)):
        return [name for one in value for name in unknown_to_aiogram(one, where)]
    if not isinstance(value, BaseModel):
        return []
    own = [f"{where}{type(value).__name__}.{name}" for name in value.model_extra or {}]
    return own + [name for key in type(value).model_fields for name in unknown_to_aiogram(getattr(value, key), where)]


def unknown_to_ptb(value: Any) -> list[str]:
    """The same for python-telegram-bot's types."""
    if isinstance(value, (list, tuple)):
        return [name for one in value for name in unknown_to_ptb(one)]
    if not isinstance(value, telegram.TelegramObject):
        return []
    own = [f"{type(value).__name__}.{name}" for name in value.api_kwargs]
    slots = [
        name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ()) if not name.startswith("_")
    ]
    return own + [name for key in slots if key != "api_kwargs" for name in unknown_to_ptb(getattr(value, key, None))]
