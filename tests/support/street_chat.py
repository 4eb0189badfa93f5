"""People of the small street who send and tap: through inbox, dispatcher and outbox, and no network."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.updates.dispatcher import dispatcher
from bot.updates.worker import Worker
from domain.notices import Notice
from handlers.desk import Reader
from handlers.notices import composed
from models.outbox import Outbox
from models.people import Chat
from services import inbox
from services.inbox import Received
from services.outbox import MESSAGE
from services.ports import Message
from services.texts import speech
from tests.support.street import Street
from tests.support.talk import deaf_bot

SOMEBODY = {"is_bot": False, "first_name": "居民"}


@dataclass
class StreetChat:
    """`shown` are the messages that each person has on the screen, a card once and the newest last."""

    street: Street
    shown: dict[int, list[Message]] = field(default_factory=lambda: defaultdict(list))
    _updates: int = 0
    _seen: int = 0

    async def say(self, person: int, words: str) -> list[Message]:
        """Send a text. Returns what was answered."""
        return await self._send(person, {"message": self._message(person) | {"text": words}})

    async def tap(self, person: int, words: str) -> list[Message]:
        """Tap the newest button that has `words` on it."""
        return await self.tap_data(person, self.button(person, words))

    def button(self, person: int, words: str) -> str:
        """What the newest button with `words` on it sends. LookupError if nobody sees such a button."""
        for message in reversed(self.shown[person]):
            for row in message.buttons:
                for button in row:
                    if words in button.text and button.data is not None:
                        return button.data
        raise LookupError(f"no button says {words}: {[m.buttons for m in self.shown[person]]}")

    async def tap_data(self, person: int, data: str) -> list[Message]:
        query = {
            "id": str(self._updates + 1),
            "from": SOMEBODY | {"id": person},
            "chat_instance": "1",
            "data": data,
            "message": self._message(person) | {"text": "…"},
        }
        return await self._send(person, {"callback_query": query})

    async def hear(self, person: int, notice: Notice, **values: Any) -> Message | None:
        """A push as it is rendered for this person now."""
        async with self.street.door.database.read() as session:
            act = await self.street.act_as(session, person)
            message = await composed(Reader(act, act.ctx.actor, speech(act.ctx.actor.language)), notice, values)
        if message is not None:
            self._show(person, message)
        return message

    async def speak_english(self, person: int) -> None:
        await self.tap_data(person, "m:speak-en")

    def _message(self, person: int) -> dict[str, Any]:
        return {
            "message_id": self._updates + 1,
            "date": int(self.street.clock.now().timestamp()),
            "chat": {"id": person, "type": "private"},
            "from": SOMEBODY | {"id": person},
        }

    async def _send(self, person: int, body: dict[str, Any]) -> list[Message]:
        self._updates += 1
        payload = json.dumps({"update_id": self._updates} | body, ensure_ascii=False)
        door = self.street.door
        async with door.database.write() as session:
            received = Received("test", self._updates, person, "zh", payload)
            await inbox.store(session, [received], door.clock.now())
        bots = {"test": deaf_bot()}
        worker = Worker(door, dispatcher(), bots, door.settings.delivery, lambda: None)
        assert await worker.drain() == 1
        return await self._answers(person)

    async def _answers(self, person: int) -> list[Message]:
        query = (
            select(Outbox.id, Outbox.message)
            .join(Chat, Chat.id == Outbox.chat_id)
            .where(Outbox.id > self._seen, Outbox.notice.is_(None), Chat.external_id == person)
            .order_by(Outbox.id)
        )
        async with self.street.door.database.read() as session:
            rows = (await session.execute(query)).all()
        said = [MESSAGE.validate_python(message) for _, message in rows]
        self._seen = max([self._seen, *(id_ for id_, _ in rows)])
        for message in said:
            self._show(person, message)
        return said

    def _show(self, person: int, message: Message) -> None:
        if message.text:
            kept = [m for m in self.shown[person] if m.card is None or m.card != message.card]
            self.shown[person] = [*kept, message]
