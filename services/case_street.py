"""Cases that were not solved for the third time: only the street can take them over; its staff are reminded daily."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, Select, select

from domain.case_flow import CaseState, HandlingRoute
from domain.deadlines import due, parse_term
from domain.notices import Notice
from domain.roles import Role
from domain.worktime import WorkingHours
from models.case import Case, CaseRating
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
    """Number, words, street and answer of each, the oldest first."""
    return [case for case in (await ctx.session.execute(_waiting())).all() if _over(ctx, case.answered_at)]


async def numbers_waiting(ctx: Ctx) -> list[str]:
    """For the audit: what the street has left lying."""
    return [case.number for case in await waiting_too_long(ctx)]


async def for_the_street(ctx: Ctx) -> Sequence[Row[str, str, int, datetime | None]]:
    """Those of the streets that the actor is of the staff of."""
    mine = {*ctx.actor.units(Role.STREET_STAFF), *ctx.actor.units(Role.ADMIN)}
    return [case for case in await waiting_too_long(ctx) if case.street_id in mine]


def _waiting() -> Select[str, str, int, datetime | None]:
    """Checked or closed, and yet "not solved" was the answer of the present round: no reopening was left."""
    return (
        select(Case.number, Case.words, Case.street_id, CaseRating.answered_at)
        .join(CaseRating, (CaseRating.case_id == Case.id) & (CaseRating.round == Case.reopened))
        .where(CaseRating.solved.is_(False), Case.state.in_([CaseState.CHECKED, CaseState.CLOSED]))
        .order_by(CaseRating.answered_at, Case.id)
    )


def _over(ctx: Ctx, answered_at: datetime | None) -> bool:
    if answered_at is None:
        return False
    term = parse_term(ctx.settings.cases.routes[HandlingRoute.JOINT].response)
    return due(answered_at, term, ctx.calendar, WorkingHours(ctx.settings.work.hours), ctx.zone) <= ctx.now
