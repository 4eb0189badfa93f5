"""The 29 stations 1+10+18: the street's, one in each community, and the 18 on the doorstep, placed so that no home is
farther than 500 m from some station (the source's service radius)."""

from collections.abc import Iterator
from datetime import time
from math import cos, hypot, radians
from random import Random
from typing import Any, NamedTuple

from domain.roles import UnitKind
from models.station import Mailbox, Station, StationProvision
from services.seed.ground import BuildingRow, Ground, UnitRow
from services.seed.names import FEATURES
from services.seed.rows import Writer
from services.seed.tiling import METRES_A_DEGREE, MIDDLE_LAT

DOORSTEP = 18
CODE_SIGNS, CODE_LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 10
REACH = 470
"""Metres. Less than 500, since a station stands beside the building it is placed by."""
PROVISIONS = ("charger", "water", "toilet", "table")
# (station in the order of the list, provision) out of order: a demo of things that need repair.
OUT_OF_ORDER = {(4, "charger"), (13, "water"), (17, "charger"), (22, "table")}
OPENING = {"street": (time(8, 30), time(17, 30)), "community": (time(8), time(18)), "grid": (time(7, 30), time(20))}


class StationRow(NamedTuple):
    unit_id: int
    level: str
    lat: float
    lon: float
    address: str
    opens: time
    closes: time
    feature: str


def make_stations(ground: Ground) -> list[StationRow]:
    """Adds the stations' units to the ground."""
    communities = ground.of_kind(UnitKind.COMMUNITY)
    stands = [("street", f"{ground.street.name}党群服务中心", ground.street, _most_central(ground.buildings))]
    for community in communities:
        own = [b for b in ground.buildings if ground.units[b.grid_id].parent_id == community.id]
        stands.append(("community", f"{community.name}党群服务中心", community, _most_central(own)))
    for building in _doorsteps(ground.buildings, [stand[3] for stand in stands]):
        name = f"{ground.compounds[building.compound_id - 1].name}“家门口”党群服务站"
        stands.append(("grid", name, ground.units[building.grid_id], building))
    return [_station(ground, n, *stand) for n, stand in enumerate(stands)]


def _station(ground: Ground, number: int, level: str, name: str, parent: UnitRow, by: BuildingRow) -> StationRow:
    unit = ground.add_unit(UnitKind.STATION, name, parent)
    compound = ground.compounds[by.compound_id - 1].name
    opens, closes = OPENING[level]
    address = f"{compound}{by.name}旁"
    feature = FEATURES[number % len(FEATURES)]
    lat, lon = round(by.lat + 0.0001, 6), round(by.lon + 0.0001, 6)
    return StationRow(unit.id, level, lat, lon, address, opens, closes, feature)


def _metres(a: BuildingRow, b: BuildingRow) -> float:
    """On the flat, good to a metre within one street."""
    east = (a.lon - b.lon) * METRES_A_DEGREE * cos(radians(MIDDLE_LAT))
    return hypot(east, (a.lat - b.lat) * METRES_A_DEGREE)


def _most_central(buildings: list[BuildingRow]) -> BuildingRow:
    """The one nearest to the middle of them all."""
    lat = sum(b.lat for b in buildings) / len(buildings)
    lon = sum(b.lon for b in buildings) / len(buildings)
    return min(buildings, key=lambda b: (b.lat - lat) ** 2 + ((b.lon - lon) * cos(radians(MIDDLE_LAT))) ** 2)


def _doorsteps(buildings: list[BuildingRow], stations: list[BuildingRow]) -> Iterator[BuildingRow]:
    """Greedy cover: each time the building that brings most of the uncovered ones within reach, and once none is left,
    the one farthest from any station. One in a compound at most, so that each name is used once."""
    near = {a.id: {b.id for b in buildings if _metres(a, b) <= REACH} for a in buildings}
    farness = {b.id: min(_metres(b, s) for s in stations) for b in buildings}
    uncovered = {id_ for id_, metres in farness.items() if metres > REACH}
    taken: set[int] = set()
    for _ in range(DOORSTEP):
        free = [b for b in buildings if b.compound_id not in taken]
        best = max(free, key=lambda b: (len(near[b.id] & uncovered), farness[b.id]))
        uncovered -= near[best.id]
        farness = {b.id: min(farness[b.id], _metres(b, best)) for b in buildings}
        taken.add(best.compound_id)
        yield best


async def put_stations(write: Writer, stations: list[StationRow], rng: Random) -> None:
    await write.put(Station, (station._asdict() for station in stations))
    await write.put(StationProvision, _provisions(stations))
    doorsteps = [station for station in stations if station.level == "grid"]
    await write.put(Mailbox, (_mailbox(station, rng) for station in doorsteps))


def _mailbox(station: StationRow, rng: Random) -> dict[str, Any]:
    """One hangs at each station on the doorstep."""
    code = "".join(rng.choices(CODE_SIGNS, k=CODE_LENGTH))
    name = f"{station.address.removesuffix('旁')}“乐呵”信箱"
    return {"unit_id": station.unit_id, "name": name, "code": code, "lat": station.lat, "lon": station.lon}


def _provisions(stations: list[StationRow]) -> Iterator[dict[str, Any]]:
    for number, station in enumerate(stations):
        for provision in PROVISIONS:
            in_order = (number, provision) not in OUT_OF_ORDER
            yield {"station_id": station.unit_id, "provision": provision, "in_order": in_order}
