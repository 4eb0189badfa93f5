"""Whatever should have been told upwards and was not: worked out anew from the facts, grid by grid."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from domain.cadence import VisitRule
from domain.visit_escalation import Level
from domain.worktime import LONGEST_REST, ONE_DAY, local_date
from models.outbox import Slot
from models.places import Unit
from models.visit import VisitWindow
from models.visit_escalation import VisitEscalation, VisitShortfall
from services.act import Ctx
from services.visit import visit_escalation_facts as facts
from services.visit.visit_hearers import PLACES
from services.visit.visit_shortfall import closed_on, short

# a step is taken by
JOBS = {
    Level.WORKER: "unmet_open",
    Level.COMMUNITY: "unmet_missed",
    Level.STREET: "unmet_missed",
    Level.GAP: "unmet_missed",
}
SHORTFALL = "unmet_shortfall"
PATIENCE = timedelta(hours=1)
"""A step that was due no longer ago may still come."""


async def forgotten_steps(ctx: Ctx) -> list[str]:
    """Every step that was due since the clock first ran was taken."""
    began = await _began(ctx)
    if not began.keys() & set(JOBS.values()):
        return []
    first = local_date(min(began.values()), ctx.zone)
    found: list[str] = []
    for grid in (await ctx.session.scalars(select(Unit.id).where(Unit.kind.in_(PLACES)))).all():
        for rule in ctx.settings.visits.rules:
            if rule.escalates or rule.gap_alert_days:
                found += await _forgotten(ctx, grid, rule, first, began)
    return found


async def _forgotten(ctx: Ctx, grid: int, rule: VisitRule, first: date, began: dict[str, datetime]) -> list[str]:
    held = timedelta(days=rule.grace_days + LONGEST_REST)
    which = (VisitWindow.grid_id == grid, VisitWindow.closes_on >= first - held, VisitWindow.rule == rule.key)
    rows = (await ctx.session.execute(select(*facts.COLUMNS).where(*which).order_by(VisitWindow.id))).all()
    taken = select(VisitEscalation.window_id, VisitEscalation.level).join(
        VisitWindow, VisitWindow.id == VisitEscalation.window_id
    )
    known = {(window, level) for window, level in await ctx.session.execute(taken.where(*which))}
    return [
        f"visit_window {one.window_id} {step.level} {step.at.isoformat()}"
        for one in await facts.stepped(ctx, rule, rows)
        for step in one.steps
        if began.get(JOBS[step.level], ctx.now) <= step.at <= ctx.now - PATIENCE
        and (one.window_id, step.level) not in known
    ]


async def told_too_early(ctx: Ctx) -> list[str]:
    """No step was taken before it was due."""
    query = select(VisitEscalation.id).where(VisitEscalation.taken_at < VisitEscalation.at)
    return [f"visit_escalation {id_}" for id_ in await ctx.session.scalars(query.order_by(VisitEscalation.id))]


async def forgotten_counts(ctx: Ctx) -> list[str]:
    """Every window of which too many were missed was told to its street."""
    began = (await _began(ctx)).get(SHORTFALL)
    if began is None:
        return []
    found: list[str] = []
    at = ctx.settings.visits.escalation.office_at
    day = local_date(began, ctx.zone)
    while (moment := datetime.combine(day, at, ctx.zone)) <= ctx.now - PATIENCE:
        for rule, window in closed_on(ctx, day):
            wanted = {community for counts in (await short(ctx, rule, window, moment)).values() for community in counts}
            kept = select(VisitShortfall.community_id).where(
                VisitShortfall.rule == rule.key, VisitShortfall.starts_on == window.start
            )
            missing = wanted - set((await ctx.session.scalars(kept)).all())
            found += [f"unit {community} {rule.key} {window.start}" for community in sorted(missing)]
        day += ONE_DAY
    return found


async def _began(ctx: Ctx) -> dict[str, datetime]:
    """The oldest run of each job that is still known."""
    query = select(Slot.job, func.min(Slot.due_at)).where(Slot.job.in_([*JOBS.values(), SHORTFALL]))
    return dict((await ctx.session.execute(query.group_by(Slot.job))).all())


CHECKS: dict[str, Callable[[Ctx], Awaitable[Sequence[str]]]] = {
    "whoever was missed was told upwards when it was due": forgotten_steps,
    "nobody was told of a visit before it was missed": told_too_early,
    "the street was told where too many were missed": forgotten_counts,
}
