"""What is still open goes along with whoever moves; closed history stays with the old grid (domain.md, "Visits")."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, or_, select, update

from domain.cadence import window_state
from domain.worktime import ONE_DAY, working_days_from
from models.people import EarlierHome
from models.places import Household
from models.visit import Visit, VisitWindow
from services.act import Ctx
from services.visit import visit_facts, walk_plans
from services.visit.visit_changes import Changed
from services.visit.visit_counted import at_earlier_homes, counted, follows_person, rest_days
from services.visit.visit_due import LONGEST
from services.visit.visit_facts import UNSETTLED


async def follow(ctx: Ctx, changed: Iterable[Changed], day: date) -> None:
    """Windows that nothing has settled go where their subject lives now, from `day` on.

    1. A visit before the move may have settled one: then it stays with whoever made it. Whoever has to be met in person
       may have been at a door where they lived still earlier, which was written down only after they had moved.
    2. The others get the new household and grid, and close at the earliest when the street's grace for moves is
       over (two working days from `day` on), when the new worker first has them. Whoever moved lives there since then,
       however late this runs.
    """
    eve, closes = day - ONE_DAY, last_of_grace(ctx, day)
    moved = [one for one in changed if one.moved]
    if not moved:
        return
    rules = visit_facts.rules(ctx)
    windows = {one.window.id: visit_facts.stored(one.window, rules[one.window.rule]) for one in moved}
    visits = await visit_facts.stops_for(ctx, list(windows.values()), eve)
    for row, home, grid, *_, since in moved:
        if window_state(windows[row.id].facts, visits.of(windows[row.id]), eve) not in UNSETTLED:
            continue
        moved_on = row.moved_on if home == row.household_id else since or eve
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


async def come_back(ctx: Ctx, household_id: int, on: date) -> None:
    """A visit at a door on that day, written down only after somebody had moved away, was theirs: the windows that it
    settles, and nothing has settled since, come back from where they went along. To be called once it is written."""
    lived = select(EarlierHome.person_id).where(
        EarlierHome.household_id == household_id,
        EarlierHome.until >= on,
        or_(EarlierHome.since.is_(None), EarlierHome.since <= on),
    )
    gone = [VisitWindow.subject_id.in_(lived), VisitWindow.household_id != household_id]
    gone += [VisitWindow.starts_on <= on, VisitWindow.closes_on >= on, VisitWindow.lapsed_on.is_(None)]
    for rule in (rule for rule in ctx.settings.visits.rules if follows_person(rule)):
        rest = rest_days(ctx, on, ctx.today)
        this = at_earlier_homes(rule, VisitWindow, rest).where(
            Visit.household_id == household_id,
            Visit.visited_on == on,
            or_(VisitWindow.came_on.is_(None), VisitWindow.came_on <= on),
        )
        others = counted(rule, VisitWindow, rest_days(ctx, on - LONGEST, ctx.today)).where(
            Visit.visited_on >= VisitWindow.starts_on, Visit.visited_on <= VisitWindow.closes_on
        )
        query = select(VisitWindow.id, VisitWindow.grid_id).where(
            VisitWindow.rule == rule.key, *gone, this.exists(), ~others.exists()
        )
        left = dict((await ctx.session.execute(query)).all())
        if left:
            await _put_back(ctx, left, household_id)


async def _put_back(ctx: Ctx, left: Mapping[int, int], household_id: int) -> None:
    """`left`: the windows, and the grids in which they are on somebody's walk today."""
    grid = select(Household.grid_id).where(Household.id == household_id).scalar_subquery()
    since = select(func.max(EarlierHome.since)).where(
        EarlierHome.household_id == household_id, EarlierHome.person_id == VisitWindow.subject_id
    )
    back = update(VisitWindow).where(VisitWindow.id.in_(left))
    await ctx.session.execute(
        back.values(
            household_id=household_id, grid_id=grid, moved_on=since.correlate(VisitWindow).scalar_subquery()
        ).execution_options(synchronize_session=False)
    )
    await walk_plans.forget(ctx, set(left.values()), ctx.today)
