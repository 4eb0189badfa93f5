"""Whose figures somebody may see: those of the units that they staff, and of all below."""

from sqlalchemy import Select, select

from domain.errors import NotFound
from domain.roles import Role, UnitKind
from models.places import Unit
from services.act import Ctx

FIGURES = (UnitKind.STREET, UnitKind.COMMUNITY, UnitKind.GRID)
DESKS = (Role.STREET_STAFF, Role.ADMIN, Role.COMMUNITY_STAFF, Role.GRID_WORKER)


async def own_unit(ctx: Ctx) -> int:
    """The unit whose figures somebody of a desk sees first. NotFound for anybody else."""
    for role in DESKS:
        if units := ctx.actor.units(role):
            return min(units)
    raise NotFound


async def unit_called(ctx: Ctx, name: str) -> int:
    """By its id or its whole name; NotFound where there is none, or several."""
    wanted = Unit.id == int(name) if name.isdecimal() else Unit.name == name
    found = (await ctx.session.scalars(select(Unit.id).where(wanted, Unit.kind.in_(FIGURES)).limit(2))).all()
    if len(found) != 1:
        raise NotFound
    return found[0]


async def permitted(ctx: Ctx, unit_id: int) -> None:
    """NotFound, as for a unit that is not there: nobody learns which there are."""
    if not await may_see(ctx, unit_id):
        raise NotFound


async def may_see(ctx: Ctx, unit_id: int) -> bool:
    """Whether the actor staffs the unit or one above it."""
    path = await ctx.session.scalar(select(Unit.path).where(Unit.id == unit_id, Unit.kind.in_(FIGURES)))
    staffed = {str(unit) for role in DESKS for unit in ctx.actor.units(role)}
    return path is not None and not staffed.isdisjoint(path.split("/"))


def subtree(unit: Unit) -> Select[int, int | None, str, str]:
    return select(Unit.id, Unit.parent_id, Unit.name, Unit.path).where(
        Unit.path.startswith(unit.path, autoescape=True), Unit.kind.in_(FIGURES)
    )
