"""The page as a program: a session, the chat kept up to date by the WebSocket, and waiting for news without polling."""

import asyncio
import json
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import aiohttp

from webchat.transcript import Message, transcript

PATIENCE = 60.0
"""Seconds: on a busy machine an answer may take a while."""


class Refused(Exception):
    """The server said no: status, code, message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code


class NotHeard(AssertionError):
    """What was waited for did not come; the text shows what was said instead."""


class Page:
    """
    messages   the chat as shown, oldest first
    answers    toasts and alerts, in order
    actions    "typing" and the like
    keyboard   the reply keyboard or ForceReply shown now, or None; `keyboard_message_id` is the message that brought it
    commands   the command list shown now
    """

    def __init__(self, url: str, *, language: str = "zh", demo_id: int | None = None) -> None:
        self._url = url.rstrip("/")
        self._language = language
        self._demo_id = demo_id
        self._session: aiohttp.ClientSession | None = None
        self._listening: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()
        self._seq = 0
        self._by_id: dict[int, Message] = {}
        self._count = 0  # of events heard; tells what is new since an own act
        self._touched: dict[int, int] = {}
        self.me: dict[str, Any] = {}
        self.answers: list[dict[str, Any]] = []
        self.actions: list[str] = []
        self.keyboard: dict[str, Any] | None = None
        self.keyboard_message_id: int | None = None
        self.commands: list[dict[str, str]] = []

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        try:
            self.me = (await self.post("/api/session", {"language": self._language}))["me"]
            if self._demo_id is not None:
                self.me = (await self.post("/api/demo/switch", {"id": self._demo_id}))["me"]
            await self.open_page()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self.leave_page()
        if self._session:
            await self._session.close()

    @property
    def http(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("open the person first: async with Person(url) as alice")
        return self._session

    @property
    def cookies(self) -> dict[str, str]:
        """To be the same person elsewhere, in a real browser for example."""
        return {cookie.key: cookie.value for cookie in self.http.cookie_jar}

    @property
    def messages(self) -> list[Message]:
        return [self._by_id[number] for number in sorted(self._by_id)]

    async def open_page(self) -> None:
        """Loads what is there and starts to listen; returns once the socket is up."""
        shown = await self.request("GET", "/api/messages", params={"limit": "200"})
        self._by_id = {message["message_id"]: message for message in shown["messages"]}
        self._seq, self.keyboard = shown["seq"], shown["keyboard"]
        self.keyboard_message_id = shown["keyboard_message_id"]
        socket = await self.http.ws_connect(f"{self._url}/api/events", params={"after": str(self._seq)})
        self._listening = asyncio.create_task(self._listen(socket))

    async def leave_page(self) -> None:
        """Stops listening; the session stays. `open_page` comes back."""
        if self._listening:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
            self._listening = None

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            async for frame in socket:
                async with self._news:
                    self._take(json.loads(frame.data))
                    self._news.notify_all()
        finally:
            await socket.close()

    def _take(self, event: dict[str, Any]) -> None:
        self._count += 1
        self._seq = max(self._seq, event.get("seq", 0))
        match event["type"]:
            case "message" | "edited":
                self._by_id[event["message"]["message_id"]] = event["message"]
                self._touched[event["message"]["message_id"]] = self._count
            case "deleted":
                self._by_id.pop(event["message_id"], None)
            case "keyboard":
                self.keyboard, self.keyboard_message_id = event["keyboard"], event["message_id"]
            case "commands":
                self.commands = event["commands"]
            case "answer":
                self.answers.append(event)
            case "action":
                self.actions.append(event["action"])

    async def until(
        self,
        condition: Callable[[Self], Any],
        *,
        timeout: float = PATIENCE,  # noqa: ASYNC109
        what: str = "a condition",
    ) -> Any:
        """Waits for news until `condition` gives something true; returns that. Raises NotHeard with the transcript."""
        try:
            async with asyncio.timeout(timeout), self._news:
                while not (found := condition(self)):
                    await self._news.wait()
                return found
        except TimeoutError:
            raise self.complaint(f"{self.me['first_name']} waited {timeout:g} s in vain for {what}") from None

    def complaint(self, words: str) -> NotHeard:
        return NotHeard(f"{words}\n{transcript(self.messages, self.keyboard, self.answers)}")

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return await self.request("POST", path, json=body)

    async def request(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        async with self.http.request(method, self._url + path, **options) as response:
            body: dict[str, Any] = await response.json()
        if response.status != 200:
            raise Refused(response.status, body["error"]["code"], body["error"]["message"])
        return body
