"""A stream of generated updates through inbox, worker, outbox and sender: what broke, got stuck or went unanswered."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from adapters.media_store import FolderStore
from adapters.pictures import PicturesBeside
from bot.updates.compose import composer
from bot.updates.intake import Intake, received
from models.outbox import Inbox, Outbox
from scheduler.delivery import Delivery
from scheduler.tick import tick
from services.media import Files
from services.outbox import MESSAGE
from services.ports import Attachment, Message, Spoken
from tests.fuzz.updates import Made, Maker
from tests.support.street import Street
from tests.support.talk import CHANNEL, worker_of
from webchat.errors import BotError
from webchat.markup.entities import formatted
from webchat.markup.keyboards import inline_keyboard

ROUNDS = 200
MENU_EVERY = 40
"""Batches after which everybody asks for the menu, and the clock runs what is due."""


@dataclass
class StrictMouth:
    """Takes what Telegram would take; `refused` is the rest, and why."""

    refused: list[str] = field(default_factory=list)
    said: int = 0

    async def say(
        self, external_id: int, message: Message, card_message_id: int | None, files: Sequence[Attachment]
    ) -> Spoken:
        self.said += 1
        rows = [[{"text": b.text, "callback_data": b.data, "url": b.url} for b in row] for row in message.buttons]
        given = {"inline_keyboard": [[{k: v for k, v in b.items() if v is not None} for b in row] for row in rows]}
        try:
            text, _ = formatted(message.text, "HTML")
            inline_keyboard(given)
        except BotError as problem:
            self.refused.append(f"{problem}: {message}"[:600])
        else:
            if message.text and not text:
                self.refused.append(f"nothing is left of {message.text!r}")
        return Spoken(self.said)

    async def busy(self, external_id: int) -> None:
        """It is not said."""


@dataclass
class Stream:
    street: Street
    folder: Path
    people: Sequence[int]
    seed: int
    wrong: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    mouth: StrictMouth = field(default_factory=StrictMouth)
    _updates: int = 0
    _seen: int = 0

    def __post_init__(self) -> None:
        door = self.street.door
        store = FolderStore(self.folder / "media", max_bytes=1_000_000, max_side=100)
        files = Files(door.database, store, PicturesBeside(self.folder / "drawing"))
        self.dice = Random(self.seed)
        self.maker = Maker(self.dice, self.people)
        self.worker = worker_of(self.street)
        self.intake = Intake(door.database, door.clock, lambda: None)
        self.sender = Delivery(
            door.database, door.clock, door.settings.delivery, {CHANNEL: self.mouth}, files, composer(door)
        )

    async def run(self, many: int) -> None:
        batches = 0
        while self._updates < many and not self.wrong:
            await self.play([self.maker.one() for _ in range(self.dice.randint(1, 30))])
            self.street.clock.moment += timedelta(minutes=self.dice.choice((0, 1, 7, 45)))
            batches += 1
            if batches % MENU_EVERY == 0:
                await self.ask_for_the_menu()
                await tick(self.street.door, self.street.clock.now())
        await self.ask_for_the_menu()

    async def ask_for_the_menu(self) -> None:
        """From wherever somebody stands, two words lead back to buttons."""
        for who in self.people:
            for words in ("/cancel", "/start"):
                said = await self.play([Made(who, self.maker.says(who, words), "message")])
            if not any(message.buttons for message in said):
                self.wrong.append(f"{who} is stuck: {said}")

    async def play(self, batch: Sequence[Made]) -> list[Message]:
        """Store, handle, look, send. Returns what was said."""
        first, updates = self._updates + 1, []
        for made in batch:
            self._updates += 1
            self.kinds.update(made.body.keys())
            # As a server writes it: what is no character stands there as an escape.
            update = json.loads(json.dumps({"update_id": self._updates, **made.body}))
            updates.append(received(CHANNEL, update))
        await self.intake.store(updates)
        while await self.worker.drain():
            pass
        said = await self._look(dict(enumerate(batch, first)))
        for _ in range(ROUNDS):
            if not await self.sender.deliver():
                break
        await self._look_at_the_outbox()
        return said

    async def _look(self, batch: dict[int, Made]) -> list[Message]:
        async with self.street.door.database.read() as session:
            inbox = (await session.scalars(select(Inbox).where(Inbox.update_id.in_(batch)))).all()
            replies_only = (Outbox.id > self._seen, Outbox.notice.is_(None))
            rows = (await session.execute(select(Outbox.id, Outbox.key, Outbox.message).where(*replies_only))).all()
        self._seen = max([self._seen, *(row.id for row in rows)])
        replies = {row.key: MESSAGE.validate_python(row.message) for row in rows}
        answered = {int(key[1:].split(".")[0]) for key in replies}
        for one in inbox:
            made = batch[one.update_id]
            if one.attempts or one.done_at is None:
                self.wrong.append(f"{one.error}: {made}"[:2000])
            elif made.wants and one.id not in answered:
                self.wrong.append(f"not answered: {made}"[:2000])
        self.maker.buttons += [b.data for m in replies.values() for row in m.buttons for b in row if b.data]
        return list(replies.values())

    async def _look_at_the_outbox(self) -> None:
        failed = select(Outbox.notice, Outbox.message, Outbox.error).where(Outbox.error.is_not(None))
        async with self.street.door.database.read() as session:
            self.wrong += [
                f"{row.error} on saying {row.notice}: {row.message}" for row in await session.execute(failed)
            ]
        self.wrong += self.mouth.refused

    async def handled(self) -> int:
        async with self.street.door.database.read() as session:
            return await session.scalar(select(func.count()).where(Inbox.done_at.is_not(None))) or 0
