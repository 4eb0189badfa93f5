"""`python -m bot audit`: every invariant of the database, each a use case that lists what breaks it, with ids only."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from services import operations, sealing
from services.act import Ctx, Door
from services.case import case_audit, case_history_audit
from services.points import points_audit, points_rebuild, rewards_audit
from services.points.points_rebuild import Mended
from services.visit import visit_audit, visit_escalation_audit

Check = Callable[[Ctx], Awaitable[Sequence[str]]]

CHECKS: dict[str, Check] = {
    **case_history_audit.CHECKS,
    "every case's grid lies in its community": operations.unplaced_grids,
    "the keys at hand open everything that is sealed": sealing.unreadable,
    **case_audit.CHECKS,
    **points_audit.CHECKS,
    **rewards_audit.CHECKS,
    **visit_audit.CHECKS,
    **visit_escalation_audit.CHECKS,
}


async def breaches(door: Door) -> AsyncIterator[tuple[str, Sequence[str]]]:
    """Each check's name and what breaks it; nothing where it holds."""
    for name, check in CHECKS.items():
        yield name, await door.look(check)


async def rebuilt(door: Door) -> AsyncIterator[Mended]:
    """Every points balance that was not what its transfers come to; a transaction for each block of accounts."""
    last: int | None = 0
    while last is not None:
        mended, last = await door.act(points_rebuild.rebuild_riders, last)
        for one in mended:
            yield one
    for one in await door.act(points_rebuild.rebuild_system):
        yield one
