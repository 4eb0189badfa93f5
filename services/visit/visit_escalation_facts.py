"""What is stored about windows, visits and acknowledgements, read as the facts that domain/visit_escalation judges."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Row, cast, exists, func, null, or_, select

from domain.cadence import Met, Outcome, VisitRule, Window, WindowFacts, qualifies, window_of
from domain.visit_escalation import By, Level, Meeting, Owed, Step, before, row_start, steps
from domain.worktime import LONGEST_REST
from models.people import EarlierHome, Person
from models.places import Unit
from models.visit import Visit, VisitMet, VisitWindow
from models.visit_escalation import VisitEscalation
from services.act import Ctx
from services.visit import visit_facts
from services.visit.visit_counted import at_earlier_homes, counted, follows_person, rest_days
from services.visit.visit_hearers import PLACES

AT_ONCE = 500
"""Windows whose facts are read together."""

COLUMNS = (
    VisitWindow.id,
    VisitWindow.subject_id,
    VisitWindow.household_id,
    VisitWindow.grid_id,
    VisitWindow.starts_on,
    VisitWindow.ends_on,
    VisitWindow.closes_on,
    VisitWindow.lapsed_on,
    VisitWindow.moved_on,
    VisitWindow.came_on,
)
WindowRow = Row[*tuple[Any, ...]]
"""A window's COLUMNS."""


class Lived(NamedTuple):
    """Where a subject lived, first and last day; on the day of a move at both doors."""

    household_id: int
    first: date
    last: date


@dataclass(frozen=True)
class Stepped:
    """A window, where it lies, and the steps that its facts give."""

    window_id: int
    grid_id: int
    steps: tuple[Step, ...]


def by_of(ctx: Ctx) -> By:
    return By(ctx.settings.visits.escalation, ctx.calendar, ctx.zone)


async def open_on(ctx: Ctx, rule: VisitRule, day: date, moment: datetime) -> Sequence[WindowRow]:
    """A daily rule's windows of `day` in which nobody was met by `moment`; the steps say what that leads to."""
    here = VisitWindow.closes_on >= day, VisitWindow.starts_on == day
    return await _rows(ctx, rule, *here, _unmet(ctx, rule, day, moment))


async def closed_on(ctx: Ctx, rule: VisitRule, day: date, moment: datetime) -> Sequence[WindowRow]:
    """The windows whose grace ended with `day` and in which nobody was met by `moment`."""
    earliest = window_of(rule.period, day - timedelta(days=rule.grace_days + LONGEST_REST)).start
    return await _rows(ctx, rule, VisitWindow.closes_on == day, _unmet(ctx, rule, earliest, moment))


def _unmet(ctx: Ctx, rule: VisitRule, earliest: date, moment: datetime) -> ColumnElement[bool]:
    """`earliest`: no such window begins before."""
    visit = counted(rule, VisitWindow, rest_days(ctx, earliest, ctx.today))
    return ~visit.where(Visit.visited_on >= VisitWindow.starts_on, Visit.recorded_at <= moment).exists()


async def unseen(ctx: Ctx, rule: VisitRule, day: date, moment: datetime) -> Sequence[WindowRow]:
    """The windows that are open on `day` and whose subject may have been met so many days before, and not since."""
    last = day - timedelta(days=rule.gap_alert_days)
    rest = rest_days(ctx, last, ctx.today)
    known = counted(rule, VisitWindow, rest, ever=True).where(Visit.recorded_at <= moment)
    on_that_day = known.where(Visit.visited_on == last).exists()
    window = window_of(rule.period, day)
    here = VisitWindow.closes_on >= window.end, VisitWindow.starts_on == window.start
    if follows_person(rule):  # the last may be at any of their homes; the steps say which was theirs
        seen = or_(on_that_day, _elsewhere(rule, rest, last), _first_start() == last)
        return await _rows(ctx, rule, *here, seen)
    since = known.where(Visit.visited_on > last).exists()
    return await _rows(ctx, rule, *here, or_(on_that_day, _first_start() == last), ~since)


