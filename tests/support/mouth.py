"""A mouth that does as a test says, and a sender that speaks with it on the small street."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from adapters.media_store import FolderStore
from adapters.pictures import PicturesBeside
from domain.notices import Notice, Urgency
from models.outbox import Card, Outbox
from models.people import Chat
from scheduler.delivery import Delivery
from services import outbox
from services.media import Files
from services.outbox import ChatLine, ToSay
from services.ports import Attachment, Message, Spoken
from tests.support.street import Street

CHANNEL = "test"
LATER = timedelta(minutes=10)


@dataclass(frozen=True)
class Said:
    """What went out: to whom, what, and the message that was changed (None: a new one was said)."""

    to: int
    text: str
    card: int | None = None
    fresh: bool = False


@dataclass
class ScriptedMouth:
    """`refuses`: what is raised instead of saying a text, one after the other; `dies`: what is raised right after it
    was said. Messages are numbered from 1."""

    said: list[Said] = field(default_factory=list)
    refuses: dict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    dies: dict[str, list[BaseException]] = field(default_factory=lambda: defaultdict(list))
    before: Callable[[str], None] = lambda text: None
    busy_in: list[int] = field(default_factory=list)

    async def say(
        self, external_id: int, message: Message, card_message_id: int | None, files: Sequence[Attachment]
    ) -> Spoken:
        self.before(message.text)
        if self.refuses[message.text]:
            raise self.refuses[message.text].pop(0)
        self.said.append(Said(external_id, message.text, card_message_id, message.fresh))
        if self.dies[message.text]:
            raise self.dies[message.text].pop(0)
        edited = card_message_id is not None and not message.fresh
        return Spoken(card_message_id if edited else len(self.said))

    async def busy(self, external_id: int) -> None:
        self.busy_in.append(external_id)

    def heard(self, who: int) -> list[str]:
        return [one.text for one in self.said if one.to == who]


async def compose(notice: Notice, line: ChatLine, row: ToSay) -> Message | None:
    """A push says its `text`; without one there is nothing to tell, and a `bug` is raised."""
    values = row.values
    if "bug" in values:
        raise KeyError(values["bug"])
    return Message(text=str(values["text"])) if "text" in values else None


def sender(street: Street, mouth: ScriptedMouth, folder: Path) -> Delivery:
    store = FolderStore(folder / "media", max_bytes=1_000_000, max_side=100)
    files = Files(street.door.database, store, PicturesBeside(folder / "drawing"))
    return Delivery(street.door.database, street.clock, street.door.settings.delivery, {CHANNEL: mouth}, files, compose)


async def reply(street: Street, chat: int, *messages: Message | str, key: str = "r") -> None:
    """Replies that wait for a chat, in order."""
    now = street.clock.now()
    said = [Message(text=one) if isinstance(one, str) else one for one in messages]
    rows = [outbox.reply_row(f"{key}/{chat}/{n}/{one.text}", chat, one, now) for n, one in enumerate(said)]
    async with street.door.database.write() as session:
        await outbox.put(session, rows)


async def push(street: Street, chat: int, urgency: Urgency = Urgency.PUSH, **values: object) -> None:
    now = street.clock.now()
    row = Outbox(
        key=f"p/{chat}/{sorted(values.items())}",
        chat_id=chat,
        urgency=urgency,
        notice=Notice.CASE_NEW,
        message=dict(values),
        created_at=now,
        not_before=now,
    )
    await street.add(row)


async def rows_for(street: Street, chat: int) -> list[Outbox]:
    """Everything that was or is to be said in a chat, oldest first."""
    async with street.door.database.read() as session:
        return list(await session.scalars(select(Outbox).where(Outbox.chat_id == chat).order_by(Outbox.id)))


async def unsent(street: Street) -> list[str]:
    """Keys of what still waits."""
    async with street.door.database.read() as session:
        waiting = select(Outbox.key).where(Outbox.sent_at.is_(None), Outbox.dead_at.is_(None)).order_by(Outbox.id)
        return list(await session.scalars(waiting))


@dataclass
class Post:
    """The street, its sender, and the mouth it speaks with."""

    street: Street
    delivery: Delivery
    mouth: ScriptedMouth

    async def deliver(self, after: timedelta = timedelta()) -> int:
        self.street.clock.moment += after
        return await self.delivery.deliver()

    async def deliver_all(self, most: int = 150) -> None:
        """Rounds, each long after the one before, until nothing waits."""
        for _ in range(most):
            await self.deliver(LATER)
            if not await unsent(self.street):
                return
        raise AssertionError(f"still waiting: {await unsent(self.street)}")

    async def chat(self, id_: int) -> Chat:
        async with self.street.door.database.read() as session:
            return await session.get_one(Chat, id_)

    async def cards(self, chat: int) -> dict[str, int]:
        async with self.street.door.database.read() as session:
            rows = await session.execute(select(Card.name, Card.message_id).where(Card.chat_id == chat))
            return dict(rows.all())
