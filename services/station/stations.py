"""A station as everybody may see it: where it is, when it is open, what works there now; and those near by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from domain.case_flow import FINAL_STATES
from domain.errors import NotFound
from domain.geo import Point, distance_m
from models.case import Case
from models.places import Unit
from models.station import Station, StationProvision
from services.act import Ctx


@dataclass(frozen=True)
class Provision:
    """`number` is the case about it, as long as that is not over."""

    key: str
    in_order: bool
    number: str | None


@dataclass(frozen=True)
class StationCard:
    """WGS84 degrees."""

    unit_id: int
    name: str
    address: str
    feature: str
    opens: time
    closes: time
    lat: float
    lon: float
    open_now: bool
    provisions: tuple[Provision, ...]


@dataclass(frozen=True)
class Near:
    """`metres` from the place that was shared."""

    card: StationCard
    metres: int


async def station(ctx: Ctx, unit_id: int) -> StationCard:
    """Raises NotFound."""
    query = select(Station, Unit.name).join(Unit, Unit.id == Station.unit_id).where(Station.unit_id == unit_id)
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    found, name = row
    return _card(ctx, found, name, (await _provisions(ctx, [unit_id])).get(unit_id, ()))


async def nearest(ctx: Ctx, lat: float, lon: float) -> Sequence[Near]:
    """The nearest that are open now, as many as are shown; where all are closed, the nearest of those. A street has a
    few dozen, so all are measured."""
    here = Point(lat, lon)
    query = select(Station, Unit.name).join(Unit, Unit.id == Station.unit_id)
    rows = (await ctx.session.execute(query)).all()
    measured = [(not _is_open(ctx, one), distance_m(here, Point(one.lat, one.lon)), one, name) for one, name in rows]
    ranked = sorted(measured, key=lambda row: (row[0], row[1], row[2].unit_id))
    some_open = bool(ranked) and not ranked[0][0]
    shown = [row for row in ranked if not (some_open and row[0])][: ctx.settings.stations.nearest]
    provisions = await _provisions(ctx, [row[2].unit_id for row in shown])
    return [
        Near(_card(ctx, one, name, provisions.get(one.unit_id, ())), round(metres)) for _, metres, one, name in shown
    ]


async def _provisions(ctx: Ctx, stations: Sequence[int]) -> dict[int, tuple[Provision, ...]]:
    """One is out of order while its case is open; merged into another, while that one is."""
    other = aliased(Case)
    query = (
        select(
            StationProvision.station_id,
            StationProvision.provision,
            StationProvision.in_order,
            func.coalesce(other.state, Case.state),
            func.coalesce(other.number, Case.number),
        )
        .outerjoin(Case, Case.id == StationProvision.case_id)
        .outerjoin(other, other.id == Case.joined_to)
        .where(StationProvision.station_id.in_(stations))
        .order_by(StationProvision.station_id, StationProvision.provision)
    )
    found: dict[int, list[Provision]] = {}
    for id_, key, in_order, state, number in await ctx.session.execute(query):
        broken = state is not None and state not in FINAL_STATES
        found.setdefault(id_, []).append(Provision(key, in_order and not broken, number if broken else None))
    return {id_: tuple(provisions) for id_, provisions in found.items()}


def _is_open(ctx: Ctx, one: Station) -> bool:
    return one.opens <= ctx.now.astimezone(ctx.zone).time() < one.closes


def _card(ctx: Ctx, one: Station, name: str, provisions: tuple[Provision, ...]) -> StationCard:
    return StationCard(
        unit_id=one.unit_id,
        name=name,
        address=one.address,
        feature=one.feature,
        opens=one.opens,
        closes=one.closes,
        lat=one.lat,
        lon=one.lon,
        open_now=_is_open(ctx, one),
        provisions=provisions,
    )
