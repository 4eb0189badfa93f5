"""Points on the ground: WGS84, degrees. Polygons are a library's work; here is what needs none."""

import re
import unicodedata
from dataclasses import dataclass
from math import asin, cos, degrees, floor, isfinite, radians, sin, sqrt

EARTH_RADIUS = 6_371_008.8
"""Metres, the mean radius (IUGG). Distances are good to about 0.5 %, far below what a phone's position errs."""


@dataclass(frozen=True, slots=True)
class Point:
    """ValueError for what is no place on earth."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lat) and isfinite(self.lon) and abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise ValueError(f"no place on earth: {self.lat}, {self.lon}")


@dataclass(frozen=True, slots=True)
class Box:
    """From the south-west to the north-east corner, both included. Never crosses the date line."""

    south: float
    west: float
    north: float
    east: float

    def __contains__(self, point: Point) -> bool:
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east


CHINA = Box(south=3.8, west=73.4, north=53.6, east=135.1)
"""Coarse: it catches a typing slip and a phone that knows no place (0, 0), nothing finer."""


def distance_m(a: Point, b: Point) -> float:
    """Metres along the ground (haversine)."""
    half_lat, half_lon = radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2
    square = sin(half_lat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(square)))


def bounding_box(point: Point, metres: float) -> Box:
    """A box that holds everything within `metres` of the point: what a database can search before distances are taken.

    Cut off at the date line, and all around near a pole. ValueError below 0.
    """
    if metres < 0:
        raise ValueError(f"no such distance: {metres}")
    angle = metres / EARTH_RADIUS
    up = degrees(angle)
    south, north = point.lat - up, point.lat + up
    if south <= -90 or north >= 90:
        return Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)
    # The circle is widest a little nearer to the pole than its middle: the tangent point of the meridian.
    across = degrees(asin(min(1.0, sin(angle) / cos(radians(point.lat)))))
    return Box(south, max(point.lon - across, -180.0), north, min(point.lon + across, 180.0))


CELL = 0.001
"""Degrees: a cell is some 111 m tall, and in China 65 to 110 m wide."""
_CELLS_ROUND = 360_000
_MOST_CELLS = 10_000


def cell_of(point: Point) -> int:
    """The number of the cell that a point lies in: an index finds what is near by a handful of equal numbers, however
    much lies elsewhere."""
    return _row(point.lat) * _CELLS_ROUND + _column(point.lon) % _CELLS_ROUND


def cells_of(box: Box) -> list[int]:
    """Every cell that the box touches. ValueError for a box of more than ten thousand, as near a pole."""
    rows = range(_row(box.south), _row(box.north) + 1)
    columns = range(_column(box.west), _column(box.east) + 1)
    if len(rows) * len(columns) > _MOST_CELLS:
        raise ValueError(f"too large to search by cells: {box}")
    return [row * _CELLS_ROUND + column % _CELLS_ROUND for row in rows for column in columns]


def _row(lat: float) -> int:
    return floor((lat + 90) / CELL)


def _column(lon: float) -> int:
    return floor((lon + 180) / CELL)


_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?"
_TYPED = re.compile(rf"({_NUMBER})(?: *[,、;] *| +)({_NUMBER})")


def parse_point(text: str) -> Point:
    """A place as people type it: "29.35, 106.55", also in full width "２９．３５，１０６．５５".

    Maps in China often give the longitude first: where only that reading lies in China, it is taken. ValueError if it
    is no pair of numbers or no place on earth.
    """
    typed = _TYPED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if typed is None:
        raise ValueError(f"not a latitude and a longitude: {text!r}")
    first, second = float(typed[1]), float(typed[2])
    swapped = abs(second) <= 90 and abs(first) <= 180 and Point(second, first) in CHINA
    return Point(second, first) if swapped else Point(first, second)
