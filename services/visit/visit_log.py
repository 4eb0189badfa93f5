"""Writing a visit down: once, truthfully, with what it settled; an alarm when nobody opens twice in a row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import func, select, update

from domain.cadence import (
    MeetingFact,
    Outcome,
    Period,
    Subject,
    Way,
    WindowState,
    check_back_entry,
    fruitless,
    qualifies,
    window_state,
)
from domain.care_looks import Look
from domain.errors import NobodyMet, NotFound, TooLong, VisitTooLongAgo
from domain.move_errors import TooManyPhotos
from domain.notices import Notice
from domain.roles import Role, UnitKind
from domain.visit_errors import VisitBeforeFirstDay
from models.places import Household, Unit
from models.visit import Visit, VisitMedia, VisitMet, VisitWindow
from services import care_log, media
from services.act import Ctx
from services.insert import insert_new
from services.notify import holders, tell
from services.visit import unmet_cases, visit_facts, visit_moves
from services.visit.visit_facts import Home
from services.visit.visit_hearers import reachable
from services.visit.visit_views import Logged, MetWindow
from services.visit.visits import home_for

SETTLED = (WindowState.MET, WindowState.LATE)
REASON_LIMIT = 200
"""Characters of a late reason, as its column holds them."""
FREQUENT = (Period.DAY, Period.WEEK)


class Everybody(Enum):
    """All who live there, whoever that is."""

    EVERYBODY = "everybody"


EVERYBODY = Everybody.EVERYBODY


@dataclass(frozen=True)
class Report:
    """A visit as the worker tells it. `submission` names this telling: the same one twice is one visit. `visited_on`
    is today where nothing is said; `late_reason` is asked for beyond the back-entry limit."""

    submission: str
    outcome: Outcome
    way: Way = Way.IN_PERSON
    met: Collection[int] | Everybody = field(default=())
    note: str | None = None
    visited_on: date | None = None
    late_reason: str | None = None


async def log_visit(ctx: Ctx, household_id: int, report: Report, credited: int | None = None) -> Logged:
    """Write a visit down.

    1. Only who looks after the household may (NotFound); no visit of tomorrow, none too old without a reason.
    2. The same submission again changes nothing and gives the same result.
    3. What it settled is worked out from the facts, nothing is stored about it.
    4. Nobody at home twice in a row, for a daily or weekly person, is a case for the community at once; a later visit
       that meets them says so on it.

    `credited` is whose visit it was, where it is not the actor's.

    Raises NotFound, VisitInFuture, VisitTooLongAgo, VisitBeforeFirstDay, NobodyMet, TooLong.
    """
    home = await home_for(ctx, household_id)
    on = report.visited_on or ctx.today
    check_back_entry(on, ctx.now, report.late_reason or "", ctx.zone, _limit(ctx))
    _check_length(report.late_reason, REASON_LIMIT)
    met = await _met(ctx, home, report, on)
    if credited is None:  # what is put right keeps its day, whatever the roster says since
        await check_first_day(ctx, home.id, on, () if isinstance(report.met, Everybody) else met)
        met -= (await _later_than(ctx, home.id, on, met)).keys()
    visit_id = await _insert(ctx, home, report, on, credited or ctx.person_id)
    if visit_id is None:
        return await _known(ctx, home, report.submission)
    if met:
        rows = [{"visit_id": visit_id, "person_id": person_id, "visited_on": on} for person_id in sorted(met)]
        await ctx.session.execute(insert_new(ctx.session, VisitMet), rows)
    if report.outcome is Outcome.MET:
        await unmet_cases.say_met(ctx, home, met)
        await visit_moves.come_back(ctx, home.id, on)
    alarmed = report.outcome is Outcome.NOT_HOME and await _alarm(ctx, home, on, visit_id)
    settled = await _settled(ctx, home, visit_id, on, met)
    return Logged(visit_id, report.outcome, settled, repeated=False, alarmed=alarmed)


def needs_reason(ctx: Ctx, on: date) -> bool:
    """Whether a visit of that day is written down so late that it has to be said why."""
    try:
        check_back_entry(on, ctx.now, "", ctx.zone, _limit(ctx))
    except VisitTooLongAgo:
        return True
    return False


async def check_first_day(ctx: Ctx, household_id: int, on: date, people: Collection[int] = ()) -> None:
    """Raises VisitBeforeFirstDay for an earlier day than the household's first, or than that of one of `people` there:
    it is another door, or another day, or the roster is wrong. NotFound for who does not look after it."""
    if on >= ctx.today:
        return
    home = await home_for(ctx, household_id)
    since = await ctx.session.scalar(select(Household.since).where(Household.id == home.id))
    if since is not None and since > on:
        raise VisitBeforeFirstDay(day=since)
    first = max((await _later_than(ctx, household_id, on, people)).values(), default=None)
    if first is not None:
        raise VisitBeforeFirstDay(day=first)


async def _later_than(ctx: Ctx, household_id: int, on: date, people: Collection[int]) -> dict[int, date]:
    """Those of them who moved in after that day, with their first one, as their windows tell it."""
    of_people = [rule.key for rule in ctx.settings.visits.rules if rule.subject is Subject.PERSON]
    query = (
        select(VisitWindow.subject_id, func.max(VisitWindow.moved_on))
        .where(VisitWindow.household_id == household_id, VisitWindow.closes_on >= on, VisitWindow.moved_on > on)
        .where(VisitWindow.rule.in_(of_people), VisitWindow.subject_id.in_(people))
        .group_by(VisitWindow.subject_id)
    )
    moved = await ctx.session.execute(query) if on < ctx.today and people else ()
    return {person: day for person, day in moved if day is not None}


def _limit(ctx: Ctx) -> timedelta:
    return timedelta(hours=ctx.settings.visits.back_entry_hours)


async def _met(ctx: Ctx, home: Home, report: Report, on: date) -> frozenset[int]:
    """Whom the visit met, all of them of this household."""
    if report.outcome is Outcome.NOT_HOME:
        return frozenset()
    living = {one.id for one in (await visit_facts.residents(ctx, [home.id], on))[home.id]}
    if isinstance(report.met, Everybody):
        return frozenset(living)
    if not report.met:
        raise NobodyMet
    if not living.issuperset(report.met):
        raise NotFound
    return frozenset(report.met)


async def _insert(ctx: Ctx, home: Home, report: Report, on: date, worker_id: int) -> int | None:
    """The new row's id; None where this submission is there already."""
    values = {
        "household_id": home.id,
        "grid_id": home.grid_id,
        "worker_id": worker_id,
        "visited_on": on,
        "recorded_at": ctx.now,
        "way": report.way,
        "outcome": report.outcome,
        "submission": report.submission,
        "note": _sealed(ctx, report.submission, report.note) if report.note else None,
        "late_reason": report.late_reason,
    }
    statement = insert_new(ctx.session, Visit).values(values).returning(Visit.id)
    return (await ctx.session.execute(statement)).scalar_one_or_none()


