"""The three rates of a unit, by what lies under it or by category, and the rows behind each number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from domain.errors import NotFound, PeriodNotBegun
from domain.rates import Period, Rate, Tally
from domain.roles import UnitKind
from models.case import Case, CaseEvent
from models.places import Unit
from services.access import parties_of
from services.act import Ctx
from services.rate.rate_facts import facts
from services.unit_figures import FIGURES, may_see, permitted, subtree

PAGE = 8
COUNTED = ("due", "in_time", "answered", "solved", "satisfied", "unanswered")


@dataclass(frozen=True)
class Question:
    """Figures of one unit and period, as they were at the end of the day `as_of`; of one category, or of all."""

    unit_id: int
    period: Period
    as_of: date
    category: str | None = None


@dataclass(frozen=True)
class Group:
    """Figures of one unit below (`name` None: what lies in none of them), or of one category."""

    unit_id: int | None
    name: str | None
    category: str | None
    tally: Tally


@dataclass(frozen=True)
class Figures:
    """`above` is the unit over it, if the actor may see its figures."""

    question: Question
    unit: str
    kind: UnitKind
    above: int | None
    total: Tally
    units: tuple[Group, ...]
    categories: tuple[Group, ...]


async def figures(ctx: Ctx, question: Question) -> Figures:
    """For whoever staffs the unit or one above it; NotFound for all others, PeriodNotBegun for the future."""
    await permitted(ctx, question.unit_id)
    return await report(ctx, question)


async def report(ctx: Ctx, question: Question) -> Figures:
    """The same without asking who wants to know: for the command line. NotFound where there is no such unit.

    One grouped statement over the facts of the period, one over the units of the subtree.
    """
    if question.period.first > ctx.today:
        raise PeriodNotBegun
    unit = await ctx.session.get(Unit, question.unit_id)
    if unit is None or unit.kind not in FIGURES:
        raise NotFound
    below = {row.id: row for row in await ctx.session.execute(subtree(unit))}
    counted = [(below[id_], category, Tally(*sums)) for id_, category, *sums in await _counted(ctx, unit, question)]
    children = sorted((row for row in below.values() if row.parent_id == unit.id), key=lambda row: row.id)
    units = [
        Group(child.id, child.name, None, _sum(tally for at, _, tally in counted if at.path.startswith(child.path)))
        for child in children
    ]
    loose = _sum(tally for at, _, tally in counted if at.id == unit.id)
    if children and loose != Tally():
        units.append(Group(None, None, None, loose))
    return Figures(
        question,
        unit.name,
        UnitKind(unit.kind),
        unit.parent_id if unit.parent_id and await may_see(ctx, unit.parent_id) else None,
        _sum(tally for _, _, tally in counted),
        tuple(units),
        tuple(
            Group(None, None, key, _sum(tally for _, category, tally in counted if category == key))
            for key in sorted({category for _, category, _ in counted})
        ),
    )


@dataclass(frozen=True)
class CountedCase:
    """A row behind a number. `number` is None where the case has gone to somebody else since; `stars` 0: none given."""

    number: str | None
    category: str
    counted: bool
    stars: int


@dataclass(frozen=True)
class CountedPage:
    """`after` is where the next page starts; None: this is the last."""

    unit: str
    rows: tuple[CountedCase, ...]
    after: int | None


async def counted_cases(ctx: Ctx, question: Question, rate: Rate | None, after: int = 0) -> CountedPage:
    """The cases that a rate is of, with those that count for it marked; None: those that nobody answered. Keyset by
    the line of the history."""
    await permitted(ctx, question.unit_id)
    unit = await ctx.session.get_one(Unit, question.unit_id)
    fact = facts(ctx, question.period, question.as_of)
    among, counts = {
        Rate.RESPONSE: (fact.c.due, fact.c.in_time),
        Rate.RESOLUTION: (fact.c.answered, fact.c.solved),
        Rate.SATISFACTION: (fact.c.answered, fact.c.satisfied),
        None: (fact.c.unanswered, fact.c.solved),
    }[rate]
    query = (
        select(CaseEvent.id, CaseEvent.category_then, counts, fact.c.stars, Case)
        .join(fact, fact.c.event_id == CaseEvent.id)
        .join(Case, Case.id == CaseEvent.case_id)
        .join(Unit, Unit.id == CaseEvent.unit_id)
        .where(among == 1, CaseEvent.id > after, Unit.path.startswith(unit.path, autoescape=True))
    )
    if question.category is not None:
        query = query.where(CaseEvent.category_then == question.category)
    found = (await ctx.session.execute(query.order_by(CaseEvent.id).limit(PAGE + 1))).all()
    rows = tuple(
        CountedCase(case.number if parties_of(ctx, case) else None, category, bool(counted), stars)
        for _, category, counted, stars, case in found[:PAGE]
    )
    return CountedPage(unit.name, rows, found[PAGE - 1][0] if len(found) > PAGE else None)


async def _counted(ctx: Ctx, unit: Unit, question: Question) -> Sequence[Row[*tuple[Any, ...]]]:
    """Sums by unit and category; the rest is adding up a few hundred rows, however many cases there were."""
    fact = facts(ctx, question.period, question.as_of)
    query = (
        select(CaseEvent.unit_id, CaseEvent.category_then, *(func.sum(fact.c[name]) for name in COUNTED))
        .join(fact, fact.c.event_id == CaseEvent.id)
        .join(Unit, Unit.id == CaseEvent.unit_id)
        .where(Unit.path.startswith(unit.path, autoescape=True))
        .group_by(CaseEvent.unit_id, CaseEvent.category_then)
    )
    if question.category is not None:
        query = query.where(CaseEvent.category_then == question.category)
    rows: Sequence[Row[*tuple[Any, ...]]] = (await ctx.session.execute(query)).all()
    return rows


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())
