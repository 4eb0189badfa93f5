"""How a process hears its channels: by polling, or by webhooks that the servers are told of."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import web

from bot.serving import serving
from bot.updates.channels import TELEGRAM, WEBCHAT, Channel
from bot.updates.intake import ALLOWED_UPDATES, Intake
from domain.channel_settings import ChannelSettings, TelegramSettings, WebchatSettings


def webhook_path(channel: str) -> str:
    return f"/{channel}"


@asynccontextmanager
async def listening(
    settings: ChannelSettings, secret: str, channels: Mapping[str, Channel], intake: Intake
) -> AsyncIterator[None]:
    chosen: dict[str, TelegramSettings | WebchatSettings] = {TELEGRAM: settings.telegram, WEBCHAT: settings.webchat}
    hooked = {name: chosen[name].webhook_url for name in channels if chosen[name].mode == "webhook"}
    async with AsyncExitStack() as stack:
        if hooked:
            app = web.Application()
            for name in hooked:
                app.router.add_post(webhook_path(name), intake.webhook(name, secret))
            await stack.enter_async_context(serving(app, settings.webhook_host, settings.webhook_port))
        for name, url in hooked.items():
            await channels[name].listener.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
        for name in channels.keys() - hooked.keys():
            await stack.enter_async_context(_polling(intake, name, channels[name], settings.telegram.poll_seconds))
        yield


@asynccontextmanager
async def _polling(intake: Intake, name: str, channel: Channel, wait_seconds: int) -> AsyncIterator[None]:
    task = asyncio.create_task(intake.poll(name, channel.listener, wait_seconds))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
