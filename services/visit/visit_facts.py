"""What is stored about visits, read as the facts that domain/cadence judges: homes, windows, meetings."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from domain.cadence import MeetingFact, Met, Outcome, VisitRule, Way, WindowFacts, WindowState
from models.base import Sealed
from models.people import Person
from models.places import Building, Compound, Household
from models.visit import Visit, VisitCorrection, VisitMet, VisitWindow
from services.act import Ctx
from services.visit.visit_views import Address

STORED = (
    VisitWindow.id,
    VisitWindow.rule,
    VisitWindow.subject_id,
    VisitWindow.household_id,
    VisitWindow.starts_on,
    VisitWindow.ends_on,
    VisitWindow.closes_on,
    VisitWindow.moved_on,
    VisitWindow.came_on,
    VisitWindow.lapsed_on,
)
"""Columns, since many are read and a whole object of each takes twice as long."""
UNSETTLED = (WindowState.UPCOMING, WindowState.OPEN)


@dataclass(frozen=True)
class Home:
    """A household and where its door is. `way` sorts buildings in walking order."""

    id: int
    grid_id: int
    compound: str
    building: str
    way: tuple[int, ...]
    walk_order: int
    door: Sealed
    building_id: int
    place: tuple[float, float]

    def address(self, ctx: Ctx) -> Address:
        """Opens the door's number; only for whoever looks after this household."""
        return Address(self.compound, self.building, ctx.vault.open(self.door, f"household:{self.id}:door"))


@dataclass(frozen=True)
class StoredWindow:
    """A window with its row id and where its subject lives."""

    id: int
    household_id: int
    facts: WindowFacts


@dataclass(frozen=True)
class Stops:
    """Visits by household, and by person those that met them, with the door: who has moved was met all the same."""

    at: Mapping[int, list[MeetingFact]]
    to: Mapping[int, list[tuple[int, MeetingFact]]]

    def of(self, window: StoredWindow) -> list[MeetingFact]:
        found = list(self.at.get(window.household_id, ()))
        if window.facts.rule.met_by is Met.THAT_PERSON:
            found += [stop for home, stop in self.to.get(window.facts.subject_id, ()) if home != window.household_id]
        return found


@dataclass(frozen=True)
class LastMet:
    """When somebody was last met, by household and by person."""

    households: dict[int, date]
    people: dict[int, date]

    def of(self, window: StoredWindow) -> date | None:
        """For this window's subject, under any rule; at this door since they live there."""
        if window.facts.rule.met_by is Met.THAT_PERSON:
            return self.people.get(window.facts.subject_id)
        last, moved_on = self.households.get(window.household_id), window.facts.moved_on
        return None if last is None or (moved_on is not None and last < moved_on) else last


@dataclass(frozen=True)
class Resident:
    id: int
    household_id: int
    name: Sealed | None

    def spoken(self, ctx: Ctx) -> str:
        """The name, opened; empty after erasure."""
        return ctx.vault.open(self.name, f"person:{self.id}:name") if self.name else ""


def rules(ctx: Ctx) -> dict[str, VisitRule]:
    return {rule.key: rule for rule in ctx.settings.visits.rules}


def midnight(ctx: Ctx, day: date) -> datetime:
    """The moment at which the street's `day` begins."""
    return datetime.combine(day, time(), ctx.zone).astimezone(UTC)


