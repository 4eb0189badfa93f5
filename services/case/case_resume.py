"""Cases that waited until a date go on by themselves when the office opens on it."""

from sqlalchemy import select

from domain.case_alarms import Level
from domain.case_flow import CaseState, Move, Party
from domain.notices import Notice
from models.case import Case
from services.act import Ctx
from services.case.case_hearers import Hearers
from services.case.case_moves import make
from services.notify import tell
from services.slots import Slot

BATCH = 200


async def resume_due(ctx: Ctx, slot: Slot) -> bool:
    """Every one whose date has come, also long ago; the handler is told besides those concerned. True: there may be
    more."""
    due = (
        select(Case)
        .where(Case.suspended_until <= ctx.today, Case.state == CaseState.SUSPENDED)
        .order_by(Case.suspended_until, Case.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    cases = (await ctx.session.scalars(due)).all()
    hearers = await Hearers.of(ctx, cases)
    for case in cases:
        event = await make(ctx, case, frozenset({Party.SYSTEM}), Move.RESUME)
        handlers = hearers.of_level(case, Level.REMINDER)
        await tell(ctx, handlers, Notice.CASE_RESUMED, f"move:{event.id}:handler", number=case.number)
    return len(cases) == BATCH
