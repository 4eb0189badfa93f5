"""Channels: each is a Bot API server, with aiogram listening and python-telegram-bot speaking."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from adapters.pacing import Pacer
from adapters.telegram_ear import TelegramEar
from adapters.telegram_push import TelegramMouth
from adapters.telegram_speaker import Speaker
from adapters.telegram_wire import Wire

TELEGRAM = "telegram"
WEBCHAT = "webchat"


@dataclass(frozen=True)
class Channel:
    name: str
    listener: Bot
    speaker: Speaker
    _requests: tuple[Wire, Wire]

    @property
    def mouth(self) -> TelegramMouth:
        return TelegramMouth(self.speaker)

    @property
    def ear(self) -> TelegramEar:
        return TelegramEar(self.speaker)

    async def close(self) -> None:
        await self.listener.session.close()
        for request in self._requests:
            await request.shutdown()


def open_channel(name: str, token: str, api_base: str, at_most: int, pacer: Pacer | None = None) -> Channel:
    """`at_most` requests at the same time, as fast as `pacer` lets them: our own server has no limits."""
    base = api_base.rstrip("/")
    requests = Wire(at_most), Wire(1)
    return Channel(
        name,
        Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base))),
        Speaker(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=requests[0],
            get_updates_request=requests[1],
            rate_limiter=pacer,
        ),
        requests,
    )
