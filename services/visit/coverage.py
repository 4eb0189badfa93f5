"""Coverage of a unit: by what lies under it, by rule, by worker. What it counts: domain/coverage."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Subquery, and_, func, or_, select

from domain.cadence import Window, WindowState
from domain.coverage import Coverage, sum_of
from domain.errors import NotFound, PeriodNotBegun
from domain.roles import Role, UnitKind
from models.people import Person, RoleHeld
from models.places import Unit
from services.act import Ctx
from services.people.people import spoken_name
from services.unit_figures import FIGURES, may_see, permitted, subtree
from services.visit.coverage_facts import Asked, Grids, facts, gaps
from services.visit.visit_facts import rules
from services.visit.visit_hearers import PLACES

SETTLED = (WindowState.MET, WindowState.LATE)


@dataclass(frozen=True)
class Question:
    """Figures of one unit and of the windows that end in `days`, as they were at the end of the day `as_of`; of one
    rule, or of all. `no_grid`: of a community only what lies in none of its grids."""

    unit_id: int
    days: Window
    as_of: date
    rule: str | None = None
    no_grid: bool = False

    @property
    def asked(self) -> Asked:
        return Asked(self.days, self.as_of, self.rule)


@dataclass(frozen=True)
class Group:
    """Coverage of one unit below, of one rule (its key is the `name`), or of the grids of one worker. `made`: so many
    windows were settled by that worker's visits, whosever grid it was. `no_grid`: of what of the community `id` lies in
    no grid, so that nobody walks there."""

    id: int | None
    name: str
    coverage: Coverage
    made: int = 0
    no_grid: bool = False


@dataclass(frozen=True)
class Figures:
    """`above` is the unit over it, if the actor may see its figures."""

    question: Question
    unit: str
    kind: UnitKind
    above: int | None
    total: Coverage
    units: tuple[Group, ...]
    rules: tuple[Group, ...]


async def figures(ctx: Ctx, question: Question) -> Figures:
    """For whoever staffs the unit or one above it; NotFound for all others, PeriodNotBegun for the future."""
    await permitted(ctx, question.unit_id)
    return await report(ctx, question)


async def report(ctx: Ctx, question: Question) -> Figures:
    """The same without asking who wants to know: for the command line. NotFound where there is no such unit or rule.

    One grouped statement for the counts and one for the gaps, one over the units of the subtree.
    """
    question = _known(ctx, question)
    unit = await unit_of(ctx, question.unit_id)
    below = {row.id: row for row in await ctx.session.execute(subtree(unit))}
    counted = await _counted(ctx, question.asked, asked_places(unit, question))
    children = sorted((row for row in below.values() if row.parent_id == unit.id), key=lambda row: row.id)

    def within(path: str) -> Coverage:
        return sum_of(one for (grid, _), one in counted.items() if below[grid].path.startswith(path))

    units = [Group(child.id, child.name, within(child.path)) for child in children]
    in_none = sum_of(one for (place, _), one in counted.items() if place == unit.id)
    if unit.kind == UnitKind.COMMUNITY and in_none != Coverage():
        units.append(Group(unit.id, unit.name, in_none, no_grid=True))
    keys = [key for key in rules(ctx) if question.rule in (None, key)]
    of_rules = [(key, sum_of(one for (_, rule), one in counted.items() if rule == key)) for key in keys]
    above = unit.id if question.no_grid else unit.parent_id
    return Figures(
        question,
        unit.name,
        UnitKind(unit.kind),
        above if above and await may_see(ctx, above) else None,
        sum_of(counted.values()),
        () if question.no_grid else tuple(units),
        tuple(Group(None, key, one) for key, one in of_rules if one != Coverage()),
    )


async def workers(ctx: Ctx, question: Question) -> tuple[Group, ...]:
    """By worker, for whoever may see the unit's figures."""
    await permitted(ctx, question.unit_id)
    return await report_workers(ctx, question)


