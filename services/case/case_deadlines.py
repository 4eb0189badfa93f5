"""What a move does to a case's deadlines. Alarms follow by themselves (models/case.py)."""

from datetime import timedelta

from sqlalchemy import func, select

from domain.case_alarms import after_suspension
from domain.case_flow import HandlingRoute, Move
from domain.deadlines import Term, due, parse_term
from domain.worktime import WorkingHours
from models.case import Case, CaseEvent
from services.act import Ctx


async def keep_time(ctx: Ctx, case: Case, name: Move) -> None:
    """A new round has the route's whole time to resolve it; time that was suspended does not count; every other move
    keeps the deadlines."""
    match name:
        case Move.REOPEN | Move.TAKE_OVER:
            hours = WorkingHours(ctx.settings.work.hours)
            case.clock_from = ctx.now
            case.resolve_by = due(ctx.now, _term(ctx, case), ctx.calendar, hours, ctx.zone)
        case Move.RESUME:
            await _resume(ctx, case)


async def _resume(ctx: Ctx, case: Case) -> None:
    suspended = select(func.max(CaseEvent.at)).where(CaseEvent.case_id == case.id, CaseEvent.move == Move.SUSPEND)
    since = await ctx.session.scalar(suspended) or ctx.now
    span = max(ctx.now - since, timedelta())
    hours, clock = WorkingHours(ctx.settings.work.hours), _term(ctx, case).clock
    case.clock_from = (case.clock_from or case.created_at) + span
    case.resolve_by = after_suspension(case.resolve_by, span, clock, ctx.calendar, hours, ctx.zone)


def _term(ctx: Ctx, case: Case) -> Term:
    return parse_term(ctx.settings.cases.routes[HandlingRoute(case.route)].resolution)
