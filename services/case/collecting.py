"""What a worker writes down for somebody else: face to face, or from a letter."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from domain.case_flow import CollectionChannel
from domain.errors import NotAllowed, NotFound
from models.case import Case, CaseFollower
from models.places import Building, Compound, Unit
from services.act import Ctx
from services.case.cases import Filed, Filing, submit
from services.insert import insert_new
from services.people import phones


@dataclass(frozen=True)
class Spot:
    """Where something can be in a worker's own grids; without a compound it is somewhere in the grid."""

    grid_id: int
    grid: str
    compound_id: int | None = None
    compound: str | None = None


async def own_spots(ctx: Ctx) -> list[Spot]:
    """The grids that the actor works or stands in for, each followed by its compounds."""
    grids = ctx.actor.grids
    query = (
        select(Unit.id, Unit.name, Compound.id, Compound.name)
        .outerjoin(Building, Building.grid_id == Unit.id)
        .outerjoin(Compound, Compound.id == Building.compound_id)
        .where(Unit.id.in_(grids))
        .distinct()
        .order_by(Unit.id, Compound.id)
    )
    found: list[Spot] = []
    for grid_id, grid, compound_id, compound in (await ctx.session.execute(query)).all():
        if not found or found[-1].grid_id != grid_id:
            found.append(Spot(grid_id, grid))
        if compound_id is not None:
            found.append(Spot(grid_id, grid, compound_id, compound))
    return found


async def file_for_somebody(ctx: Ctx, filing: Filing) -> Filed:
    """File what somebody said to the worker's face. Whoever has shown that the number is theirs gets the case at once;
    the worker follows it where it lies in another grid, since somebody has to tell that person.

    Raises NotAllowed once the role is over, NotFound for a place that is not theirs to choose.
    """
    if filing.unit_id not in ctx.actor.grids:
        raise NotAllowed
    if not any((filing.unit_id, filing.compound_id) == (s.grid_id, s.compound_id) for s in await own_spots(ctx)):
        raise NotFound
    filed = await submit(ctx, replace(filing, collected=CollectionChannel.FACE_TO_FACE, for_somebody=True))
    case = (await ctx.session.scalars(select(Case).where(Case.number == filed.number))).one()
    await follow_elsewhere(ctx, case)
    await phones.meet(ctx, case)
    return filed


async def follow_elsewhere(ctx: Ctx, case: Case) -> None:
    """Whoever filed a case that is not their own grid's can still open it, and hears what becomes of it."""
    if case.grid_id not in ctx.actor.grids:
        row = {"case_id": case.id, "person_id": ctx.person_id, "since": ctx.now}
        await ctx.session.execute(insert_new(ctx.session, CaseFollower).values(row))
