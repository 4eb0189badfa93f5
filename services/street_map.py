"""The street as polygons: which grid a shared place lies in, and the outline that the pin map draws.

Places are WGS84 degrees. A ring is a list of [longitude, latitude], as `models.places.Unit.boundary` keeps it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from shapely import Point, Polygon, STRtree, unary_union
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.roles import UnitKind
from models.places import Unit
from models.station import Station

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class GridHit:
    """Where a place lies."""

    grid_id: int
    community_id: int


@dataclass(frozen=True)
class StationPoint:
    name: str
    lat: float
    lon: float


class StreetMap:
    """Read once when the house starts; the street's boundaries do not move while it runs.

    `grids` are (grid id, community id, ring); `names` those of grids and communities. ValueError for a ring that
    crosses itself: it has no inside.
    """

    def __init__(
        self,
        grids: Iterable[tuple[int, int, Ring]],
        names: Mapping[int, str] | None = None,
        stations: Iterable[StationPoint] = (),
    ) -> None:
        rows = sorted(grids, key=lambda row: row[0])
        self._hits = [GridHit(grid_id, community_id) for grid_id, community_id, _ in rows]
        self._polygons = [Polygon(ring) for _, _, ring in rows]
        for hit, polygon in zip(self._hits, self._polygons, strict=True):
            if not polygon.is_valid:
                raise ValueError(f"the boundary of grid {hit.grid_id} crosses itself")
        self._tree = STRtree(self._polygons)
        self._names = names or {}
        self._stations = tuple(stations)

    @classmethod
    async def load(cls, session: AsyncSession) -> Self:
        """From the grids that have a boundary, and the stations."""
        query = select(Unit.id, Unit.kind, Unit.parent_id, Unit.name, Unit.boundary).where(
            Unit.kind.in_((UnitKind.COMMUNITY, UnitKind.GRID))
        )
        units = (await session.execute(query)).all()
        stations = select(Unit.name, Station.lat, Station.lon).join_from(Station, Unit).order_by(Unit.id)
        return cls(
            [
                (unit.id, unit.parent_id, unit.boundary)
                for unit in units
                if unit.kind == UnitKind.GRID and unit.boundary and unit.parent_id is not None
            ],
            {unit.id: unit.name for unit in units},
            [StationPoint(name, lat, lon) for name, lat, lon in (await session.execute(stations)).all()],
        )

    def grid_at(self, lat: float, lon: float) -> GridHit | None:
        """None: outside the street. On a border between grids it is the one with the smaller id, so that a place never
        belongs to two, and always to the same."""
        found = self._tree.query(Point(lon, lat), predicate="intersects")
        return self._hits[int(found.min())] if found.size else None

    def middle_of(self, community_id: int) -> tuple[float, float] | None:
        """Latitude and longitude within it; None where no grid of it has a boundary."""
        polygons = [
            polygon for hit, polygon in zip(self._hits, self._polygons, strict=True) if hit.community_id == community_id
        ]
        if not polygons:
            return None
        inside = unary_union(polygons).representative_point()
        return inside.y, inside.x

    def outline(self) -> dict[str, Any]:
        """A GeoJSON FeatureCollection: communities (their grids dissolved), grids, stations, drawn in that order.
        Each feature has `name` and `kind`."""
        members: dict[int, list[Polygon]] = {}
        for hit, polygon in zip(self._hits, self._polygons, strict=True):
            members.setdefault(hit.community_id, []).append(polygon)
        communities = [
            self._feature(unary_union(polygons), id_, UnitKind.COMMUNITY) for id_, polygons in members.items()
        ]
        grids = [
            self._feature(polygon, hit.grid_id, UnitKind.GRID)
            for hit, polygon in zip(self._hits, self._polygons, strict=True)
        ]
        stations = [_feature(mapping(Point(at.lon, at.lat)), at.name, UnitKind.STATION) for at in self._stations]
        return {"type": "FeatureCollection", "features": [*communities, *grids, *stations]}

    def _feature(self, shape: BaseGeometry, unit_id: int, kind: UnitKind) -> dict[str, Any]:
        return _feature(mapping(shape), self._names.get(unit_id, ""), kind)


def _feature(geometry: Mapping[str, Any], name: str, kind: UnitKind) -> dict[str, Any]:
    return {"type": "Feature", "geometry": dict(geometry), "properties": {"name": name, "kind": str(kind)}}
