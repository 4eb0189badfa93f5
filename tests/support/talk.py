"""Somebody chats with the real worker and dispatcher, without any network: updates go into the inbox, what is said is
read from the outbox. Buttons are tapped by their text, on what was said last."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from aiogram import Bot
from sqlalchemy import select

from bot.updates.dispatcher import dispatcher
from bot.updates.worker import Worker
from models.outbox import Outbox
from services import inbox
from services.inbox import Received
from services.outbox import MESSAGE
from services.ports import Message
from tests.support.street import Street

CHANNEL = "test"


@dataclass
class Talk:
    """One private chat on the street; its id is the person's. `heard` is everything said to them so far."""

    street: Street
    person: int
    heard: list[Message] = field(default_factory=list)
    updates: int = 0
    _last: dict[str, Any] = field(default_factory=dict)

    async def say(self, text: str) -> list[Message]:
        return await self.send(text=text)

    async def send_photo(self, name: str, caption: str | None = None) -> list[Message]:
        """A photo that the channel knows by `name`."""
        photo = {"file_id": name, "file_unique_id": name, "width": 800, "height": 600}
        return await self.send(photo=[photo], **({"caption": caption} if caption else {}))

    async def send_place(self, place: tuple[float, float]) -> list[Message]:
        return await self.send(location={"latitude": place[0], "longitude": place[1]})

    async def send(self, **content: Any) -> list[Message]:
        body = {"message_id": self.updates + 1, "date": 1, "chat": self._chat(), "from": self._sender(), **content}
        return await self._deliver({"message": body})

    async def edit(self, **content: Any) -> list[Message]:
        """What was sent before reads, or stands, otherwise now."""
        body = {"message_id": self.updates, "date": 1, "edit_date": 2, "chat": self._chat(), "from": self._sender()}
        return await self._deliver({"edited_message": body | content})

    async def tap(self, label: str) -> list[Message]:
        """The newest button that reads `label`, or begins so."""
        return await self.tap_data(self.data(label))

    async def tap_data(self, data: str) -> list[Message]:
        """Any data, as a forged client may send it."""
        query = {"id": f"q{self.updates}", "from": self._sender(), "chat_instance": "1", "data": data}
        message = {"message_id": 1, "date": 1, "chat": self._chat(), "text": "…"}
        return await self._deliver({"callback_query": {**query, "message": message}})

    def data(self, label: str) -> str:
        buttons = [b for message in self.heard for row in message.buttons for b in row if b.text.startswith(label)]
        assert buttons, f"no button {label!r} on {[words(m) for m in self.heard[-2:]]}"
        return buttons[-1].data or ""

    async def again(self) -> list[Message]:
        """The last update is delivered a second time, under a new id: what a second tap is."""
        return await self._deliver(self._last)

    async def _deliver(self, update: dict[str, Any]) -> list[Message]:
        self._last = update
        self.updates += 1
        id_ = self.person * 1_000 + self.updates
        payload = json.dumps({"update_id": id_, **update})
        before = await self._said()
        await self._arrives(Received(CHANNEL, id_, self.person, "zh", payload))
        await worker_of(self.street).drain()
        new = (await self._said())[len(before) :]
        self.heard += new
        return new

    async def _arrives(self, one: Received) -> None:
        async with self.street.door.database.write() as session:
            await inbox.store(session, [one], self.street.clock.now())

    async def _said(self) -> list[Message]:
        query = select(Outbox.message).where(Outbox.chat_id == self.person, Outbox.notice.is_(None))
        async with self.street.door.database.read() as session:
            return [MESSAGE.validate_python(row) for row in await session.scalars(query.order_by(Outbox.id))]

    def _chat(self) -> dict[str, Any]:
        return {"id": self.person, "type": "private"}

    def _sender(self) -> dict[str, Any]:
        return {"id": self.person, "is_bot": False, "first_name": "某人"}


@cache
def deaf_bot() -> Bot:
    """One for the run: making its TLS context takes longer than an update. Nothing goes over it."""
    return Bot("1:made-up-for-tests")


def worker_of(street: Street) -> Worker:
    return Worker(street.door, dispatcher(), {CHANNEL: deaf_bot()}, street.door.settings.delivery, spoke=lambda: None)


def words(message: Message) -> str:
    """Everything that a person reads on a message."""
    labels = (b.text for row in message.buttons for b in row)
    return "\n".join([message.text, *labels, message.toast or ""])


def read(messages: Sequence[Message]) -> str:
    return "\n".join(words(message) for message in messages)
