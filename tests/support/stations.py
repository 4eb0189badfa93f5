"""Stations on the small street: one in each grid of the community, open from eight to six."""

from datetime import time

from models.places import Unit
from models.station import Station, StationProvision
from tests.support.street import GRID_1, GRID_2, Street

NEAR, FAR = 11, 12
AT_NEAR, AT_FAR = (43.8004, 126.5004), (43.8005, 126.5018)
"""Latitude and longitude, 110 m apart."""
PROVISIONS = ("charger", "table", "toilet", "water")


async def add_stations(street: Street) -> None:
    for id_, grid, name, (lat, lon) in ((NEAR, GRID_1, "一号驿站", AT_NEAR), (FAR, GRID_2, "二号驿站", AT_FAR)):
        unit = Unit(id=id_, kind="station", name=name, path=f"1/2/{grid}/{id_}/", parent_id=grid)
        place = Station(
            unit_id=id_,
            level="grid",
            lat=lat,
            lon=lon,
            address="路口",
            opens=time(8),
            closes=time(18),
            feature="便民工具间",
        )
        await street.add(unit, place, *(StationProvision(station_id=id_, provision=key) for key in PROVISIONS))
