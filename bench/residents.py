"""Residents at their phones: each acts, waits for the answer on the WebSocket, and acts again, all at the same time."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter
from typing import Any

import aiohttp

PATIENCE = 60.0
COOKIE = "webchat_session"


@dataclass(frozen=True)
class Step:
    """One update and its answer: `says` words, or `taps` the button with this label (none given: the first one); done
    when `until` is shown."""

    until: str
    says: str = ""
    taps: str = ""


@dataclass
class Load:
    """How it went: updates a second over all, and how long each answer took."""

    updates: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.updates / self.seconds

    @property
    def p99(self) -> float:
        return quantiles(self.latencies, n=100)[98]


@dataclass
class Resident:
    """A browser: its cookie and its open socket."""

    http: aiohttp.ClientSession
    url: str
    id: int
    cookie: dict[str, str]
    socket: aiohttp.ClientWebSocketResponse
    shown: dict[str, Any] = field(default_factory=dict)

    async def play(self, script: Sequence[Step], load: Load) -> None:
        for number, step in enumerate(script):
            began = perf_counter()
            await self._act(step, number)
            await self._see(step.until)
            load.latencies.append(perf_counter() - began)
            load.updates += 1

    async def _act(self, step: Step, number: int) -> None:
        if step.says:
            path, body = "/api/messages", {"text": step.says}
        else:
            buttons = [one for row in self.shown["reply_markup"]["inline_keyboard"] for one in row]
            data = next(one["callback_data"] for one in buttons if step.taps in ("", one["text"]))
            path, body = "/api/callbacks", {"message_id": self.shown["message_id"], "data": data}
        await self.post(path, {"client_id": f"c{number}", **body})

    async def post(self, path: str, body: dict[str, Any]) -> None:
        async with self.http.post(self.url + path, json=body, headers=self.cookie) as response:
            if response.status != 200:
                raise RuntimeError(f"{path}: {await response.text()}")

    async def _see(self, wanted: str) -> None:
        """The message that shows it is the one whose buttons are tapped next."""
        async with asyncio.timeout(PATIENCE):
            while True:
                frame = await self.socket.receive_str()
                if wanted not in frame or '"is_bot":true' not in frame:
                    continue
                event = json.loads(frame)
                if event["type"] in ("message", "edited"):
                    self.shown = event["message"]
                    return


@asynccontextmanager
async def residents(url: str, many: int) -> AsyncIterator[list[Resident]]:
    """Their pages, open."""
    async with AsyncExitStack() as stack:
        connector = aiohttp.TCPConnector(limit=0)
        http = await stack.enter_async_context(
            aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        )
        opened = [await _open(http, url) for _ in range(many)]
        for one in opened:
            stack.push_async_callback(one.socket.close)
        yield opened


async def _open(http: aiohttp.ClientSession, url: str) -> Resident:
    async with http.post(f"{url}/api/session", json={"language": "zh"}) as response:
        cookie = {"Cookie": f"{COOKIE}={response.cookies[COOKIE].value}"}
        me = (await response.json())["me"]["id"]
    return Resident(http, url, me, cookie, await http.ws_connect(f"{url}/api/events?after=0", headers=cookie))


async def converse(people: Sequence[Resident], scripts: Sequence[Sequence[Step]]) -> Load:
    load, began = Load(), perf_counter()
    async with asyncio.TaskGroup() as group:
        for one, script in zip(people, scripts, strict=True):
            group.create_task(one.play(script, load))
    load.seconds = perf_counter() - began
    return load
