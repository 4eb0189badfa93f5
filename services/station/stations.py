"""A station as everybody may see it: where it is, when it is open, what works there."""

from dataclasses import dataclass
from datetime import time

from sqlalchemy import select

from domain.errors import NotFound
from models.places import Unit
from models.station import Station, StationProvision
from services.act import Ctx


@dataclass(frozen=True)
class StationCard:
    """`provisions` are keys with whether each is in order; WGS84 degrees."""

    name: str
    address: str
    feature: str
    opens: time
    closes: time
    lat: float
    lon: float
    open_now: bool
    provisions: tuple[tuple[str, bool], ...]


async def station(ctx: Ctx, unit_id: int) -> StationCard:
    """Raises NotFound."""
    query = select(Station, Unit.name).join(Unit, Unit.id == Station.unit_id).where(Station.unit_id == unit_id)
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    found, name = row
    provisions = await ctx.session.execute(
        select(StationProvision.provision, StationProvision.in_order)
        .where(StationProvision.station_id == unit_id)
        .order_by(StationProvision.provision)
    )
    now = ctx.now.astimezone(ctx.zone).time()
    return StationCard(
        name=name,
        address=found.address,
        feature=found.feature,
        opens=found.opens,
        closes=found.closes,
        lat=found.lat,
        lon=found.lon,
        open_now=found.opens <= now < found.closes,
        provisions=tuple((key, in_order) for key, in_order in provisions.all()),
    )
