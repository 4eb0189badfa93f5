"""Opening the windows of a day: set-based, a statement a rule, so 44,828 residents cost no more than ten."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Date, Select, String, case, cast, func, literal, null, select, update

from domain.cadence import Subject, VisitRule, Window, first_window, window_of
from domain.worktime import ONE_DAY
from models.base import bare
from models.people import Care, Person
from models.places import Household
from models.visit import VisitWindow
from services.act import Ctx
from services.insert import insert_new
from services.slots import Slot
from services.visit.visit_changes import Changed, cared, changed, lives, stands
from services.visit.visit_moves import follow

Row = Select[str, int, int, int, date, date, date, date | None]
COLUMNS = ["rule", "subject_id", "household_id", "grid_id", "starts_on", "ends_on", "closes_on", "moved_on"]


async def open_day(ctx: Ctx, slot: Slot) -> None:
    """The job: every elapsed day is opened, also the days the house was down."""
    await open_windows(ctx, slot.day)


async def open_windows(ctx: Ctx, day: date) -> None:
    """Make every window that contains `day`; safe to repeat.

    1. Windows still open follow a subject that has moved.
    2. Windows whose reason has ended lapse; those whose reason is back are owed again.
    3. Each rule opens its window for the subjects that are under it on `day`.
    """
    found = await changed(ctx, day)
    await follow(ctx, found, day)
    await _lapse(ctx, found)
    lapsed = select(VisitWindow.rule).where(*_lapsed(day))
    lapsed_rules = set((await ctx.session.scalars(lapsed)).all())
    for rule in ctx.settings.visits.rules:
        window = window_of(rule.period, day)
        if rule.key in lapsed_rules:
            await _owe_again(ctx, rule, window, day)
        await _open(ctx, rule, window, day)


async def _open(ctx: Ctx, rule: VisitRule, window: Window, day: date) -> None:
    """Those that come later than on its first day may have come under the rule within it."""
    rows = insert_new(ctx.session, VisitWindow).from_select(COLUMNS, _rows(rule, window, day))
    if day == window.start or rule.subject is not Subject.PERSON or not rule.care_categories:
        await ctx.session.execute(rows)
        return
    new = (await ctx.session.scalars(rows.returning(bare(VisitWindow).c.id))).all()
    if new:
        await _came(ctx, rule, window, day, VisitWindow.id.between(min(new), max(new)))


def last_start(rule: VisitRule, window: Window) -> date:
    """The latest day on which somebody can come under the rule and still owe `window` (the mid-window start rule)."""
    day = window.end
    while first_window(rule, day).start > window.start:
        day -= ONE_DAY
    return day


def _rows(rule: VisitRule, window: Window, day: date) -> Row:
    """The rows to insert: whoever is under the rule on `day` and has been since early enough."""
    of_person = rule.subject is Subject.PERSON
    early_enough = min(day, last_start(rule, window))
    query = select(
        literal(rule.key, String),
        Person.id if of_person else Household.id,
        Household.id,
        Household.grid_id,
        literal(window.start, Date),
        literal(window.end, Date),
        literal(window.end + timedelta(days=rule.grace_days), Date),
        Person.moved_in_on if of_person else cast(null(), Date),
    )
    query = query.where(Household.since <= early_enough, stands(day))
    if of_person or rule.care_categories:
        query = query.join(Person, Person.household_id == Household.id).where(lives(day))
    if not rule.care_categories:
        return query
    # One entry may follow another, so each day since is asked. A list of the few who are cared for, not a look at all.
    since = [early_enough + ONE_DAY * n for n in range((day - early_enough).days + 1)]
    query = query.where(*(Person.id.in_(select(Care.person_id).where(cared(rule, on))) for on in since))
    return query if of_person else query.distinct()


async def _came(ctx: Ctx, rule: VisitRule, window: Window, day: date, new: ColumnElement[bool]) -> None:
    """When the entry began by which somebody is under the rule, or their household, where that was in the window."""
    entry = Care.person_id == VisitWindow.subject_id, cared(rule, min(day, last_start(rule, window)))
    began = select(func.min(Care.starts_on)).where(*entry).scalar_subquery()
    since = select(Household.since).where(Household.id == VisitWindow.household_id).scalar_subquery()
    came = case((since > began, since), else_=began)
    these = update(VisitWindow).where(new, VisitWindow.rule == rule.key, VisitWindow.starts_on == window.start)
    await ctx.session.execute(
        these.where(came > window.start).values(came_on=came).execution_options(synchronize_session=False)
    )


async def _owe_again(ctx: Ctx, rule: VisitRule, window: Window, day: date) -> None:
    """What lapsed because its reason ended is due when the reason comes back within the window."""
    subjects = _rows(rule, window, day).with_only_columns(Person.id if rule.subject is Subject.PERSON else Household.id)
    await ctx.session.execute(
        update(VisitWindow)
        .where(*_lapsed(day), VisitWindow.rule == rule.key, VisitWindow.starts_on == window.start)
        .where(VisitWindow.subject_id.in_(subjects))
        .values(lapsed_on=None, lapse_reason=None)
        .execution_options(synchronize_session=False)
    )


def _lapsed(day: date) -> tuple[ColumnElement[bool], ...]:
    """Windows that could be owed again; an index holds the lapsed ones alone."""
    return VisitWindow.closes_on >= day, VisitWindow.lapsed_on.is_not(None)


async def _lapse(ctx: Ctx, changed: Iterable[Changed]) -> None:
    """A window is owed no longer when the care, the person or the household has ended in it."""
    rows = [{"id": row.id, "lapsed_on": on, "lapse_reason": why} for row, _, _, on, why, _ in changed if why]
    if rows:
        await ctx.session.execute(update(VisitWindow), rows)
