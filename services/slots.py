"""Slots of the clock: a run of a job is claimed by inserting its row in the transaction of its effects.

Whoever inserts first runs it; everybody else finds the row and does nothing. A run that fails takes its claim with it
and is tried again by the next tick.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, exists, func, select

from models.outbox import Slot as SlotRow
from services import inbox
from services.act import Ctx
from services.insert import insert_new

KEEP = timedelta(days=180)
"""Claimed slots are forgotten after this; longer than any tick looks back."""
KEEP_OFTEN = timedelta(days=3)
"""The same for jobs of several runs a day, of which only the newest counts: one each minute makes half a million
rows a year."""


@dataclass(frozen=True)
class Slot:
    """One run that was due. `day` is the street's date of `due_at`, `late` says that it is run long after;
    `passed_over` are older ones that it stands for, in order."""

    job: str
    due_at: datetime
    day: date
    late: bool = False
    passed_over: tuple[datetime, ...] = ()


UseCase = Callable[[Ctx, Slot], Awaitable[object]]


async def last_claimed(ctx: Ctx) -> dict[str, datetime]:
    """The newest claimed slot of every job."""
    query = select(SlotRow.job, func.max(SlotRow.due_at)).group_by(SlotRow.job)
    return dict((await ctx.session.execute(query)).all())


async def has_run(ctx: Ctx, job: str, since: datetime) -> bool:
    """Whether a slot of this job, due at `since` or later, was claimed."""
    return await ctx.session.scalar(select(exists().where(SlotRow.job == job, SlotRow.due_at >= since))) or False


async def run_once(ctx: Ctx, slot: Slot, use_case: UseCase) -> bool:
    """Claim `slot` and run it, and claim the older ones that it stands for. False: somebody else has it."""
    row = {"job": slot.job, "due_at": slot.due_at, "done_at": ctx.now}
    claimed = await ctx.session.execute(insert_new(ctx.session, SlotRow).values(row).returning(SlotRow.job))
    if claimed.first() is None:
        return False
    older = [{**row, "due_at": due_at} for due_at in slot.passed_over]
    if older:
        await ctx.session.execute(insert_new(ctx.session, SlotRow), older)
    await use_case(ctx, slot)
    return True


async def tidy(ctx: Ctx, slot: Slot, often: Collection[str]) -> None:
    """The job that forgets what was handled, sent or run long ago; of each job the newest run stays."""
    await inbox.purge(ctx.session, slot.due_at, timedelta(days=ctx.settings.storage.keep_updates_days))
    await inbox.forget_strangers(ctx.session, slot.due_at - timedelta(hours=ctx.settings.cases.draft_hours))
    newest = select(SlotRow.job, func.max(SlotRow.due_at).label("due_at")).group_by(SlotRow.job).subquery()
    kept = exists().where(newest.c.job == SlotRow.job, newest.c.due_at == SlotRow.due_at)
    long_ago = (SlotRow.due_at < slot.due_at - KEEP) | (
        SlotRow.job.in_(often) & (SlotRow.due_at < slot.due_at - KEEP_OFTEN)
    )
    await ctx.session.execute(delete(SlotRow).where(long_ago, ~kept))
