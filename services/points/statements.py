"""Monthly statements: what a merchant or station honoured, and where a street's points came from and went to.

A merchant sees its own; the staff of a community those of its merchants and stations, the street's all of them and its
own. On the first of a month merchants and the street are told of the month before.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select

from domain.errors import NotFound, PeriodNotBegun
from domain.notices import Notice
from domain.rates import Period, Span, period_of
from domain.roles import Role, UnitKind
from models.people import RoleHeld
from models.places import Unit
from models.reward import RewardStock, Voucher
from services.act import Actor, Ctx
from services.letters import tell_letter
from services.points import statement_facts
from services.points.statement_facts import Flow, Honoured, Place
from services.slots import Slot

PAGE = 8
PLACES = (UnitKind.MERCHANT, UnitKind.STATION)
OFFICE = (Role.COMMUNITY_STAFF, Role.STREET_STAFF, Role.ADMIN)
STREET = (Role.STREET_STAFF, Role.ADMIN)


@dataclass(frozen=True)
class PlaceStatement:
    unit_id: int
    unit: str
    month: Period
    honoured: tuple[Honoured, ...]

    @property
    def points(self) -> int:
        return sum(one.points for one in self.honoured)

    @property
    def kinds(self) -> tuple[tuple[str, int, int], ...]:
        """Each reward with how many and for how many points, the most points first."""
        keys = dict.fromkeys(one.key for one in self.honoured)
        sums = [(key, [one.points for one in self.honoured if one.key == key]) for key in keys]
        return tuple(sorted(((key, len(p), sum(p)) for key, p in sums), key=lambda kind: (-kind[2], kind[0])))


@dataclass(frozen=True)
class StreetStatement:
    unit_id: int
    unit: str
    month: Period
    flow: Flow
    places: tuple[Place, ...]


AnyStatement = PlaceStatement | StreetStatement


@dataclass(frozen=True)
class PlacesPage:
    """`after` is where the next page begins; None: this is the last."""

    places: tuple[Place, ...]
    after: int | None


async def own(ctx: Ctx) -> int | None:
    """The unit whose statement the actor sees first: their street, or the one shop that is theirs; None: a list. Raises
    NotFound for whoever has none."""
    street, shops = _units(ctx.actor, STREET), ctx.actor.units(Role.MERCHANT)
    if street:
        return min(street)
    if not shops and not ctx.actor.has(Role.COMMUNITY_STAFF):
        raise NotFound
    return shops[0] if len(shops) == 1 and not ctx.actor.has(Role.COMMUNITY_STAFF) else None


async def statement(ctx: Ctx, unit_id: int, day: date) -> AnyStatement:
    """Of the month of `day`. Raises NotFound, also for what the actor may not see, and PeriodNotBegun."""
    unit = await ctx.session.get(Unit, unit_id)
    if unit is None or not _may_see(ctx.actor, unit):
        raise NotFound
    return await report(ctx, unit_id, day)


async def report(ctx: Ctx, unit_id: int, day: date) -> AnyStatement:
    """The same for whoever runs the house. Raises NotFound for a unit that has no statement, and PeriodNotBegun."""
    unit = await ctx.session.get(Unit, unit_id)
    month = period_of(Span.MONTH, day)
    if unit is None or unit.kind not in (UnitKind.STREET, *PLACES):
        raise NotFound
    if month.first > ctx.today:
        raise PeriodNotBegun
    if unit.kind != UnitKind.STREET:
        return PlaceStatement(unit.id, unit.name, month, await statement_facts.honoured_at(ctx, unit.id, month))
    places = await statement_facts.places(ctx, Unit.path.startswith(unit.path), month)
    return StreetStatement(unit.id, unit.name, month, await statement_facts.flow(ctx, unit.id, month), tuple(places))


async def places(ctx: Ctx, day: date, after: int = 0) -> PlacesPage:
    """A page of whose statements the actor may see; keyset by id. Raises PeriodNotBegun, and NotFound where there can
    be none."""
    month = period_of(Span.MONTH, day)
    if month.first > ctx.today:
        raise PeriodNotBegun
    found = await statement_facts.places(ctx, _seen(ctx.actor), month, after, PAGE + 1)
    return PlacesPage(tuple(found[:PAGE]), found[PAGE - 1].unit_id if len(found) > PAGE else None)


async def unit_called(ctx: Ctx, name: str) -> int:
    """By its id or its whole name. NotFound where there is none that has a statement, or several."""
    wanted = Unit.id == int(name) if name.isdecimal() else Unit.name == name
    kinds = Unit.kind.in_((UnitKind.STREET, *PLACES))
    found = (await ctx.session.scalars(select(Unit.id).where(wanted, kinds).limit(2))).all()
    if len(found) != 1:
        raise NotFound
    return found[0]


def _units(actor: Actor, roles: Collection[Role]) -> set[int]:
    return {held.unit_id for held in actor.roles if held.role in roles}


def _may_see(actor: Actor, unit: Unit) -> bool:
    if unit.kind == UnitKind.STREET:
        return unit.id in _units(actor, STREET)
    mine = unit.kind == UnitKind.MERCHANT and unit.id in actor.units(Role.MERCHANT)
    return mine or any(held.role in OFFICE and held.opens(unit.path) for held in actor.roles)


def _seen(actor: Actor) -> ColumnElement[bool]:
    """The units at which `_may_see` says yes. Raises NotFound for nobody's."""
    shops, paths = actor.units(Role.MERCHANT), [held.path for held in actor.roles if held.role in OFFICE]
    if not shops and not paths:
        raise NotFound
    return Unit.kind.in_(PLACES) & or_(Unit.id.in_(shops), *(Unit.path.startswith(path) for path in paths))


async def monthly(ctx: Ctx, slot: Slot) -> None:
    """On the first: each person of a merchant that honoured anything in the month before, and each of the street's
    staff, once for all that is theirs."""
    if slot.day.day != 1:
        return
    month = period_of(Span.MONTH, slot.day - timedelta(days=1))
    people, key = await _readers(ctx, slot.day, month), f"statement:{month.first:%Y-%m}"
    await tell_letter(ctx, people, Notice.STATEMENT_MONTH, key, slot.day, month=month.first.isoformat())


async def _readers(ctx: Ctx, day: date, month: Period) -> set[int]:
    busy = (
        select(RewardStock.unit_id)
        .join(Voucher, Voucher.stock_id == RewardStock.id)
        .where(statement_facts.within(ctx, month))
    )
    query = select(RoleHeld.person_id).where(
        or_(
            RoleHeld.role == Role.STREET_STAFF,
            (RoleHeld.role == Role.MERCHANT) & RoleHeld.unit_id.in_(busy),
        ),
        RoleHeld.starts_on <= day,
        or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= day),
    )
    return set((await ctx.session.scalars(query)).all())
