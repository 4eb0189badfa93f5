"""What a message about missed visits says, worked out when it is read: whoever was met meanwhile is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, or_, select, update
from sqlalchemy.orm import aliased

from domain.cadence import Subject
from domain.care_looks import Look
from domain.errors import NotFound
from domain.roles import Role
from domain.visit_escalation import Level
from models.places import Unit
from models.visit import Visit, VisitWindow
from models.visit_escalation import VisitEscalation, VisitEscalationTold, VisitShortfall
from services import care_log
from services.act import Ctx
from services.visit import visit_facts
from services.visit.visit_counted import counted, rest_days
from services.visit.visit_duty import grids_of
from services.visit.visit_views import Address

ORDER = tuple(Level)


@dataclass(frozen=True)
class MissedDoor:
    """A door behind which somebody was not met: of one's own grid or community."""

    household_id: int
    address: Address
    level: Level
    windows: int
    last_met: date | None


@dataclass(frozen=True)
class MissedGrid:
    """What the street is told of a grid: no door and no name, since a missed daily visit says why one is visited."""

    community: str
    grid: str
    people: int
    windows: int


@dataclass(frozen=True)
class MissedList:
    """`level` is the highest; `late`: it was told long after it should have been; `acknowledged`: by somebody;
    `instead`: an office reads what a worker should, whom no message reaches."""

    level: Level
    doors: tuple[MissedDoor, ...]
    grids: tuple[MissedGrid, ...]
    total: int
    late: bool
    acknowledged: bool
    instead: bool


async def told_together(ctx: Ctx, told_at: datetime, page: int = 0) -> MissedList | None:
    """What the actor was told at that moment and is still so, the longest missed first; None: nothing is left."""
    rows = await _still_missed(ctx, told_at)
    if not rows:
        return None
    mine = set(await grids_of(ctx, ctx.person_id, ctx.today))
    ours = ctx.actor.units(Role.COMMUNITY_STAFF)
    near = [row for row in rows if row.grid_id in {*mine, *ours} or row.community_id in ours]  # or of no grid, but ours
    far = [row for row in rows if row not in near]
    size, escalation = ctx.settings.visits.escalation.list_shows, ctx.settings.visits.escalation
    doors, grids = _by_household(near), _by_grid(far)
    late_after = timedelta(minutes=escalation.late_minutes)
    first = page * size
    level = max((Level(row.level) for row in rows), key=ORDER.index)
    return MissedList(
        level,
        await _opened(ctx, doors[first : first + size]),
        tuple(grids[max(0, first - len(doors)) : max(0, first + size - len(doors))]),
        len(doors) + len(grids),
        any(row.taken_at - row.at > late_after for row in rows),
        all(row.acknowledged_at is not None for row in rows),
        level is Level.WORKER and not any(row.grid_id in mine for row in rows),
    )


async def look_together(ctx: Ctx, told_at: datetime, page: int = 0) -> MissedList | None:
    """The same for whoever turns the pages. A door among those that were missed says why somebody is visited: the look
    is written down, so run it as a use case that writes."""
    found = await told_together(ctx, told_at, page)
    if found is not None and found.doors:
        await care_log.looked(ctx, Look.HOUSEHOLD, [door.household_id for door in found.doors])
    return found


async def acknowledge(ctx: Ctx, told_at: datetime) -> None:
    """The actor has seen it and sees to it: what was told them at that moment is acknowledged, by whoever is first.
    NotFound for whoever was told nothing."""
    mine = select(VisitEscalationTold.escalation_id).where(VisitEscalationTold.person_id == ctx.actor.person_id)
    told = (VisitEscalation.told_at == told_at, VisitEscalation.id.in_(mine))
    if await ctx.session.scalar(select(VisitEscalation.id).where(*told).limit(1)) is None:
        raise NotFound
    await ctx.session.execute(
        update(VisitEscalation)
        .where(*told, VisitEscalation.acknowledged_at.is_(None))
        .values(acknowledged_at=ctx.now, acknowledged_by=ctx.person_id)
        .execution_options(synchronize_session=False)
    )