async def report_workers(ctx: Ctx, question: Question) -> tuple[Group, ...]:
    """The duty is that of whoever holds the grid on the window's last day, on leave or not, and each of two who share
    one; `made` is credited to whoever went. Four statements."""
    question = _known(ctx, question)
    unit = await unit_of(ctx, question.unit_id)
    grids = asked_places(unit, question)
    duty = await duties(ctx, question.asked, grids)
    fact = facts(ctx, question.asked, grids)
    credited = select(fact.c.worker_id, func.count()).where(fact.c.state.in_(SETTLED)).group_by(fact.c.worker_id)
    made: dict[int, int] = dict((await ctx.session.execute(credited)).all())
    people = {person for person, _ in duty} | made.keys()
    found = await ctx.session.scalars(select(Person).where(Person.id.in_(people)).order_by(Person.id))
    return tuple(
        Group(
            one.id,
            spoken_name(ctx, one),
            sum_of(coverage for (person, _), coverage in duty.items() if person == one.id),
            made.get(one.id, 0),
        )
        for one in found.all()
    )


async def duties(ctx: Ctx, asked: Asked, grids: Grids, person_id: int | None = None) -> dict[tuple[int, str], Coverage]:
    """By worker (or of this one) and rule."""

    def by_worker(rows: Subquery) -> Any:
        query = select(RoleHeld.person_id, rows.c.rule).join(rows, in_charge(rows))
        return query if person_id is None else query.where(RoleHeld.person_id == person_id)

    return await _summed(ctx, asked, grids, by_worker)


def in_charge(rows: Subquery) -> ColumnElement[bool]:
    """That a role is that of a worker of the row's grid, on the day by which its window is judged."""
    return and_(
        RoleHeld.unit_id == rows.c.grid_id,
        RoleHeld.role == Role.GRID_WORKER,
        RoleHeld.starts_on <= rows.c.judged_on,
        or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= rows.c.judged_on),
    )


async def unit_of(ctx: Ctx, unit_id: int) -> Unit:
    """Raises NotFound."""
    unit = await ctx.session.get(Unit, unit_id)
    if unit is None or unit.kind not in FIGURES:
        raise NotFound
    return unit


def places_under(path: str) -> Grids:
    """The grids, and the communities for what lies in no grid: nobody walks there, and nobody is forgotten."""
    return select(Unit.id).where(Unit.kind.in_(PLACES), Unit.path.startswith(path, autoescape=True))


def asked_places(unit: Unit, question: Question) -> Grids:
    return select(Unit.id).where(Unit.id == unit.id) if question.no_grid else places_under(unit.path)


def _known(ctx: Ctx, question: Question) -> Question:
    """Nobody knows more than today. Raises PeriodNotBegun, NotFound."""
    if question.days.start > ctx.today:
        raise PeriodNotBegun
    if question.rule is not None and question.rule not in rules(ctx):
        raise NotFound
    return replace(question, as_of=min(question.as_of, ctx.today))


async def _counted(ctx: Ctx, asked: Asked, grids: Grids) -> dict[tuple[int, str], Coverage]:
    """By grid and rule; the rest is adding up a few hundred rows, however many windows there were."""
    return await _summed(ctx, asked, grids, lambda rows: select(rows.c.grid_id, rows.c.rule))


async def _summed(
    ctx: Ctx, asked: Asked, grids: Grids, by: Callable[[Subquery], Any]
) -> dict[tuple[int, str], Coverage]:
    """`by` selects two columns from the rows."""
    fact, gap = facts(ctx, asked, grids), gaps(ctx, asked, grids)
    states, longest = by(fact).add_columns(fact.c.state, func.count()), by(gap).add_columns(func.max(gap.c.days))
    counts = await ctx.session.execute(states.group_by(*states.selected_columns[:3]))
    waited = await ctx.session.execute(longest.group_by(*longest.selected_columns[:2]))
    return _together([*map(_count, counts), *map(_gap, waited)])


def _count(row: Row[*tuple[Any, ...]]) -> tuple[tuple[int, str], Coverage]:
    of, rule, state, count = row
    return (of, rule), Coverage(**{state: count})


def _gap(row: Row[*tuple[Any, ...]]) -> tuple[tuple[int, str], Coverage]:
    of, rule, days = row
    return (of, rule), Coverage(gap=days)


def _together(parts: Iterable[tuple[tuple[int, str], Coverage]]) -> dict[tuple[int, str], Coverage]:
    found: dict[tuple[int, str], Coverage] = {}
    for key, one in parts:
        found[key] = found.get(key, Coverage()) + one
    return found
