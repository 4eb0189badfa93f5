"""A hazard that its reporter has solved on the spot: shown by a photo taken before and one taken after."""

from sqlalchemy import select

from domain.case_flow import Move
from models.case import Case, CaseEvent
from services.act import Ctx


async def solved_by_reporter(ctx: Ctx, case: Case) -> bool:
    """Whether they have said so, with a photo; asked when the community confirms that it is gone."""
    said = select(CaseEvent.id).where(CaseEvent.case_id == case.id, CaseEvent.move == Move.SOLVE).limit(1)
    return await ctx.session.scalar(said) is not None
