"""What happened behind the windows that are open: whose subject lives elsewhere now, and whose reason has ended. One
look at all of them, since few of many change on any day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, and_, case, exists, literal, or_, select, true
from sqlalchemy.sql.elements import SQLCoreOperations

from domain.cadence import Subject, VisitRule
from domain.roles import UnitKind
from domain.worktime import ONE_DAY
from models.people import Care, Person
from models.places import Household, Unit
from models.visit import VisitWindow
from services.act import Ctx

Day = date | SQLCoreOperations[date]
"""A day, or the column that holds one."""


class Changed(NamedTuple):
    """A window, and where its subject lives now: None where that is nowhere. `why` it is owed no longer, and the last
    day `on` which that could have been otherwise. `since`: a person's first day where they live, where it is known."""

    window: VisitWindow
    home: int | None
    grid: int | None
    on: date
    why: str | None
    since: date | None

    @property
    def moved(self) -> bool:
        return self.home is not None and (self.home, self.grid) != (self.window.household_id, self.window.grid_id)


async def changed(ctx: Ctx, day: date, among: ColumnElement[bool] | None = None) -> list[Changed]:
    """As known when `day` begins, of the windows that were open yesterday, the day of the latest moves; those that
    closed last night too, since yesterday's end is known only today. `among`: only these. In no order: asked for one, a
    database may rather read every window that there ever was."""
    found = [Changed(*row) for row in await ctx.session.execute(_changed(ctx, day, true() if among is None else among))]
    return sorted(found, key=lambda one: one.window.id)


def _changed(
    ctx: Ctx, day: date, among: ColumnElement[bool]
) -> Select[VisitWindow, int | None, int | None, date, str | None, date | None]:
    rules = ctx.settings.visits.rules
    of_person = VisitWindow.rule.in_([rule.key for rule in rules if rule.subject is Subject.PERSON])
    on = case((VisitWindow.ends_on < day, VisitWindow.ends_on), else_=literal(day, Date))
    why = case(*_ends(rules, on))
    elsewhere = or_(Household.id != VisitWindow.household_id, Household.grid_id != VisitWindow.grid_id)
    return (
        select(VisitWindow, Household.id, Household.grid_id, on, why, Person.moved_in_on)
        .outerjoin(Person, Person.id == case((of_person, VisitWindow.subject_id)))
        .outerjoin(Household, Household.id == case((of_person, Person.household_id), else_=VisitWindow.subject_id))
        .where(VisitWindow.rule.in_([rule.key for rule in rules]), *not_closed(day - ONE_DAY), among)
        .where(or_(elsewhere, why.is_not(None)))
    )


def _ends(rules: Sequence[VisitRule], on: SQLCoreOperations[date]) -> Iterator[tuple[ColumnElement[bool], Any]]:
    """What may have ended by the day `on`, and the reason that is kept; the first that is true counts."""
    yield or_(Household.id.is_(None), Household.until < on), literal("household_ended")
    yield Person.moved_out_on <= on, literal("moved_out")
    for rule in rules:
        if rule.care_categories:
            theirs = exists().where(cared(rule, on), Care.person_id == VisitWindow.subject_id)
            at_home = Person.household_id == VisitWindow.subject_id, lives(on), Person.id == Care.person_id
            somebodys = exists().where(cared(rule, on), *at_home)
            still = theirs if rule.subject is Subject.PERSON else somebodys
            yield and_(VisitWindow.rule == rule.key, ~still.correlate(VisitWindow)), literal("care_ended")


def stands(day: Day) -> ColumnElement[bool]:
    """The household, on that day."""
    return and_(Household.since <= day, or_(Household.until.is_(None), Household.until >= day))


def lives(day: Day) -> ColumnElement[bool]:
    """The person, at their household."""
    return or_(Person.moved_out_on.is_(None), Person.moved_out_on > day)


def cared(rule: VisitRule, day: Day) -> ColumnElement[bool]:
    """An entry that brings its person under the rule on that day."""
    return and_(
        Care.category.in_(sorted(rule.care_categories)) if rule.care_categories else Care.id.is_not(None),
        Care.starts_on <= day,
        or_(Care.ends_on.is_(None), Care.ends_on >= day),
    )


def not_closed(day: date) -> tuple[ColumnElement[bool], ...]:
    """Windows that a visit on `day` could settle. Named by grid as well, for the index that begins with it; what lies
    in no grid lies in its community."""
    grids = select(Unit.id).where(Unit.kind.in_((UnitKind.GRID, UnitKind.COMMUNITY)))
    return VisitWindow.grid_id.in_(grids), VisitWindow.closes_on >= day, VisitWindow.lapsed_on.is_(None)
