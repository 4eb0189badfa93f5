"""What must always hold about visits, each as a use case that lists what breaks it, with ids only."""

from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select

from domain.cadence import Outcome, Subject, window_of
from models.people import Person
from models.places import Household
from models.visit import Visit, VisitMet, VisitWindow
from services.act import Ctx
from services.visit.visit_facts import rules


async def doubled_windows(ctx: Ctx) -> list[str]:
    """One window a subject, rule and start."""
    columns = (VisitWindow.rule, VisitWindow.subject_id, VisitWindow.starts_on)
    query = select(*columns).group_by(*columns).having(func.count() > 1)
    return [f"{rule} {subject} {start}" for rule, subject, start in (await ctx.session.execute(query))]


async def windows_unlike_their_rule(ctx: Ctx) -> list[str]:
    """A window begins and ends as its rule's period says; there are few different ones, so they are looked at once."""
    by_key = rules(ctx)
    columns = (VisitWindow.rule, VisitWindow.starts_on, VisitWindow.ends_on)
    found = await ctx.session.execute(select(*columns).where(VisitWindow.rule.in_(by_key)).distinct())
    wrong = []
    for rule, start, end in found:
        window = window_of(by_key[rule].period, start)
        if (window.start, window.end) != (start, end):
            wrong.append(f"{rule} {start} {end}")
    return wrong


async def windows_of_nobody(ctx: Ctx) -> list[str]:
    """Every window's subject is somebody who is there."""
    keys = {subject: [rule.key for rule in rules(ctx).values() if rule.subject is subject] for subject in Subject}
    nobody = VisitWindow.rule.in_(keys[Subject.PERSON]) & ~exists().where(Person.id == VisitWindow.subject_id)
    nowhere = VisitWindow.rule.in_(keys[Subject.HOUSEHOLD]) & ~exists().where(Household.id == VisitWindow.subject_id)
    return await _ids(ctx, or_(nobody, nowhere))


async def half_lapsed_windows(ctx: Ctx) -> list[str]:
    """A lapsed window says why."""
    return await _ids(ctx, VisitWindow.lapsed_on.is_not(None) != VisitWindow.lapse_reason.is_not(None))


async def visits_in_future(ctx: Ctx) -> list[str]:
    """No visit was written down before the day on which it happened."""
    rows = await ctx.session.execute(select(Visit.id, Visit.visited_on, Visit.recorded_at))
    return [f"visit {id_}" for id_, on, recorded in rows if recorded.astimezone(ctx.zone).date() < on]


async def met_nobody_knows(ctx: Ctx) -> list[str]:
    """An attempt that found nobody met nobody."""
    query = select(Visit.id).join(VisitMet, VisitMet.visit_id == Visit.id).where(Visit.outcome == Outcome.NOT_HOME)
    return [f"visit {id_}" for id_ in (await ctx.session.scalars(query.distinct().order_by(Visit.id))).all()]


async def strangers_met(ctx: Ctx) -> list[str]:
    """Whom a visit met lives there; who has moved on since may live elsewhere."""
    query = (
        select(Visit.id)
        .join(VisitMet, VisitMet.visit_id == Visit.id)
        .join(Person, Person.id == VisitMet.person_id)
        .where(Person.household_id.is_(None), Person.moved_out_on.is_(None))
    )
    return [f"visit {id_}" for id_ in (await ctx.session.scalars(query.distinct().order_by(Visit.id))).all()]


async def _ids(ctx: Ctx, wrong: ColumnElement[bool]) -> list[str]:
    query = select(VisitWindow.id).where(wrong).order_by(VisitWindow.id)
    return [f"visit_window {id_}" for id_ in (await ctx.session.scalars(query)).all()]


CHECKS: dict[str, Callable[[Ctx], Awaitable[Sequence[str]]]] = {
    "every visit window is there once": doubled_windows,
    "every visit window begins and ends as its rule says": windows_unlike_their_rule,
    "every visit window has a subject": windows_of_nobody,
    "every lapsed visit window says why": half_lapsed_windows,
    "no visit was written down before it happened": visits_in_future,
    "a visit that found nobody met nobody": met_nobody_knows,
    "whom a visit met has lived in a household": strangers_met,
}
