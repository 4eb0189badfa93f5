"""Boundaries from GeoJSON: what is wrong names its feature; what is right is where a place is found."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.roster_errors import RosterBlocked
from models.places import Building, Unit
from scheduler.map_keeper import MapKeeper
from services.act import Door
from services.roster import boundaries
from services.street_map import StreetMap
from tests.support.street import COMMUNITY, GRID_1, GRID_2, Street, at, street_in

Corner = tuple[float, float]


def square(west: float, south: float, side: float = 0.01) -> list[Corner]:
    east, north = west + side, south + side
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def feature(ring: list[Corner], kind: str = "Polygon", **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": [ring]}}


def geojson(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


FIRST, SECOND = square(106.50, 29.50), square(106.51, 29.50)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    made = await street_in(tmp_path, at("2026-11-23"))
    yield made
    await made.door.database.close()


async def reasons(street: Street, *features: dict[str, Any]) -> list[tuple[str, str]]:
    plan = await street.door.look(boundaries.look_at, geojson(*features))
    return [(finding.feature, finding.reason) for finding in plan.findings if finding.blocks]


async def test_boundaries_are_put_in_and_a_running_house_takes_them_up(street: Street) -> None:
    door = street.door
    content = geojson(feature(FIRST, name="一网格"), feature(SECOND, 网格="第2网格", 社区="长江社区"))

    async def read() -> None:
        await reread(door)

    keeper = MapKeeper(door, read)
    assert await keeper.look() == 0

    plan = await door.act(boundaries.put_in, content)

    assert set(plan.rings) == {GRID_1, GRID_2}
    assert (await keeper.look(), await keeper.look()) == (1, 0)
    hit = door.street_map.grid_at(29.505, 106.515)
    assert hit is not None
    assert (hit.grid_id, hit.community_id) == (GRID_2, COMMUNITY)
    again = await door.look(boundaries.look_at, content)
    assert (again.rings, again.same) == ({}, 2)


async def reread(door: Door) -> None:
    async with door.database.read() as session:
        door.street_map = await StreetMap.load(session)


async def test_what_is_wrong_names_its_feature(street: Street) -> None:
    crossed = [FIRST[0], FIRST[2], FIRST[1], FIRST[3], FIRST[0]]
    swapped = [(lat, lon) for lon, lat in FIRST]
    hole = feature(square(106.5, 29.5, 0.05), name="一网格")
    hole["geometry"]["coordinates"].append(square(106.51, 29.51))

    assert await reasons(street, feature(FIRST, name="九网格")) == [("1 九网格", "unknown_grid")]
    assert await reasons(street, feature(FIRST)) == [("1", "no_name")]
    assert await reasons(street, feature(crossed, name="一网格")) == [("1 一网格", "crosses")]
    assert await reasons(street, feature(swapped, name="一网格")) == [("1 一网格", "not_here")]
    assert await reasons(street, feature(FIRST, kind="Point", name="一网格")) == [("1 一网格", "no_polygon")]
    assert await reasons(street, hole) == [("1 一网格", "hole")]
    twice = await reasons(street, feature(FIRST, name="一网格"), feature(SECOND, name="一网格"))
    assert twice == [("2 一网格", "twice")]


async def test_grids_lie_inside_and_share_no_ground(street: Street) -> None:
    outline = feature(square(106.50, 29.50, 0.012), name="长江社区")
    shifted = square(106.505, 29.50)

    assert await reasons(street, outline, feature(SECOND, name="二网格")) == [("2 二网格", "outside")]
    overlapping = await reasons(street, feature(FIRST, name="一网格"), feature(shifted, name="二网格"))
    assert overlapping == [("1 一网格", "overlaps")]
    await street.door.act(boundaries.put_in, geojson(feature(FIRST, name="一网格")))
    assert await reasons(street, feature(shifted, name="二网格")) == [("1 二网格", "overlaps")]


async def test_one_bad_feature_keeps_all_out(street: Street) -> None:
    with pytest.raises(RosterBlocked):
        await street.door.act(boundaries.put_in, geojson(feature(FIRST, name="一网格"), feature(SECOND, name="九网格")))

    async with street.door.database.read() as session:
        assert (await session.scalars(select(Unit.boundary).where(Unit.boundary.is_not(None)))).all() == []


@pytest.mark.parametrize("content", [b"", b"[]", b'{"features": 1}', b"\xff\xfe", b"[" * 100_000])
async def test_what_is_no_geojson_is_said(street: Street, content: bytes) -> None:
    plan = await street.door.look(boundaries.look_at, content)

    assert [finding.reason for finding in plan.findings] == ["no_geojson"]


async def test_a_building_without_a_place_gets_its_grids_middle(street: Street) -> None:
    async with street.door.database.write() as session:
        for building in await session.scalars(select(Building).where(Building.grid_id == GRID_1)):
            building.lat = building.lon = 0.0

    await street.door.act(boundaries.put_in, geojson(feature(FIRST, name="一网格")))

    async with street.door.database.read() as session:
        places = (await session.execute(select(Building.lat, Building.lon).where(Building.grid_id == GRID_1))).all()
    assert {(round(lat, 3), round(lon, 3)) for lat, lon in places} == {(29.505, 106.505)}
