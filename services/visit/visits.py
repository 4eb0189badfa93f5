"""A household as those see it who look after it: who lives there, why they are visited, what is owed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, or_, select

from domain.cadence import Outcome, Subject, Way, WindowState, strictest, window_state
from domain.care_looks import Look
from domain.errors import NotFound
from domain.handover_errors import NoLongerYours
from domain.home_offer import OfferState
from domain.roles import Role
from models.audit import AccessLog
from models.home_offer import HomeOffer
from models.people import Care, RoleHeld
from models.places import Unit
from models.visit import Visit, VisitMedia, VisitMet, VisitWindow
from services import care_log
from services.act import Ctx
from services.visit import visit_facts
from services.visit.visit_duty import looks_after
from services.visit.visit_facts import Home, StoredWindow
from services.visit.visit_views import Address, CardPerson, HouseholdCard, NotedVisit, Owed, PastVisit

SHOWN = 20
"""Stops read for a card: more than anybody makes at one door in a day."""


COMMUNITY = frozenset({Role.COMMUNITY_STAFF})
MOVED = "household_moved"
"""What the log of access calls it."""


async def home_for(ctx: Ctx, household_id: int, staff: frozenset[Role] = COMMUNITY) -> Home:
    """The only way to a household: for that grid's worker, whoever stands in, and that community's staff. NotFound for
    everybody else, as for a household that there is none of; NoLongerYours for whoever looked after it once."""
    home = (await visit_facts.homes(ctx, [household_id])).get(household_id)
    if home is None or ctx.actor.person_id is None:
        raise NotFound
    if await looks_after(ctx, home.grid_id):
        return home
    path = await ctx.session.scalar(select(Unit.path).where(Unit.id == home.grid_id))
    staffed = [held for held in ctx.actor.roles if held.role in staff]
    if path is None or not any(held.opens(path) for held in staffed):
        raise NoLongerYours if await _was_theirs(ctx, home) else NotFound
    return home


async def _was_theirs(ctx: Ctx, home: Home) -> bool:
    """The actor worked the grid, or one beside it from which it was moved, or was of the community that gave it away,
    or has been at this door; a button of then says what became of it."""
    above = select(Unit.parent_id).where(Unit.id == home.grid_id).scalar_subquery()
    moved = select(AccessLog.id).where(AccessLog.subject_id == home.id, AccessLog.what == MOVED)
    given_by = select(HomeOffer.from_id).where(
        HomeOffer.household_id == home.id, HomeOffer.person_id.is_(None), HomeOffer.state == OfferState.ACCEPTED
    )
    beside = and_(RoleHeld.unit_id.in_(select(Unit.id).where(Unit.parent_id == above)), moved.exists())
    grids = or_(RoleHeld.unit_id.in_(select(Unit.id).where(Unit.parent_id.in_(given_by))), beside)
    held = select(RoleHeld.id).where(
        RoleHeld.person_id == ctx.person_id,
        or_(
            and_(RoleHeld.role == Role.GRID_WORKER, or_(RoleHeld.unit_id == home.grid_id, grids)),
            and_(RoleHeld.role == Role.COMMUNITY_STAFF, RoleHeld.unit_id.in_(given_by)),
        ),
    )
    visited = select(Visit.id).where(Visit.household_id == home.id, Visit.worker_id == ctx.person_id)
    return bool(await ctx.session.scalar(select(or_(held.exists(), visited.exists()))))


async def household(ctx: Ctx, household_id: int) -> HouseholdCard:
    """The card's content. It holds care data, so the look is written down: run it as a use case that writes."""
    home = await home_for(ctx, household_id)
    today = ctx.today
    await care_log.looked(ctx, Look.HOUSEHOLD, [home.id])
    stored = await visit_facts.windows(ctx, today, VisitWindow.household_id == home.id)
    visits = await _visits(ctx, home.id)
    return HouseholdCard(
        household_id=home.id,
        grid_id=home.grid_id,
        day=today,
        address=home.address(ctx),
        people=await _people(ctx, home, today),
        owed=await _owed(ctx, home, stored),
        last_visit=next((visit for visit in visits if visit.outcome is Outcome.MET), None),
        visits_today=tuple(visit for visit in reversed(visits) if visit.on == today),
        ways=_ways(ctx, stored),
    )


