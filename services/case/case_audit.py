"""What must always hold about the deadlines of cases, each as a use case that lists what breaks it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from sqlalchemy import and_, or_, select

from domain.case_alarms import RUNNING, CaseClock, Level
from models.case import Case
from models.case_alarm import CaseAlarm
from services.act import Ctx
from services.case import case_street
from services.case.case_alarms import BATCH, COLUMNS, plan, rules, taken

PATIENCE = 3
"""So many runs of the clock may pass before an alarm counts as forgotten."""


async def forgotten_alarms(ctx: Ctx) -> list[str]:
    """Every alarm that was due a while ago was taken, worked out anew for every case whose time runs."""
    before = ctx.now - timedelta(minutes=PATIENCE * ctx.settings.cases.deadlines.every_minutes)
    by, found, last = rules(ctx), list[str](), 0
    running = select(*COLUMNS).where(Case.state.in_(RUNNING)).order_by(Case.id).limit(BATCH)
    while cases := (await ctx.session.execute(running.where(Case.id > last))).all():
        known = await taken(ctx, cases)
        found += [
            f"{case.number} {alarm.clock} {alarm.level}"
            for case in cases
            for alarm in plan(case, by)
            if alarm.at <= before and (alarm.clock, alarm.level) not in known[case.id]
        ]
        last = cases[-1].id
    return found


async def groundless_alarms(ctx: Ctx) -> list[str]:
    """None was taken before it was due, a breach not before its deadline, and nothing that was answered before."""
    early = or_(
        CaseAlarm.taken_at < CaseAlarm.at,
        and_(CaseAlarm.level != Level.REMINDER, CaseAlarm.at < CaseAlarm.due_at),
        and_(CaseAlarm.clock == CaseClock.RESPONSE, CaseAlarm.taken_at > Case.responded_at),
        and_(
            CaseAlarm.clock == CaseClock.RESOLUTION,
            CaseAlarm.round == Case.reopened,
            CaseAlarm.taken_at > Case.resolved_at,
        ),
    )
    query = select(CaseAlarm.id).join(Case, Case.id == CaseAlarm.case_id).where(early).order_by(CaseAlarm.id)
    return [f"case_alarm {id_}" for id_ in await ctx.session.scalars(query)]


async def wrongly_watched(ctx: Ctx) -> list[str]:
    """The clock looks at no case whose time does not run."""
    query = select(Case.number).where(Case.next_alarm_at.is_not(None), Case.state.not_in(RUNNING))
    return list(await ctx.session.scalars(query.order_by(Case.id)))


CHECKS: dict[str, Callable[[Ctx], Awaitable[Sequence[str]]]] = {
    "every alarm of a deadline that was due was taken": forgotten_alarms,
    "no alarm was taken without a reason": groundless_alarms,
    "no case is watched whose time does not run": wrongly_watched,
    "nothing unsolved waits for the street beyond its time": case_street.numbers_waiting,
}
