"""Who looks after which grid on a day: the worker who holds it, or whoever stands in during their leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from domain.roles import Role, UnitKind
from models.people import RoleHeld
from models.places import Unit
from models.visit import Absence
from services.act import Ctx


def _held_on(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        RoleHeld.role == Role.GRID_WORKER,
        RoleHeld.starts_on <= day,
        or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= day),
    )


async def grids_of(ctx: Ctx, worker_id: int, day: date) -> tuple[int, ...]:
    """The grids that this person walks on `day`: their own and those they stand in for; none while on leave."""
    away = select(Absence.worker_id).where(Absence.starts_on <= day, Absence.ends_on >= day)
    stood_in_for = away.where(Absence.substitute_id == worker_id)
    query = select(RoleHeld.unit_id).where(
        *_held_on(day),
        or_(RoleHeld.person_id == worker_id, RoleHeld.person_id.in_(stood_in_for)),
        ~away.where(Absence.worker_id == worker_id).exists(),
    )
    return tuple((await ctx.session.scalars(query.distinct().order_by(RoleHeld.unit_id))).all())


async def looks_after(ctx: Ctx, grid_id: int) -> bool:
    """Whether the actor is this grid's worker (on leave too: they may still write down yesterday's visit) or stands in
    for one today."""
    if grid_id in ctx.actor.units(Role.GRID_WORKER):
        return True
    stands_in = (
        select(RoleHeld.id)
        .join(Absence, Absence.worker_id == RoleHeld.person_id)
        .where(
            *_held_on(ctx.today),
            RoleHeld.unit_id == grid_id,
            Absence.substitute_id == ctx.actor.person_id,
            Absence.starts_on <= ctx.today,
            Absence.ends_on >= ctx.today,
        )
    )
    return await ctx.session.scalar(stands_in.limit(1)) is not None


async def uncovered_grids(ctx: Ctx, community_id: int, day: date) -> tuple[str, ...]:
    """Names of the community's grids that nobody looks after on `day`."""
    grids = (await duty_on(ctx, day)).uncovered.get(community_id, ())
    return tuple((await ctx.session.scalars(select(Unit.name).where(Unit.id.in_(grids)).order_by(Unit.id))).all())


@dataclass(frozen=True)
class Duty:
    """A day's duty over the whole street. `uncovered` are grids with nobody, by community."""

    workers: frozenset[int]
    uncovered: Mapping[int, tuple[int, ...]]


async def duty_on(ctx: Ctx, day: date) -> Duty:
    """Two statements for any number of workers. Who stands in but is on leave too covers nothing."""
    leave, own_leave = aliased(Absence), aliased(Absence)
    on_day = (leave.worker_id == RoleHeld.person_id, leave.starts_on <= day, leave.ends_on >= day)
    held = await ctx.session.execute(
        select(RoleHeld.unit_id, RoleHeld.person_id, leave.id, leave.substitute_id)
        .outerjoin(leave, on_day[0] & on_day[1] & on_day[2])
        .where(*_held_on(day))
    )
    pairs = [(grid, person if leave_id is None else stand_in) for grid, person, leave_id, stand_in in held]
    away = set(
        (
            await ctx.session.scalars(
                select(own_leave.worker_id).where(own_leave.starts_on <= day, own_leave.ends_on >= day)
            )
        ).all()
    )
    on_duty = [(grid, person) for grid, person in pairs if person is not None and person not in away]
    covered = {grid for grid, _ in on_duty}
    grids = await ctx.session.execute(
        select(Unit.id, Unit.parent_id).where(Unit.kind == UnitKind.GRID).order_by(Unit.id)
    )
    uncovered: dict[int, tuple[int, ...]] = {}
    for grid, community in grids:
        if grid not in covered and community is not None:
            uncovered[community] = (*uncovered.get(community, ()), grid)
    return Duty(frozenset(person for _, person in on_duty), uncovered)
