"""A worker's own picture of some days, for the talk with the supervisor: what was due in their grids and what became of
it, the days they walked, and what they did for others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from domain.cadence import Outcome, Window, WindowState
from domain.coverage import Coverage, streak, sum_of
from domain.errors import NotFound, PeriodNotBegun
from domain.leave_flow import LeaveState
from domain.roles import Role
from domain.worktime import ONE_DAY
from models.people import Person, RoleHeld
from models.places import Unit
from models.visit import Absence, Visit
from services.act import Ctx
from services.people.people import spoken_name
from services.visit.coverage import SETTLED, Group, duties, in_charge
from services.visit.coverage_facts import Asked, Grids, facts
from services.visit.visit_facts import rules, written

SUPERVISORS = frozenset({Role.COMMUNITY_STAFF, Role.STREET_STAFF, Role.ADMIN})


@dataclass(frozen=True)
class Days:
    """`working` days of the calendar without those on leave, on how many of all days they `walked`; `on_leave` are
    working days."""

    working: int
    walked: int
    on_leave: int


@dataclass(frozen=True)
class Month:
    """`grids` are names by id. `for_others`: windows that their visits settled in grids of somebody else. `stops` met
    somebody, `nobody_home` did not. `streak`: days in a row without a window that ended missed."""

    worker_id: int
    name: str
    days: Window
    as_of: date
    grids: Mapping[int, str]
    total: Coverage
    rules: tuple[Group, ...]
    for_others: int
    stops: int
    nobody_home: int
    calendar: Days
    streak: int


async def worker_month(ctx: Ctx, worker_id: int, days: Window, as_of: date) -> Month:
    """For the worker, and for the staff over their grids, of those. Raises NotFound, PeriodNotBegun."""
    if days.start > ctx.today:
        raise PeriodNotBegun
    asked = Asked(days, min(as_of, ctx.today))
    held = await _held(ctx, worker_id, asked)
    if not held:
        raise NotFound
    grids = select(Unit.id).where(Unit.id.in_(held))
    by_rule = {rule: one for (_, rule), one in (await duties(ctx, asked, grids, worker_id)).items()}
    total = sum_of(by_rule.values())
    met, not_home, walked = await _stops(ctx, worker_id, asked)
    return Month(
        worker_id,
        spoken_name(ctx, await ctx.session.get_one(Person, worker_id)),
        days,
        asked.as_of,
        held,
        total,
        tuple(Group(None, rule, by_rule[rule]) for rule in rules(ctx) if rule in by_rule),
        await _for_others(ctx, worker_id, asked, grids),
        met,
        not_home,
        await _days(ctx, worker_id, asked, walked),
        streak(days, asked.as_of, await _last_missed(ctx, worker_id, asked, grids) if total.missed else None),
    )


async def _held(ctx: Ctx, worker_id: int, asked: Asked) -> dict[int, str]:
    """The grids that they held on any of the days, as far as the actor may know."""
    query = select(Unit.id, Unit.name, Unit.path).join(RoleHeld, RoleHeld.unit_id == Unit.id)
    query = query.where(
        RoleHeld.person_id == worker_id,
        RoleHeld.role == Role.GRID_WORKER,
        RoleHeld.starts_on <= min(asked.days.end, asked.as_of),
        or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= asked.days.start),
    )
    rows = (await ctx.session.execute(query.order_by(Unit.id))).all()
    own = ctx.actor.person_id == worker_id
    staffed = [one for one in ctx.actor.roles if one.role in SUPERVISORS]
    return {id_: name for id_, name, path in rows if own or any(one.opens(path) for one in staffed)}


async def _stops(ctx: Ctx, worker_id: int, asked: Asked) -> tuple[int, int, int]:
    """Met, nobody at home, days walked."""
    met = func.count().filter(Visit.outcome == Outcome.MET)
    query = select(met, func.count(), func.count(Visit.visited_on.distinct())).where(*_visits(ctx, worker_id, asked))
    found, stops, walked = (await ctx.session.execute(query)).one()
    return found, stops - found, walked


async def _for_others(ctx: Ctx, worker_id: int, asked: Asked, own: Grids) -> int:
    went = select(Visit.grid_id).where(*_visits(ctx, worker_id, asked), Visit.grid_id.not_in(own))
    elsewhere = (await ctx.session.scalars(went.distinct())).all()
    if not elsewhere:
        return 0
    fact = facts(ctx, asked, select(Unit.id).where(Unit.id.in_(elsewhere)))
    query = select(func.count()).where(fact.c.worker_id == worker_id, fact.c.state.in_(SETTLED))
    return await ctx.session.scalar(query) or 0


async def _last_missed(ctx: Ctx, worker_id: int, asked: Asked, grids: Grids) -> date | None:
    fact = facts(ctx, asked, grids)
    query = select(func.max(fact.c.ends_on)).join(RoleHeld, in_charge(fact))
    mine = query.where(RoleHeld.person_id == worker_id, fact.c.state == WindowState.MISSED)
    last: date | None = await ctx.session.scalar(mine)
    return last


async def _days(ctx: Ctx, worker_id: int, asked: Asked, walked: int) -> Days:
    away = select(Absence.starts_on, Absence.ends_on).where(
        Absence.worker_id == worker_id,
        Absence.state == LeaveState.GRANTED,
        Absence.starts_on <= asked.days.end,
        Absence.ends_on >= asked.days.start,
    )
    leaves = (await ctx.session.execute(away)).all()
    last = min(asked.days.end, asked.as_of)
    days = [asked.days.start + timedelta(days=n) for n in range((last - asked.days.start) // ONE_DAY + 1)]
    working = [day for day in days if ctx.calendar.day(day).is_working]
    on_leave = sum(any(first <= day <= until for first, until in leaves) for day in working)
    return Days(len(working) - on_leave, walked, on_leave)


def _visits(ctx: Ctx, worker_id: int, asked: Asked) -> tuple[Any, ...]:
    """As they stood written down that evening."""
    return (
        Visit.worker_id == worker_id,
        Visit.visited_on >= asked.days.start,
        Visit.visited_on <= min(asked.days.end, asked.as_of),
        written(asked.evening(ctx)),
    )
