from math import cos, isclose, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo import (
    CHINA,
    EARTH_RADIUS,
    Box,
    Point,
    bounding_box,
    cell_of,
    cells_of,
    distance_m,
    parse_point,
)

CHONGQING = Point(29.35, 106.55)
anywhere = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
in_china = st.builds(Point, st.floats(CHINA.south, CHINA.north), st.floats(CHINA.west, CHINA.east))


@pytest.mark.parametrize(
    ("a", "b", "metres"),
    [
        (CHONGQING, CHONGQING, 0),
        (Point(0, 0), Point(0, 1), EARTH_RADIUS * pi / 180),
        (Point(0, 0), Point(1, 0), EARTH_RADIUS * pi / 180),
        (Point(60, 100), Point(60, 101), 55_597.5),  # a degree is half as wide at 60° north
        (Point(90, 0), Point(-90, 0), EARTH_RADIUS * pi),
        (Point(0, -179.9), Point(0, 179.9), EARTH_RADIUS * pi / 180 / 5),  # over the date line
    ],
)
def test_distance(a: Point, b: Point, metres: float) -> None:
    assert isclose(distance_m(a, b), metres, rel_tol=1e-4)


@given(in_china, in_china)
def test_distance_agrees_with_the_chord_through_the_earth(a: Point, b: Point) -> None:
    def in_space(point: Point) -> tuple[float, float, float]:
        lat, lon = radians(point.lat), radians(point.lon)
        return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)

    chord = sum((p - q) ** 2 for p, q in zip(in_space(a), in_space(b), strict=True)) ** 0.5

    assert isclose(2 * sin(distance_m(a, b) / EARTH_RADIUS / 2), chord, rel_tol=1e-6, abs_tol=1e-9)
    assert distance_m(a, b) == pytest.approx(distance_m(b, a))


@given(anywhere, anywhere, st.floats(0.001, 20_000_000))
def test_the_box_holds_everything_within_the_distance(middle: Point, other: Point, metres: float) -> None:
    box = bounding_box(middle, metres)

    over_the_date_line = abs(middle.lon - other.lon) > 180
    if distance_m(middle, other) < metres * 0.999_999 and not over_the_date_line:
        assert other in box


@given(in_china, st.floats(-500, 500), st.floats(-500, 500))
def test_the_box_holds_the_neighbours(middle: Point, north: float, east: float) -> None:
    degree = EARTH_RADIUS * pi / 180
    other = Point(middle.lat + north / degree, middle.lon + east / degree)

    assert other in bounding_box(middle, distance_m(middle, other) + 0.01)


def test_the_box_is_tight() -> None:
    box = bounding_box(CHONGQING, 50)

    edges = [Point(box.south, 106.55), Point(box.north, 106.55), Point(29.35, box.west), Point(29.35, box.east)]
    assert [round(distance_m(CHONGQING, edge), 2) for edge in edges] == [50.0] * 4


def test_the_box_ends_at_pole_and_date_line() -> None:
    assert bounding_box(Point(89.9999, 10), 1000).north == 90
    assert bounding_box(Point(89.9999, 10), 1000).west == -180
    assert bounding_box(Point(0, 179.9999), 1000).east == 180
    with pytest.raises(ValueError, match="no such distance"):
        bounding_box(CHONGQING, -1)


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        (CHONGQING, True),
        (Point(18.25, 109.5), True),  # Sanya
        (Point(52.97, 122.53), True),  # Mohe
        (Point(0, 0), False),
        (Point(48.85, 2.35), False),
        (Point(35.68, 139.69), False),
    ],
)
def test_china_coarsely(point: Point, inside: bool) -> None:
    assert (point in CHINA) is inside


def test_a_box_includes_its_edges() -> None:
    box = Box(1, 2, 3, 4)

    assert all(Point(lat, lon) in box for lat in (1, 3) for lon in (2, 4))
    assert Point(0.999, 3) not in box
    assert Point(2, 4.001) not in box


@pytest.mark.parametrize(
    "text",
    [
        "29.35,106.55",
        " 29.35 , 106.55 ",
        "29.35 106.55",
        "+29.35;106.55",
        "２９．３５，１０６．５５",
        "29.35、106.55",
        "106.55,29.35",  # as the maps in China copy it
    ],
)
def test_places_as_people_type_them(text: str) -> None:
    assert parse_point(text) == CHONGQING


def test_a_place_elsewhere_keeps_its_order() -> None:
    assert parse_point("48.85, 2.35") == Point(48.85, 2.35)
    assert parse_point("-33.9, 151.2") == Point(-33.9, 151.2)


@pytest.mark.parametrize(
    "text", ["", "29.35", "29.35,106.55,1", "29,35 106,55", "a,b", "1e2,3", "2935,10655", "nan,inf"]
)
def test_anything_else_is_no_place(text: str) -> None:
    with pytest.raises(ValueError, match="not a latitude"):
        parse_point(text)


@pytest.mark.parametrize(("lat", "lon"), [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0.0, float("inf"))])
def test_no_place_on_earth(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="no place on earth"):
        Point(lat, lon)


def test_numbers_that_are_no_place_on_earth() -> None:
    with pytest.raises(ValueError, match="no place on earth"):
        parse_point("91, 0")


@given(in_china, st.floats(0, 400), st.data())
def test_whatever_lies_near_lies_in_one_of_the_cells(here: Point, metres: float, data: st.DataObject) -> None:
    box = bounding_box(here, metres)
    there = Point(data.draw(st.floats(box.south, box.north)), data.draw(st.floats(box.west, box.east)))

    assert cell_of(there) in cells_of(box)


@pytest.mark.parametrize(("metres", "most"), [(0, 1), (50, 6), (400, 120)])
def test_near_is_a_handful_of_cells(metres: float, most: int) -> None:
    assert len(cells_of(bounding_box(Point(43.85, 126.55), metres))) <= most


def test_cells_are_counted_round_the_earth_and_told_apart() -> None:
    assert cell_of(Point(0, 180)) == cell_of(Point(0, -180))
    assert cell_of(Point(43.8, 126.5)) != cell_of(Point(43.8, 126.5011))
    with pytest.raises(ValueError, match="too large"):
        cells_of(bounding_box(Point(89.9999, 0), 50))
