"""What a push about deadlines says, worked out when it is sent: what was done meanwhile is left out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from domain.case_alarms import ORDER, RUNNING, CaseClock, Level
from models.case import Case
from models.case_alarm import CaseAlarm, CaseAlarmTold
from services.access import parties_of
from services.act import Ctx


@dataclass(frozen=True)
class Alarmed:
    """A case that still waits. `late`: the push itself comes long after it should have."""

    number: str
    words: str
    clock: CaseClock
    level: Level
    due_at: datetime
    late: bool


async def told_together(ctx: Ctx, since: datetime, told_at: datetime) -> list[Alarmed]:
    """What the actor is told at that moment, with what was held for it from `since` on, the longest overdue first; each
    case once, with its highest level."""
    return await _alarmed(ctx, CaseAlarm.told_at.between(since, told_at), CaseAlarm.urgent.is_(False))


async def told_alone(ctx: Ctx, alarm_id: int) -> Alarmed | None:
    """The urgent alarm, if there is still something to tell of it."""
    return next(iter(await _alarmed(ctx, CaseAlarm.id == alarm_id)), None)


async def _alarmed(ctx: Ctx, *which: ColumnElement[bool]) -> list[Alarmed]:
    query = (
        select(Case, CaseAlarm)
        .join(CaseAlarm, CaseAlarm.case_id == Case.id)
        .join(CaseAlarmTold, CaseAlarmTold.alarm_id == CaseAlarm.id)
        .where(*which, CaseAlarmTold.person_id == ctx.actor.person_id, Case.state.in_(RUNNING))
        .where(CaseAlarm.round == Case.reopened)
    )
    late_after = timedelta(minutes=ctx.settings.cases.deadlines.late_minutes)
    rows = [(case, alarm) for case, alarm in await ctx.session.execute(query) if _waits(case, alarm)]
    rows.sort(key=lambda row: ORDER.index(Level(row[1].level)))
    newest = {
        case.number: Alarmed(
            case.number,
            case.words,
            CaseClock(alarm.clock),
            Level(alarm.level),
            alarm.due_at,
            late=alarm.taken_at - alarm.at > late_after,
        )
        for case, alarm in rows
        if parties_of(ctx, case)
    }
    return sorted(newest.values(), key=lambda one: (one.due_at, one.number))


def _waits(case: Case, alarm: CaseAlarm) -> bool:
    """Whether what the alarm is about is still to be done, and still due then."""
    if alarm.clock == CaseClock.RESPONSE:
        return case.responded_at is None and case.respond_by == alarm.due_at
    return case.resolve_by == alarm.due_at
