"""Closed hazards that no supervisor came to look at: their community may."""

from sqlalchemy import select

from domain.case_flow import OFFICE, CaseKind, CaseState, Party
from models.case import Case
from models.case_look import CaseLook
from services.act import Ctx


async def left_to(ctx: Ctx, case: Case, parties: frozenset[Party]) -> bool:
    """Whether the actor, who is `parties` to the case, may look in place of a supervisor."""
    closed_hazard = case.kind == CaseKind.HAZARD and case.state == CaseState.CLOSED
    if not closed_hazard or not parties & OFFICE or ctx.person_id in hands(case):
        return False
    left = select(CaseLook.case_id).where(CaseLook.left_at.is_not(None), CaseLook.looked_at.is_(None))
    return await ctx.session.scalar(left.where(CaseLook.case_id == case.id)) is not None


def hands(case: Case) -> set[int | None]:
    """Looking takes another hand than these."""
    return {case.reporter_id, case.resolved_by}
