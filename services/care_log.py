"""The log of looks at care data: written with every look, in its transaction, and read by the street's admin."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, and_, func, insert, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.selectable import ScalarSelect

from domain.care_looks import AT_HOUSEHOLD, Look
from domain.errors import NotFound
from domain.roles import Role
from models.audit import AccessLog
from models.base import Id
from models.people import Person
from models.places import Building, Compound, Household, Unit
from services.act import SYSTEM, Ctx
from services.people.people import spoken_name
from services.visit.visit_facts import midnight

COLUMNS = ["at", "actor_id", "what", "subject_id", "street_id"]
PAGE = 6
CHUNK = 1000


async def looked(ctx: Ctx, what: Look, households: Collection[int]) -> None:
    """One statement for any number of doors. Run it as a use case that writes."""
    await _write(ctx, what, select(Household.id, street_over(Household.grid_id)).where(Household.id.in_(households)))


async def told_of(ctx: Ctx, what: Look, people: Collection[int], household: int) -> None:
    """A push shows that door to each of `people`, who did not ask: the looks are theirs. In the transaction of the fact
    that is told."""
    street = select(street_over(Household.grid_id)).where(Household.id == household).scalar_subquery()
    rows = [
        {"at": ctx.now, "actor_id": one, "what": what.value, "subject_id": household, "street_id": street}
        for one in sorted(people)
    ]
    if rows:
        await ctx.session.execute(insert(AccessLog).values(rows))


async def looked_at_community(ctx: Ctx, what: Look, communities: Collection[int]) -> None:
    """At lists that name people of whole communities."""
    await _write(ctx, what, select(Unit.id, Unit.parent_id).where(Unit.id.in_(communities)))


async def looked_today(ctx: Ctx, what: Look, grids: Collection[int]) -> None:
    """At what is shown of a whole grid again and again: one row for the actor, the grid and the day. One statement; two
    of the same moment may both write, which is no harm. Run it as a use case that writes."""
    mine = AccessLog.actor_id == ctx.person_id, AccessLog.at >= midnight(ctx, ctx.today), AccessLog.what == what
    before = select(AccessLog.id).where(*mine, AccessLog.subject_id == Unit.id).correlate(Unit)
    await _write(ctx, what, select(Unit.id, street_over(Unit.id)).where(Unit.id.in_(grids), ~before.exists()))


async def shown(ctx: Ctx, what: Look, pairs: Iterable[tuple[int, int]]) -> None:
    """The same for what the clock tells many at once: (person, grid) of each."""
    some = sorted(set(pairs))
    for start in range(0, len(some), CHUNK):
        await _shown(ctx, what, some[start : start + CHUNK])


async def _shown(ctx: Ctx, what: Look, pairs: Sequence[tuple[int, int]]) -> None:
    people, grids = {person for person, _ in pairs}, {grid for _, grid in pairs}
    today = and_(AccessLog.actor_id.in_(people), AccessLog.at >= midnight(ctx, ctx.today))
    known = select(AccessLog.actor_id, AccessLog.subject_id).where(today, AccessLog.what == what)
    before = {(person, grid) for person, grid in await ctx.session.execute(known)}
    new = [pair for pair in pairs if pair not in before]
    if not new:
        return
    over = select(Unit.id, street_over(Unit.id)).where(Unit.id.in_(grids))
    streets = dict((await ctx.session.execute(over)).all())
    rows = [(ctx.now, person, what.value, grid, streets.get(grid)) for person, grid in new]
    await ctx.session.execute(insert(AccessLog), [dict(zip(COLUMNS, row, strict=True)) for row in rows])


async def _write(ctx: Ctx, what: Look, subjects: Select[int, int | None]) -> None:
    subject, street = subjects.selected_columns
    at, actor = literal(ctx.now, AccessLog.at.type), literal(ctx.person_id, Id)
    rows = subjects.with_only_columns(at, actor, literal(what.value, String), subject, street).order_by(subject)
    await ctx.session.execute(insert(AccessLog).from_select(COLUMNS, rows))


def street_over(unit_id: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """The street that a grid lies in, or a community that stands for one."""
    unit, above = aliased(Unit), aliased(Unit)
    street = func.coalesce(above.parent_id, unit.parent_id, unit.id)
    return (
        select(street)
        .select_from(unit)
        .outerjoin(above, above.id == unit.parent_id)
        .where(unit.id == unit_id)
        .scalar_subquery()
    )


@dataclass(frozen=True)
class Asked:
    """What of the log somebody wants to see: of one person who looked, of one household, of one day of the street's
    calendar; None: of all."""

    who: int | None = None
    household: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Entry:
    """A look. `place` is the building of a household, without its door: whoever reads the log is not one of those who
    see care data; else the grid or the community."""

    id: int
    at: datetime
    who: int
    name: str
    what: Look
    household: int | None
    place: str


@dataclass(frozen=True)
class LogPage:
    """Newest first. `older` is where the next page begins, `newer` the entry that the page before ends at; None: there
    is none."""

    entries: tuple[Entry, ...]
    older: int | None
    newer: int | None


async def page(ctx: Ctx, asked: Asked, start: int | None = None, *, newer: bool = False, size: int = PAGE) -> LogPage:
    """The entries from `start` on, or with `newer` those that came after it. NotFound for anybody but an admin of the
    street and whoever runs the house."""
    streets = ctx.actor.units(Role.ADMIN)
    if not streets and ctx.actor != SYSTEM:
        raise NotFound
    first = await ctx.session.get(AccessLog, start) if start is not None else None
    query = select(AccessLog).where(*_wanted(ctx, asked, streets))
    if first is not None:
        same_moment = and_(AccessLog.at == first.at, AccessLog.id > start if newer else AccessLog.id <= start)
        query = query.where(or_(AccessLog.at > first.at if newer else AccessLog.at < first.at, same_moment))
    order = (AccessLog.at, AccessLog.id) if newer else (AccessLog.at.desc(), AccessLog.id.desc())
    found = list((await ctx.session.scalars(query.order_by(*order).limit(size + 1))).all())
    more, rows = len(found) > size, found[:size]
    entries = await _entries(ctx, rows[::-1] if newer else rows)
    if not entries:
        return LogPage((), None, None)
    has_newer = more if newer else first is not None
    older = start if newer else found[size].id if more else None
    return LogPage(entries, older, entries[0].id if has_newer else None)


def _wanted(ctx: Ctx, asked: Asked, streets: Collection[int]) -> list[ColumnElement[bool]]:
    """An entry without a street is no look at care data."""
    where: list[ColumnElement[bool]] = []
    where.append(AccessLog.street_id.in_(streets) if streets else AccessLog.street_id.is_not(None))
    if asked.who is not None:
        where.append(AccessLog.actor_id == asked.who)
    if asked.household is not None:
        where += [AccessLog.subject_id == asked.household, AccessLog.what.in_(sorted(AT_HOUSEHOLD))]
    if asked.day is not None:
        where.append(AccessLog.at >= midnight(ctx, asked.day))
        where.append(AccessLog.at < midnight(ctx, asked.day + timedelta(days=1)))
    return where


async def _entries(ctx: Ctx, rows: Collection[AccessLog]) -> tuple[Entry, ...]:
    people = await ctx.session.scalars(select(Person).where(Person.id.in_({row.actor_id for row in rows})))
    names = {person.id: spoken_name(ctx, person) for person in people}
    homes = {row.subject_id for row in rows if row.what in AT_HOUSEHOLD}
    at = (
        select(Household.id, Compound.name, Building.name)
        .join(Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .where(Household.id.in_(homes))
    )
    places = {id_: f"{compound} {building}" for id_, compound, building in await ctx.session.execute(at)}
    units = {row.subject_id for row in rows} - homes
    called = dict((await ctx.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(units)))).all())
    return tuple(_entry(row, names.get(row.actor_id, ""), places, called) for row in rows)


def _entry(row: AccessLog, name: str, places: dict[int, str], units: dict[int, str]) -> Entry:
    of_home = row.what in AT_HOUSEHOLD
    place = (places if of_home else units).get(row.subject_id, "")
    return Entry(row.id, row.at, row.actor_id, name, Look(row.what), row.subject_id if of_home else None, place)
