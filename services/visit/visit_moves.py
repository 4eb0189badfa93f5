"""What is still open goes along with whoever moves; closed history stays with the old grid (domain.md, "Visits")."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import update

from domain.cadence import window_state
from domain.worktime import ONE_DAY, working_days_from
from models.visit import VisitWindow
from services.act import Ctx
from services.visit import visit_facts
from services.visit.visit_changes import Changed
from services.visit.visit_facts import UNSETTLED


async def follow(ctx: Ctx, changed: Iterable[Changed], day: date) -> None:
    """Windows that nothing has settled go where their subject lives now, from `day` on.

    1. A visit before the move may have settled one: then it stays with whoever made it. Whoever has to be met in person
       may have been at a door where they lived still earlier, which was written down only after they had moved.
    2. The others get the new household and grid, and close at the earliest when the street's grace for moves is
       over (two working days from `day` on), when the new worker first has them.
    """
    eve, closes = day - ONE_DAY, last_of_grace(ctx, day)
    moved = [one for one in changed if one.moved]
    if not moved:
        return
    rules = visit_facts.rules(ctx)
    windows = {one.window.id: visit_facts.stored(one.window, rules[one.window.rule]) for one in moved}
    visits = await visit_facts.stops_for(ctx, list(windows.values()), eve)
    for row, home, grid, *_ in moved:
        if window_state(windows[row.id].facts, visits.of(windows[row.id]), eve) not in UNSETTLED:
            continue
        moved_on = row.moved_on if home == row.household_id else eve
        await ctx.session.execute(
            update(VisitWindow)
            .where(VisitWindow.id == row.id)
            .values(household_id=home, grid_id=grid, moved_on=moved_on, closes_on=max(row.closes_on, closes))
            .execution_options(synchronize_session=False)
        )


def last_of_grace(ctx: Ctx, day: date) -> date:
    """`day` itself where the street gives none."""
    days = working_days_from(day, ctx.calendar)
    return max([next(days) for _ in range(ctx.settings.visits.move_grace_working_days)], default=day)
