"""The bots' door: /bot{token}/{method} and /file/bot{token}/{path}, with Telegram's envelope and status codes."""

import logging
from typing import Any

from aiohttp import web

from webchat.bots import Bot
from webchat.errors import BotError
from webchat.exchange import Exchange
from webchat.jsons import dumps
from webchat.keys import EXCHANGE
from webchat.methods import BY_LOWER_NAME
from webchat.methods.call import Call
from webchat.methods.params import Params, read_params

log = logging.getLogger(__name__)


def routes() -> list[web.AbstractRouteDef]:
    return [
        web.route("*", r"/bot{token:[^/]+}/{method:[^/]*}", call_method),
        web.get(r"/file/bot{token:[^/]+}/{path:.+}", download),
    ]


def _answer(text: str, status: int = 200, retry_after: int | None = None) -> web.Response:
    headers = {"Retry-After": str(retry_after)} if retry_after else None
    return web.Response(body=text.encode(), status=status, content_type="application/json", headers=headers)


def _refusal(error: BotError) -> web.Response:
    envelope: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        envelope["parameters"] = {"retry_after": error.retry_after}
    return _answer(dumps(envelope), error.code, error.retry_after)


def _bot(exchange: Exchange, token: str) -> Bot:
    bot = exchange.bots.get(token)
    if bot is None:
        raise BotError(401, "Unauthorized")
    return bot


async def call_method(request: web.Request) -> web.Response:
    exchange = request.app[EXCHANGE]
    try:
        bot = _bot(exchange, request.match_info["token"])
        method = BY_LOWER_NAME.get(request.match_info["method"].lower())
        if method is None or request.method not in ("GET", "POST"):
            raise BotError(404, "Not Found")
        params = await read_params(request, exchange.settings.upload_bytes)
        return _answer(f'{{"ok":true,"result":{await method(Call(exchange, bot, params))}}}')
    except BotError as error:
        return _refusal(error)
    except Exception:
        log.exception("%s failed", request.match_info["method"])
        return _refusal(BotError(500, "Internal Server Error"))


async def answer_in_webhook(exchange: Exchange, bot: Bot, call: dict[str, Any]) -> None:
    """Runs the call that came in the answer to a webhook. As at Telegram, nobody is told how it went."""
    method = BY_LOWER_NAME.get(str(call.get("method")).lower())
    if method is None:
        return
    try:
        await method(Call(exchange, bot, Params(call)))
    except BotError as error:
        log.warning("a method in a webhook's answer was refused: %s", error.description)
    except Exception:
        log.exception("a method in a webhook's answer failed")


async def download(request: web.Request) -> web.StreamResponse:
    exchange = request.app[EXCHANGE]
    try:
        _bot(exchange, request.match_info["token"])
        place = exchange.files.at(request.match_info["path"])
        if place is None or not place.is_file():
            raise BotError(404, "Not Found")
    except BotError as error:
        return _refusal(error)
    return web.FileResponse(place, headers={"Content-Type": "application/octet-stream"})
