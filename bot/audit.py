"""`python -m bot audit`: every invariant of the database, each a use case that lists what breaks it, with ids only."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from services import operations, sealing
from services.act import Ctx, Door
from services.case import case_audit, case_history_audit
from services.points import points_audit, rewards_audit
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
