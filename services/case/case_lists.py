"""Lists of cases: one's own, newest first, and the desk's queue, by deadline. Both are read by keyset, both ways.

A queue is put together from parts that an index answers in order: one unit (or handler) in one state. So a page
costs the same however many cases there are, and it needs no OR over several columns, which no index answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_, union
from sqlalchemy.orm import InstrumentedAttribute

from domain.case_flow import OPEN_STATES, UNRESOLVED, CaseKind, CaseState
from domain.roles import STAFF, Role
from models.case import Case
from models.case_look import CaseLook
from models.places import Unit
from services.act import Actor, Ctx

PAGE = 6
COUNTED = 99
"""A count says "more than this" and looks no further."""
TO_DO = tuple(sorted(OPEN_STATES - {CaseState.SUSPENDED}))


@dataclass(frozen=True)
class Row:
    """A case in a list; `due_by` is the deadline that comes next: of the answer, then of the resolution."""

    id: int
    number: str
    kind: CaseKind
    state: CaseState
    category: str
    words: str
    due_by: datetime


@dataclass(frozen=True)
class Page:
    """`after` is where the next page starts, `before` where the one before ends; None: there is none."""

    rows: tuple[Row, ...]
    after: int | None = None
    before: int | None = None


@dataclass(frozen=True)
class Turn:
    """Which page: the one that follows the case `id`, or the one before it."""

    id: int
    back: bool = False


class Scope(StrEnum):
    """What the desk looks at."""

    ALL = "all"
    MINE = "mine"
    CHECK = "check"
    SUSPENDED = "suspended"
    UNPLACED = "unplaced"
    STREET = "street"
    LOOK = "look"
    """Closed hazards that no supervisor came to look at."""


# The unit that a role's cases are found by.
UNIT_OF: dict[Role, InstrumentedAttribute[int | None] | InstrumentedAttribute[int]] = {
    Role.GRID_WORKER: Case.grid_id,
    Role.COMMUNITY_STAFF: Case.community_id,
    Role.STREET_STAFF: Case.street_id,
    Role.ADMIN: Case.street_id,
}
Queue = Select[int, str, str, str, str, str, datetime]
COLUMNS = (Case.id, Case.number, Case.kind, Case.state, Case.category, Case.words, Case.due_by)


async def my_cases(ctx: Ctx, turn: Turn | None = None) -> Page:
    """The actor's own, newest first. A stranger has none: found needs have no reporter either."""
    if ctx.actor.person_id is None:
        return Page(())
    query = select(*COLUMNS).where(Case.reporter_id == ctx.actor.person_id)
    if turn is not None:
        query = query.where(Case.id > turn.id if turn.back else Case.id < turn.id)
    back = turn is not None and turn.back
    query = query.order_by(Case.id if back else Case.id.desc()).limit(PAGE + 1)
    return page_of([row_of(*values) for values in (await ctx.session.execute(query)).all()], turn)


async def desk_queue(ctx: Ctx, scope: Scope = Scope.ALL, turn: Turn | None = None) -> Page:
    """What `scope` holds of the actor's units and of what was given to them, by deadline and id."""
    start = await ctx.session.get(Case, turn.id) if turn is not None else None
    back = turn is not None and turn.back
    parts = [_in_order(part, start, back).limit(PAGE + 1) for part in _parts(ctx.actor, scope)]
    if not parts:
        return Page(())
    page = union(*(select(part.subquery()) for part in parts)).subquery()
    order = (page.c.due_by.desc(), page.c.id.desc()) if back else (page.c.due_by, page.c.id)
    query = select(*(page.c[column.key] for column in COLUMNS)).order_by(*order).limit(PAGE + 1)
    rows = [row_of(*values) for values in (await ctx.session.execute(query)).all()]
    return page_of(rows, turn if start is not None else None)


async def counts(ctx: Ctx) -> dict[Scope, int]:
    """How many cases each scope holds that the actor has, counted to one more than COUNTED; in one statement."""
    totals = []
    for scope in scopes_of(ctx.actor):
        parts = [part.with_only_columns(Case.id).limit(COUNTED + 1) for part in _parts(ctx.actor, scope)]
        cases = union(*(select(part.subquery()) for part in parts)).limit(COUNTED + 1).subquery()
        totals.append(select(func.count()).select_from(cases).scalar_subquery().label(scope.value))
    if not totals:
        return {}
    row = (await ctx.session.execute(select(*totals))).one()
    return {scope: row._mapping[scope.value] for scope in scopes_of(ctx.actor)}


