"""Who lives where, why they are visited, and what was noted of it."""

from functools import partial

from sqlalchemy import and_, case, delete, or_, select, update

from domain.cadence import Subject
from domain.erasing import unnamed
from models.home_offer import HomeOffer
from models.people import Care, Person
from models.places import Household
from models.visit import Absence, Visit, VisitCorrection, VisitMet, VisitWindow
from services.act import Ctx
from services.privacy.rewriting import batches, nothing, rewrite
from services.privacy.whose import Whose
from services.visit.visit_changes import not_closed

REASON = "erased"


async def erase_home(ctx: Ctx, whose: Whose) -> list[int]:
    """1. Notes of visits that met nobody else go, others lose the name and numbers.
    2. Care, and with it what is owed. That they were met on a day stays, as a number in the figures.
    3. Words about them on their way to another community.
    4. Where nobody else lives behind the door, the household ends and the door is forgotten.

    Returns the visits whose notes went: their photos go too.
    """
    home = whose.person.household_id
    alone = home is not None and not await _others(ctx, home, whose.id)
    wiped, shared = await _visits(ctx, whose, home if alone else None)
    for some in batches(wiped):
        await rewrite(ctx, Visit.note, Visit.id.in_(some), nothing)
        await rewrite(ctx, Visit.late_reason, Visit.id.in_(some), nothing)
        await rewrite(ctx, VisitCorrection.reason, VisitCorrection.visit_id.in_(some), nothing)
    without = partial(unnamed, names=whose.names, numbers=False)
    for some in batches(shared):
        await rewrite(ctx, Visit.note, Visit.id.in_(some), without)
        await rewrite(ctx, Visit.late_reason, Visit.id.in_(some), without)
        await rewrite(ctx, VisitCorrection.reason, VisitCorrection.visit_id.in_(some), without)
    await ctx.session.execute(delete(Care).where(Care.person_id == whose.id))
    await _owe_no_more(ctx, Subject.PERSON, whose.id)
    if alone and home is not None:
        await _shut(ctx, home)
    of_all = and_(HomeOffer.household_id == home, HomeOffer.person_id.is_(None))
    theirs = or_(HomeOffer.person_id == whose.id, of_all)
    for column in (HomeOffer.note, HomeOffer.answer):
        await rewrite(ctx, column, theirs, nothing)
    for column in (Absence.reason, Absence.answer):
        await rewrite(ctx, column, Absence.worker_id == whose.id, nothing)
    return wiped


async def _others(ctx: Ctx, household_id: int, person_id: int) -> bool:
    lives = or_(Person.moved_out_on.is_(None), Person.moved_out_on > ctx.today)
    others = select(Person.id).where(
        Person.household_id == household_id, Person.id != person_id, lives, Person.erased_at.is_(None)
    )
    return await ctx.session.scalar(others.limit(1)) is not None


async def _visits(ctx: Ctx, whose: Whose, home: int | None) -> tuple[list[int], list[int]]:
    """Visits that met them alone, or that were made at the `home` that was theirs alone; and those that met others
    too, or nobody, at a door where others live."""
    met = select(VisitMet.visit_id).where(VisitMet.person_id == whose.id)
    at_door = Visit.household_id == (home or whose.person.household_id)
    seen = set(await ctx.session.scalars(select(Visit.id).where(or_(Visit.id.in_(met), at_door))))
    with_others: set[int] = set()
    for some in batches(sorted(seen)):
        people = select(VisitMet.visit_id).where(VisitMet.visit_id.in_(some), VisitMet.person_id != whose.id)
        with_others |= set(await ctx.session.scalars(people))
    theirs = set(await ctx.session.scalars(met)) - with_others
    if home is not None:
        theirs |= set(await ctx.session.scalars(select(Visit.id).where(Visit.household_id == home))) - with_others
    return sorted(theirs), sorted(seen - theirs)


async def _owe_no_more(ctx: Ctx, subject: Subject, subject_id: int) -> None:
    rules = [rule.key for rule in ctx.settings.visits.rules if rule.subject is subject]
    owed = update(VisitWindow).where(
        VisitWindow.rule.in_(rules), VisitWindow.subject_id == subject_id, *not_closed(ctx.today)
    )
    lapsed = case((VisitWindow.ends_on < ctx.today, VisitWindow.ends_on), else_=ctx.today)
    await ctx.session.execute(
        owed.values(lapsed_on=lapsed, lapse_reason=REASON).execution_options(synchronize_session=False)
    )


async def _shut(ctx: Ctx, household_id: int) -> None:
    door = ctx.vault.seal("", f"household:{household_id}:door")
    ended = update(Household).where(Household.id == household_id).values(door=door, until=ctx.today)
    await ctx.session.execute(ended.execution_options(synchronize_session=False))
    await _owe_no_more(ctx, Subject.HOUSEHOLD, household_id)
