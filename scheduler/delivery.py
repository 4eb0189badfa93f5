"""The sender: empties the outbox, chat by chat, woken at once when something was committed.

1. Claim chats for which something is due; their lease keeps other processes from speaking there.
2. Render each push in the reader's language, now, and say everything in order; chats side by side.
3. Write down what was sent; a failure holds its chat back for a while, a refusal for ever ends it.

What was sent but not yet written down when the process dies is said again: at most the sends in flight. Routine pushes
are not: they are noted as begun when they are claimed. What is repeated since nobody knows whether it arrived says so.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from domain.clock import Clock
from domain.notices import Notice, Urgency
from domain.settings import DeliverySettings
from models.database import Database
from scheduler.busy import busy
from services import outbox
from services.media import Files
from services.outbox import MESSAGE, ChatLine, Outcome, ToSay
from services.ports import ChatMoved, Gone, Message, Mouth, TryLater
from services.texts import speech

log = logging.getLogger(__name__)

TRIES_OF_A_BUG = 3
"""What we cannot render or send by our own fault is not worth holding a chat back for long."""

Composed = Message | AsyncIterator[Message] | None
"""What takes a while says how far it is, one message after the other."""
Composer = Callable[[Notice, ChatLine, ToSay], Awaitable[Composed]]


@dataclass
class Progress:
    """How far a chat's line has come."""

    sent: list[int] = field(default_factory=list)
    cards: dict[str, int] = field(default_factory=dict)


@dataclass
class Delivery:
    """`compose` renders a push; None means that there is nothing left to tell."""

    database: Database
    clock: Clock
    settings: DeliverySettings
    mouths: Mapping[str, Mouth]
    files: Files
    compose: Composer

    async def deliver(self) -> int:
        """One round. Returns how many chats had something to hear."""
        async with self.database.glance() as session:
            if not await outbox.anything_due(session, self.clock.now()):
                return 0
        lease = timedelta(seconds=self.settings.lease_seconds)
        claimed_at = self.clock.now()
        async with self.database.write(short=True) as session:
            lines = await outbox.claim(session, claimed_at, lease, self.settings.at_most)
        if lines:
            outcomes = await asyncio.gather(*(self._speak(line, claimed_at + lease / 2) for line in lines))
            async with self.database.write(short=True) as session:
                await outbox.settle(session, outcomes, self.clock.now())
        return len(lines)

    async def _speak(self, line: ChatLine, until: datetime) -> Outcome:
        """Nothing is begun after `until`: once the lease is over, another process would say it too."""
        progress = Progress(cards=dict(line.cards))
        mouth = self.mouths.get(line.channel)
        for row in line.rows:
            if progress.sent and self.clock.now() >= until:
                break
            if mouth is None:
                return self._stop(line, progress, row, TryLater(f"channel {line.channel} is not served here"))
            try:
                await self._say(mouth, line, progress, row)
            except (Gone, ChatMoved, TryLater) as refusal:
                return self._stop(line, progress, row, refusal)
            except Exception as bug:
                log.exception("say_failed", extra={"outbox_id": row.id})
                return self._stop(line, progress, row, TryLater(type(bug).__name__), tries=TRIES_OF_A_BUG)
            progress.sent.append(row.id)
        return self._outcome(line, progress)

    async def _say(self, mouth: Mouth, line: ChatLine, progress: Progress, row: ToSay) -> None:
        if row.notice is None:
            message: Composed = MESSAGE.validate_python(row.values)
        else:
            message = await self.compose(Notice(row.notice), line, row)
        if isinstance(message, AsyncIterator):
            async for step in message:
                await self._speak_out(mouth, line, progress, row, step)
        elif message is not None:
            await self._speak_out(mouth, line, progress, row, message)

    async def _speak_out(self, mouth: Mouth, line: ChatLine, progress: Progress, row: ToSay, message: Message) -> None:
        if row.perhaps_said and message.text and not message.card:
            message = replace(message, text=f"{speech(line.language)('said-again')}\n{message.text}")
        attachments = await self.files.attachments(message.media, line.channel)
        if message.sheet or message.picture or message.bundle:
            async with busy(partial(mouth.busy, line.external_id)):
                attachments += await self.files.made(message, line.channel)
        card = progress.cards.get(message.card) if message.card else None
        spoken = await mouth.say(line.external_id, message, card, attachments)
        if message.card and spoken.message_id is not None:
            progress.cards[message.card] = spoken.message_id
        await self.files.remember(line.channel, spoken.copies)

    def _stop(
        self, line: ChatLine, progress: Progress, row: ToSay, refusal: Exception, tries: int | None = None
    ) -> Outcome:
        unknown = isinstance(refusal, TryLater) and refusal.unknown
        so_far = self._outcome(line, progress)
        left = tuple(id_ for id_ in so_far.left if id_ != row.id)
        so_far = replace(so_far, failed=row.id, why=str(refusal), unknown=unknown, left=left)
        if isinstance(refusal, Gone):
            return replace(so_far, lost=True, dead=True)
        if isinstance(refusal, ChatMoved):
            return replace(so_far, moved_to=refusal.external_id)
        if not isinstance(refusal, TryLater):
            raise refusal
        # Nobody knows whether it arrived: a routine push is not worth saying twice.
        repeated = refusal.unknown and row.urgency == Urgency.ROUTINE
        given_up = repeated or row.attempts + 1 >= (tries or self.settings.attempts)
        pause = min(self.settings.first_pause_seconds * 2**row.attempts, self.settings.longest_pause_seconds)
        hold = self.clock.now() + timedelta(seconds=refusal.after if refusal.after is not None else pause)
        return replace(so_far, dead=given_up, hold_until=None if given_up else hold)

    @staticmethod
    def _outcome(line: ChatLine, progress: Progress) -> Outcome:
        changed = tuple((name, id_) for name, id_ in progress.cards.items() if line.cards.get(name) != id_)
        routine = (row.id for row in line.rows if row.urgency == Urgency.ROUTINE)
        left = tuple(id_ for id_ in routine if id_ not in progress.sent)
        return Outcome(line.chat_id, tuple(progress.sent), changed, left=left)