async def _still_missed(ctx: Ctx, told_at: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    """Light rows; doors are opened for one page only. A worker is told of what can still be done today."""
    community = aliased(Unit)
    rest = rest_days(ctx, told_at.astimezone(ctx.zone).date() - timedelta(days=92), ctx.today)
    first_day = func.coalesce(VisitWindow.came_on, VisitWindow.starts_on)
    unmet = [
        and_(
            VisitWindow.rule == rule.key,
            ~counted(rule, VisitWindow, rest, ever=True)
            .where(
                Visit.recorded_at > VisitEscalation.at,
                or_(Visit.visited_on >= first_day, VisitEscalation.level == Level.GAP),
            )
            .correlate(VisitWindow, VisitEscalation)
            .exists(),
        )
        for rule in ctx.settings.visits.rules
    ]
    query = (
        select(
            VisitEscalation.level,
            VisitEscalation.at,
            VisitEscalation.taken_at,
            VisitEscalation.acknowledged_at,
            VisitWindow.rule,
            VisitWindow.subject_id,
            VisitWindow.household_id,
            VisitWindow.grid_id,
            VisitWindow.starts_on,
            Unit.name.label("grid"),
            community.id.label("community_id"),
            community.name.label("community"),
        )
        .join(VisitEscalationTold, VisitEscalationTold.escalation_id == VisitEscalation.id)
        .join(VisitWindow, VisitWindow.id == VisitEscalation.window_id)
        .join(Unit, Unit.id == VisitWindow.grid_id)
        .join(community, community.id == Unit.parent_id)
        .where(
            VisitEscalation.told_at == told_at,
            VisitEscalationTold.person_id == ctx.actor.person_id,
            or_(VisitEscalation.level != Level.WORKER, VisitWindow.ends_on >= ctx.today),
            or_(VisitWindow.lapsed_on.is_(None), VisitWindow.lapsed_on > ctx.today),
            or_(*unmet),
        )
        .order_by(VisitWindow.starts_on, VisitWindow.grid_id, VisitWindow.household_id, VisitWindow.id)
    )
    return (await ctx.session.execute(query)).all()


@dataclass(frozen=True)
class _Door:
    household_id: int
    rule: str
    subjects: frozenset[int]
    level: Level
    windows: int


def _by_household(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[_Door]:
    found: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    for row in rows:
        found.setdefault(row.household_id, []).append(row)
    return [
        _Door(
            household_id,
            several[0].rule,
            frozenset(row.subject_id for row in several),
            max((Level(row.level) for row in several), key=ORDER.index),
            len({(row.rule, row.starts_on) for row in several}),
        )
        for household_id, several in found.items()
    ]


def _by_grid(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[MissedGrid]:
    found: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    for row in rows:
        found.setdefault(row.grid_id, []).append(row)
    return [
        MissedGrid(
            several[0].community,
            several[0].grid,
            len({(row.rule, row.subject_id) for row in several}),
            len({(row.rule, row.subject_id, row.starts_on) for row in several}),
        )
        for several in found.values()
    ]


async def _opened(ctx: Ctx, doors: Sequence[_Door]) -> tuple[MissedDoor, ...]:
    ids = {door.household_id for door in doors}
    homes, met = await visit_facts.homes(ctx, ids), await visit_facts.last_met(ctx, ids)
    rules = visit_facts.rules(ctx)
    return tuple(
        MissedDoor(
            door.household_id,
            homes[door.household_id].address(ctx),
            door.level,
            door.windows,
            min((day for day in map(met.people.get, door.subjects) if day), default=None)
            if rules[door.rule].subject is Subject.PERSON
            else met.households.get(door.household_id),
        )
        for door in doors
        if door.household_id in homes
    )


@dataclass(frozen=True)
class Short:
    """The counts of one rule in one community, for a window that has closed."""

    rule: str
    starts_on: date
    community: str
    due: int
    missed: int


async def short_together(ctx: Ctx, told_at: datetime, street_id: int) -> list[Short]:
    """By rule, the worst community first. NotFound for whoever does not staff that street."""
    if street_id not in (*ctx.actor.units(Role.STREET_STAFF), *ctx.actor.units(Role.ADMIN)):
        raise NotFound
    query = (
        select(VisitShortfall, Unit.name)
        .join(Unit, Unit.id == VisitShortfall.community_id)
        .where(VisitShortfall.told_at == told_at, VisitShortfall.street_id == street_id)
    )
    found = [
        Short(row.rule, row.starts_on, name, row.due, row.missed)
        for row, name in await ctx.session.execute(query.order_by(Unit.id))
    ]
    return sorted(found, key=lambda one: (one.rule, one.starts_on, -one.missed / one.due))