def _elsewhere(rule: VisitRule, rest: Collection[date], day: date) -> ColumnElement[bool]:
    """Whether somebody was met on `day` at a home from which the subject has moved, or where they live now that the
    window has stayed behind."""
    on_that_day = Visit.household_id == Person.household_id, Visit.visited_on == day, Visit.outcome == Outcome.MET
    now = exists().where(Person.id == VisitWindow.subject_id, Person.moved_in_on <= day, *on_that_day)
    return or_(now, at_earlier_homes(rule, VisitWindow, rest).where(Visit.visited_on == day).exists())


def _first_start() -> ColumnElement[date | None]:
    """The first window that this one's subject ever had under the rule."""
    first = VisitWindow.__table__.alias()
    query = select(func.min(first.c.starts_on)).where(
        first.c.rule == VisitWindow.rule, first.c.subject_id == VisitWindow.subject_id
    )
    return query.correlate(VisitWindow).scalar_subquery()


async def _rows(ctx: Ctx, rule: VisitRule, *which: ColumnElement[bool]) -> Sequence[WindowRow]:
    """Named by grid as well, for the index that begins with it; what lies in no grid lies in its community."""
    grids = select(Unit.id).where(Unit.kind.in_(PLACES))
    query = select(*COLUMNS).where(VisitWindow.grid_id.in_(grids), VisitWindow.rule == rule.key, *which)
    return (await ctx.session.execute(query.order_by(VisitWindow.id))).all()


async def stepped(ctx: Ctx, rule: VisitRule, rows: Sequence[WindowRow]) -> list[Stepped]:
    """The steps of each window, by six statements at most for so many of them together."""
    found: list[Stepped] = []
    for some in (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)):
        found += await _stepped(ctx, rule, some)
    return found


async def _stepped(ctx: Ctx, rule: VisitRule, rows: Sequence[WindowRow]) -> list[Stepped]:
    by = by_of(ctx)
    starts = [row_start(rule, _window(row), by.settings) for row in rows]
    gap = timedelta(days=rule.gap_alert_days)
    earliest = min([*starts, *(row.starts_on - gap for row in rows), *(_before(rule, row) for row in rows)])
    subjects = {row.subject_id for row in rows}
    others = await _windows(ctx, rule, subjects, earliest)
    first = await _first(ctx, rule, subjects)
    acks = await _acknowledged(ctx, [*others.values(), *(row.id for row in rows)])
    visits = await _visits(ctx, rule, rows, earliest)
    found = []
    for row, start in zip(rows, starts, strict=True):
        extra = (row.closes_on - row.ends_on).days - rule.grace_days
        days = row.starts_on, row.ends_on, row.lapsed_on
        facts = WindowFacts(rule, row.subject_id, *days, extra, row.moved_on, row.came_on)
        one_before = others.get((row.subject_id, _before(rule, row)))
        owed = Owed(
            facts,
            start if start == row.starts_on or (row.subject_id, start) in others else None,
            first[row.subject_id],
            visits[row.id],
            acks.get((row.id, Level.WORKER)),
            acks.get((one_before, Level.COMMUNITY)) if one_before else None,
        )
        found.append(Stepped(row.id, row.grid_id, steps(owed, by)))
    return found


def _window(row: WindowRow) -> Window:
    return Window(row.starts_on, row.ends_on)


def _before(rule: VisitRule, row: WindowRow) -> date:
    return before(rule.period, _window(row), 1).start


async def _windows(ctx: Ctx, rule: VisitRule, subjects: set[int], since: date) -> dict[tuple[int, date], int]:
    """Ids by subject and start, the lapsed ones left out."""
    query = select(VisitWindow.subject_id, VisitWindow.starts_on, VisitWindow.id).where(
        VisitWindow.rule == rule.key,
        VisitWindow.subject_id.in_(subjects),
        VisitWindow.starts_on >= since,
        VisitWindow.lapsed_on.is_(None),
    )
    return {(subject, start): id_ for subject, start, id_ in await ctx.session.execute(query)}


