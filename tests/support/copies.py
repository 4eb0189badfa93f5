"""A small street of one's own for each test, copied from one that is made once: quicker than making the tables anew."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from models.people import Consent
from models.places import Unit
from services.street_map import StreetMap
from tests.support.street import (
    GRID_1,
    GRID_2,
    LI,
    LONG_AGO,
    OUTSIDER,
    STRANGE_STAFF,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    StandingClock,
    Street,
    at,
    door_to,
    street_in,
)
from tests.support.where import FILE, copy_made

__all__ = ["FILE", "IN_GRID_1", "IN_GRID_2", "NOWHERE", "street_copy", "street_there"]

SOUTH, WEST, SIDE = 43.8, 126.5, 0.001
IN_GRID_1, IN_GRID_2, NOWHERE = (43.8005, 126.5005), (43.8005, 126.5015), (39.9, 116.4)
"""Latitude and longitude of places in the grids, and far away."""


async def street_copy(folder: Path, now: datetime) -> Street:
    """The street of `tests.support.street`, where everybody has agreed to the notice and the grids have boundaries."""
    await copy_made("furnished", _make, folder / FILE)
    return await street_there(folder, now)


async def street_there(folder: Path, now: datetime, households: int = 0, residents: int = 0) -> Street:
    """On what is in the folder; so many households and residents were added to it."""
    clock = StandingClock(now)
    street = Street(door_to(folder / FILE, clock), clock, {"household": households, "person": 1000 + residents})
    async with street.door.database.read() as session:
        street.door.street_map = await StreetMap.load(session)
    return street


async def _make(folder: Path) -> None:
    street = await street_in(folder, at(str(LONG_AGO)))
    await _furnish(street)
    await street.door.database.close()


async def _furnish(street: Street) -> None:
    version = street.door.settings.street.notice_version
    everybody = (WANG, LI, ZHAO, ZHOU, WU, OUTSIDER, STRANGE_STAFF)
    given_at = street.clock.now()
    await street.add(*(Consent(person_id=who, notice_version=version, given_at=given_at) for who in everybody))
    for grid, west in ((GRID_1, WEST), (GRID_2, WEST + SIDE)):
        ring = [[west, SOUTH], [west + SIDE, SOUTH], [west + SIDE, SOUTH + SIDE], [west, SOUTH + SIDE]]
        async with street.door.database.write() as session:
            await session.execute(update(Unit).where(Unit.id == grid).values(boundary=ring))
