"""Who looks after which grid on a day: on rest days whoever the duty roster names, else the worker who holds it, or who
stands in during their leave."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, exists, or_, select, true
from sqlalchemy.orm import aliased

from domain.leave_flow import LeaveState
from domain.roles import Role, UnitKind
from models.people import Chat, RoleHeld
from models.places import Unit
from models.visit import Absence, RestDuty
from services.act import Ctx


def held_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """That a role is a grid worker's, live on `day`."""
    return (
        RoleHeld.role == Role.GRID_WORKER,
        RoleHeld.starts_on <= day,
        or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= day),
    )


def away_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """That an absence is a leave in force on `day`."""
    return Absence.state == LeaveState.GRANTED, Absence.starts_on <= day, Absence.ends_on >= day


def stand_in_is_away(day: date) -> ColumnElement[bool]:
    """Of an absence in a query: whoever stands in is on leave too, and covers nothing."""
    theirs = aliased(Absence)
    return exists().where(
        theirs.worker_id == Absence.substitute_id,
        theirs.state == LeaveState.GRANTED,
        theirs.starts_on <= day,
        theirs.ends_on >= day,
    )


async def grid_staff(ctx: Ctx, grid_id: int | None) -> dict[int, int | None]:
    """For each worker of the grid, who sees to its cases in their place today: they themselves, whoever stands in
    during their leave, or nobody."""
    if grid_id is None:
        return {}
    staff = await ctx.session.execute(_staff_of_a_grid(), {"grid": grid_id, "today": ctx.today})
    return {
        worker: worker if leave is None else None if also_away else stand_in
        for worker, leave, stand_in, also_away in staff
    }


@cache
def _staff_of_a_grid() -> Select[int, int, int | None, bool]:
    """Of :grid, :today. Built once: building it took longer than running it, and every case that is filed asks."""
    today: Any = bindparam("today", type_=Date)
    return (
        select(RoleHeld.person_id, Absence.id, Absence.substitute_id, stand_in_is_away(today))
        .outerjoin(Absence, (Absence.worker_id == RoleHeld.person_id) & and_(*away_on(today)))
        .where(RoleHeld.unit_id == bindparam("grid"), *held_on(today))
        .order_by(RoleHeld.id)
    )


async def case_workers(ctx: Ctx, grid_id: int | None) -> list[int]:
    """Who hears of the grid's cases today."""
    return list(dict.fromkeys(one for one in (await grid_staff(ctx, grid_id)).values() if one is not None))


async def grids_of(ctx: Ctx, worker_id: int, day: date) -> tuple[int, ...]:
    """The grids that this person walks on `day`: their own, those they stand in for, those the roster of a rest day
    gives them; none while on leave."""
    stood_in_for = select(Absence.worker_id).where(*away_on(day), Absence.substitute_id == worker_id)
    held = select(RoleHeld.unit_id).where(
        *held_on(day), or_(RoleHeld.person_id == worker_id, RoleHeld.person_id.in_(stood_in_for))
    )
    named = select(RestDuty.grid_id).where(RestDuty.day == day, RestDuty.person_id == worker_id)
    mine = (await ctx.session.scalars(held.union(named))).all()
    on_duty = await walkers_on(ctx, day, mine)
    return tuple(sorted(grid for grid, people in on_duty.items() if worker_id in people))


async def looks_after(ctx: Ctx, grid_id: int) -> bool:
    """Whether the actor is this grid's worker (on leave too: they may still write down yesterday's visit), stands in
    for one today, or is on the roster of this rest day."""
    if grid_id in ctx.actor.units(Role.GRID_WORKER):
        return True
    return ctx.actor.person_id in (await walkers_on(ctx, ctx.today, [grid_id])).get(grid_id, ())


@dataclass(frozen=True)
class Duty:
    """A day's duty over the whole street. `uncovered` are grids with nobody, by community; `walkers` who walks each of
    the others."""

    workers: frozenset[int]
    uncovered: Mapping[int, tuple[int, ...]]
    walkers: Mapping[int, Mapping[int, frozenset[int]]]


async def duty_on(ctx: Ctx, day: date) -> Duty:
    """A few statements for any number of workers."""
    on_duty = await walkers_on(ctx, day)
    grids = await ctx.session.execute(
        select(Unit.id, Unit.parent_id).where(Unit.kind == UnitKind.GRID).order_by(Unit.id)
    )
    uncovered: dict[int, tuple[int, ...]] = {}
    walkers: dict[int, dict[int, frozenset[int]]] = {}
    for grid, community in grids:
        if community is not None and grid in on_duty:
            walkers.setdefault(community, {})[grid] = on_duty[grid]
        elif community is not None:
            uncovered[community] = (*uncovered.get(community, ()), grid)
    return Duty(frozenset(person for people in on_duty.values() for person in people), uncovered, walkers)


async def not_in_chat(ctx: Ctx, people: Collection[int]) -> frozenset[int]:
    """Those of them whom no message reaches."""
    query = select(Chat.person_id).where(Chat.person_id.in_(people), Chat.blocked_at.is_(None))
    return frozenset(people) - set((await ctx.session.scalars(query)).all())


async def walkers_on(ctx: Ctx, day: date, grids: Collection[int] | None = None) -> dict[int, frozenset[int]]:
    """Who looks after each of `grids` (all of them) on `day`; without one, a grid has nobody. Who stands in or is on
    the roster but is on leave too covers nothing."""
    within = true() if grids is None else RoleHeld.unit_id.in_(grids)
    away = set((await ctx.session.scalars(select(Absence.worker_id).where(*away_on(day)))).all())
    held = await ctx.session.execute(
        select(RoleHeld.unit_id, RoleHeld.person_id, Absence.id, Absence.substitute_id)
        .outerjoin(Absence, (Absence.worker_id == RoleHeld.person_id) & and_(*away_on(day)))
        .where(*held_on(day), within)
    )
    found: dict[int, frozenset[int]] = {}
    for grid, worker, leave_id, stand_in in held:
        person = worker if leave_id is None else stand_in
        if person is not None and person not in away:
            found[grid] = found.get(grid, frozenset()) | {person}
    if not ctx.calendar.day(day).is_working:
        named = select(RestDuty.grid_id, RestDuty.person_id).where(
            RestDuty.day == day, true() if grids is None else RestDuty.grid_id.in_(grids)
        )
        found |= {grid: frozenset({one}) for grid, one in await ctx.session.execute(named) if one not in away}
    return found
