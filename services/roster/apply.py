"""Carrying out a plan: all of it or nothing, in the caller's transaction, table by table in bulk.

What is gone is ended, never deleted: visits and cases keep what they are about.
"""

from models.audit import AccessLog
from models.statistics import count_anew
from services.act import Ctx
from services.roster import apply_people, apply_places, apply_workers
from services.roster.applying import Told, applying
from services.roster.plan import Plan

PUT_IN = "roster_put_in"


async def apply_plan(ctx: Ctx, plan: Plan, *, ends_gone: bool, told: Told | None = None) -> None:
    """`ends_gone`: what the file speaks of no more ends today; else it stays as it is. `told` hears how many
    rows are written by now."""
    work = applying(ctx, plan, ends_gone=ends_gone, told=told)
    await apply_places.put_units(work)
    await apply_places.put_compounds(work)
    await apply_places.put_buildings(work)
    await apply_places.put_households(work)
    await apply_people.put_people(work)
    await apply_people.put_care(work)
    await apply_workers.put_workers(work)
    if ctx.actor.person_id is not None:
        units = sorted(plan.scope.communities)
        rows = [{"at": ctx.now, "actor_id": ctx.person_id, "what": PUT_IN, "subject_id": id_} for id_ in units]
        await work.put(AccessLog, rows)
    await ctx.session.flush()
    await count_anew(await ctx.session.connection())
