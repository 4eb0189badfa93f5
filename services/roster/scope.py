"""How far somebody's hand reaches in a roster: an officer's own community, the street's staff their street, and the
operator at the command line everything."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from domain.errors import NotAllowed
from domain.roles import Role, UnitKind
from models.places import Unit
from services.act import SYSTEM, Ctx

KEEPERS = frozenset({Role.COMMUNITY_STAFF, Role.STREET_STAFF})


@dataclass(frozen=True)
class Scope:
    """`communities` are those that may be touched, `paths` their place in the tree. `street_id` only for whoever may
    found communities. Care is seen by the community itself, and not by the street."""

    communities: dict[int, str]
    street_id: int | None
    sees_care: bool


def keeps(ctx: Ctx) -> bool:
    return any(held.role in KEEPERS for held in ctx.actor.roles)


async def scope_of(ctx: Ctx, unit_id: int | None = None) -> Scope:
    """Only what lies in `unit_id`, where one is named. Raises NotAllowed for who keeps no roster, or not that one's."""
    where: list[ColumnElement[bool]] = [Unit.kind == UnitKind.COMMUNITY]
    paths = [held.path for held in ctx.actor.roles if held.role in KEEPERS]
    if ctx.actor != SYSTEM:
        if not paths:
            raise NotAllowed
        where.append(or_(*(Unit.path.startswith(path) for path in paths)))
    if unit_id is not None:
        path = await ctx.session.scalar(select(Unit.path).where(Unit.id == unit_id))
        where.append(Unit.path.startswith(path or "?"))
    found = (await ctx.session.execute(select(Unit.id, Unit.name).where(*where).order_by(Unit.id))).all()
    if not found and (ctx.actor != SYSTEM or unit_id is not None):
        raise NotAllowed
    return Scope(dict(found), await _street(ctx), sees_care=ctx.actor == SYSTEM or _of_community(ctx))


def _of_community(ctx: Ctx) -> bool:
    return all(held.role is Role.COMMUNITY_STAFF for held in ctx.actor.roles if held.role in KEEPERS)


async def _street(ctx: Ctx) -> int | None:
    """The one street whose communities the actor may found; None: theirs is a community, or there are several."""
    if ctx.actor != SYSTEM:
        mine = ctx.actor.units(Role.STREET_STAFF)
        return mine[0] if len(mine) == 1 else None
    streets = (await ctx.session.scalars(select(Unit.id).where(Unit.kind == UnitKind.STREET).limit(2))).all()
    return streets[0] if len(streets) == 1 else None
