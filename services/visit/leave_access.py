"""The only way to a leave by its number: with who the actor is to it. Not found and not allowed sound the same."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from domain.errors import NotFound
from domain.leave_errors import LeaveMovedOn, NoGrid
from domain.leave_flow import LeaveParty, LeaveState, LeaveStep, Span, steps_open_to
from domain.roles import Role
from models.people import RoleHeld
from models.places import Unit
from models.visit import Absence
from services.act import Ctx
from services.notify import holders
from services.visit.visit_duty import held_on

DECIDE = frozenset({Role.COMMUNITY_STAFF, Role.STREET_STAFF})


@dataclass(frozen=True)
class Grid:
    """A grid that a worker holds today."""

    id: int
    name: str
    path: str
    community_id: int | None


async def grids_of_workers(ctx: Ctx, workers: Collection[int]) -> dict[int, list[Grid]]:
    """What each of them holds today, their own only."""
    query = (
        select(RoleHeld.person_id, Unit.id, Unit.name, Unit.path, Unit.parent_id)
        .join(Unit, Unit.id == RoleHeld.unit_id)
        .where(*held_on(ctx.today), RoleHeld.person_id.in_(workers))
        .order_by(Unit.id)
    )
    found: dict[int, list[Grid]] = {worker: [] for worker in workers}
    for worker, id_, name, path, community in await ctx.session.execute(query):
        found[worker].append(Grid(id_, name, path, community))
    return found


async def leave_for(ctx: Ctx, leave_id: int, *, lock: bool = False) -> tuple[Absence, frozenset[LeaveParty]]:
    """`lock`: nobody else changes it before this transaction ends. Raises NotFound for a stranger."""
    query = select(Absence).where(Absence.id == leave_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    leave = await ctx.session.scalar(query)
    if leave is None or ctx.actor.person_id is None:
        raise NotFound
    grids = (await grids_of_workers(ctx, [leave.worker_id]))[leave.worker_id]
    parties = parties_of(ctx, leave, grids)
    if not parties:
        raise NotFound
    return leave, parties


def parties_of(ctx: Ctx, leave: Absence, grids: Collection[Grid]) -> frozenset[LeaveParty]:
    """Who decides is staff of the community in which the worker holds a grid, or of its street; never the worker."""
    found = set()
    me = ctx.actor.person_id
    if leave.worker_id == me:
        found.add(LeaveParty.WORKER)
    elif any(role.role in DECIDE and role.opens(grid.path) for role in ctx.actor.roles for grid in grids):
        found.add(LeaveParty.COMMUNITY)
    if leave.offered_to == me:
        found.add(LeaveParty.ASKED)
    if leave.substitute_id == me:
        found.add(LeaveParty.STAND_IN)
    return frozenset(found)


def steps(ctx: Ctx, leave: Absence, parties: Collection[LeaveParty]) -> tuple[LeaveStep, ...]:
    """What somebody may do with it now."""
    return steps_open_to(parties, LeaveState(leave.state), Span(leave.starts_on, leave.ends_on), ctx.today)


async def leave_to(ctx: Ctx, leave_id: int, step: LeaveStep) -> Absence:
    """The leave, locked, for a step that the actor may take now. Raises NotFound, LeaveMovedOn."""
    leave, parties = await leave_for(ctx, leave_id, lock=True)
    if step not in steps(ctx, leave, parties):
        raise LeaveMovedOn
    return leave


async def communities_of(ctx: Ctx, worker_id: int) -> frozenset[int]:
    grids = (await grids_of_workers(ctx, [worker_id]))[worker_id]
    return frozenset(grid.community_id for grid in grids if grid.community_id is not None)


async def need_grid(ctx: Ctx) -> None:
    """Raises NoGrid for whoever has nothing to be away from."""
    if not await communities_of(ctx, ctx.person_id):
        raise NoGrid


async def may_enter(ctx: Ctx, worker_id: int) -> None:
    """For somebody else's leave: staff of a community in which they hold a grid, or of its street. Raises NotFound."""
    grids = (await grids_of_workers(ctx, [worker_id]))[worker_id]
    decides = any(role.role in DECIDE and role.opens(grid.path) for role in ctx.actor.roles for grid in grids)
    if worker_id == ctx.actor.person_id or not decides:
        raise NotFound


async def staff_of(ctx: Ctx, community_id: int) -> list[int]:
    """The community's officers but the actor; the street's where it has none."""
    staff = await holders(ctx, Role.COMMUNITY_STAFF, community_id)
    if not staff:
        street = await ctx.session.scalar(select(Unit.parent_id).where(Unit.id == community_id))
        staff = await holders(ctx, Role.STREET_STAFF, street)
    return [person for person in staff if person != ctx.actor.person_id]
