"""A worker on the small street, with handlers that stumble over some words."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiogram import Dispatcher, F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming
from sqlalchemy import select

from bot.updates.worker import Worker
from domain.errors import TooLong
from handlers.desk import Desk, Replies
from models.outbox import Inbox, Outbox
from models.people import Chat, Person
from services import inbox
from services.act import Ctx
from services.inbox import Received
from services.outbox import MESSAGE
from services.people import people
from services.ports import Message
from tests.support.street import Street
from tests.support.talk import deaf_bot

CHANNEL = "test"
_updates = count(1)


def _handlers() -> Dispatcher:
    """Says back what it hears; some words make it stumble."""
    router = Router()

    @router.message(F.text.startswith("坏"))
    async def broken(message: Incoming, desk: Desk) -> Replies:
        await desk.act(people.speak, "en")
        raise KeyError("this handler is broken")

    @router.message(F.text.startswith("拒"))
    async def refusing(message: Incoming, desk: Desk) -> Replies:
        async def change_and_refuse(ctx: Ctx) -> None:
            await people.speak(ctx, "en")
            raise TooLong(limit=7)

        await desk.act(change_and_refuse)
        return None

    @router.message(F.text.startswith("半"))
    async def half(message: Incoming, desk: Desk) -> Replies:
        """Begins to change the conversation, and refuses before keeping it."""
        data = await desk.state.get_data()
        data["words"].append(message.text)
        raise TooLong(limit=7)

    @router.message(F.text.startswith("记"))
    async def remembering(message: Incoming, desk: Desk) -> Replies:
        data = await desk.state.get_data()
        words = [*data.get("words", []), message.text]
        await desk.state.set_data({"words": words})
        return Message(text=" ".join(words))

    @router.message(F.text)
    async def echo(message: Incoming, desk: Desk) -> Replies:
        return Message(text=message.text or ""), Message(text="还有吗")

    @router.callback_query(F.data == "太长")
    async def refused_tap(query: CallbackQuery, desk: Desk) -> Replies:
        raise TooLong(limit=7)

    @router.callback_query(F.data == "静")
    async def silent_tap(query: CallbackQuery, desk: Desk) -> Replies:
        return None

    made = Dispatcher(disable_fsm=True)
    made.include_router(router)
    return made


STUMBLING = _handlers()


@dataclass
class Office:
    """A worker on the small street, and what it is given to do."""

    street: Street
    woken: list[str] = field(default_factory=list)

    def worker(self, handlers: Dispatcher = STUMBLING) -> Worker:
        door = self.street.door
        spoke = lambda: self.woken.append("spoke")  # noqa: E731
        return Worker(door, handlers, {CHANNEL: deaf_bot()}, door.settings.delivery, spoke)

    async def arrives(self, who: int | None, body: dict[str, Any]) -> None:
        id_ = next(_updates)
        payload = json.dumps({"update_id": id_, **body})
        async with self.street.door.database.write() as session:
            await inbox.store(session, [Received(CHANNEL, id_, who, "zh", payload)], self.street.clock.now())

    async def says(self, who: int, *texts: str) -> None:
        for text in texts:
            await self.arrives(who, {"message": self._message(who, text)})

    async def taps(self, who: int, tap: str, data: str) -> None:
        query = {"id": tap, "from": self._sender(who), "chat_instance": "1", "data": data}
        await self.arrives(who, {"callback_query": query | {"message": self._message(who, "…")}})

    async def heard(self, who: int) -> list[Message]:
        query = select(Outbox.message).join(Chat).where(Chat.external_id == who, Outbox.notice.is_(None))
        async with self.street.door.database.read() as session:
            return [MESSAGE.validate_python(row) for row in await session.scalars(query.order_by(Outbox.id))]

    async def texts(self, who: int) -> list[str]:
        return [message.text for message in await self.heard(who)]

    async def updates(self) -> list[Inbox]:
        async with self.street.door.database.read() as session:
            return list(await session.scalars(select(Inbox).order_by(Inbox.id)))

    async def language(self, who: int) -> str:
        async with self.street.door.database.read() as session:
            return (await session.get_one(Person, who)).language

    def _message(self, who: int, text: str) -> dict[str, Any]:
        chat = {"id": who, "type": "private"}
        return {"message_id": 1, "date": 1, "chat": chat, "from": self._sender(who), "text": text}

    def _sender(self, who: int) -> dict[str, Any]:
        return {"id": who, "is_bot": False, "first_name": "某人"}
