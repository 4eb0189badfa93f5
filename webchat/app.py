"""Puts the two doors and the page into one aiohttp application."""

from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from webchat import bot_api, guard, page
from webchat.exchange import Exchange
from webchat.keys import EXCHANGE
from webchat.person_api import PersonApi
from webchat.settings import (
    UNLIMITED,
    BotAccount,
    BotLimits,
    DemoPerson,
    PersonLimits,
    WebchatSettings,
)

__all__ = ["UNLIMITED", "BotAccount", "BotLimits", "DemoPerson", "PersonLimits", "WebchatSettings", "create_app"]

STATIC = Path(__file__).with_name("static")
REQUEST_BYTES = 1024 * 1024  # of JSON and forms; files come as multipart with limits of their own


def create_app(settings: WebchatSettings) -> web.Application:
    """An application that opens its database on startup and closes it on cleanup."""
    app = web.Application(client_max_size=REQUEST_BYTES, middlewares=[guard.speak_to_persons])
    exchange = app[EXCHANGE] = Exchange(settings, bot_api.answer_in_webhook)

    async def open_and_close(_app: web.Application) -> AsyncIterator[None]:
        await exchange.open()
        yield
        await exchange.close()

    async def hang_up(_app: web.Application) -> None:
        exchange.hang_up()

    app.cleanup_ctx.append(open_and_close)
    app.on_shutdown.append(hang_up)  # before aiohttp waits for handlers that are still busy
    app.on_response_prepare.append(guard.add_security_headers)
    app.add_routes(bot_api.routes())
    app.add_routes(PersonApi(exchange).routes())
    app.add_routes(page.routes(STATIC))
    return app
