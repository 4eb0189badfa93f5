"""The duty roster 排班: staff say who of a force is on duty, on which day and for which hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from domain.errors import DutyRosterTooLate, NotFound
from domain.force_settings import Shift
from domain.notices import Notice
from domain.roles import Role
from models.people import Person, RoleHeld
from models.places import Unit
from models.whistle import Duty
from services.act import Ctx
from services.insert import upsert
from services.notify import tell_at
from services.people.invitations import force_kinds, opens

PAGE = 8


@dataclass(frozen=True)
class Turn:
    """One person's hours, of those that a day shows. `set_by_staff`: not by themselves."""

    id: int
    person_id: int
    name: str
    kind: str
    starts_at: datetime
    ends_at: datetime | None
    set_by_staff: bool


@dataclass(frozen=True)
class Board:
    """Who is on duty for a unit on `day`, a page of them; `days` are those that can be filled, with how many turns
    each has."""

    unit_id: int
    unit: str
    day: date
    days: tuple[tuple[date, int], ...]
    turns: tuple[Turn, ...]
    after: int | None


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be put down, by the role that they hold; `duty` is their turn in the shift, if they have it."""

    held_id: int
    person_id: int
    name: str
    duty: int | None


@dataclass(frozen=True)
class Change:
    """What was changed, so that the same list is shown again."""

    unit_id: int
    kind: str
    day: date


def days(ctx: Ctx) -> tuple[date, ...]:
    return tuple(ctx.today + timedelta(days=n) for n in range(ctx.settings.forces.duty_roster_days))


def shift_of(ctx: Ctx, key: str) -> Shift:
    """Raises NotFound for one that the config does not have."""
    found = next((shift for shift in ctx.settings.forces.shifts if shift.key == key), None)
    if found is None:
        raise NotFound
    return found


def hours_of(ctx: Ctx, shift: Shift, day: date) -> tuple[datetime, datetime]:
    """In UTC; a shift that ends no later than it starts goes on into the next morning."""
    ends_on = day if shift.until > shift.since else day + timedelta(days=1)
    since, until = (datetime.combine(on, at, ctx.zone) for on, at in ((day, shift.since), (ends_on, shift.until)))
    return since.astimezone(UTC), until.astimezone(UTC)


async def board(ctx: Ctx, unit_id: int, day: date, after: int = 0) -> Board:
    """Raises NotFound for a unit that is none of the actor's, and for a day that cannot be filled."""
    unit, all_days = await _unit(ctx, unit_id), days(ctx)
    if day not in all_days:
        raise NotFound
    counted = dict.fromkeys(all_days, 0)
    first, end = _midnight(ctx, all_days[0]), _midnight(ctx, all_days[-1] + timedelta(days=1))
    spans = select(Duty.starts_at, Duty.ends_at).where(*_between(unit_id, first, end), _live(ctx))
    for starts_at, ends_at in (await ctx.session.execute(spans)).all():
        for each in all_days:
            since, until = _midnight(ctx, each), _midnight(ctx, each + timedelta(days=1))
            counted[each] += starts_at < until and (ends_at is None or ends_at > since)
    since, until = _midnight(ctx, day), _midnight(ctx, day + timedelta(days=1))
    query = select(Duty, Person).join(Person, Person.id == Duty.person_id)
    query = query.where(*_between(unit_id, since, until), _live(ctx), Duty.id > after)
    rows = (await ctx.session.execute(query.order_by(Duty.id).limit(PAGE + 1))).all()
    turns = tuple(
        Turn(
            duty.id,
            person.id,
            _name(ctx, person),
            duty.force_kind,
            duty.starts_at,
            duty.ends_at,
            duty.set_by is not None,
        )
        for duty, person in rows[:PAGE]
    )
    return Board(unit_id, unit.name, day, tuple(counted.items()), turns, turns[-1].id if len(rows) > PAGE else None)


async def kinds_of(ctx: Ctx, unit_id: int) -> tuple[tuple[str, int], ...]:
    """The kinds that somebody of this unit belongs to, in the config's order, with how many they are."""
    await _unit(ctx, unit_id)
    query = select(RoleHeld.force_kind, func.count()).where(*_members(ctx, unit_id)).group_by(RoleHeld.force_kind)
    here = dict((await ctx.session.execute(query)).all())
    return tuple((kind, here[kind]) for kind in force_kinds(ctx) if kind in here)


async def candidates(
    ctx: Ctx, unit_id: int, kind: str, day: date, key: str, after: int = 0
) -> tuple[tuple[Candidate, ...], int | None]:
    """Whom of a kind the actor can put down, a page at a time; keyset by the role's id. Raises NotFound."""
    await _unit(ctx, unit_id)
    starts_at, ends_at = _open_hours(ctx, shift_of(ctx, key), day)
    mine = (
        (Duty.person_id == RoleHeld.person_id)
        & (Duty.force_kind == RoleHeld.force_kind)
        & (Duty.unit_id == RoleHeld.unit_id)
        & (Duty.starts_at == starts_at)
        & (Duty.ends_at == ends_at)
    )
    query = (
        select(RoleHeld.id, Person, Duty.id)
        .join(Person, Person.id == RoleHeld.person_id)
        .outerjoin(Duty, mine)
        .where(*_members(ctx, unit_id), RoleHeld.force_kind == kind, RoleHeld.id > after)
        .order_by(RoleHeld.id)
        .limit(PAGE + 1)
    )
    found = [
        Candidate(id_, person.id, _name(ctx, person), duty)
        for id_, person, duty in (await ctx.session.execute(query)).all()
    ]
    return tuple(found[:PAGE]), found[PAGE - 1].held_id if len(found) > PAGE else None


