"""Nobody opened twice in a row, for somebody of a daily or weekly rule: it may be an emergency, so it is a case for the
community at once, and what is known is shown to those whom care data is for."""

from collections.abc import Collection
from itertools import takewhile

from sqlalchemy import ColumnElement, Select, and_, or_, select

from domain.cadence import Outcome, Way
from domain.care_looks import Look
from domain.case_flow import OPEN_STATES, CaseKind, CollectionChannel, Move, Party
from domain.errors import NotFound
from domain.roles import Role
from models.case import Case
from models.people import Person
from models.places import Household
from models.unmet import UnmetCase
from models.visit import Visit, VisitMet
from services import care_log
from services.access import case_for
from services.act import Ctx
from services.case import case_moves, cases
from services.case.case_place import locate
from services.case.cases import Filing
from services.people.people import spoken_name
from services.texts import LANGUAGES, speech
from services.visit import visit_facts
from services.visit.unmet_views import Alarm, Known, Reached, Seen, Tried
from services.visit.visit_facts import Home
from services.visit.visits import home_for

ALARMED = frozenset({Role.COMMUNITY_STAFF, Role.STREET_STAFF})
TRIES = 20
"""Stops read to see since when nobody opens."""


async def open_for(ctx: Ctx, home: Home, visit_id: int, subjects: Collection[int | None]) -> int:
    """File a case for each of `subjects` (None: the household as a whole) that has none open. Returns how many.

    1. The household's row is locked, so that of two workers at the same door one files it.
    2. The case says nothing of who it is, or why they are visited: the street and every handler read it. That stands in
       the row beside it.
    """
    await ctx.session.execute(select(Household.id).where(Household.id == home.id).with_for_update())
    at_home, now_here = UnmetCase.household_id == home.id, UnmetCase.person_id.in_([one for one in subjects if one])
    query = _open(or_(at_home, now_here)).with_only_columns(UnmetCase.person_id)
    has_one = set(await ctx.session.scalars(query))
    wanted = [subject for subject in subjects if subject not in has_one]
    where = await locate(ctx, None, None, None, home.id)
    for subject in wanted:
        filing = Filing(
            kind=CaseKind.NEED,
            category=ctx.settings.visits.unmet_category,
            words=speech(LANGUAGES[0]).plain("unmet-words"),  # kept with the case, as somebody of this street writes
            submission=f"unmet:{visit_id:x}:{subject or 0:x}",
            household_id=home.id,
            collected=CollectionChannel.FACE_TO_FACE,
        )
        case = await cases.file(ctx, filing, where)
        ctx.session.add(UnmetCase(case_id=case.id, household_id=home.id, person_id=subject))
    await ctx.session.flush()
    return len(wanted)


async def say_met(ctx: Ctx, home: Home, met: Collection[int]) -> None:
    """A later visit met them, wherever they live now: the case says so, and whoever deals with it hears. Whether that
    settles it a person says."""
    about = or_(UnmetCase.person_id.in_(met), and_(UnmetCase.person_id.is_(None), UnmetCase.household_id == home.id))
    locked = _open(about).with_for_update(of=Case).execution_options(populate_existing=True)
    for case in (await ctx.session.scalars(locked.order_by(Case.id))).all():
        await case_moves.make(ctx, case, frozenset({Party.SYSTEM}), Move.SEEN)


async def nobody_opened(ctx: Ctx, household_id: int) -> Alarm:
    """For the community's staff who are told; the street's are told where no one of the community can be, so it is
    open to them too. No name, and no care data: `known` has those."""
    home = await home_for(ctx, household_id, ALARMED)
    met = await visit_facts.last_met(ctx, [home.id])
    query = _open(UnmetCase.household_id == home.id).with_only_columns(Case.number).order_by(Case.id)
    numbers = tuple((await ctx.session.scalars(query)).all())
    tries = tuple(visit.visited_on for visit in await _tries(ctx, home))
    return Alarm(home.address(ctx), tries, met.households.get(home.id), numbers)


async def known(ctx: Ctx, number: str) -> Known:
    """Who it is about, since when nobody opens, when and by whom they were met last, whom to call. Care data: for the
    grid's worker, whoever stands in and the community's staff, and the look is written down (run it as a use case that
    writes). NotFound for everybody else."""
    case, _ = await case_for(ctx, number)
    about = await ctx.session.get(UnmetCase, case.id)
    if about is None:
        raise NotFound
    home = await home_for(ctx, about.household_id)
    await care_log.looked(ctx, Look.UNMET_KNOWN, [home.id])
    living = [one.id for one in (await visit_facts.residents(ctx, [home.id], ctx.today))[home.id]]
    tries, seen = await _tries(ctx, home), await _last_seen(ctx, home, about.person_id)
    walkers = {visit.worker_id for visit in [*tries, *([seen] if seen else [])]}
    rows = await ctx.session.scalars(select(Person).where(Person.id.in_({*living, *walkers, about.person_id or 0})))
    people = {person.id: person for person in rows}
    names = {id_: spoken_name(ctx, person) for id_, person in people.items()}
    first = sorted(living, key=lambda id_: (id_ != about.person_id, id_))
    return Known(
        number=number,
        household_id=home.id,
        address=home.address(ctx),
        name=names.get(about.person_id) if about.person_id else None,
        tries=tuple(Tried(visit.visited_on, names[visit.worker_id]) for visit in tries),
        seen=Seen(seen.visited_on, Way(seen.way), names[seen.worker_id]) if seen else None,
        contacts=tuple(Reached(names[id_], _phone(ctx, people[id_])) for id_ in first),
    )


def _open(about: ColumnElement[bool]) -> Select[Case]:
    return select(Case).join(UnmetCase, UnmetCase.case_id == Case.id).where(about, Case.state.in_(sorted(OPEN_STATES)))


async def _tries(ctx: Ctx, home: Home) -> list[Visit]:
    """The stops since somebody last opened, newest first."""
    query = (
        select(Visit)
        .where(Visit.household_id == home.id, visit_facts.written(None))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(TRIES)
    )
    stops = (await ctx.session.scalars(query)).all()
    return list(takewhile(lambda visit: visit.outcome == Outcome.NOT_HOME, stops))


async def _last_seen(ctx: Ctx, home: Home, person_id: int | None) -> Visit | None:
    """The visit that met this person last, at whatever door; of a household, anybody."""
    query = select(Visit).where(visit_facts.written(None))
    if person_id is None:
        query = query.where(Visit.household_id == home.id, Visit.outcome == Outcome.MET)
        order = (Visit.visited_on.desc(), Visit.id.desc())
    else:
        query = query.join(VisitMet, VisitMet.visit_id == Visit.id).where(VisitMet.person_id == person_id)
        order = (VisitMet.visited_on.desc(), VisitMet.visit_id.desc())
    return await ctx.session.scalar(query.order_by(*order).limit(1))


def _phone(ctx: Ctx, person: Person) -> str | None:
    return ctx.vault.open(person.phone, f"person:{person.id}:phone") if person.phone else None
