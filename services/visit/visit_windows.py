"""Opening the windows of a day: set-based, a statement a rule, so 44,828 residents cost no more than ten."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, and_, case, exists, literal, or_, select, update
from sqlalchemy.sql.elements import SQLCoreOperations

from domain.cadence import Subject, VisitRule, Window, first_window, window_of
from domain.worktime import ONE_DAY
from models.people import Care, Person
from models.places import Household
from models.visit import VisitWindow
from services.act import Ctx
from services.insert import insert_new
from services.slots import Slot
from services.visit import visit_moves
from services.visit.visit_moves import not_closed, still_counting

COLUMNS = ["rule", "subject_id", "household_id", "grid_id", "starts_on", "ends_on", "closes_on"]
Day = date | SQLCoreOperations[date]
"""A day, or the column that holds one."""


async def open_day(ctx: Ctx, slot: Slot) -> None:
    """The job: every elapsed day is opened, also the days the house was down."""
    await open_windows(ctx, slot.day)


async def open_windows(ctx: Ctx, day: date) -> None:
    """Make every window that contains `day`; safe to repeat.

    1. Windows still open follow a subject that has moved.
    2. Windows whose reason has ended lapse; those whose reason is back are owed again.
    3. Each rule opens its window for the subjects that are under it on `day`.
    """
    await visit_moves.follow(ctx, day)
    await _lapse(ctx, day)
    lapsed = select(VisitWindow.rule).where(*still_counting(day), VisitWindow.lapsed_on.is_not(None))
    lapsed_rules = set((await ctx.session.scalars(lapsed)).all())  # few; DISTINCT would read the rules of all windows
    for rule in ctx.settings.visits.rules:
        window = window_of(rule.period, day)
        if rule.key in lapsed_rules:
            await _owe_again(ctx, rule, window, day)
        await ctx.session.execute(insert_new(ctx.session, VisitWindow).from_select(COLUMNS, _rows(rule, window, day)))


def last_start(rule: VisitRule, window: Window) -> date:
    """The latest day on which somebody can come under the rule and still owe `window` (the mid-window start rule)."""
    day = window.end
    while first_window(rule, day).start > window.start:
        day -= ONE_DAY
    return day


def _rows(rule: VisitRule, window: Window, day: date) -> Select[str, int, int, int, date, date, date]:
    """The rows to insert: whoever is under the rule on `day` and has been since early enough."""
    of_person = rule.subject is Subject.PERSON
    query = select(
        literal(rule.key, String),
        Person.id if of_person else Household.id,
        Household.id,
        Household.grid_id,
        literal(window.start, Date),
        literal(window.end, Date),
        literal(window.end + timedelta(days=rule.grace_days), Date),
    )
    early_enough = min(day, last_start(rule, window))
    query = query.where(Household.since <= early_enough, _household_stands(day))
    if of_person or rule.care_categories:
        query = query.join(Person, Person.household_id == Household.id).where(_person_lives(day))
    if not rule.care_categories:
        return query
    # One entry may follow another, so each day since is asked. A list of the few who are cared for, not a look at all.
    since = [early_enough + ONE_DAY * n for n in range((day - early_enough).days + 1)]
    query = query.where(*(Person.id.in_(select(Care.person_id).where(_care(rule, on))) for on in since))
    return query if of_person else query.distinct()


async def _owe_again(ctx: Ctx, rule: VisitRule, window: Window, day: date) -> None:
    """What lapsed because its reason ended is due when the reason comes back within the window."""
    subjects = _rows(rule, window, day).with_only_columns(Person.id if rule.subject is Subject.PERSON else Household.id)
    lapsed = (VisitWindow.rule == rule.key, VisitWindow.starts_on == window.start, VisitWindow.lapsed_on.is_not(None))
    await ctx.session.execute(
        update(VisitWindow)
        .where(*still_counting(day), *lapsed, VisitWindow.subject_id.in_(subjects))
        .values(lapsed_on=None, lapse_reason=None)
        .execution_options(synchronize_session=False)
    )


async def _lapse(ctx: Ctx, day: date) -> None:
    """A window is owed no longer when the care, the person or the household has ended in it: those, too, that closed
    last night, since yesterday's end is known only today. One statement looks at every window; few have ended."""
    on = case((VisitWindow.ends_on < day, VisitWindow.ends_on), else_=literal(day, Date))
    why = case(*_ends(ctx.settings.visits.rules, on))
    looked_at = select(VisitWindow.id, on.label("on"), why.label("why")).where(*not_closed(day - ONE_DAY)).subquery()
    ended = (await ctx.session.execute(select(looked_at).where(looked_at.c.why.is_not(None)))).all()
    if ended:
        rows = [{"id": id_, "lapsed_on": last_day, "lapse_reason": reason} for id_, last_day, reason in ended]
        await ctx.session.execute(update(VisitWindow), rows)


def _ends(rules: Sequence[VisitRule], on: SQLCoreOperations[date]) -> Iterator[tuple[ColumnElement[bool], Any]]:
    """What may have ended by the day `on`, and the reason that is kept."""
    home, person = Household.id == VisitWindow.subject_id, Household.id == Person.household_id
    stands = or_(Household.until.is_(None), Household.until >= on)
    lives_at = {Subject.HOUSEHOLD: home, Subject.PERSON: and_(Person.id == VisitWindow.subject_id, person)}
    of_subject = {subject: VisitWindow.rule.in_([r.key for r in rules if r.subject is subject]) for subject in Subject}

    def no(*there: ColumnElement[bool]) -> ColumnElement[bool]:
        return ~exists().where(*there).correlate(VisitWindow)

    for subject in Subject:
        yield and_(of_subject[subject], no(lives_at[subject], stands)), literal("household_ended")
    people = lives_at[Subject.PERSON], _person_lives(on)
    yield and_(of_subject[Subject.PERSON], no(*people)), literal("moved_out")
    for rule in rules:
        if rule.care_categories:
            cared_for = Care.person_id == Person.id, _person_lives(on), _care(rule, on)
            here = VisitWindow.rule == rule.key
            yield and_(here, no(lives_at[rule.subject], person, *cared_for)), literal("care_ended")


def _household_stands(day: Day) -> ColumnElement[bool]:
    return and_(Household.since <= day, or_(Household.until.is_(None), Household.until >= day))


def _person_lives(day: Day) -> ColumnElement[bool]:
    return or_(Person.moved_out_on.is_(None), Person.moved_out_on > day)


def _care(rule: VisitRule, day: Day) -> ColumnElement[bool]:
    """An entry that brings its person under the rule on that day."""
    return and_(
        Care.category.in_(sorted(rule.care_categories)) if rule.care_categories else Care.id.is_not(None),
        Care.starts_on <= day,
        or_(Care.ends_on.is_(None), Care.ends_on >= day),
    )
