"""What a clock that was ahead leaves behind once it is set right: whatever waits for a moment that it had seen would
wait until that moment has come. A machine that keeps its clock in local time is hours ahead until it hears better."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from models.media import Media
from models.outbox import Outbox, Slot
from models.people import Chat
from models.privacy import ChatToForget
from models.roster import RosterFile
from services.act import Ctx

SKEW = timedelta(minutes=5)
"""The clocks of two machines may differ by as much, and nothing has been set back."""
LONGEST_WAIT = timedelta(minutes=10)
"""No lease and no pause after a failure is longer."""


def was_ahead(last: Mapping[str, datetime], often: Collection[str], now: datetime) -> bool:
    """A job of several runs a day has run later than it is. `last` is the newest run of each job."""
    return any(last[job] > now + SKEW for job in often if job in last)


async def set_right(ctx: Ctx, often: Collection[str]) -> None:
    """Let go what waits. The jobs of several runs a day go by what they find, so they run again; a daily one that has
    run has told people, and does so once for ever."""
    await ctx.session.execute(delete(Slot).where(Slot.job.in_(often), Slot.due_at > ctx.now))
    early = update(Outbox).where(Outbox.created_at > ctx.now, Outbox.sent_at.is_(None), Outbox.dead_at.is_(None))
    await ctx.session.execute(early.values(created_at=ctx.now, not_before=ctx.now))
    held = update(Chat).where(Chat.sending_until > ctx.now + LONGEST_WAIT)
    await ctx.session.execute(held.values(sending_until=None))
    for table in (Media, RosterFile, ChatToForget):
        late = update(table).where(table.next_try_at > ctx.now + LONGEST_WAIT)
        await ctx.session.execute(late.values(next_try_at=ctx.now))
