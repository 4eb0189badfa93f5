"""Handing a grid to another worker: the role, its open cases and all that is owed there change hands in one step."""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select, update

from domain.case_flow import UNRESOLVED, CaseKind, CaseState, Move, Party, step_for
from domain.errors import NotFound
from domain.handover_errors import TakerGone
from domain.leave_flow import LeaveState
from domain.notices import Notice
from domain.roles import Role
from domain.worktime import ONE_DAY
from models.audit import AccessLog
from models.case import Case, CaseEvent
from models.people import Person, RoleHeld
from models.places import Household, Unit
from models.visit import Absence
from services.act import Ctx
from services.case import case_moves
from services.case.case_given import Given
from services.notify import tell
from services.people.invitations import opens
from services.people.people import spoken_name
from services.visit.visit_duty import held_on

PAGE = 4
COMMUNITY = frozenset({Party.COMMUNITY})


@dataclass(frozen=True)
class GridCard:
    """A grid and who has it. `households` and `cases` go along; `takers` are whom it can go to, ids with names, a
    page at a time, `after` so many."""

    grid_id: int
    grid: str
    workers: tuple[str, ...]
    households: int
    cases: int
    takers: tuple[tuple[int, str], ...]
    after: int | None


async def grid_card(ctx: Ctx, grid_id: int, after: int = 0) -> GridCard:
    """Raises NotFound for whoever may not give this grid's role."""
    unit = await _grid(ctx, grid_id)
    holders = await _holders(ctx, grid_id)
    query = select(Person).where(Person.id.in_(workers_of(ctx, unit)), Person.id.not_in(holders))
    people = (await ctx.session.scalars(query.order_by(Person.id).offset(after).limit(PAGE + 1))).all()
    households = select(func.count()).select_from(Household).where(Household.grid_id == grid_id)
    return GridCard(
        grid_id,
        unit.name,
        tuple([spoken_name(ctx, await ctx.session.get_one(Person, one)) for one in holders]),
        await ctx.session.scalar(households.where(Household.until.is_(None))) or 0,
        len(await _cases(ctx, grid_id, holders)),
        tuple((one.id, spoken_name(ctx, one)) for one in people[:PAGE]),
        after + PAGE if len(people) > PAGE else None,
    )


async def taker(ctx: Ctx, grid_id: int, person_id: int) -> str:
    """The name of somebody to whom the grid can go. Raises NotFound, TakerGone."""
    query = select(Person).where(Person.id == person_id, Person.id.in_(workers_of(ctx, await _grid(ctx, grid_id))))
    person = await ctx.session.scalar(query)
    if person is None:
        raise TakerGone
    return spoken_name(ctx, person)


async def name_of(ctx: Ctx, grid_id: int) -> str:
    return (await ctx.session.get_one(Unit, grid_id)).name


async def hand_over(ctx: Ctx, grid_id: int, to: int) -> None:
    """The grid is `to`'s from today, and nobody else's.

    1. Whoever held it holds it no more; open visits belong to the grid and so to the new worker.
    2. Open cases of which an old worker was the handler are dispatched to the new one.
    3. The leave of an old worker who has no grid left ends: nobody needs to stand in.
    4. Both are told.

    Twice is once. Raises NotFound, TakerGone.
    """
    await taker(ctx, grid_id, to)
    holders = await _holders(ctx, grid_id)
    if holders == [to]:
        return
    old = [one for one in holders if one != to]
    cases = await _cases(ctx, grid_id, old)
    if to not in holders:
        ctx.session.add(RoleHeld(person_id=to, role=Role.GRID_WORKER, unit_id=grid_id, starts_on=ctx.today))
    ending = (RoleHeld.unit_id == grid_id, RoleHeld.person_id.in_(old), *held_on(ctx.today))
    await ctx.session.execute(update(RoleHeld).where(*ending).values(ends_on=ctx.today - ONE_DAY))
    await ctx.session.flush()
    for case in cases:
        await _pass_on(ctx, case, to)
    for worker in old:
        await _end_leave(ctx, worker)
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what="grid_handed_over", subject_id=grid_id))
    await ctx.session.flush()
    key = f"handover:{grid_id}:{ctx.now.isoformat()}"
    await tell(ctx, [to, *old], Notice.GRID_HANDED_OVER, key, grid=grid_id, to=to, cases=len(cases))


async def _grid(ctx: Ctx, grid_id: int) -> Unit:
    unit = await ctx.session.get(Unit, grid_id)
    if unit is None or not opens(ctx.actor.roles, Role.GRID_WORKER, unit):
        raise NotFound
    return unit


async def _holders(ctx: Ctx, grid_id: int) -> list[int]:
    held = select(RoleHeld.person_id).where(RoleHeld.unit_id == grid_id, *held_on(ctx.today))
    return list((await ctx.session.scalars(held.distinct().order_by(RoleHeld.person_id))).all())


def workers_of(ctx: Ctx, unit: Unit) -> Select[int]:
    """Ids of the community's grid workers and officers."""
    grids = select(Unit.id).where(Unit.parent_id == unit.parent_id)
    return select(RoleHeld.person_id).where(
        RoleHeld.starts_on <= ctx.today,
        or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= ctx.today),
        or_(
            (RoleHeld.role == Role.GRID_WORKER) & RoleHeld.unit_id.in_(grids),
            (RoleHeld.role == Role.COMMUNITY_STAFF) & (RoleHeld.unit_id == unit.parent_id),
        ),
    )


async def _cases(ctx: Ctx, grid_id: int, handlers: list[int]) -> list[Case]:
    mine = (Case.grid_id == grid_id, Case.handler_id.in_(handlers), Case.state.in_(UNRESOLVED))
    return list((await ctx.session.scalars(select(Case).where(*mine).order_by(Case.id).with_for_update())).all())


async def _pass_on(ctx: Ctx, case: Case, to: int) -> None:
    """As the desk assigns it; what waits for something goes on waiting, under the new name."""
    state = CaseState(case.state)
    if step_for(Move.DISPATCH, state, CaseKind(case.kind), COMMUNITY) is not None:
        await case_moves.make(ctx, case, COMMUNITY, Move.DISPATCH, Given(handler_id=to))
        return
    case.handler_id = to
    event = CaseEvent(
        case_id=case.id,
        at=ctx.now,
        move=Move.DISPATCH,
        from_state=state,
        to_state=state,
        actor_id=ctx.person_id,
        party=Party.COMMUNITY,
        handler_id=to,
    )
    ctx.session.add(event)


async def _end_leave(ctx: Ctx, worker: int) -> None:
    if await ctx.session.scalar(select(RoleHeld.id).where(RoleHeld.person_id == worker, *held_on(ctx.today)).limit(1)):
        return
    live = (
        Absence.worker_id == worker,
        Absence.ends_on >= ctx.today,
        Absence.state.in_((LeaveState.ASKED, LeaveState.GRANTED)),
    )
    for leave in (await ctx.session.scalars(select(Absence).where(*live))).all():
        stand_ins = {leave.substitute_id, leave.offered_to} - {None}
        if leave.starts_on < ctx.today:
            leave.ends_on = ctx.today - ONE_DAY
        else:
            leave.state = LeaveState.CANCELLED
        days = {"first": leave.starts_on.isoformat(), "last": leave.ends_on.isoformat()}
        key = f"leave:{leave.id}:not_needed:{ctx.now.isoformat()}"
        people = [person for person in stand_ins if person is not None]
        await tell(ctx, people, Notice.LEAVE_NEWS, key, leave=leave.id, what="not_needed", **days)
