"""Red spots 红点: whom nobody has come to for too long, the longest first; doors for those who look after them, counts
for the street."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, Subquery, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from domain.cadence import VisitRule
from domain.errors import NotFound
from domain.roles import UnitKind
from models.places import Unit
from models.visit import VisitWindow
from services.act import Ctx
from services.unit_figures import may_see, permitted, subtree
from services.visit.coverage import places_under, unit_of
from services.visit.coverage_facts import Grids, days_between, last_before, since
from services.visit.coverage_rows import PAGE, Who, behind, own_grids


@dataclass(frozen=True)
class RedSpot:
    """`days` since the last visit that counts, or since the first day under the rule; `missed`: so many windows have
    ended since without one. `grid` is the community where it lies `in_grid` none."""

    rule: str
    days: int
    last_met: date | None
    missed: int
    grid: str
    in_grid: bool
    who: Who | None


@dataclass(frozen=True)
class RedPage:
    """`left` counts this page and all after it; `after` is where the next starts, None: this is the last."""

    spots: tuple[RedSpot, ...]
    left: int
    after: tuple[int, int] | None


@dataclass(frozen=True)
class RedUnit:
    """How many there are in a unit, and the longest that somebody waits; `no_grid`: of a community, in none of its
    grids."""

    unit_id: int
    name: str
    spots: int
    days: int
    no_grid: bool = False


@dataclass(frozen=True)
class RedUnits:
    """`above` is the unit over it, if the actor may see its figures; `into`: each can be looked into."""

    unit: str
    above: int | None
    into: bool
    units: tuple[RedUnit, ...]


async def own_spots(ctx: Ctx, after: tuple[int, int] = (0, 0)) -> RedPage:
    """Of the grids whose doors are open to the actor; keyset by days and window, (0, 0): from the first. NotFound for
    whoever has none. Doors are shown, and the looks written down: run it as a use case that writes."""
    mine = await own_grids(ctx) if ctx.actor.person_id is not None else frozenset()
    if not mine:
        raise NotFound
    spot = _spots(ctx, select(Unit.id).where(Unit.id.in_(mine)))
    query = select(spot, Unit.name.label("grid"), Unit.kind.label("place"), func.count().over().label("left"))
    query = query.join(Unit, Unit.id == spot.c.grid_id)
    days, id_ = after
    if id_:
        query = query.where(or_(spot.c.days < days, and_(spot.c.days == days, spot.c.id > id_)))
    rows = (await ctx.session.execute(query.order_by(spot.c.days.desc(), spot.c.id).limit(PAGE))).all()
    doors = await behind(ctx, [(row.household_id, row.rule, row.subject_id) for row in rows])
    spots = tuple(
        RedSpot(row.rule, row.days, row.last_met, row.missed, row.grid, row.place == UnitKind.GRID, doors.get(key))
        for row in rows
        for key in [(row.household_id, row.rule, row.subject_id)]
    )
    left = rows[0].left if rows else 0
    return RedPage(spots, left, (rows[-1].days, rows[-1].id) if left > len(rows) else None)


async def red_units(ctx: Ctx, unit_id: int) -> RedUnits:
    """Counts by what lies below a unit, for whoever may see its figures: no door and no name."""
    await permitted(ctx, unit_id)
    unit = await unit_of(ctx, unit_id)
    spot = _spots(ctx, places_under(unit.path))
    query = select(spot.c.grid_id, func.count(), func.max(spot.c.days)).group_by(spot.c.grid_id)
    by_grid = {grid: (count, days) for grid, count, days in await ctx.session.execute(query)}
    below = {row.id: row for row in await ctx.session.execute(subtree(unit))}
    children = [row for row in below.values() if row.parent_id == unit.id]
    if unit.kind == UnitKind.GRID:
        children = [below[unit.id]]
    units = []
    for child in children:
        inside = [found for grid, found in by_grid.items() if below[grid].path.startswith(child.path)]
        if inside:
            units.append(RedUnit(child.id, child.name, sum(n for n, _ in inside), max(days for _, days in inside)))
    if unit.kind == UnitKind.COMMUNITY and unit.id in by_grid:
        units.append(RedUnit(unit.id, unit.name, *by_grid[unit.id], no_grid=True))
    worst_first = sorted(units, key=lambda one: (-one.spots, -one.days, one.unit_id))
    above = unit.parent_id if unit.parent_id and await may_see(ctx, unit.parent_id) else None
    return RedUnits(unit.name, above, unit.kind == UnitKind.STREET, tuple(worst_first))


def _spots(ctx: Ctx, grids: Grids) -> Subquery:
    """A row for each window that is open today and whose subject waits too long."""
    rules: Sequence[VisitRule] = ctx.settings.visits.rules
    return union_all(*(_of_rule(ctx, rule, grids) for rule in rules)).subquery("spots")


def _of_rule(ctx: Ctx, rule: VisitRule, grids: Grids) -> Select[*tuple[Any, ...]]:
    today = literal(ctx.today, Date)
    seen = (
        select(
            VisitWindow.id,
            VisitWindow.rule,
            VisitWindow.subject_id,
            VisitWindow.household_id,
            VisitWindow.grid_id,
            last_before(ctx, rule, ctx.today, today, same=True).label("last_met"),
            since(rule).label("since"),
        )
        .where(
            VisitWindow.grid_id.in_(grids),
            VisitWindow.rule == rule.key,
            VisitWindow.ends_on >= ctx.today,
            VisitWindow.starts_on <= ctx.today,
            or_(VisitWindow.lapsed_on.is_(None), VisitWindow.lapsed_on > ctx.today),
        )
        .offset(0)  # a fence: PostgreSQL would look for the last visit wherever it is named below, four times a window
        .subquery("seen")
    )
    ended = aliased(VisitWindow)
    unmet = (
        select(func.count())
        .where(
            ended.rule == rule.key,
            ended.subject_id == seen.c.subject_id,
            ended.starts_on > func.coalesce(seen.c.last_met, date.min),
            ended.ends_on < ctx.today,
            ended.lapsed_on.is_(None),
        )
        .correlate(seen)
        .scalar_subquery()
    )
    began = case((seen.c.last_met > seen.c.since, seen.c.last_met), else_=seen.c.since)
    waiting = (
        select(seen, days_between(ctx, today, began).label("days"), unmet.label("missed")).offset(0).subquery("waiting")
    )
    long = waiting.c.days >= rule.gap_alert_days if rule.gap_alert_days else waiting.c.missed > 0
    return select(waiting).where(or_(long, waiting.c.missed > 0))
