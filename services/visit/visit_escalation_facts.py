"""What is stored about windows, visits and acknowledgements, read as the facts that domain/visit_escalation judges."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from domain.cadence import Met, Outcome, Subject, VisitRule, Window, WindowFacts, qualifies, window_of
from domain.visit_escalation import By, Level, Meeting, Owed, Step, before, row_start, steps
from domain.worktime import LONGEST_REST
from models.places import Unit
from models.visit import Visit, VisitMet, VisitWindow
from models.visit_escalation import VisitEscalation
from services.act import Ctx
from services.visit import visit_facts
from services.visit.visit_counted import counted, rest_days
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
)
WindowRow = Row[*tuple[Any, ...]]
"""A window's COLUMNS."""


class Lived(NamedTuple):
    """Where a subject lived while it had a window."""

    household_id: int
    starts_on: date
    closes_on: date


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
    known = counted(rule, VisitWindow, rest_days(ctx, last, ctx.today)).where(Visit.recorded_at <= moment)
    on_that_day = known.where(Visit.visited_on == last).exists()
    since = known.where(Visit.visited_on > last).exists()
    window = window_of(rule.period, day)
    here = VisitWindow.closes_on >= window.end, VisitWindow.starts_on == window.start
    seen = or_(on_that_day, _elsewhere(ctx, rule, last, moment), _first_start() == last)
    return await _rows(ctx, rule, *here, seen, ~since)


def _elsewhere(ctx: Ctx, rule: VisitRule, day: date, moment: datetime) -> ColumnElement[bool]:
    """Whether somebody was met on `day` at the home that the subject has moved from: its earlier windows say where."""
    if rule.subject is not Subject.PERSON or rule.met_by is not Met.ANYONE:
        return false()
    earlier = aliased(VisitWindow)
    visit = counted(rule, earlier, rest_days(ctx, day, ctx.today))
    return exists().where(
        earlier.rule == rule.key,
        earlier.subject_id == VisitWindow.subject_id,
        earlier.starts_on <= day,
        earlier.closes_on >= day,
        earlier.household_id != VisitWindow.household_id,
        visit.where(Visit.recorded_at <= moment, Visit.visited_on == day).exists(),
    )


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
    """The steps of each window, by five statements for so many of them together."""
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
    others, homes = await _windows(ctx, rule, subjects, earliest)
    first = await _first(ctx, rule, subjects)
    acks = await _acknowledged(ctx, [*others.values(), *(row.id for row in rows)])
    visits = await _visits(ctx, rule, rows, earliest, homes)
    found = []
    for row, start in zip(rows, starts, strict=True):
        extra = (row.closes_on - row.ends_on).days - rule.grace_days
        facts = WindowFacts(rule, row.subject_id, row.starts_on, row.ends_on, row.lapsed_on, extra, row.moved_on)
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


async def _windows(
    ctx: Ctx, rule: VisitRule, subjects: set[int], since: date
) -> tuple[dict[tuple[int, date], int], dict[int, list[Lived]]]:
    """Ids by subject and start, the lapsed ones left out; and by subject where it lived meanwhile."""
    query = select(*COLUMNS).where(
        VisitWindow.rule == rule.key,
        VisitWindow.subject_id.in_(subjects),
        VisitWindow.closes_on >= since,
    )
    ids: dict[tuple[int, date], int] = {}
    homes: dict[int, list[Lived]] = defaultdict(list)
    for row in await ctx.session.execute(query.order_by(VisitWindow.id)):
        homes[row.subject_id].append(Lived(row.household_id, row.starts_on, row.closes_on))
        if row.lapsed_on is None and row.starts_on >= since:
            ids[row.subject_id, row.starts_on] = row.id
    return ids, homes


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


async def _visits(
    ctx: Ctx, rule: VisitRule, rows: Sequence[WindowRow], since: date, homes: Mapping[int, Sequence[Lived]]
) -> dict[int, list[Meeting]]:
    """The visits that count for each window's subject. Who has to be met in person counts at whatever door, somebody
    with whom anyone may be met where they live now, and where they lived before they moved."""
    in_person = rule.met_by is Met.THAT_PERSON
    if in_person:
        subjects = {row.subject_id for row in rows}
        query = select(Visit, VisitMet.person_id).join(VisitMet, VisitMet.visit_id == Visit.id)
        query = query.where(VisitMet.person_id.in_(subjects))
    else:
        doors = {row.household_id for row in rows} | {lived.household_id for of in homes.values() for lived in of}
        query = select(Visit, Visit.household_id).where(Visit.household_id.in_(doors))
    query = query.where(Visit.visited_on >= since, Visit.outcome == Outcome.MET, visit_facts.written(None))
    found: dict[int, list[Visit]] = defaultdict(list)
    for visit, whose in await ctx.session.execute(query.order_by(Visit.id)):
        found[whose].append(visit)

    def to(row: WindowRow) -> Iterator[Visit]:
        here = found[row.subject_id if in_person else row.household_id]
        yield from (visit for visit in here if in_person or row.moved_on is None or visit.visited_on >= row.moved_on)
        for lived in () if in_person else homes[row.subject_id]:
            if lived.household_id != row.household_id:
                there = found[lived.household_id]
                yield from (visit for visit in there if lived.starts_on <= visit.visited_on <= lived.closes_on)

    return {
        row.id: [
            Meeting(visit.visited_on, visit.recorded_at)
            for visit in to(row)
            if qualifies(rule, row.subject_id, visit_facts.fact(ctx, visit, {row.subject_id}))
        ]
        for row in rows
    }
