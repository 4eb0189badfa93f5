"""The clock of cases: takes every alarm that is due, once for ever, and tells exactly those who should know.

`case.next_alarm_at` is where the clock looks next; whatever changes a case sets it back (models/case.py), and only this
file sets it on. So one tick reads a range of one index, however many cases are closed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from domain.case_alarms import ORDER, RUNNING, Alarm, AlarmRules, Times, alarms, is_urgent
from domain.deadlines import parse_term
from domain.notices import Notice, goes_out_at, urgency_of
from domain.worktime import WorkingHours
from models.case import Case
from models.case_alarm import CaseAlarm, CaseAlarmTold
from services.act import Ctx
from services.case.case_hearers import Hearers
from services.insert import insert_new
from services.notify import tell, tell_at
from services.quiet import hearings
from services.slots import Slot

BATCH = 200

COLUMNS = (
    Case.id,
    Case.number,
    Case.reopened,
    Case.created_at,
    Case.clock_from,
    Case.respond_by,
    Case.resolve_by,
    Case.responded_at,
    Case.route,
    Case.danger,
    Case.handler_id,
    Case.grid_id,
    Case.community_id,
    Case.street_id,
)
CaseRow = Row[*tuple[Any, ...]]
"""A case's COLUMNS."""
Taken = Mapping[int, Collection[tuple[str, str]]]


@dataclass(frozen=True)
class Fired:
    """An alarm that is taken now."""

    case: CaseRow
    alarm: Alarm

    @property
    def urgent(self) -> bool:
        return is_urgent(self.case.route, self.case.danger)


def rules(ctx: Ctx) -> AlarmRules:
    deadlines = ctx.settings.cases.deadlines
    return AlarmRules(
        deadlines.remind_percent / 100,
        parse_term(deadlines.pause),
        parse_term(deadlines.urgent_pause),
        ctx.calendar,
        WorkingHours(ctx.settings.work.hours),
        ctx.zone,
    )


def plan(case: CaseRow, by: AlarmRules) -> tuple[Alarm, ...]:
    """Every alarm of a case whose clocks run."""
    times = Times(
        created_at=case.created_at,
        clock_from=case.clock_from or case.created_at,
        respond_by=case.respond_by,
        resolve_by=case.resolve_by,
        responded=case.responded_at is not None,
        urgent=is_urgent(case.route, case.danger),
    )
    return alarms(times, by)


async def take(ctx: Ctx, slot: Slot) -> bool:
    """Take what is due by now, one batch of cases. True: there may be more.

    1. The cases are locked, and passed over where somebody is changing them: the next tick finds them.
    2. What was taken in this round before is left out.
    3. Facts, pushes and when to look again are one transaction.
    """
    due = (
        select(*COLUMNS)
        .where(Case.next_alarm_at <= ctx.now, Case.state.in_(RUNNING))
        .order_by(Case.next_alarm_at, Case.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    cases = (await ctx.session.execute(due)).all()
    if not cases:
        return False
    by, before = rules(ctx), await taken(ctx, cases)
    fired, looks = [], []
    for case in cases:
        left = [alarm for alarm in plan(case, by) if (alarm.clock, alarm.level) not in before[case.id]]
        fired += [Fired(case, alarm) for alarm in left if alarm.at <= ctx.now]
        later = min((alarm.at for alarm in left if alarm.at > ctx.now), default=None)
        looks.append({"case_id": case.id, "later": later})
    again = update(Case.__table__).where(Case.__table__.c.id == bindparam("case_id"))  # type: ignore[arg-type]
    await (await ctx.session.connection()).execute(again.values(next_alarm_at=bindparam("later")), looks)
    await _tell(ctx, fired)
    return len(cases) == BATCH


async def taken(ctx: Ctx, cases: Sequence[CaseRow]) -> Taken:
    """(clock, level) of every alarm that was taken in each case's present round."""
    rounds = {case.id: case.reopened for case in cases}
    query = select(CaseAlarm.case_id, CaseAlarm.round, CaseAlarm.clock, CaseAlarm.level)
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for case_id, number, clock, level in await ctx.session.execute(query.where(CaseAlarm.case_id.in_(rounds))):
        if number == rounds[case_id]:
            found[case_id].add((clock, level))
    return found


async def _tell(ctx: Ctx, fired: Sequence[Fired]) -> None:
    """Urgent ones in a message for each case; all others of one person in one message."""
    if not fired:
        return
    told_at = _told_at(ctx)
    ids = await _keep(ctx, fired, told_at)
    hearers = await Hearers.of(ctx, [one.case for one in fired])
    kept = [(ids[key], one) for one in fired if (key := _key(one)) in ids]
    addressed = [(id_, one, hearers.of_level(one.case, one.alarm.level)) for id_, one in kept]
    rows = [{"alarm_id": id_, "person_id": who} for id_, _, people in addressed for who in people]
    if rows:
        await ctx.session.execute(insert_new(ctx.session, CaseAlarmTold), rows)
    routine = {who for _, one, people in addressed for who in people if not one.urgent}
    for at, theirs in (await hearings(ctx, routine, Notice.CASE_ALARMS, told_at)).items():
        told = {"at": at.isoformat(), "since": told_at.isoformat()}
        await tell_at(ctx, at, theirs, Notice.CASE_ALARMS, f"alarms:{at.isoformat()}", **told)
    for (case_id, who), id_ in _newest((id_, one, people) for id_, one, people in addressed if one.urgent).items():
        await tell(ctx, [who], Notice.CASE_ALARM, f"alarm:{case_id}:{id_}", alarm=id_)


def _newest(urgent: Iterable[tuple[int, Fired, Sequence[int]]]) -> dict[tuple[int, int], int]:
    """Of several alarms of one case that reach somebody at once, only the highest is worth a push."""
    ranked = sorted(urgent, key=lambda entry: ORDER.index(entry[1].alarm.level))
    return {(one.case.id, who): id_ for id_, one, people in ranked for who in people}


def _told_at(ctx: Ctx) -> datetime:
    """What the quiet hours hold is told together at their end."""
    reminders, urgency = ctx.settings.visits.reminders, urgency_of(Notice.CASE_ALARMS)
    return goes_out_at(ctx.now, urgency, reminders.quiet_from, reminders.quiet_until, ctx.zone)


async def _keep(ctx: Ctx, fired: Sequence[Fired], told_at: datetime) -> dict[tuple[int, str, str], int]:
    """Write the facts down, each once for ever, and give their ids."""
    rows = [
        {
            "case_id": one.case.id,
            "round": one.case.reopened,
            "clock": one.alarm.clock,
            "level": one.alarm.level,
            "at": one.alarm.at,
            "due_at": one.alarm.due_at,
            "taken_at": ctx.now,
            "told_at": told_at,
            "urgent": one.urgent,
        }
        for one in fired
    ]
    kept = insert_new(ctx.session, CaseAlarm).returning(
        CaseAlarm.id, CaseAlarm.case_id, CaseAlarm.clock, CaseAlarm.level
    )
    return {(case_id, clock, level): id_ for id_, case_id, clock, level in await ctx.session.execute(kept, rows)}


def _key(one: Fired) -> tuple[int, str, str]:
    return one.case.id, str(one.alarm.clock), str(one.alarm.level)
