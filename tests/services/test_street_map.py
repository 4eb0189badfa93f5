import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from models.base import Base
from models.places import Unit
from services.street_map import GridHit, StationPoint, StreetMap


def square(west: float, south: float) -> list[list[float]]:
    east, north = west + 1, south + 1
    return [[west, south], [east, south], [east, north], [west, north]]


def two_communities() -> StreetMap:
    """Grids 11 and 12 side by side make community 1, grid 21 north of 11 is community 2."""
    grids = [(21, 2, square(0, 1)), (12, 1, square(1, 0)), (11, 1, square(0, 0))]
    return StreetMap(grids, {1: "东", 2: "西", 11: "一格"}, [StationPoint("站", lat=0.5, lon=0.25)])


def test_a_place_inside_has_its_grid_and_community() -> None:
    street = two_communities()

    assert street.grid_at(lat=0.5, lon=0.5) == GridHit(11, 1)
    assert street.grid_at(lat=0.5, lon=1.5) == GridHit(12, 1)
    assert street.grid_at(lat=1.5, lon=0.5) == GridHit(21, 2)


@pytest.mark.parametrize(("lat", "lon"), [(1.5, 1.5), (-0.001, 0.5), (43.8, 126.5), (float("nan"), 0.5)])
def test_a_place_outside_the_street_has_none(lat: float, lon: float) -> None:
    assert two_communities().grid_at(lat, lon) is None


def test_a_place_on_a_border_always_goes_to_the_same_grid() -> None:
    street = two_communities()

    assert street.grid_at(lat=0.5, lon=1) == GridHit(11, 1)
    assert street.grid_at(lat=1, lon=0.5) == GridHit(11, 1)
    assert street.grid_at(lat=0, lon=0) == GridHit(11, 1)


def test_a_street_without_grids_is_everywhere_outside() -> None:
    assert StreetMap([]).grid_at(0, 0) is None


def test_a_boundary_that_crosses_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="grid 7"):
        StreetMap([(7, 1, [[0, 0], [1, 1], [1, 0], [0, 1]])])


def test_the_outline_dissolves_communities_and_names_what_it_draws() -> None:
    outline = json.loads(json.dumps(two_communities().outline()))

    drawn = [(f["properties"]["kind"], f["properties"]["name"], f["geometry"]["type"]) for f in outline["features"]]
    assert drawn == [
        ("community", "东", "Polygon"),
        ("community", "西", "Polygon"),
        ("grid", "一格", "Polygon"),
        ("grid", "", "Polygon"),
        ("grid", "", "Polygon"),
        ("station", "站", "Point"),
    ]
    assert outline["features"][-1]["geometry"]["coordinates"] == [0.25, 0.5]


@pytest.fixture
async def session() -> AsyncIterator[AsyncSession]:
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine) as session:
        yield session
    await engine.dispose()


async def test_a_grid_without_a_boundary_is_left_out(session: AsyncSession) -> None:
    session.add_all(
        [
            Unit(id=1, kind="street", name="街", path="1/"),
            Unit(id=2, kind="community", name="东", path="1/2/", parent_id=1),
            Unit(id=3, kind="grid", name="一格", path="1/2/3/", parent_id=2, boundary=square(0, 0)),
            Unit(id=4, kind="grid", name="二格", path="1/2/4/", parent_id=2),
        ]
    )
    await session.flush()

    street = await StreetMap.load(session)

    assert street.grid_at(0.5, 0.5) == GridHit(3, 2)
    assert len(street.outline()["features"]) == 2
