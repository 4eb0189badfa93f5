"""Who can stand in for a worker on leave: those who work here and are there."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select

from domain.errors import NotAllowed
from domain.leave_flow import LeaveState
from domain.roles import Role
from models.people import Chat, Person, RoleHeld
from models.places import Unit
from models.visit import Absence
from services.act import Ctx
from services.people.people import spoken_name
from services.visit.leave_access import DECIDE, communities_of
from services.visit.visit_duty import held_on

PAGE = 3
"""With the way on and what else may be done about a leave, six buttons."""


@dataclass(frozen=True)
class Candidate:
    """`in_chat`: can be asked there. `name` is empty where nobody has told it."""

    person_id: int
    name: str
    in_chat: bool


async def candidates(ctx: Ctx, leave: Absence, after: int = 0) -> tuple[tuple[Candidate, ...], int | None]:
    """The community's other workers and its officers who are there on every day of the leave, those who can be asked in
    chat first; a page at a time, `after` so many. A community has a few dozen of them at most."""
    in_chat = exists().where(Chat.person_id == Person.id, Chat.blocked_at.is_(None))
    query = select(Person, in_chat).where(*await _there(ctx, leave)).order_by(in_chat.desc(), Person.id)
    rows = (await ctx.session.execute(query.offset(after).limit(PAGE + 1))).all()
    found = tuple(Candidate(one.id, spoken_name(ctx, one), chats) for one, chats in rows[:PAGE])
    return found, after + PAGE if len(rows) > PAGE else None


async def workers(ctx: Ctx, after: int = 0) -> tuple[tuple[Candidate, ...], int | None]:
    """The workers for whom the actor may enter leave, those without a chat first; a page at a time. NotAllowed for who
    decides about nobody's."""
    paths = [held.path for held in ctx.actor.roles if held.role in DECIDE]
    if not paths:
        raise NotAllowed
    in_chat = exists().where(Chat.person_id == Person.id, Chat.blocked_at.is_(None))
    here = exists().where(
        RoleHeld.person_id == Person.id,
        RoleHeld.unit_id == Unit.id,
        or_(*(Unit.path.startswith(path) for path in paths)),
        *held_on(ctx.today),
    )
    query = select(Person, in_chat).where(here, Person.id != ctx.person_id).order_by(in_chat, Person.id)
    rows = (await ctx.session.execute(query.offset(after).limit(PAGE + 1))).all()
    found = tuple(Candidate(one.id, spoken_name(ctx, one), chats) for one, chats in rows[:PAGE])
    return found, after + PAGE if len(rows) > PAGE else None


async def is_there(ctx: Ctx, leave: Absence, person_id: int) -> bool:
    """Whether somebody can stand in."""
    query = select(Person.id).where(*await _there(ctx, leave), Person.id == person_id)
    return await ctx.session.scalar(query) is not None


async def _there(ctx: Ctx, leave: Absence) -> tuple[ColumnElement[bool], ...]:
    communities = await communities_of(ctx, leave.worker_id)
    grids = select(Unit.id).where(Unit.parent_id.in_(communities))
    works_here = select(RoleHeld.person_id).where(
        RoleHeld.starts_on <= ctx.today,
        or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= ctx.today),
        or_(
            and_(RoleHeld.role == Role.GRID_WORKER, RoleHeld.unit_id.in_(grids)),
            and_(RoleHeld.role == Role.COMMUNITY_STAFF, RoleHeld.unit_id.in_(communities)),
        ),
    )
    return (
        Person.id.in_(works_here),
        Person.id != leave.worker_id,
        ~away(max(leave.starts_on, ctx.today), leave.ends_on),
    )


def away(first: date, last: date) -> ColumnElement[bool]:
    """That a person has a leave, granted or asked for, in these days."""
    return exists().where(
        Absence.worker_id == Person.id,
        Absence.state.in_((LeaveState.ASKED, LeaveState.GRANTED)),
        Absence.starts_on <= last,
        Absence.ends_on >= first,
    )
