"""Cases that waited until a date go on by themselves when the office opens on it."""

from collections import defaultdict
from collections.abc import Mapping

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
    """Every one whose date has come, also long ago; the handlers are told besides those concerned, each once of all
    that is theirs. True: there may be more."""
    due = (
        select(Case)
        .where(Case.suspended_until <= ctx.today, Case.state == CaseState.SUSPENDED)
        .order_by(Case.suspended_until, Case.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    cases = (await ctx.session.scalars(due)).all()
    hearers = await Hearers.of(ctx, cases)
    theirs: dict[int, list[str]] = defaultdict(list)
    for case in cases:
        await make(ctx, case, frozenset({Party.SYSTEM}), Move.RESUME)
        for person in hearers.of_level(case, Level.REMINDER):
            theirs[person].append(case.number)
    await _tell(ctx, theirs)
    return len(cases) == BATCH


async def _tell(ctx: Ctx, theirs: Mapping[int, list[str]]) -> None:
    for person, numbers in theirs.items():
        key = f"resumed:{numbers[0]}:{person}:{ctx.now.isoformat()}"
        await tell(ctx, [person], Notice.CASE_RESUMED, key, number=" ".join(numbers))
