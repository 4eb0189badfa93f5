"""Which street: several may share one database, each with its own tree of units."""

from sqlalchemy import select

from domain.roles import UnitKind
from models.places import Unit
from services.act import Ctx
from services.once import once_a_transaction


@once_a_transaction
async def streets(ctx: Ctx) -> list[tuple[int, str]]:
    """Id and name of every street."""
    query = select(Unit.id, Unit.name).where(Unit.kind == UnitKind.STREET).order_by(Unit.id)
    return [(id_, name) for id_, name in (await ctx.session.execute(query)).all()]


@once_a_transaction
async def street_of(ctx: Ctx, unit_id: int) -> int:
    """The street that a unit lies in: where its path begins."""
    path = await ctx.session.scalar(select(Unit.path).where(Unit.id == unit_id))
    if path is None:
        raise LookupError(f"no unit {unit_id}")
    return root(path)


async def own_street(ctx: Ctx) -> int:
    """The actor's: where they live, else where they hold a role, else the first, which hears of what nobody can place.
    LookupError without a street."""
    if ctx.actor.community_id is not None:
        return await street_of(ctx, ctx.actor.community_id)
    if ctx.actor.roles:
        return root(ctx.actor.roles[0].path)
    known = await streets(ctx)
    if not known:
        raise LookupError("no street: seed or import one first")
    return known[0][0]


def root(path: str) -> int:
    return int(path.partition("/")[0])
