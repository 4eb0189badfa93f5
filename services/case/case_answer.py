"""The question to the reporter whether it is solved: asked once a round, answered once."""

from domain.case_flow import Move
from domain.notices import Notice
from models.case import Case, CaseEvent, CaseRating
from services.act import Ctx
from services.notify import tell


async def ask(ctx: Ctx, case: Case, event: CaseEvent) -> None:
    """Only the reporter can say whether it is solved; a case without one is closed after the wait."""
    ctx.session.add(CaseRating(case_id=case.id, round=case.reopened, asked_at=ctx.now))
    await ctx.session.flush()
    if case.reporter_id is not None:
        notice = Notice.WISH_FULFILLED if event.move == Move.FULFIL else Notice.CASE_RATE
        await tell(ctx, [case.reporter_id], notice, f"move:{event.id}", number=case.number, event=event.id)


async def answer(ctx: Ctx, case: Case, *, solved: bool, satisfaction: int | None) -> bool:
    """Write the reporter's answer of this round down, once; False if there was nothing (more) to answer."""
    rating = await ctx.session.get(CaseRating, (case.id, case.reopened))
    if rating is None or rating.answered_at is not None:
        return False
    rating.solved, rating.satisfaction, rating.answered_at = solved, satisfaction, ctx.now
    await ctx.session.flush()
    return True
