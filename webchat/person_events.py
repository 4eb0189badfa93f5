"""The WebSocket of an open page: first what it missed, then what happens, in the order of `seq`."""

import asyncio

import aiohttp
from aiohttp import web

from webchat.accounts import Account
from webchat.chatlog import keyboard_event
from webchat.errors import PersonError
from webchat.exchange import Exchange
from webchat.guard import integer, same_origin
from webchat.hub import Listener
from webchat.methods.profile import commands_event
from webchat.sessions import Sessions

HEARTBEAT = 25.0
MOST_MISSED = 500
RELOAD = '{"type":"reload"}'


class Events:
    def __init__(self, exchange: Exchange, sessions: Sessions) -> None:
        self._exchange = exchange
        self._sessions = sessions

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if not same_origin(request):
            raise PersonError(403, "foreign_origin", "this came from another site's page")
        account = await self._sessions.need(request)
        if self._exchange.hub.count(account.id) >= self._exchange.settings.person_limits.sockets_per_account:
            raise PersonError(429, "too_many_requests", "too many open pages", retry_after=10)
        after = integer(request.query.get("after"), "after", 0)
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=4096)
        await socket.prepare(request)
        listener = self._exchange.hub.join(account.id, self._sessions.hash_of(request))
        telling = asyncio.create_task(self._tell(socket, account, listener, after))
        try:
            # A page says nothing here; reading is how its leaving is noticed.
            async for _ in socket:
                pass
        finally:
            self._exchange.hub.leave(listener)
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
        return socket

    async def _tell(self, socket: web.WebSocketResponse, account: Account, listener: Listener, after: int) -> None:
        try:
            seen = await self._replay(socket, account, after)
            while (item := await listener.queue.get()) is not None:
                seq, event = item
                if seq == 0 or seq > seen:
                    await socket.send_str(event)
        except ConnectionError:
            return
        await socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)

    async def _replay(self, socket: web.WebSocketResponse, account: Account, after: int) -> int:
        """All that is not as it was at `after`, in its present state, and the command list. Returns the seq reached."""
        missed = await self._exchange.log.missed(account.id, after, MOST_MISSED + 1)
        if after > account.last_seq or after < 0 or len(missed) > MOST_MISSED:
            await socket.send_str(RELOAD)
            return account.committed_seq
        events = list(missed)
        if account.keyboard_seq > after:
            events.append((account.keyboard_seq, keyboard_event(account)))
        for _, event in sorted(events):
            await socket.send_str(event)
        reached = max([after, *(seq for seq, _ in events)])
        commands = self._exchange.bot_of(account).commands_for(account.id, account.language_code)
        await socket.send_str(commands_event(reached, commands))
        return reached
