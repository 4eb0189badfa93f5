"""What is still open goes along with whoever moves; closed history stays with the old grid (domain.md, "Visits")."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select, true, update

from domain.cadence import Subject, window_state
from domain.roles import UnitKind
from domain.worktime import ONE_DAY, working_days_from
from models.people import Person
from models.places import Household, Unit
from models.visit import VisitWindow
from services.act import Ctx
from services.visit import visit_facts
from services.visit.visit_facts import UNSETTLED


async def follow(ctx: Ctx, day: date, among: ColumnElement[bool] | None = None) -> None:
    """Windows that nothing has settled go where their subject lives now; `among`: only these.

    1. Of the windows not closed before yesterday, the day of the latest moves, those whose subject lives elsewhere;
       that is a handful on any day.
    2. A visit before the move may have settled one: then it stays with whoever made it.
    3. The others get the new household and grid, and close at the earliest when the street's grace for moves is
       over (two working days from `day` on), when the new worker first has them.
    """
    eve, closes = day - ONE_DAY, last_of_grace(ctx, day)
    for subject in Subject:
        moving = (await ctx.session.execute(_elsewhere(ctx, subject, day, among))).all()
        if not moving:
            continue
        rules = visit_facts.rules(ctx)
        windows = {row.id: visit_facts.stored(row, rules[row.rule]) for row, _, _ in moving}
        visits = await visit_facts.stops_for(ctx, list(windows.values()), eve)
        for row, home, grid in sorted(moving, key=lambda found: found[0].id):
            if window_state(windows[row.id].facts, visits.at.get(row.household_id, ()), eve) not in UNSETTLED:
                continue
            moved_on = row.moved_on if home == row.household_id else eve
            await ctx.session.execute(
                update(VisitWindow)
                .where(VisitWindow.id == row.id)
                .values(household_id=home, grid_id=grid, moved_on=moved_on, closes_on=max(row.closes_on, closes))
                .execution_options(synchronize_session=False)
            )


def _elsewhere(
    ctx: Ctx, subject: Subject, day: date, among: ColumnElement[bool] | None
) -> Select[VisitWindow, int, int]:
    """Windows that were open yesterday, with the household and grid of their subject, where those are others now. In no
    order: asked for one, a database may rather read every window that there ever was."""
    rules = [rule.key for rule in ctx.settings.visits.rules if rule.subject is subject]
    lives_at = Household.id == VisitWindow.subject_id
    if subject is Subject.PERSON:
        lives_at = and_(Person.id == VisitWindow.subject_id, Household.id == Person.household_id)
    return select(VisitWindow, Household.id, Household.grid_id).where(
        VisitWindow.rule.in_(rules),
        *not_closed(day - ONE_DAY),
        lives_at,
        or_(Household.id != VisitWindow.household_id, Household.grid_id != VisitWindow.grid_id),
        true() if among is None else among,
    )


def not_closed(day: date) -> tuple[ColumnElement[bool], ...]:
    """Windows that a visit on `day` could settle."""
    return *still_counting(day), VisitWindow.lapsed_on.is_(None)


def still_counting(day: date) -> tuple[ColumnElement[bool], ...]:
    """Windows whose grace is not over by `day`. Named by grid as well, for the index that begins with it; what lies in
    no grid lies in its community."""
    grids = select(Unit.id).where(Unit.kind.in_((UnitKind.GRID, UnitKind.COMMUNITY)))
    return VisitWindow.grid_id.in_(grids), VisitWindow.closes_on >= day


def last_of_grace(ctx: Ctx, day: date) -> date:
    """`day` itself where the street gives none."""
    days = working_days_from(day, ctx.calendar)
    return max([next(days) for _ in range(ctx.settings.visits.move_grace_working_days)], default=day)
