"""What is due on a day, as the planner takes it: the windows that nothing had settled when the day began, of any number
of grids in one statement. The database leaves out what is settled: late in a month that is most of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, case, or_, select, true

from domain.cadence import Met, Outcome
from domain.visit_plan import Due
from domain.worktime import ONE_DAY
from models.places import Building, Household
from models.visit import VisitWindow
from services.act import Ctx
from services.visit.visit_counted import EARLIER, STOP, counted, rest_days
from services.visit.visit_facts import midnight, rules, written

LOOK_BACK = timedelta(days=92)
"""Longer than any window with its grace."""


async def due(ctx: Ctx, grids: Collection[int], day: date) -> Mapping[int, list[Due]]:
    """By grid, and as far as it was written down when `day` began, so that it is the same at any hour."""
    by_key = rules(ctx)
    found: dict[int, list[Due]] = defaultdict(list)
    connection = await ctx.session.connection()  # rows, no objects: there are many
    for grid, window, rule, home, compound, order, building, *rest in await connection.execute(_due(ctx, grids, day)):
        found[grid].append(Due(window, by_key[rule], home, (compound, order, building), *rest))
    return found


def _due(ctx: Ctx, grids: Collection[int], day: date) -> Select[*tuple[Any, ...]]:
    """A row a window, with its door and when its subject was last met."""
    return (
        select(VisitWindow.grid_id, VisitWindow.id, VisitWindow.rule, VisitWindow.household_id)
        .add_columns(Building.compound_id, Building.walk_order, Building.id, Household.walk_order)
        .add_columns(VisitWindow.starts_on, VisitWindow.ends_on, VisitWindow.closes_on, _last_met(ctx, day))
        .join(Household, Household.id == VisitWindow.household_id)
        .join(Building, Building.id == Household.building_id)
        .where(
            VisitWindow.grid_id.in_(grids),
            VisitWindow.starts_on <= day,
            VisitWindow.closes_on >= day,
            or_(VisitWindow.lapsed_on.is_(None), VisitWindow.lapsed_on > day),
            ~_settled(ctx, day),
        )
    )


def _settled(ctx: Ctx, day: date) -> Any:
    """Whether a visit before `day` counts for the window; also of a rule that the config has no longer. By the rule of
    each row, and not a statement a rule: the index of a grid's open windows is the one to use."""
    rest = rest_days(ctx, day - LOOK_BACK, day - ONE_DAY)
    of_rules = [
        (
            VisitWindow.rule == rule.key,
            counted(rule, VisitWindow, rest, midnight(ctx, day))
            .where(STOP.day(rule) >= VisitWindow.starts_on, STOP.day(rule) < day)
            .exists(),
        )
        for rule in ctx.settings.visits.rules
    ]
    return case(*of_rules, else_=true())


def _last_met(ctx: Ctx, day: date) -> Any:
    """The day on which the window's subject was last met, under any rule: the newest entry of an index, however long
    the history is."""
    visit, met = EARLIER.visit, EARLIER.met
    stood = written(midnight(ctx, day), visit)
    person = select(met.visited_on).join(visit, visit.id == met.visit_id)
    person = person.where(met.person_id == VisitWindow.subject_id, stood).order_by(met.visited_on.desc())
    home = select(visit.visited_on).where(visit.household_id == VisitWindow.household_id, visit.outcome == Outcome.MET)
    home = home.where(stood).order_by(visit.visited_on.desc())
    in_person = [rule.key for rule in ctx.settings.visits.rules if rule.met_by is Met.THAT_PERSON]
    one, other = (query.limit(1).correlate(VisitWindow).scalar_subquery() for query in (person, home))
    return case((VisitWindow.rule.in_(in_person), one), else_=other)
