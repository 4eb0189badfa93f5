"""Somebody at the page, for stories and the demo: says, sends and taps by HTTP, and hears by the WebSocket."""

import asyncio
import secrets
from pathlib import Path
from typing import Any

import aiohttp

from webchat.person_page import PATIENCE, NotHeard, Page, Refused
from webchat.transcript import Message, Wanted, buttons_of, matches, text_of

__all__ = ["PATIENCE", "Message", "NotHeard", "Person", "Refused", "text_of"]


class Person(Page):
    """`async with Person(url) as alice:` Every instance is a browser of its own, and so an account of its own."""

    _since = 0

    @property
    def id(self) -> int:
        return int(self.me["id"])

    async def switch(self, demo_id: int) -> None:
        """Becomes a demo person, with their chat."""
        await self.leave_page()
        self.me = (await self.post("/api/demo/switch", {"id": demo_id}))["me"]
        await self.open_page()

    async def update_me(self, **to: str) -> None:
        self.me = await self.post("/api/me", dict(to))

    async def block(self, blocked: bool = True) -> None:
        self.me = (await self.post("/api/block", {"blocked": blocked}))["me"]

    async def say(self, text: str, *, reply_to: int | None = None, client_id: str | None = None) -> Message:
        """Under a ForceReply it answers the message that asked, as on a phone."""
        body: dict[str, Any] = {"text": text}
        if reply_to is None and (self.keyboard or {}).get("force_reply"):
            reply_to = self.keyboard_message_id
        if reply_to is not None:
            body["reply_to_message_id"] = reply_to
        return (await self._act("/api/messages", body, client_id))["messages"][0]  # type: ignore[no-any-return]

    async def start(self, payload: str = "") -> Message:
        """Opens a deep link."""
        return (await self._act("/api/start", {"payload": payload}))["messages"][0]  # type: ignore[no-any-return]

    async def send_location(self, latitude: float, longitude: float) -> Message:
        place = {"latitude": latitude, "longitude": longitude}
        return (await self._act("/api/messages", {"location": place}))["messages"][0]  # type: ignore[no-any-return]

    async def send_contact(self, phone_number: str, first_name: str | None = None) -> Message:
        contact = {"phone_number": phone_number, "first_name": first_name or self.me["first_name"]}
        return (await self._act("/api/messages", {"contact": contact}))["messages"][0]  # type: ignore[no-any-return]

    async def send_photo(self, *photos: bytes | Path, caption: str = "", client_id: str | None = None) -> list[Message]:
        """Several make an album."""
        return await self._upload("photo", photos, client_id, caption=caption)

    async def send_voice(self, voice: bytes | Path, *, duration: int = 1, caption: str = "") -> Message:
        return (await self._upload("voice", (voice,), caption=caption, duration=str(duration)))[0]

    async def send_document(self, document: bytes | Path, *, name: str = "", caption: str = "") -> Message:
        return (await self._upload("document", (document,), name=name, caption=caption))[0]

    async def edit(self, message_id: int, text: str) -> Message:
        self._since = self._count
        body = {"client_id": _client_id(), "text": text}
        return (await self.request("PATCH", f"/api/messages/{message_id}", json=body))["message"]  # type: ignore[no-any-return]

    async def tap(self, button: str, message: Message | None = None) -> str:
        """Taps the button with this label or callback data, on `message` or on the newest message that has it.

        A label of the reply keyboard is said instead, as on a phone. Returns the callback query's id ("" if said).
        """
        if message is not None:
            message = self._by_id.get(message["message_id"], message)
        for candidate in [message] if message else reversed(self.messages):
            for one in buttons_of(candidate):
                if button in (one["text"], one.get("callback_data")) and "callback_data" in one:
                    body = {"message_id": candidate["message_id"], "data": one["callback_data"]}
                    return str((await self._act("/api/callbacks", body))["callback_query_id"])
        labels = [one["text"] for row in (self.keyboard or {}).get("keyboard", []) for one in row]
        if message is None and button in labels:
            await self.say(button)
            return ""
        raise self.complaint(f"{self.me['first_name']} sees no button {button!r}")

    def last(self) -> Message:
        """The newest message of the bot."""
        said = [message for message in self.messages if message["from"]["is_bot"]]
        if not said:
            raise self.complaint("the bot has said nothing yet")
        return said[-1]

    def buttons(self, message: Message | None = None) -> list[str]:
        """Labels under the message as it is now; of the bot's newest when none is given."""
        current = self._by_id.get(message["message_id"], message) if message else self.last()
        return [button["text"] for button in buttons_of(current)]

    def button(self, beginning: str) -> str:
        """The label, whole, of the newest button that begins so."""
        for message in reversed(self.messages):
            for one in buttons_of(message):
                if one["text"].startswith(beginning):
                    return str(one["text"])
        raise self.complaint(f"{self.me['first_name']} sees no button that begins with {beginning!r}")

    async def hears(self, wanted: Wanted, *, timeout: float = PATIENCE, ever: bool = False) -> Message:  # noqa: ASYNC109
        """Waits until the bot says, or changes a message to, something that contains `wanted` or makes it true.

        Only what came after this person's own last act counts (all since the page was opened when they did nothing), so
        that an older message of the same words is not taken for the answer; `ever` looks at the whole chat.
        """
        since = -1 if ever else self._since

        def heard(_page: object) -> Message | None:
            for message in reversed(self.messages):
                fresh = self._touched.get(message["message_id"], 0) > since
                if fresh and message["from"]["is_bot"] and matches(message, wanted):
                    return message
            return None

        found: Message = await self.until(heard, timeout=timeout, what=repr(wanted))
        return found

    async def answered(self, query: str, *, timeout: float = PATIENCE) -> dict[str, Any]:  # noqa: ASYNC109
        """Waits for the answer (toast) to the tap with this id, as `tap` returned it."""

        def answer(_page: object) -> dict[str, Any] | None:
            return next((one for one in self.answers if one["callback_query_id"] == query), None)

        found: dict[str, Any] = await self.until(answer, timeout=timeout, what="an answer to the tap")
        return found

    async def history(self, *, before: int | None = None, limit: int = 50) -> list[Message]:
        """Asks the server, as scrolling up does."""
        params = {"limit": str(limit), **({"before": str(before)} if before else {})}
        return (await self.request("GET", "/api/messages", params=params))["messages"]  # type: ignore[no-any-return]

    async def download(self, file_unique_id: str) -> bytes:
        async with self.http.get(f"{self._url}/api/files/{file_unique_id}") as response:
            if response.status != 200:
                raise Refused(response.status, "file", file_unique_id)
            return await response.read()

    async def _act(self, path: str, body: dict[str, Any], client_id: str | None = None) -> dict[str, Any]:
        self._since = self._count
        return await self.post(path, {"client_id": client_id or _client_id(), **body})

    async def _upload(
        self, kind: str, files: tuple[bytes | Path, ...], client_id: str | None = None, name: str = "", **fields: str
    ) -> list[Message]:
        self._since = self._count
        form = aiohttp.FormData(
            {"client_id": client_id or _client_id(), "kind": kind, **fields},
            quote_fields=False,
            default_to_multipart=True,
        )
        for file in files:
            data = file if isinstance(file, bytes) else await asyncio.to_thread(file.read_bytes)
            form.add_field("file", data, filename=name or (file.name if isinstance(file, Path) else f"{kind}.bin"))
        sent = await self.request("POST", "/api/messages", data=form, headers={"X-Webchat": "1"})
        return sent["messages"]  # type: ignore[no-any-return]


def _client_id() -> str:
    return secrets.token_hex(8)
