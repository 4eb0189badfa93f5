"""Opening the windows of a day: set-based, one statement a rule, so 44,828 residents cost no more than ten."""

from datetime import date

from sqlalchemy import ColumnElement, Date, Select, String, and_, case, exists, literal, or_, select, update
from sqlalchemy.sql.elements import SQLCoreOperations

from domain.cadence import Subject, VisitRule, Window, first_window, window_of
from domain.roles import UnitKind
from domain.worktime import ONE_DAY
from models.people import Care, Person
from models.places import Household, Unit
from models.visit import VisitWindow
from services.act import Ctx
from services.insert import insert_new
from services.slots import Slot

COLUMNS = ["rule", "subject_id", "household_id", "grid_id", "starts_on", "ends_on"]


async def open_day(ctx: Ctx, slot: Slot) -> None:
    """The job: every elapsed day is opened, also the days the house was down."""
    await open_windows(ctx, slot.day)


async def open_windows(ctx: Ctx, day: date) -> None:
    """Make every window that contains `day`; safe to repeat.

    1. Windows still open follow a subject that has moved.
    2. Each rule opens its window for the subjects that are under it on `day`.
    3. Windows whose reason has ended lapse.
    """
    await _follow_moves(ctx, day)
    for rule in ctx.settings.visits.rules:
        window = window_of(rule.period, day)
        subjects = _subjects(rule, window, day)
        await ctx.session.execute(insert_new(ctx.session, VisitWindow).from_select(COLUMNS, subjects))
        await _lapse(ctx, rule, day)


def last_start(rule: VisitRule, window: Window) -> date:
    """The latest day on which somebody can come under the rule and still owe `window` (the mid-window start rule)."""
    day = window.end
    while first_window(rule, day).start > window.start:
        day -= ONE_DAY
    return day


def _subjects(rule: VisitRule, window: Window, day: date) -> Select[str, int, int, int, date, date]:
    """The rows to insert: whoever is under the rule on `day` and came under it early enough."""
    early_enough = last_start(rule, window)
    of_person = rule.subject is Subject.PERSON
    subject = Person.id if of_person else Household.id
    query = select(
        literal(rule.key, String),
        subject,
        Household.id,
        Household.grid_id,
        literal(window.start, Date),
        literal(window.end, Date),
    ).where(_household_lives(day))
    if of_person or rule.care_categories:
        query = query.join(Person, Person.household_id == Household.id).where(_person_lives(day))
    if not rule.care_categories:
        return query.where(Household.since <= early_enough)
    cared_for = exists().where(_cared_for(rule, day), Care.starts_on <= early_enough)
    return query.where(cared_for).distinct()


async def _lapse(ctx: Ctx, rule: VisitRule, day: date) -> None:
    """A window is owed no longer when the care, the person or the household has ended."""
    of_person = rule.subject is Subject.PERSON
    at_home = (
        (Person.id == VisitWindow.subject_id) if of_person else (Person.household_id == VisitWindow.subject_id)
    ) & _person_lives(day)
    lives = exists().where(Household.id == VisitWindow.household_id, _household_lives(day)).correlate(VisitWindow)
    here = exists().where(at_home).correlate(VisitWindow)
    cared_for = exists().where(at_home, _cared_for(rule, day)).correlate(VisitWindow)
    reasons: list[tuple[ColumnElement[bool], SQLCoreOperations[str]]] = [(~lives, literal("household_ended"))]
    if of_person:
        reasons.append((~here, literal("moved_out")))
    if rule.care_categories:
        reasons.append((~cared_for, literal("care_ended")))
    await ctx.session.execute(
        update(VisitWindow)
        .where(VisitWindow.rule == rule.key, *_still_open(day), or_(*(ended for ended, _ in reasons)))
        .values(lapsed_on=day, lapse_reason=case(*reasons))
        .execution_options(synchronize_session=False)
    )


async def _follow_moves(ctx: Ctx, day: date) -> None:
    """The household and grid of an open window are where its subject lives now; closed ones stay where they were."""
    by_subject = {
        subject: [rule.key for rule in ctx.settings.visits.rules if rule.subject is subject] for subject in Subject
    }
    lives_at = {
        Subject.PERSON: select(Household.id, Household.grid_id)
        .join(Person, Person.household_id == Household.id)
        .where(Person.id == VisitWindow.subject_id),
        Subject.HOUSEHOLD: select(Household.id, Household.grid_id).where(Household.id == VisitWindow.subject_id),
    }
    for subject, rules in by_subject.items():
        home = lives_at[subject].correlate(VisitWindow)
        elsewhere = or_(Household.id != VisitWindow.household_id, Household.grid_id != VisitWindow.grid_id)
        await ctx.session.execute(
            update(VisitWindow)
            .where(VisitWindow.rule.in_(rules), *_still_open(day), home.where(elsewhere).exists())
            .values(
                household_id=home.with_only_columns(Household.id).scalar_subquery(),
                grid_id=home.with_only_columns(Household.grid_id).scalar_subquery(),
            )
            .execution_options(synchronize_session=False)
        )


def _still_open(day: date) -> tuple[ColumnElement[bool], ...]:
    """Named by grid as well, for the index that begins with it."""
    grids = select(Unit.id).where(Unit.kind == UnitKind.GRID)
    return VisitWindow.grid_id.in_(grids), VisitWindow.ends_on >= day, VisitWindow.lapsed_on.is_(None)


def _household_lives(day: date) -> ColumnElement[bool]:
    return and_(Household.since <= day, or_(Household.until.is_(None), Household.until >= day))


def _person_lives(day: date) -> ColumnElement[bool]:
    return or_(Person.moved_out_on.is_(None), Person.moved_out_on > day)


def _cared_for(rule: VisitRule, day: date) -> ColumnElement[bool]:
    return and_(
        Care.person_id == Person.id,
        Care.category.in_(sorted(rule.care_categories)) if rule.care_categories else Care.id.is_not(None),
        Care.starts_on <= day,
        or_(Care.ends_on.is_(None), Care.ends_on >= day),
    )
