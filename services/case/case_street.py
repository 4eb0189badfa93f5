"""Cases that were not solved for the third time: only the street can take them over; its staff are reminded daily."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, Select, func, select

from domain.case_flow import CaseState, HandlingRoute, Move
from domain.deadlines import due, parse_term
from domain.notices import Notice
from domain.roles import Role
from domain.worktime import WorkingHours
from models.case import Case, CaseEvent
from services.act import Ctx
from services.notify import holders, tell
from services.slots import Slot


async def remind(ctx: Ctx, slot: Slot) -> None:
    """Once a day while the street has not begun in the time of a joint case's first response."""
    for street in sorted({case.street_id for case in await waiting_too_long(ctx)}):
        staff = await holders(ctx, Role.STREET_STAFF, street)
        key = f"street-waits:{street}:{slot.day.isoformat()}"
        await tell(ctx, staff, Notice.CASE_STREET_WAITS, key, street=street)


async def waiting_too_long(ctx: Ctx) -> list[Row[str, str, int, datetime | None]]:
    """Number, words, street and when it was said, of each, the oldest first."""
    return [case for case in (await ctx.session.execute(_waiting())).all() if _over(ctx, case.said_at)]


async def numbers_waiting(ctx: Ctx) -> list[str]:
    """For the audit: what the street has left lying."""
    return [case.number for case in await waiting_too_long(ctx)]


async def for_the_street(ctx: Ctx) -> Sequence[Row[str, str, int, datetime | None]]:
    """Those of the streets that the actor is of the staff of."""
    mine = {*ctx.actor.units(Role.STREET_STAFF), *ctx.actor.units(Role.ADMIN)}
    return [case for case in await waiting_too_long(ctx) if case.street_id in mine]


def _waiting() -> Select[str, str, int, datetime | None]:
    """Checked, and yet not resolved: "not solved" was said when no reopening was left."""
    said = (
        select(func.max(CaseEvent.at))
        .where(CaseEvent.case_id == Case.id, CaseEvent.move == Move.REOPEN)
        .scalar_subquery()
        .label("said_at")
    )
    return (
        select(Case.number, Case.words, Case.street_id, said)
        .where(Case.state == CaseState.CHECKED, Case.resolved_at.is_(None))
        .order_by(said, Case.id)
    )


def _over(ctx: Ctx, said_at: datetime | None) -> bool:
    if said_at is None:
        return False
    term = parse_term(ctx.settings.cases.routes[HandlingRoute.JOINT].response)
    return due(said_at, term, ctx.calendar, WorkingHours(ctx.settings.work.hours), ctx.zone) <= ctx.now
