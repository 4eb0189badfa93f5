"""The clock's jobs that let no one be forgotten: each step of domain/visit_escalation is taken once for ever, and all
that somebody is told by one run is one message, however long nothing ran."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.cadence import Period
from domain.care_looks import Look
from domain.notices import Notice, Urgency, goes_out_at
from domain.visit_escalation import Level, mornings_for
from domain.worktime import ONE_DAY, local_date
from models.visit_escalation import VisitEscalation, VisitEscalationTold
from services import care_log
from services.act import Ctx
from services.insert import insert_new
from services.notify import tell_at
from services.slots import Slot
from services.visit import visit_escalation_facts as facts
from services.visit.visit_hearers import Hearers


@dataclass(frozen=True)
class Taken:
    """A step that is due now."""

    window_id: int
    grid_id: int
    level: Level
    at: datetime


async def tell_workers(ctx: Ctx, slot: Slot) -> int:
    """Daily visits that are still open. Returns how many steps were taken."""
    due = [step for moment in _moments(slot) async for step in _open_today(ctx, moment)]
    return await _take(ctx, slot, due)


async def tell_offices(ctx: Ctx, slot: Slot) -> int:
    """What was missed, and who was not seen for long. Returns how many steps were taken."""
    due = [step for moment in _moments(slot) async for step in _missed(ctx, moment)]
    return await _take(ctx, slot, due)


def _moments(slot: Slot) -> tuple[datetime, ...]:
    """Every elapsed run is worked out as of its own time."""
    return (*slot.passed_over, slot.due_at)


async def _open_today(ctx: Ctx, moment: datetime) -> AsyncIterator[Taken]:
    day = local_date(moment, ctx.zone)
    for rule in ctx.settings.visits.rules:
        if rule.escalates and rule.period is Period.DAY:
            rows = await facts.open_on(ctx, rule, day, moment)
            for step in _due(await facts.stepped(ctx, rule, rows), moment, (Level.WORKER,)):
                yield step


async def _missed(ctx: Ctx, moment: datetime) -> AsyncIterator[Taken]:
    day = local_date(moment, ctx.zone)
    for rule in ctx.settings.visits.rules:
        rows: list[facts.WindowRow] = []
        for morning in mornings_for(day, ctx.calendar) if rule.escalates else ():
            rows += await facts.closed_on(ctx, rule, morning - ONE_DAY, moment)
        for step in _due(await facts.stepped(ctx, rule, rows), moment, (Level.COMMUNITY, Level.STREET)):
            yield step
        if rule.gap_alert_days:
            rows = [*await facts.unseen(ctx, rule, day, moment)]
            for step in _due(await facts.stepped(ctx, rule, rows), moment, (Level.GAP,)):
                yield step


def _due(found: Iterable[facts.Stepped], moment: datetime, levels: Sequence[Level]) -> list[Taken]:
    return [
        Taken(one.window_id, one.grid_id, step.level, step.at)
        for one in found
        for step in one.steps
        if step.at == moment and step.level in levels
    ]


async def _take(ctx: Ctx, slot: Slot, due: Sequence[Taken]) -> int:
    """Facts, who hears of them, and one message a person."""
    if not due:
        return 0
    told_at = tell_time(ctx)
    ids = await _keep(ctx, due, told_at)
    hearers = await Hearers.of(ctx)
    rows = [
        {"escalation_id": ids[step.window_id, step.level], "person_id": person}
        for step in due
        if (step.window_id, step.level) in ids
        for person in hearers.of_level(step.grid_id, step.level)
    ]
    if rows:
        await ctx.session.execute(insert_new(ctx.session, VisitEscalationTold), rows)
        near = ((who, one.grid_id) for one in due for who in hearers.near(one.grid_id, one.level))
        await care_log.shown(ctx, Look.REMINDED, near)
    people = {row["person_id"] for row in rows}
    key = f"{slot.job}:{told_at.isoformat()}"
    await tell_at(ctx, told_at, people, Notice.VISIT_ESCALATED, key, at=told_at.isoformat())
    return len(ids)


def tell_time(ctx: Ctx) -> datetime:
    """No routine, so nobody's share of the day; but no danger either, so the quiet hours hold it."""
    reminders = ctx.settings.visits.reminders
    return goes_out_at(ctx.now, Urgency.ROUTINE, reminders.quiet_from, reminders.quiet_until, ctx.zone)


async def _keep(ctx: Ctx, due: Sequence[Taken], told_at: datetime) -> dict[tuple[int, str], int]:
    """Write the steps down, each once for ever, and give the ids of the new ones."""
    rows = [
        {"window_id": step.window_id, "level": step.level, "at": step.at, "taken_at": ctx.now, "told_at": told_at}
        for step in due
    ]
    kept = insert_new(ctx.session, VisitEscalation).returning(
        VisitEscalation.id, VisitEscalation.window_id, VisitEscalation.level
    )
    return {(window, level): id_ for id_, window, level in await ctx.session.execute(kept, rows)}