async def put_down(ctx: Ctx, held_id: int, day: date, key: str) -> Change:
    """Somebody is on duty for a shift of a day; they are told. Twice is once, and a shift that begins at the same hour
    takes the other's place. Raises NotFound, DutyRosterTooLate."""
    held = await ctx.session.get(RoleHeld, held_id)
    if held is None or held.role != Role.FORCE or held.force_kind is None:
        raise NotFound
    await _unit(ctx, held.unit_id)
    live = select(RoleHeld.id).where(*_members(ctx, held.unit_id), RoleHeld.id == held_id)
    if await ctx.session.scalar(live) is None:
        raise NotFound
    starts_at, ends_at = _open_hours(ctx, shift_of(ctx, key), day)
    row = {
        "person_id": held.person_id,
        "force_kind": held.force_kind,
        "unit_id": held.unit_id,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "set_by": ctx.person_id,
    }
    unique = ["person_id", "force_kind", "unit_id", "starts_at"]
    await ctx.session.execute(upsert(ctx.session, Duty, unique, ["ends_at", "set_by"]), [row])
    await _tell(ctx, held.person_id)
    return Change(held.unit_id, held.force_kind, day)


async def take_back(ctx: Ctx, duty_id: int) -> Change:
    """Somebody is not on duty after all; what has begun ends now. They are told. Raises NotFound, also for one that
    was taken back before."""
    duty = await ctx.session.get(Duty, duty_id)
    if duty is None or (duty.ends_at is not None and duty.ends_at <= ctx.now):
        raise NotFound
    await _unit(ctx, duty.unit_id)
    if duty.starts_at > ctx.now:
        await ctx.session.execute(delete(Duty).where(Duty.id == duty_id))
    else:
        duty.ends_at = ctx.now
    await ctx.session.flush()
    await _tell(ctx, duty.person_id)
    return Change(duty.unit_id, duty.force_kind, max(duty.starts_at.astimezone(ctx.zone).date(), ctx.today))


@dataclass(frozen=True)
class OwnTurn:
    unit: str
    kind: str
    starts_at: datetime
    ends_at: datetime


async def my_turns(ctx: Ctx) -> tuple[OwnTurn, ...]:
    """What the actor was put down for and has still ahead, the next first."""
    query = (
        select(Unit.name, Duty.force_kind, Duty.starts_at, Duty.ends_at)
        .join(Unit, Unit.id == Duty.unit_id)
        .where(Duty.person_id == ctx.person_id, Duty.set_by.is_not(None), Duty.ends_at > ctx.now)
        .order_by(Duty.starts_at, Duty.id)
        .limit(PAGE)
    )
    found = (await ctx.session.execute(query)).all()
    return tuple(OwnTurn(unit, kind, since, until) for unit, kind, since, until in found if until is not None)


async def _unit(ctx: Ctx, unit_id: int) -> Unit:
    unit = await ctx.session.get(Unit, unit_id)
    if unit is None or not opens(ctx.actor.roles, Role.FORCE, unit):
        raise NotFound
    return unit


def _open_hours(ctx: Ctx, shift: Shift, day: date) -> tuple[datetime, datetime]:
    if day not in days(ctx):
        raise NotFound
    starts_at, ends_at = hours_of(ctx, shift, day)
    if ends_at <= ctx.now:
        raise DutyRosterTooLate
    return starts_at, ends_at


def _members(ctx: Ctx, unit_id: int | InstrumentedAttribute[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        RoleHeld.unit_id == unit_id,
        RoleHeld.role == Role.FORCE,
        RoleHeld.starts_on <= ctx.today,
        RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= ctx.today),
    )


def _between(unit_id: int, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return Duty.unit_id == unit_id, Duty.starts_at < until, Duty.ends_at.is_(None) | (Duty.ends_at > since)


def _live(ctx: Ctx) -> ColumnElement[bool]:
    """That whoever has a turn still belongs to the kind."""
    held = (RoleHeld.person_id == Duty.person_id, RoleHeld.force_kind == Duty.force_kind)
    return exists().where(*held, *_members(ctx, Duty.unit_id))


def _midnight(ctx: Ctx, day: date) -> datetime:
    return datetime.combine(day, time(), ctx.zone).astimezone(UTC)


def _name(ctx: Ctx, person: Person) -> str:
    name = ctx.vault.open(person.name, f"person:{person.id}:name") if person.name else person.nickname
    return name or ""


async def _tell(ctx: Ctx, person_id: int) -> None:
    """Once for all changes of a few minutes: it is composed at their end, of what then holds."""
    step = timedelta(minutes=ctx.settings.forces.duty_roster_told_minutes)
    window = (ctx.now - datetime.min.replace(tzinfo=UTC)) // step
    soon = datetime.min.replace(tzinfo=UTC) + (window + 1) * step
    await tell_at(ctx, soon, [person_id], Notice.DUTY_ROSTER_CHANGED, f"roster:{person_id}:{window}")
