"""A visit that was written down wrongly: what is right is a row of its own, and from then on the wrong one counts for
nothing. Neither is ever edited, so what was known on any day stays known."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select, update

from domain.care_looks import Look
from domain.errors import NotFound, ReasonNeeded
from domain.roles import Role
from domain.visit_errors import CorrectedAlready, TooLateToCorrect
from models.places import Unit
from models.visit import Visit, VisitCorrection
from services import care_log
from services.act import Ctx
from services.insert import insert_new
from services.visit import visit_log
from services.visit.visit_log import Report
from services.visit.visit_views import Logged
from services.visit.visits import home_for


@dataclass(frozen=True)
class Fix:
    """`right` is None where nobody was there at all. `reason` is asked of whoever did not write it down themselves, and
    for days that are long past."""

    submission: str
    right: Report | None
    reason: str | None = None


async def correct(ctx: Ctx, household_id: int, visit_id: int, fix: Fix) -> Logged | None:
    """The wrong visit counts no longer; the right one, of the same day and credited to the same worker, does.

    Whoever wrote it down may do so for a while, the community's staff at any time, with a reason. The same fix twice is
    one. Raises NotFound, TooLateToCorrect, ReasonNeeded, CorrectedAlready, and what writing a visit down raises.
    """
    home = await home_for(ctx, household_id)
    wrong = await ctx.session.get(Visit, visit_id)
    if wrong is None or wrong.household_id != home.id:
        raise NotFound
    await check(ctx, wrong, fix.reason)
    row = {
        "visit_id": visit_id,
        "at": ctx.now,
        "by": ctx.person_id,
        "submission": fix.submission,
        "reason": ctx.vault.seal(fix.reason, f"visit_correction:{fix.submission}:reason") if fix.reason else None,
    }
    made = insert_new(ctx.session, VisitCorrection).values(row).returning(VisitCorrection.visit_id)
    if (await ctx.session.execute(made)).scalar_one_or_none() is None:
        before = await ctx.session.scalar(
            select(VisitCorrection.submission).where(VisitCorrection.visit_id == visit_id)
        )
        if before != fix.submission:
            raise CorrectedAlready
        return None
    await care_log.looked(ctx, Look.VISIT_CORRECTED, [home.id])
    if fix.right is None:
        return None
    report = replace(fix.right, visited_on=wrong.visited_on, late_reason=fix.reason or wrong.late_reason)
    logged = await visit_log.log_visit(ctx, home.id, report, credited=wrong.worker_id)
    mine = VisitCorrection.visit_id == visit_id
    await ctx.session.execute(update(VisitCorrection).where(mine).values(replaced_by=logged.visit_id))
    return logged


async def check(ctx: Ctx, visit: Visit, reason: str | None) -> None:
    """Raises TooLateToCorrect, ReasonNeeded."""
    hours = ctx.settings.visits.correct_hours
    if visit.worker_id == ctx.person_id and ctx.now - visit.recorded_at <= timedelta(hours=hours):
        if visit_log.needs_reason(ctx, visit.visited_on) and not (reason or visit.late_reason):
            raise ReasonNeeded
        return
    path = await ctx.session.scalar(select(Unit.path).where(Unit.id == visit.grid_id))
    staff = (role for role in ctx.actor.roles if role.role is Role.COMMUNITY_STAFF)
    if path is None or not any(role.opens(path) for role in staff):
        raise TooLateToCorrect(hours=hours)
    if not (reason or "").strip():
        raise ReasonNeeded


async def wants_reason(ctx: Ctx, household_id: int, visit_id: int) -> bool:
    """Whether the actor has to say why. Raises NotFound, TooLateToCorrect, CorrectedAlready."""
    home = await home_for(ctx, household_id)
    visit = await ctx.session.get(Visit, visit_id)
    if visit is None or visit.household_id != home.id:
        raise NotFound
    if await ctx.session.get(VisitCorrection, visit_id) is not None:
        raise CorrectedAlready
    try:
        await check(ctx, visit, None)
    except ReasonNeeded:
        return True
    return False
