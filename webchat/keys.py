"""Where the application keeps what its handlers need."""

from aiohttp import web

from webchat.exchange import Exchange

EXCHANGE = web.AppKey("exchange", Exchange)