async def _first(ctx: Ctx, rule: VisitRule, subjects: set[int]) -> dict[int, date]:
    query = (
        select(VisitWindow.subject_id, func.min(VisitWindow.starts_on))
        .where(VisitWindow.rule == rule.key, VisitWindow.subject_id.in_(subjects))
        .group_by(VisitWindow.subject_id)
    )
    return dict((await ctx.session.execute(query)).all())


async def _acknowledged(ctx: Ctx, windows: Sequence[int]) -> dict[tuple[int, str], datetime]:
    found: dict[tuple[int, str], datetime] = {}
    for some in (windows[start : start + AT_ONCE] for start in range(0, len(windows), AT_ONCE)):
        query = select(VisitEscalation.window_id, VisitEscalation.level, VisitEscalation.acknowledged_at).where(
            VisitEscalation.window_id.in_(some), VisitEscalation.acknowledged_at.is_not(None)
        )
        for window_id, level, at in await ctx.session.execute(query):
            if at is not None:
                found[window_id, level] = at
    return found


async def _visits(ctx: Ctx, rule: VisitRule, rows: Sequence[WindowRow], since: date) -> dict[int, list[Meeting]]:
    """The visits that count for each window's subject. Who has to be met in person counts at whatever door, somebody
    with whom anyone may be met where they lived on that day."""
    subjects = {row.subject_id for row in rows}
    in_person = rule.met_by is Met.THAT_PERSON
    homes = {} if in_person else await _homes(ctx, rule, rows, since)
    if in_person:
        query = select(Visit, VisitMet.person_id).join(VisitMet, VisitMet.visit_id == Visit.id)
        query = query.where(VisitMet.person_id.in_(subjects))
    else:
        doors = {lived.household_id for several in homes.values() for lived in several}
        query = select(Visit, Visit.household_id).where(Visit.household_id.in_(doors))
    query = query.where(Visit.visited_on >= since, Visit.outcome == Outcome.MET, visit_facts.written(None))
    found: dict[int, list[Visit]] = defaultdict(list)
    for visit, whose in await ctx.session.execute(query.order_by(Visit.id)):
        found[whose].append(visit)

    def to(row: WindowRow) -> Iterator[Visit]:
        yield from found[row.subject_id] if in_person else ()
        for door, first, last in homes.get(row.id, ()):
            yield from (visit for visit in found[door] if first <= visit.visited_on <= last)

    return {
        row.id: [
            Meeting(visit.visited_on, visit.recorded_at)
            for visit in to(row)
            if qualifies(rule, row.subject_id, visit_facts.fact(ctx, visit, {row.subject_id}))
        ]
        for row in rows
    }


async def _homes(ctx: Ctx, rule: VisitRule, rows: Sequence[WindowRow], since: date) -> dict[int, list[Lived]]:
    """By window, where its subject lived from `since` on."""
    if not follows_person(rule):
        return {row.id: [Lived(row.household_id, date.min, date.max)] for row in rows}
    subjects = {row.subject_id for row in rows}
    now = select(Person.id, Person.household_id, Person.moved_in_on, cast(null(), Date))
    before = select(EarlierHome.person_id, EarlierHome.household_id, EarlierHome.since, EarlierHome.until)
    either = now.where(Person.id.in_(subjects)).union_all(
        before.where(EarlierHome.person_id.in_(subjects), EarlierHome.until >= since)
    )
    of: dict[int, list[Lived]] = defaultdict(list)
    for person, household, first, last in await ctx.session.execute(either):
        if household is not None:
            of[person].append(Lived(household, first or date.min, last or date.max))
    return {row.id: _with_its_own(row, of[row.subject_id]) for row in rows}


def _with_its_own(row: WindowRow, lived: list[Lived]) -> list[Lived]:
    """Who was erased, or moved before homes were kept, lived where the window lies."""
    if any(one.household_id == row.household_id for one in lived):
        return lived
    return [*lived, Lived(row.household_id, row.moved_on or date.min, date.max)]