def scopes_of(actor: Actor) -> tuple[Scope, ...]:
    """What there is to choose for somebody with these roles."""
    if not any(actor.has(role) for role in STAFF) and not actor.stands_in:
        return ()
    street = actor.has(Role.STREET_STAFF) or actor.has(Role.ADMIN)
    office = street or actor.has(Role.COMMUNITY_STAFF)
    offered = [Scope.ALL, Scope.MINE, Scope.SUSPENDED]
    offered += [Scope.CHECK, Scope.UNPLACED, Scope.LOOK] if office else []
    return tuple([*offered, Scope.STREET] if street else offered)


def _parts(actor: Actor, scope: Scope) -> list[Queue]:
    """One query for each unit and state, each in the order of an index."""
    if scope not in scopes_of(actor):
        return []
    mine: list[ColumnElement[bool]] = [Case.handler_id == actor.person_id]
    held = {role: actor.units(role) for role in UNIT_OF} | {Role.GRID_WORKER: actor.grids}
    units = [column == unit for role, column in UNIT_OF.items() for unit in dict.fromkeys(held[role])]
    match scope:
        case Scope.ALL:
            return _each([*units, *mine], TO_DO)
        case Scope.MINE:
            return _each(mine, sorted(UNRESOLVED))
        case Scope.SUSPENDED:
            return _each([*units, *mine], [CaseState.SUSPENDED])
        case Scope.CHECK:
            return _each(units, [CaseState.RESOLVED])
        case Scope.UNPLACED:
            return [part.where(Case.grid_id.is_(None)) for part in _each(units, sorted(UNRESOLVED))]
        case Scope.LOOK:
            return _left(actor)
        case Scope.STREET:
            return [part.where(Case.resolved_at.is_(None)) for part in _each(units, [CaseState.CHECKED])]


def _left(actor: Actor) -> list[Queue]:
    """From the index of what was left to communities: there are few of them."""
    streets = [*actor.units(Role.STREET_STAFF), *actor.units(Role.ADMIN)]
    mine = [CaseLook.community_id == unit for unit in dict.fromkeys(actor.units(Role.COMMUNITY_STAFF))]
    of_streets = [select(Unit.id).where(Unit.parent_id == street) for street in dict.fromkeys(streets)]
    mine += [CaseLook.community_id.in_(communities) for communities in of_streets]
    left = select(*COLUMNS).join(CaseLook, CaseLook.case_id == Case.id)
    left = left.where(CaseLook.left_at.is_not(None), CaseLook.looked_at.is_(None), Case.state == CaseState.CLOSED)
    return [left.where(one) for one in mine]


def _each(whose: Sequence[ColumnElement[bool]], states: Iterable[CaseState]) -> list[Queue]:
    return [select(*COLUMNS).where(one, Case.state == state) for state in states for one in whose]


def _in_order(part: Queue, start: Case | None, back: bool) -> Queue:
    if start is not None:
        here = tuple_(literal(start.due_by), literal(start.id))
        place = tuple_(Case.due_by, Case.id)
        part = part.where(place < here if back else place > here)
    return part.order_by(Case.due_by.desc(), Case.id.desc()) if back else part.order_by(Case.due_by, Case.id)


def row_of(id_: int, number: str, kind: str, state: str, category: str, words: str, due_by: datetime) -> Row:
    return Row(id_, number, CaseKind(kind), CaseState(state), category, words, due_by)


def page_of(found: Sequence[Row], turn: Turn | None) -> Page:
    """`found` is in the order of reading, and holds one more than a page where that goes on."""
    more, rows = len(found) > PAGE, tuple(found[:PAGE])
    if not rows:
        return Page(())
    if turn is not None and turn.back:
        rows = rows[::-1]
        return Page(rows, after=rows[-1].id, before=rows[0].id if more else None)
    return Page(rows, after=rows[-1].id if more else None, before=rows[0].id if turn is not None else None)
