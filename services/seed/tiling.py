"""The made-up geometry of the street: ten communities and 134 grids that fill it without a gap or an overlap.

Five bands from south to north, each of two communities (west and east) of two rows of grids. All is laid out in metres
east and north of the middle, then turned into WGS84 degrees. Neighbours share every corner, also where a row of seven
meets a row of six, so that no place falls between two grids.
"""

from dataclasses import dataclass
from math import cos, radians, sin
from random import Random

MIDDLE_LAT, MIDDLE_LON = 43.82, 126.56
METRES_A_DEGREE = 111_320
HALF_WIDTH = 1500
ROW_HEIGHT = 300
ROWS = 10
# Grids of the row below and above, by band, west and east: four communities of 14 grids, six of 13.
GRIDS_IN_ROWS = (((7, 7), (7, 6)), ((6, 7), (7, 7)), ((7, 6), (6, 7)), ((7, 7), (6, 7)), ((7, 6), (7, 7)))

Point = tuple[float, float]
"""Metres (east, north)."""


@dataclass(frozen=True)
class Cell:
    """The ground of one grid. `ring` goes round it once, not closed; `corners` are its SW, SE, NE and NW ones."""

    ring: tuple[Point, ...]
    corners: tuple[Point, Point, Point, Point]

    def at(self, u: float, v: float) -> Point:
        """The place a share `u` of the way from west to east and `v` from south to north."""
        weights = ((1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v)
        east = sum(w * corner[0] for w, corner in zip(weights, self.corners, strict=True))
        north = sum(w * corner[1] for w, corner in zip(weights, self.corners, strict=True))
        return east, north


def degrees(point: Point) -> tuple[float, float]:
    """(latitude, longitude), to a tenth of a metre."""
    lat = MIDDLE_LAT + point[1] / METRES_A_DEGREE
    lon = MIDDLE_LON + point[0] / (METRES_A_DEGREE * cos(radians(MIDDLE_LAT)))
    return round(lat, 6), round(lon, 6)


def tile(rng: Random) -> list[list[Cell]]:
    """The cells of each community, in walking order: column by column from the west."""
    lines = _Lines(rng)
    spans = [
        [lines.cut(row, half, GRIDS_IN_ROWS[row // 2][half][row % 2], rng) for half in (0, 1)] for row in range(ROWS)
    ]
    # Only now are all borders known that arrive on a line from either side.
    return [
        [lines.cell(row, span) for row, span in _by_column(south, spans[south][half], spans[south + 1][half])]
        for south in range(0, ROWS, 2)
        for half in (0, 1)
    ]


@dataclass(frozen=True)
class _Span:
    """Where a cell begins and ends on the line below it and on the line above it, metres east."""

    below: tuple[float, float]
    above: tuple[float, float]


def _by_column(row: int, lower: list[_Span], upper: list[_Span]) -> list[tuple[int, _Span]]:
    """The spans of two rows with their rows, from west to east."""
    both = [(row, span) for span in lower] + [(row + 1, span) for span in upper]
    return sorted(both, key=lambda item: (sum(item[1].below), item[0]))


class _Lines:
    """The wavy lines between the rows, and the places on them where a border between grids arrives."""

    def __init__(self, rng: Random) -> None:
        self._phases = [rng.uniform(0, 6.28) for _ in range(ROWS + 1)]
        # West end, border between the two halves, east end, of each line: shared by the rows on both sides.
        self._edges = [[side + rng.uniform(-60, 60) for side in (-HALF_WIDTH, 0, HALF_WIDTH)] for _ in range(ROWS + 1)]
        self._marks: list[set[float]] = [set() for _ in range(ROWS + 1)]

    def cut(self, row: int, half: int, count: int, rng: Random) -> list[_Span]:
        """Cut one half of a row into `count` cells."""
        below, above = (self._borders(line, half, count, rng) for line in (row, row + 1))
        return [_Span((below[n], below[n + 1]), (above[n], above[n + 1])) for n in range(count)]

    def _borders(self, line: int, half: int, count: int, rng: Random) -> list[float]:
        west, east = self._edges[line][half : half + 2]
        inner = [west + (east - west) * n / count + rng.uniform(-18, 18) for n in range(1, count)]
        borders = [west, *inner, east]
        self._marks[line].update(borders)
        return borders

    def cell(self, row: int, span: _Span) -> Cell:
        south = self._stretch(row, *span.below)
        north = self._stretch(row + 1, *span.above)
        return Cell((*south, *reversed(north)), (south[0], south[-1], north[-1], north[0]))

    def _stretch(self, line: int, west: float, east: float) -> list[Point]:
        return [(mark, self._north(line, mark)) for mark in sorted(self._marks[line]) if west <= mark <= east]

    def _north(self, line: int, east: float) -> float:
        return (line - ROWS / 2) * ROW_HEIGHT + 25 * sin(east / 700 + self._phases[line])