def _sealed(ctx: Ctx, submission: str, note: str) -> object:
    """Raises TooLong."""
    _check_length(note, ctx.settings.cases.words_limit)
    return ctx.vault.seal(note, f"visit:{submission}:note")


def _check_length(words: str | None, limit: int) -> None:
    """Raises TooLong."""
    if words and len(words) > limit:
        raise TooLong(limit=limit)


async def _known(ctx: Ctx, home: Home, submission: str) -> Logged:
    visit = (await ctx.session.scalars(select(Visit).where(Visit.submission == submission))).one()
    if visit.household_id != home.id or visit.worker_id != ctx.person_id:
        raise NotFound
    met = (await ctx.session.scalars(select(VisitMet.person_id).where(VisitMet.visit_id == visit.id))).all()
    settled = await _settled(ctx, home, visit.id, visit.visited_on, met)
    return Logged(visit.id, Outcome(visit.outcome), settled, repeated=True, alarmed=False)


async def _settled(ctx: Ctx, home: Home, visit_id: int, on: date, met: Collection[int]) -> tuple[MetWindow, ...]:
    """The windows that are settled by this visit and would not be without it."""
    visit = (await ctx.session.scalars(select(Visit).where(Visit.id == visit_id))).one()
    this = visit_facts.fact(ctx, visit, met)
    stored = await visit_facts.windows(ctx, on, VisitWindow.household_id == home.id)
    counting = [w for w in stored if qualifies(w.facts.rule, w.facts.subject_id, this)]
    visits = await visit_facts.stops_for(ctx, stored, ctx.today)
    settled = []
    for window in counting:
        others = visits.of(window)
        others.remove(this)
        if window_state(window.facts, others, ctx.today) not in SETTLED:
            state = window_state(window.facts, [this], ctx.today)
            settled.append(MetWindow(window.facts.rule.key, window.facts.subject_id, state))
    return tuple(settled)


