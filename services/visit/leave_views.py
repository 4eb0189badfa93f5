"""Leaves as those see them whom they concern."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from domain.leave_flow import LeaveParty, LeaveState, LeaveStep
from models.people import Person, RoleHeld
from models.places import Unit
from models.visit import Absence
from services.act import Ctx
from services.people.people import spoken_name
from services.visit.leave_access import DECIDE, Grid, grids_of_workers, leave_for, parties_of, steps
from services.visit.leave_choices import Candidate, candidates
from services.visit.visit_duty import held_on

PAGE = 8
SHOWN_AFTER_END = 7
"""Days for which a worker's own leave stays on the list."""
LIVE = (LeaveState.ASKED, LeaveState.GRANTED)


@dataclass(frozen=True)
class Leave:
    """`worker`, `stand_in` and `offered` are names, empty where nobody has told them; None: nobody. `reason` is opened
    for the worker and who decides only."""

    id: int
    worker: str
    grids: tuple[str, ...]
    starts_on: date
    ends_on: date
    state: LeaveState
    stand_in: str | None
    offered: str | None
    parties: frozenset[LeaveParty]
    steps: tuple[LeaveStep, ...]
    reason: str | None = None
    answer: str | None = None

    @property
    def needs_somebody(self) -> bool:
        return self.state is LeaveState.GRANTED and self.stand_in is None and self.offered is None


@dataclass(frozen=True)
class Board:
    """What a community has to see to: `vacant` are grids that no worker holds, by name; `leaves` those that are not
    over, the ones that wait for somebody first. `after` is where the next page starts."""

    leaves: tuple[Leave, ...]
    vacant: tuple[tuple[int, str], ...]
    after: int | None


async def leave(ctx: Ctx, leave_id: int) -> Leave:
    """Raises NotFound for whom it does not concern."""
    row, _ = await leave_for(ctx, leave_id)
    (view,) = await _views(ctx, [row])
    return view


async def choices(ctx: Ctx, leave_id: int, after: int = 0) -> tuple[Leave, tuple[Candidate, ...], int | None]:
    """Whom the community can ask to stand in. Raises NotFound for anybody else."""
    row, _ = await leave_for(ctx, leave_id)
    (view,) = await _views(ctx, [row])
    if not {LeaveStep.GRANT, LeaveStep.NAME} & set(view.steps):
        return view, (), None
    return view, *await candidates(ctx, row, after)


async def my_leaves(ctx: Ctx) -> tuple[Leave, ...]:
    """The actor's own, and those in which they stand in or were asked to, the latest first."""
    me, since = ctx.person_id, date.fromordinal(ctx.today.toordinal() - SHOWN_AFTER_END)
    mine = or_(Absence.worker_id == me, Absence.substitute_id == me, Absence.offered_to == me)
    query = select(Absence).where(mine, Absence.ends_on >= since, Absence.submission.is_not(None))
    rows = (await ctx.session.scalars(query.order_by(Absence.starts_on.desc(), Absence.id.desc()).limit(PAGE))).all()
    return await _views(ctx, rows)


async def board(ctx: Ctx, after: int = 0) -> Board:
    """Of everything that the actor decides about; keyset by the leave's id, those asked for and those without anybody
    before the others on each page."""
    paths = [role.path for role in ctx.actor.roles if role.role in DECIDE]
    if not paths:
        return Board((), (), None)
    here = or_(*(Unit.path.startswith(path) for path in paths))
    workers = select(RoleHeld.person_id).join(Unit, Unit.id == RoleHeld.unit_id).where(*held_on(ctx.today), here)
    query = select(Absence).where(
        Absence.worker_id.in_(workers),
        Absence.worker_id != ctx.person_id,
        Absence.state.in_(LIVE),
        Absence.ends_on >= ctx.today,
        Absence.id > after,
    )
    rows = (await ctx.session.scalars(query.order_by(Absence.id).limit(PAGE + 1))).all()
    views = await _views(ctx, rows[:PAGE])
    urgent = sorted(views, key=lambda view: (view.state is not LeaveState.ASKED and not view.needs_somebody, view.id))
    vacant = () if after else await _vacant(ctx, here)
    return Board(tuple(urgent), vacant, rows[PAGE - 1].id if len(rows) > PAGE else None)


async def _vacant(ctx: Ctx, here: ColumnElement[bool]) -> tuple[tuple[int, str], ...]:
    held = select(RoleHeld.id).where(*held_on(ctx.today), RoleHeld.unit_id == Unit.id).exists()
    query = select(Unit.id, Unit.name).where(here, Unit.kind == "grid", ~held)
    return tuple((id_, name) for id_, name in await ctx.session.execute(query.order_by(Unit.id).limit(PAGE)))


async def _views(ctx: Ctx, rows: Sequence[Absence]) -> tuple[Leave, ...]:
    ids = {id_ for row in rows for id_ in (row.worker_id, row.substitute_id, row.offered_to) if id_ is not None}
    people = (await ctx.session.scalars(select(Person).where(Person.id.in_(ids)))).all()
    names = {person.id: spoken_name(ctx, person) for person in people}
    grids = await grids_of_workers(ctx, {row.worker_id for row in rows})
    return tuple(_view(ctx, row, names, grids[row.worker_id]) for row in rows)


def _view(ctx: Ctx, row: Absence, names: dict[int, str], grids: list[Grid]) -> Leave:
    parties = parties_of(ctx, row, grids)
    told = bool(parties & {LeaveParty.WORKER, LeaveParty.COMMUNITY})

    def opened(column: str) -> str | None:
        sealed = getattr(row, column)
        return ctx.vault.open(sealed, f"absence:{row.submission}:{column}") if sealed and told else None

    return Leave(
        id=row.id,
        worker=names.get(row.worker_id, ""),
        grids=tuple(grid.name for grid in grids),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=LeaveState(row.state),
        stand_in=names.get(row.substitute_id, "") if row.substitute_id is not None else None,
        offered=names.get(row.offered_to, "") if row.offered_to is not None else None,
        parties=parties,
        steps=steps(ctx, row, parties),
        reason=opened("reason"),
        answer=opened("answer"),
    )
