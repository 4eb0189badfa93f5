"""What the desk chooses from: who can handle a case, where it can go, what it can be about, what it is the same as."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, literal, select, union_all

from domain.case_flow import DESK, OPEN_STATES, CaseKind, Party
from domain.errors import NotAllowed
from domain.move_errors import GridElsewhere, HandlerGone
from domain.roles import Role, UnitKind
from models.case import Case
from models.people import Person, RoleHeld
from models.places import Unit
from services.access import case_for, parties_of
from services.act import Ctx

CANDIDATES = 5


@dataclass(frozen=True)
class Handler:
    """Somebody who can handle a case; `name` is for staff only and empty where none is known."""

    person_id: int
    name: str
    role: Role
    unit: str


@dataclass(frozen=True)
class Located:
    """A grid and its community; `grid_id` is None where the community is to find the grid."""

    community_id: int
    grid_id: int | None


async def _for_desk(ctx: Ctx, number: str) -> Case:
    """Names of staff and other people's cases are for the desk. Raises NotFound, NotAllowed."""
    case, parties = await case_for(ctx, number)
    if not parties & DESK:
        raise NotAllowed
    return case


async def handlers(ctx: Ctx, number: str) -> list[Handler]:
    """The grid's own workers first, then the community's others and its staff; the street's staff where no community is
    known. Names are opened: only for whoever may assign."""
    case = await _for_desk(ctx, number)
    query = _holding(ctx, case).order_by(Unit.id != (case.grid_id or 0), RoleHeld.role.desc(), Unit.id, Person.id)
    found: dict[int, Handler] = {}
    for role, unit, person in (await ctx.session.execute(query)).all():
        name = ctx.vault.open(person.name, f"person:{person.id}:name") if person.name else ""
        found.setdefault(person.id, Handler(person.id, name, Role(role), unit))
    return list(found.values())


async def handler_for(ctx: Ctx, case: Case, person_id: int | None) -> int:
    """The same person, if they (still) can handle this case. Raises HandlerGone."""
    found = await ctx.session.scalar(_holding(ctx, case).with_only_columns(Person.id).where(Person.id == person_id))
    if found is None:
        raise HandlerGone
    return found


def _holding(ctx: Ctx, case: Case) -> Select[str, str, Person]:
    """Role, unit and person of all whose role for this case's units is live today."""
    query = select(RoleHeld.role, Unit.name, Person).join(Unit, Unit.id == RoleHeld.unit_id)
    query = query.join(Person, Person.id == RoleHeld.person_id).where(
        RoleHeld.starts_on <= ctx.today, (RoleHeld.ends_on.is_(None)) | (RoleHeld.ends_on >= ctx.today)
    )
    if case.community_id is None:
        return query.where(RoleHeld.unit_id == case.street_id, RoleHeld.role == Role.STREET_STAFF)
    grids = select(Unit.id).where(Unit.kind == UnitKind.GRID, Unit.parent_id == case.community_id)
    units = union_all(grids, select(literal(case.community_id)))
    return query.where(RoleHeld.unit_id.in_(units), RoleHeld.role.in_((Role.GRID_WORKER, Role.COMMUNITY_STAFF)))


async def communities(ctx: Ctx, number: str) -> list[tuple[int, str]]:
    """Where the street may send a case first; for everybody else there is only the community that it lies in."""
    case = await _for_desk(ctx, number)
    if Party.STREET not in parties_of(ctx, case):
        return []
    query = select(Unit.id, Unit.name).where(Unit.kind == UnitKind.COMMUNITY, Unit.parent_id == case.street_id)
    return [(id_, name) for id_, name in (await ctx.session.execute(query.order_by(Unit.id))).all()]


async def grids(ctx: Ctx, number: str, community_id: int | None = None) -> list[tuple[int, str]]:
    """The grids of the chosen community, else of the case's own, without the one that it lies in."""
    case = await _for_desk(ctx, number)
    query = select(Unit.id, Unit.name).where(
        Unit.kind == UnitKind.GRID,
        Unit.parent_id == (community_id or case.community_id),
        Unit.id != (case.grid_id or 0),
    )
    return [(id_, name) for id_, name in (await ctx.session.execute(query.order_by(Unit.id))).all()]


async def name_of(ctx: Ctx, unit_id: int) -> str:
    """A grid or a community as it was just chosen. Raises GridElsewhere where there is none (any longer)."""
    unit = await ctx.session.get(Unit, unit_id)
    if unit is None:
        raise GridElsewhere
    return unit.name


async def unit_for(ctx: Ctx, case: Case, unit_id: int | None) -> Located:
    """Where a case goes that is sent to `unit_id`: another grid of its community, or, from the street, any community or
    grid of the street. Raises GridElsewhere."""
    unit = await ctx.session.get(Unit, unit_id) if unit_id is not None else None
    if unit is None or unit.parent_id is None or unit.id == case.grid_id:
        raise GridElsewhere
    by_street = Party.STREET in parties_of(ctx, case)
    if unit.kind == UnitKind.COMMUNITY and by_street and unit.parent_id == case.street_id:
        return Located(unit.id, None)
    if unit.kind != UnitKind.GRID or not (by_street or unit.parent_id == case.community_id):
        raise GridElsewhere
    community = await ctx.session.get_one(Unit, unit.parent_id)
    if community.parent_id != case.street_id:
        raise GridElsewhere
    return Located(community.id, unit.id)


async def candidates(ctx: Ctx, number: str) -> Sequence[tuple[str, str]]:
    """Number and words of the newest open cases of the same category around, which the actor may see."""
    case = await _for_desk(ctx, number)
    around = Case.grid_id == case.grid_id if case.grid_id is not None else Case.community_id == case.community_id
    query = select(Case).where(around, Case.state.in_(OPEN_STATES), Case.category == case.category, Case.id != case.id)
    found = (await ctx.session.scalars(query.order_by(Case.id.desc()).limit(CANDIDATES))).all()
    return [(one.number, one.words) for one in found if parties_of(ctx, one)]


async def categories(ctx: Ctx, number: str) -> list[str]:
    """What a case of its kind can be about, but what it is about now."""
    case = await _for_desk(ctx, number)
    kind = CaseKind(case.kind)
    return [c.key for c in ctx.settings.cases.categories if kind in c.kinds and c.key != case.category]
