"""The walks of a day, planned once for all grids and kept, so that nobody's tap plans anything.

A plan is a pure function of what was written down when its day began (visit_due), so it does not matter who works it
out, when, or how often: the clock does it in blocks of grids, each a transaction, and goes on where a process died;
whoever asks for a walk that is not kept works it out. That goes for past days too: only the newest is kept, since what
moves house takes its windows along. A grid is planned by itself, whoever walks it that day.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from domain.roles import UnitKind
from domain.visit_plan import Planned, Planner, Why
from models.places import Unit
from models.walk_plan import WalkPlan
from services import slots
from services.act import Ctx
from services.insert import upsert
from services.slots import Slot
from services.visit import visit_facts, visit_wishes
from services.visit.visit_due import due

WINDOWS = "visit_windows"
"""The job that opens the day's windows; nothing is planned before."""
BLOCK = 150
"""Grids planned in one transaction: a street, some 22,000 windows, which are 20 MB for a moment."""


async def make(ctx: Ctx, slot: Slot) -> bool:
    """The job: the next block of grids that have no plan of this day, once its windows are open. True: there may be
    more. A plan from later than now was made by a clock that was ahead, and is made again."""
    kept = select(WalkPlan.grid_id).where(WalkPlan.day == slot.day, WalkPlan.made_at <= ctx.now)
    waiting = select(Unit.id).where(Unit.kind == UnitKind.GRID, Unit.id.not_in(kept)).order_by(Unit.id).limit(BLOCK)
    grids = (await ctx.session.scalars(waiting)).all()
    if not grids or not await slots.has_run(ctx, WINDOWS, visit_facts.midnight(ctx, slot.day)):
        return False
    plans = await _plan(ctx, grids, slot.day)
    rows = [{"day": slot.day, "grid_id": grid, "made_at": ctx.now, "stops": plans[grid]} for grid in grids]
    await ctx.session.execute(upsert(ctx.session, WalkPlan, ["day", "grid_id"], ["made_at", "stops"]), rows)
    await ctx.session.execute(delete(WalkPlan).where(WalkPlan.day < slot.day))
    return len(grids) == BLOCK


async def planned(ctx: Ctx, grids: Collection[int], day: date) -> list[Planned]:
    """Whom to visit in these grids."""
    query = select(WalkPlan.grid_id, WalkPlan.stops).where(
        WalkPlan.day == day, WalkPlan.grid_id.in_(grids), WalkPlan.made_at <= ctx.now
    )
    kept: dict[int, list[Any]] = dict((await ctx.session.execute(query)).all())
    missing = [grid for grid in grids if grid not in kept]
    worked_out = await _plan(ctx, missing, day) if missing else {}
    return [
        Planned(home, Why(why), tuple(windows))
        for grid in grids
        for home, why, windows in (kept[grid] if grid in kept else worked_out[grid])
    ]


async def forget(ctx: Ctx, grids: Collection[int], day: date) -> None:
    """Something moved house in the midst of the day: the walks of these grids are planned again."""
    await ctx.session.execute(delete(WalkPlan).where(WalkPlan.day == day, WalkPlan.grid_id.in_(grids)))


async def _plan(ctx: Ctx, grids: Collection[int], day: date) -> Mapping[int, list[Planned]]:
    windows, chosen = await due(ctx, grids, day), await visit_wishes.chosen(ctx, grids, day)
    planner = Planner(day, ctx.calendar)
    return {grid: planner.walk(windows.get(grid, ()), chosen) for grid in grids}
