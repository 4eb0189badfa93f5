"""Thanks to the rider who reported a hazard, from whoever met it too, once it is solved: one tap, no words, no names.
The rider hears of a case's thanks once, and how many they were ever given stands with their points."""

from sqlalchemy import func, select, update

from domain.case_flow import CaseKind, CaseState
from domain.errors import NotFound
from domain.move_errors import NotSolvedNow
from domain.notices import Notice
from models.case import Case, CaseEvent, CaseFollower
from services.access import case_for
from services.act import Ctx
from services.notify import tell
from services.rider.rider_roll import riding

SOLVED = (CaseState.CHECKED, CaseState.CLOSED)


async def may_thank(ctx: Ctx, case: Case) -> bool:
    """Whether the actor follows it, has not thanked for it, and somebody is there to be thanked."""
    if not await _is_solved_by_a_rider(ctx, case):
        return False
    mine = (CaseFollower.case_id == case.id, CaseFollower.person_id == ctx.actor.person_id)
    waits = select(CaseFollower.case_id).where(*mine, CaseFollower.thanked_at.is_(None))
    return await ctx.session.scalar(waits) is not None


async def thank(ctx: Ctx, number: str) -> None:
    """Again is the same as once. Raises NotFound for whoever has not joined it, and NotSolvedNow."""
    case, _ = await case_for(ctx, number)
    mine = (CaseFollower.case_id == case.id, CaseFollower.person_id == ctx.person_id)
    if await ctx.session.scalar(select(CaseFollower.case_id).where(*mine)) is None:
        raise NotFound
    if case.reporter_id is None or not await _is_solved_by_a_rider(ctx, case):
        raise NotSolvedNow
    once = update(CaseFollower).where(*mine, CaseFollower.thanked_at.is_(None)).values(thanked_at=ctx.now)
    thanked = once.returning(CaseFollower.case_id).execution_options(synchronize_session=False)
    if await ctx.session.scalar(thanked) is not None:
        await tell(ctx, [case.reporter_id], Notice.RIDER_THANKED, f"thanks:{case.id}", number=number)


async def received(ctx: Ctx, number: str | None = None) -> int:
    """How many the actor was given; for one case, or ever."""
    query = select(func.count()).select_from(CaseFollower).join(Case, Case.id == CaseFollower.case_id)
    mine = query.where(Case.reporter_id == ctx.actor.person_id, CaseFollower.thanked_at.is_not(None))
    return await ctx.session.scalar(mine.where(Case.number == number) if number else mine) or 0


async def tell_solved(ctx: Ctx, case: Case, event: CaseEvent) -> None:
    """Whoever joined a hazard hears when its check says that it is gone; the card has the button for thanks."""
    if case.kind != CaseKind.HAZARD:
        return
    followers = select(CaseFollower.person_id).where(CaseFollower.case_id == case.id)
    others = set(await ctx.session.scalars(followers)) - {case.reporter_id, ctx.actor.person_id}
    await tell(ctx, others, Notice.CASE_MOVED, f"move:{event.id}", number=case.number, event=event.id)


async def _is_solved_by_a_rider(ctx: Ctx, case: Case) -> bool:
    """Checked, and not waiting for the street because its reporter says that it is not."""
    solved = case.kind == CaseKind.HAZARD and case.state in SOLVED and case.resolved_at is not None
    if not solved or case.reporter_id in (None, ctx.actor.person_id):
        return False
    return bool(await riding(ctx, [case.reporter_id]))