async def past(ctx: Ctx, household_id: int, shown: int) -> tuple[Address, list[CardPerson], list[NotedVisit]]:
    """The latest visits with what was noted. Notes may hold anything about anybody: the look is written down."""
    home = await home_for(ctx, household_id)
    await care_log.looked(ctx, Look.VISIT_NOTES, [home.id])
    visits = (await _visits(ctx, home.id))[:shown]
    ids = [visit.visit_id for visit in visits]
    rows = {row.id: row for row in await ctx.session.scalars(select(Visit).where(Visit.id.in_(ids)))}
    files: dict[int, list[int]] = defaultdict(list)
    kept = select(VisitMedia.visit_id, VisitMedia.media_id).where(VisitMedia.visit_id.in_(ids))
    for visit_id, media_id in await ctx.session.execute(kept.order_by(VisitMedia.media_id)):
        files[visit_id].append(media_id)

    def noted(visit: PastVisit) -> NotedVisit:
        row = rows[visit.visit_id]
        note = ctx.vault.open(row.note, f"visit:{row.submission}:note") if row.note else None
        return NotedVisit(visit, note, tuple(files[visit.visit_id]))

    people = await _people(ctx, home, ctx.today)
    return home.address(ctx), list(people), [noted(visit) for visit in visits]


async def _people(ctx: Ctx, home: Home, day: date) -> tuple[CardPerson, ...]:
    living = (await visit_facts.residents(ctx, [home.id], day))[home.id]
    met = await visit_facts.last_met(ctx, [home.id])
    query = select(Care.person_id, Care.category).where(
        Care.person_id.in_([one.id for one in living]),
        Care.starts_on <= day,
        or_(Care.ends_on.is_(None), Care.ends_on >= day),
    )
    care: dict[int, list[str]] = defaultdict(list)
    for person_id, category in await ctx.session.execute(query.order_by(Care.id)):
        care[person_id].append(category)
    return tuple(CardPerson(one.id, one.spoken(ctx), tuple(care[one.id]), met.people.get(one.id)) for one in living)


async def _owed(ctx: Ctx, home: Home, stored: Sequence[StoredWindow]) -> tuple[Owed, ...]:
    """What is open now: of each person the strictest, the soonest first."""
    stops = await visit_facts.stops_for(ctx, stored, ctx.today)
    still = [w.facts for w in stored if window_state(w.facts, stops.of(w), ctx.today) is WindowState.OPEN]
    by_subject: dict[int | None, list[Owed]] = defaultdict(list)
    leading = {
        key: strictest(w.rule for w in still if (w.rule.subject, w.subject_id) == key).key
        for key in {(w.rule.subject, w.subject_id) for w in still}
    }
    for window in still:
        if leading[window.rule.subject, window.subject_id] == window.rule.key:
            person_id = window.subject_id if window.rule.subject is Subject.PERSON else None
            by_subject[person_id].append(Owed(window.rule.key, person_id, window.end, window.end < ctx.today))
    owed = [one for several in by_subject.values() for one in several]
    return tuple(sorted(owed, key=lambda one: (one.ends_on, one.person_id or 0, one.rule)))


def _ways(ctx: Ctx, stored: Sequence[StoredWindow]) -> frozenset[Way]:
    """The ways that count today for anybody of this household."""
    rest_day = not ctx.calendar.day(ctx.today).is_working
    found = {Way.IN_PERSON}
    for window in stored:
        found |= window.facts.rule.ways
        found |= window.facts.rule.rest_day_ways if rest_day else set()
    return frozenset(found)


async def _visits(ctx: Ctx, household_id: int) -> list[PastVisit]:
    """The latest stops, newest first."""
    newest = (
        select(Visit)
        .where(Visit.household_id == household_id, visit_facts.written(None))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(SHOWN)
    )
    rows = (await ctx.session.scalars(newest)).all()
    met: dict[int, list[int]] = defaultdict(list)
    people = select(VisitMet.visit_id, VisitMet.person_id).where(VisitMet.visit_id.in_([row.id for row in rows]))
    for visit_id, person_id in await ctx.session.execute(people.order_by(VisitMet.person_id)):
        met[visit_id].append(person_id)
    return [
        PastVisit(row.id, row.visited_on, Outcome(row.outcome), Way(row.way), tuple(met[row.id]), row.note is not None)
        for row in rows
    ]
