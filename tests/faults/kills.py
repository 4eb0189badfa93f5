"""What a kill met: counted in the tables before the next process starts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from models.database import Database
from models.outbox import Inbox, Outbox
from models.people import Chat
from services.outbox import ROWS_OF_A_CHAT

UNSENT = (Outbox.sent_at.is_(None), Outbox.dead_at.is_(None))


@dataclass
class Kills:
    """`landed`: in mid-work, with something to handle or to say; `in_flight`: what was being said just then."""

    landed: int = 0
    missed: int = 0
    in_flight: int = 0

    async def note(self, database: Database, claimed_from: datetime) -> None:
        """`claimed_from`: leases of the house that was killed last until after this."""
        claimed = (Chat.sending_until > claimed_from, *UNSENT)
        count = select(func.count(Outbox.id)).join(Chat, Chat.id == Outbox.chat_id)
        async with database.read() as session:
            unhandled = await session.scalar(select(func.count()).where(Inbox.done_at.is_(None)))
            unsent = await session.scalar(count.where(*UNSENT))
            lines = (await session.scalars(count.where(*claimed).group_by(Outbox.chat_id))).all()
        if unhandled or unsent:
            self.landed += 1
        else:
            self.missed += 1
        self.in_flight += sum(min(line, ROWS_OF_A_CHAT) for line in lines)
