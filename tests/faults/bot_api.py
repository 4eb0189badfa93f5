"""A Bot API server that fails: in front of a real one, and a seeded die says what becomes of each call that says
something."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

SLOW_SECONDS = 0.2
FORBIDDEN = "Forbidden: bot was blocked by the user"


class Fault(StrEnum):
    NONE = "none"
    TOO_MANY = "429"
    BROKEN = "502"
    RESET_BEFORE = "reset before it was delivered"
    RESET_AFTER = "reset after it was delivered"
    TIMEOUT_BEFORE = "time-out before it was delivered"
    TIMEOUT_AFTER = "time-out after it was delivered"
    CONFLICT = "409"
    WRONG = "400"
    SLOW = "slow"


# Of a thousand calls. Time-outs cost five seconds each.
OFTEN = {
    Fault.TOO_MANY: 30,
    Fault.BROKEN: 30,
    Fault.RESET_BEFORE: 30,
    Fault.RESET_AFTER: 30,
    Fault.TIMEOUT_BEFORE: 3,
    Fault.TIMEOUT_AFTER: 3,
    Fault.CONFLICT: 5,
    Fault.WRONG: 10,
    Fault.SLOW: 20,
}
DELIVERED = frozenset({Fault.NONE, Fault.RESET_AFTER, Fault.TIMEOUT_AFTER, Fault.SLOW})
UNKNOWN = frozenset({Fault.BROKEN, Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.TIMEOUT_BEFORE, Fault.TIMEOUT_AFTER})
"""After these the sender cannot know whether it arrived."""
ANSWERS: dict[Fault, tuple[int, str, dict[str, Any]]] = {
    Fault.TOO_MANY: (429, "Too Many Requests: retry after 1", {"parameters": {"retry_after": 1}}),
    Fault.BROKEN: (502, "Bad Gateway", {}),
    Fault.CONFLICT: (409, "Conflict: terminated by other getUpdates request", {}),
    Fault.WRONG: (400, "Bad Request: can't parse entities: made up", {}),
}


@dataclass
class FaultyServer:
    """`arrived` is what each chat was really sent, in order; chats in `blocked` answer 403."""

    upstream: str
    dice: Random
    often: Mapping[Fault, int]
    blocked: frozenset[int]
    away: bool = False
    """Every connection is cut."""
    arrived: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    happened: Counter[Fault] = field(default_factory=Counter)
    _client: ClientSession | None = None

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if self.away and request.transport is not None:
            request.transport.abort()
            return web.Response()
        method = request.path.rsplit("/", 1)[-1]
        if method != "sendMessage":
            status, answer = await self._pass_on(request, body)
            return web.Response(status=status, body=answer, content_type="application/json")
        said = await request.json()
        chat = int(said["chat_id"])
        if chat in self.blocked:
            return web.json_response({"ok": False, "error_code": 403, "description": FORBIDDEN}, status=403)
        fault = self._throw(said)
        self.happened[fault] += 1
        if fault in ANSWERS:
            code, description, more = ANSWERS[fault]
            return web.json_response({"ok": False, "error_code": code, "description": description, **more}, status=code)
        status, answer = 200, b""
        if fault in DELIVERED:
            status, answer = await self._pass_on(request, body)
            self.arrived[chat].append(str(said["text"]))
        if fault in (Fault.RESET_BEFORE, Fault.RESET_AFTER) and request.transport is not None:
            request.transport.abort()
        if fault in (Fault.TIMEOUT_BEFORE, Fault.TIMEOUT_AFTER):
            await asyncio.sleep(30)
        if fault is Fault.SLOW:
            await asyncio.sleep(SLOW_SECONDS)
        return web.Response(status=status, body=answer, content_type="application/json")

    def _throw(self, said: dict[str, Any]) -> Fault:
        """Only what has a parse mode can be wrong in it."""
        at, below = self.dice.randrange(1000), 0
        for fault, often in self.often.items():
            below += often
            if at < below:
                return Fault.NONE if fault is Fault.WRONG and "parse_mode" not in said else fault
        return Fault.NONE

    async def _pass_on(self, request: web.Request, body: bytes) -> tuple[int, bytes]:
        if self._client is None:
            self._client = ClientSession()
        kind = {"Content-Type": request.headers.get("Content-Type", "application/json")}
        async with self._client.request(
            request.method, self.upstream + request.path_qs, data=body, headers=kind
        ) as answer:
            return answer.status, await answer.read()

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()


@asynccontextmanager
async def faulty(
    upstream: str, seed: int = 0, often: Mapping[Fault, int] = OFTEN, blocked: frozenset[int] = frozenset()
) -> AsyncIterator[tuple[str, FaultyServer]]:
    """Its address, and the server."""
    server = FaultyServer(upstream, Random(seed), often, blocked)
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", server.answer)
    async with TestServer(app) as running:
        try:
            yield f"http://127.0.0.1:{running.port}", server
        finally:
            await server.close()
