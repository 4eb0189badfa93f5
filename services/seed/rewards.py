"""What the riders of the demo can redeem: stock at the first stations, and what shops do for them."""

from collections.abc import Iterator
from typing import Any

from domain.roles import UnitKind
from models.reward import RewardStock
from services.seed.ground import Ground
from services.seed.rows import Writer

# reward            pieces at each of the stations
STOCK = {"heat_patches": 40, "phone_holder": 20, "thermos_cup": 10}
STATIONS = 3
# the trade that a shop's name ends with, its reward, how many times
SERVICES = (("理发店", "haircut", 10), ("洗车行", "car_wash", 10))


async def put_rewards(write: Writer, ground: Ground) -> None:
    await write.put(RewardStock, _rows(ground))


def _rows(ground: Ground) -> Iterator[dict[str, Any]]:
    for station in ground.of_kind(UnitKind.STATION)[:STATIONS]:
        for key, pieces in STOCK.items():
            yield {"unit_id": station.id, "key": key, "came_in": pieces, "free": pieces}
    for merchant in ground.of_kind(UnitKind.MERCHANT):
        for trade, key, times in SERVICES:
            if merchant.name.endswith(trade):
                yield {"unit_id": merchant.id, "key": key, "came_in": times, "free": times}