async def _alarm(ctx: Ctx, home: Home, on: date, visit_id: int) -> bool:
    """Nobody opened twice in a row: a case for each of a daily or weekly rule who has none open, and the community's
    staff are told at once (the street's where none of them has a chat). Returns whether it was to be told."""
    stored = await visit_facts.windows(ctx, on, VisitWindow.household_id == home.id)
    frequent = [w.facts for w in stored if w.facts.rule.period in FREQUENT and w.facts.end >= on]
    attempts = await _attempts(ctx, home)
    subjects = dict.fromkeys(
        facts.subject_id if facts.rule.subject is Subject.PERSON else None
        for facts in frequent
        if fruitless(facts.rule.period, attempts)
    )
    if not subjects:
        return False
    if await unmet_cases.open_for(ctx, home, visit_id, subjects):
        here = await ctx.session.get_one(Unit, home.grid_id)  # of what lies in no grid, the community
        community = here.parent_id if here.kind == UnitKind.GRID else here.id
        key = f"unmet:{visit_id}"
        staff = await holders(ctx, Role.COMMUNITY_STAFF, community)
        if await tell(ctx, staff, Notice.VISIT_UNMET, key, household=home.id):
            await care_log.told_of(ctx, Look.UNMET_TOLD, await reachable(ctx, staff), home.id)
        else:
            street = await ctx.session.scalar(select(Unit.parent_id).where(Unit.id == community))
            await tell(ctx, await holders(ctx, Role.STREET_STAFF, street), Notice.VISIT_UNMET, key, household=home.id)
    return True


async def _attempts(ctx: Ctx, home: Home) -> list[MeetingFact]:
    """The last two stops, oldest first, however long ago the one before was. Of a stop that is written down late, those
    since are the last ones."""
    query = (
        select(Visit)
        .where(Visit.household_id == home.id, visit_facts.written(None))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(2)
    )
    return [visit_facts.fact(ctx, visit, ()) for visit in reversed((await ctx.session.scalars(query)).all())]


async def add_note(
    ctx: Ctx, household_id: int, visit_id: int, note: str | None, files: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Words, photos and voice notes for a visit of the actor's own that has no words yet; NotFound otherwise. A visit
    is never rewritten. Raises TooLong, TooManyPhotos."""
    home = await home_for(ctx, household_id)
    mine = (Visit.id == visit_id, Visit.household_id == home.id, Visit.worker_id == ctx.person_id)
    visit = await ctx.session.scalar(select(Visit).where(*mine, Visit.note.is_(None)))
    if visit is None:
        raise NotFound
    if len(files) > ctx.settings.cases.photos_limit:
        raise TooManyPhotos(limit=ctx.settings.cases.photos_limit)
    if files:
        noted = dict.fromkeys([await media.note(ctx, **file) for file in files])
        rows = [{"visit_id": visit_id, "media_id": media_id} for media_id in noted]
        await ctx.session.execute(insert_new(ctx.session, VisitMedia), rows)
    if note:
        sealed = _sealed(ctx, visit.submission, note)
        await ctx.session.execute(update(Visit).where(Visit.id == visit_id).values(note=sealed))
