from collections import Counter
from math import cos, hypot, radians

import pytest
from shapely import Point, Polygon, unary_union
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.places import Building, Compound, Household, Unit
from models.station import Mailbox, Station, StationProvision
from services.seed.names import COMMUNITIES
from services.street_map import GridHit, StreetMap

METRES = 111_320


def metres(a: Building, b: Station) -> float:
    return hypot((a.lat - b.lat) * METRES, (a.lon - b.lon) * METRES * cos(radians(a.lat)))


async def test_the_grids_fill_the_street_without_gap_or_overlap(session: AsyncSession) -> None:
    rings = (await session.scalars(select(Unit.boundary).where(Unit.kind == "grid"))).all()
    grids = [Polygon(ring) for ring in rings if ring]

    street = unary_union(grids)

    assert len(grids) == 134
    assert all(grid.is_valid for grid in grids)
    assert isinstance(street, Polygon)
    assert len(street.interiors) == 0
    assert sum(grid.area for grid in grids) == pytest.approx(street.area, rel=1e-9)
    square_metres = street.area * METRES**2 * cos(radians(43.82))
    assert square_metres == pytest.approx(9e6, rel=0.05)
    assert street.contains(Point(126.56, 43.82))


async def test_every_community_is_one_piece(session: AsyncSession) -> None:
    outline = (await StreetMap.load(session)).outline()["features"]

    drawn = Counter(feature["properties"]["kind"] for feature in outline)
    assert drawn == {"community": 10, "grid": 134, "station": 29}
    communities = [feature for feature in outline if feature["properties"]["kind"] == "community"]
    assert [feature["properties"]["name"] for feature in communities] == list(COMMUNITIES)
    assert {feature["geometry"]["type"] for feature in communities} == {"Polygon"}


async def test_the_tree_is_told_by_its_paths(session: AsyncSession) -> None:
    units = {unit.id: unit for unit in await session.scalars(select(Unit))}

    for unit in units.values():
        above = units[unit.parent_id].path if unit.parent_id else ""
        assert unit.path == f"{above}{unit.id}/"
    assert len({(unit.kind, unit.name) for unit in units.values()}) == len(units)


async def test_buildings_lie_in_their_grid_and_compounds_in_their_community(session: AsyncSession) -> None:
    street = await StreetMap.load(session)
    community_of = dict((await session.execute(select(Unit.id, Unit.parent_id).where(Unit.kind == "grid"))).all())
    compounds = {compound.id: compound for compound in await session.scalars(select(Compound))}
    buildings = (await session.scalars(select(Building))).all()

    for building in buildings:
        community_id = compounds[building.compound_id].community_id
        assert street.grid_at(building.lat, building.lon) == GridHit(building.grid_id, community_id)
        assert community_of[building.grid_id] == community_id
    for compound in compounds.values():
        own = {building.grid_id for building in buildings if building.compound_id == compound.id}
        hit = street.grid_at(compound.lat, compound.lon)
        assert hit is not None
        assert hit.grid_id in own
        walk = sorted(building.walk_order for building in buildings if building.compound_id == compound.id)
        assert walk == list(range(1, len(walk) + 1))
    assert {building.grid_id for building in buildings} == set(community_of)


async def test_every_home_has_a_station_within_500_metres(session: AsyncSession) -> None:
    stations = (await session.scalars(select(Station))).all()
    homes = select(Building).where(Building.id.in_(select(Household.building_id)))

    farthest = max([min(metres(b, s) for s in stations) for b in await session.scalars(homes)])

    assert farthest <= 500


async def test_stations_stand_1_10_18_each_with_four_provisions(session: AsyncSession) -> None:
    street = await StreetMap.load(session)
    stations = (await session.execute(select(Station, Unit).join(Unit, Unit.id == Station.unit_id))).all()
    provisions = (await session.scalars(select(StationProvision))).all()

    assert Counter(station.level for station, _ in stations) == {"street": 1, "community": 10, "grid": 18}
    for station, unit in stations:
        hit = street.grid_at(station.lat, station.lon)
        assert hit is not None
        assert unit.parent_id in (1, hit.community_id, hit.grid_id)
        assert station.opens < station.closes
        assert station.feature
    each = Counter((one.station_id, one.provision) for one in provisions)
    assert set(each.values()) == {1}
    assert Counter(one.station_id for one in provisions) == {station.unit_id: 4 for station, _ in stations}
    assert sum(not one.in_order for one in provisions) == 4


async def test_a_letter_box_hangs_at_each_of_the_18_with_a_code_that_stays_the_same(session: AsyncSession) -> None:
    boxes = (await session.scalars(select(Mailbox).order_by(Mailbox.id))).all()
    doorsteps = select(Station.unit_id).where(Station.level == "grid").order_by(Station.unit_id)

    assert [box.unit_id for box in boxes] == list(await session.scalars(doorsteps))
    assert all(box.active and len(box.code) == 10 for box in boxes)
    assert len({box.name for box in boxes} | {box.code for box in boxes}) == 36
    assert boxes[0].code == "cdtv8zzufh"