async def homes(ctx: Ctx, ids: Collection[int]) -> dict[int, Home]:
    way = Building.compound_id, Building.walk_order, Building.id
    query = (
        select(Household.id, Household.grid_id, Household.walk_order, Household.door)
        .add_columns(Compound.name, Building.name, Building.lat, Building.lon, *way)
        .join(Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .where(Household.id.in_(ids))
    )
    return {
        id_: Home(id_, grid_id, compound, building, tuple(on_the_way), walk_order, door, on_the_way[-1], (lat, lon))
        for id_, grid_id, walk_order, door, compound, building, lat, lon, *on_the_way in (
            await ctx.session.execute(query)
        )
    }


async def building_of(ctx: Ctx, building_id: int) -> tuple[str, str]:
    """What its compound and it are called."""
    query = select(Compound.name, Building.name).join(Compound, Compound.id == Building.compound_id)
    compound, building = (await ctx.session.execute(query.where(Building.id == building_id))).one()
    return compound, building


async def windows(ctx: Ctx, day: date, *where: ColumnElement[bool]) -> list[StoredWindow]:
    """The windows that a visit on `day` could still settle, the lapsed ones left out. Name a grid or households in
    `where`: there are indexes for those."""
    by_key = rules(ctx)
    query = select(*STORED).where(
        VisitWindow.rule.in_(by_key),
        VisitWindow.starts_on <= day,
        VisitWindow.closes_on >= day,
        or_(VisitWindow.lapsed_on.is_(None), VisitWindow.lapsed_on > day),
        *where,
    )
    rows = (await ctx.session.execute(query.order_by(VisitWindow.id))).all()
    return [stored(row, by_key[row.rule]) for row in rows]


def stored(row: VisitWindow | Row[*tuple[Any, ...]], rule: VisitRule) -> StoredWindow:
    """`row` has at least the columns STORED."""
    extra = (row.closes_on - row.ends_on).days - rule.grace_days
    days = row.starts_on, row.ends_on, row.lapsed_on
    facts = WindowFacts(rule, row.subject_id, *days, extra, row.moved_on, row.came_on)
    return StoredWindow(row.id, row.household_id, facts)


async def stops_for(ctx: Ctx, windows: Sequence[StoredWindow], until: date, before: datetime | None = None) -> Stops:
    """The visits that may settle these windows, up to `until`, as far as they were written down `before`."""
    households = {window.household_id for window in windows}
    people = {w.facts.subject_id for w in windows if w.facts.rule.met_by is Met.THAT_PERSON}
    since = oldest(windows, until)
    at_home = await meetings(ctx, households, since, until, before)
    to: dict[int, list[tuple[int, MeetingFact]]] = defaultdict(list)
    if people:
        query = _stops(since, until, before).join(VisitMet, VisitMet.visit_id == Visit.id)
        met = query.where(VisitMet.person_id.in_(people)).add_columns(VisitMet.person_id)
        for visit, corrected_at, person_id in await ctx.session.execute(met):
            to[person_id].append((visit.household_id, fact(ctx, visit, {person_id}, corrected_at)))
    return Stops(at_home, to)


async def meetings(
    ctx: Ctx, households: Collection[int], since: date, until: date, before: datetime | None = None
) -> dict[int, list[MeetingFact]]:
    """Stops at these households from `since` to `until`, oldest first, as far as they were written down `before`."""
    query = _stops(since, until, before).where(Visit.household_id.in_(households))
    met: dict[int, set[int]] = defaultdict(set)
    visits: dict[int, tuple[Visit, datetime | None]] = {}
    everybody = query.outerjoin(VisitMet, VisitMet.visit_id == Visit.id).add_columns(VisitMet.person_id)
    for visit, corrected_at, person_id in await ctx.session.execute(everybody):
        visits[visit.id] = visit, corrected_at
        if person_id is not None:
            met[visit.id].add(person_id)
    found: dict[int, list[MeetingFact]] = defaultdict(list)
    for visit, corrected_at in visits.values():
        found[visit.household_id].append(fact(ctx, visit, met[visit.id], corrected_at))
    return found


def _stops(since: date, until: date, before: datetime | None) -> Select[Visit, datetime | None]:
    """With the moment from which each counts no longer: whoever judges a day asks what stood at its end."""
    query = select(Visit, VisitCorrection.at).outerjoin(VisitCorrection, VisitCorrection.visit_id == Visit.id)
    query = query.where(Visit.visited_on >= since, Visit.visited_on <= until)
    if before is not None:
        query = query.where(Visit.recorded_at < before)
    return query.order_by(Visit.visited_on, Visit.id)


def written(before: datetime | None, visit: Any = Visit) -> ColumnElement[bool]:
    """That a visit stood written down at that moment (None: now), and not as wrong. `visit` may be an alias."""
    wrong = select(VisitCorrection.visit_id).where(VisitCorrection.visit_id == visit.id).correlate(visit)
    if before is None:
        return ~wrong.exists()
    return and_(visit.recorded_at < before, ~wrong.where(VisitCorrection.at < before).exists())


def fact(ctx: Ctx, visit: Visit, met: Collection[int], corrected_at: datetime | None = None) -> MeetingFact:
    return MeetingFact(
        on=visit.visited_on,
        way=Way(visit.way),
        outcome=Outcome(visit.outcome),
        recorded_on=visit.recorded_at.astimezone(ctx.zone).date(),
        people=frozenset(met),
        rest_day=not ctx.calendar.day(visit.visited_on).is_working,
        withdrawn_on=corrected_at.astimezone(ctx.zone).date() if corrected_at else None,
    )


async def last_met(ctx: Ctx, households: Collection[int], before: datetime | None = None) -> LastMet:
    """As far as it was written down `before`."""
    of_homes = (
        select(Visit.household_id, func.max(Visit.visited_on))
        .where(Visit.household_id.in_(households), Visit.outcome == Outcome.MET, written(before))
        .group_by(Visit.household_id)
    )
    of_people = (
        select(VisitMet.person_id, func.max(Visit.visited_on))
        .join(Visit, Visit.id == VisitMet.visit_id)
        .join(Person, Person.id == VisitMet.person_id)
        .where(Person.household_id.in_(households), written(before))
        .group_by(VisitMet.person_id)
    )
    return LastMet(
        dict((await ctx.session.execute(of_homes)).all()),
        dict((await ctx.session.execute(of_people)).all()),
    )


async def residents(ctx: Ctx, households: Collection[int], day: date) -> dict[int, list[Resident]]:
    """Who lives there on `day`, in a stable order."""
    query = (
        select(Person.id, Person.household_id, Person.name)
        .where(Person.household_id.in_(households), or_(Person.moved_out_on.is_(None), Person.moved_out_on > day))
        .order_by(Person.id)
    )
    found: dict[int, list[Resident]] = defaultdict(list)
    for id_, household_id, name in await ctx.session.execute(query):
        if household_id is not None:
            found[household_id].append(Resident(id_, household_id, name))
    return found


def oldest(windows: Sequence[StoredWindow], day: date) -> date:
    """The first day that matters for judging these windows."""
    return min((window.facts.start for window in windows), default=day)
