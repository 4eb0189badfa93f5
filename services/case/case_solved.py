"""Filing a hazard together with the photo that shows it gone."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.case_flow import CaseState, Move
from services.access import case_for
from services.act import Ctx
from services.case import case_on_spot
from services.case.case_moves import Given, move
from services.case.cases import Filed, Filing, submit


async def submit_solved(ctx: Ctx, filing: Filing, after: Sequence[Mapping[str, Any]]) -> Filed:
    """Once per submission key, like `submit`. Raises what it and the move raise: then nothing is filed."""
    filed = await submit(ctx, filing)
    case, _ = await case_for(ctx, filed.number)
    if case.state == CaseState.SUBMITTED and not await case_on_spot.solved_by_reporter(ctx, case):
        await move(ctx, filed.number, Move.SOLVE, Given(files=after))
    return filed
