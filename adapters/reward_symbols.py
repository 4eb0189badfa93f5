"""What a reward looks like that nobody has taken a photo of: a few lines for each that comes with the house. In squares
of a side of one, y downwards."""

from collections.abc import Sequence
from math import pi, sin

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Patch, Polygon, Rectangle
from matplotlib.transforms import Affine2D

Points = Sequence[tuple[float, float]]
INK, PALE = "#0072b2", "#e6e6e6"


def _box(x: float, y: float, width: float, height: float, colour: str = INK) -> Patch:
    return Rectangle((x, y), width, height, facecolor=colour, linewidth=0)


def _ball(x: float, y: float, radius: float, colour: str = INK) -> Patch:
    return Circle((x, y), radius, facecolor=colour, linewidth=0)


def _ring(x: float, y: float, radius: float) -> Patch:
    return Circle((x, y), radius, fill=False, edgecolor=INK, linewidth=7)


def _shape(*points: tuple[float, float], colour: str = INK) -> Patch:
    return Polygon(points, closed=True, facecolor=colour, linewidth=0)


def _line(points: Points, width: float = 7) -> Patch:
    return Polygon(points, closed=False, fill=False, edgecolor=INK, linewidth=width, capstyle="round")


def _warmth(x: float) -> Patch:
    """A wave that rises."""
    return _line([(x + 0.03 * sin(step / 10 * 2 * pi), 0.38 - step * 0.026) for step in range(11)], 5)


def _cup() -> list[Patch]:
    handle = _line([(0.62, 0.44), (0.77, 0.46), (0.77, 0.64), (0.62, 0.68)])
    return [_box(0.36, 0.14, 0.22, 0.1), handle, _box(0.32, 0.26, 0.3, 0.6), _box(0.37, 0.44, 0.2, 0.05, PALE)]


def _holder() -> list[Patch]:
    phone = [_box(0.3, 0.1, 0.34, 0.56), _box(0.34, 0.15, 0.26, 0.42, PALE), _ball(0.47, 0.615, 0.025, PALE)]
    return [*phone, _shape((0.42, 0.66), (0.52, 0.66), (0.58, 0.84), (0.36, 0.84)), _box(0.24, 0.84, 0.46, 0.05)]


def _patches() -> list[Patch]:
    pad = [_box(0.2, 0.46, 0.6, 0.38), _box(0.26, 0.52, 0.48, 0.26, PALE), _box(0.3, 0.56, 0.4, 0.18)]
    return [*pad, *map(_warmth, (0.34, 0.5, 0.66))]


def _scissors() -> list[Patch]:
    blades = [_line([(0.36, 0.66), (0.68, 0.14)]), _line([(0.64, 0.66), (0.32, 0.14)])]
    return [*blades, _ring(0.3, 0.76, 0.1), _ring(0.7, 0.76, 0.1)]


def _car() -> list[Patch]:
    body = _shape(
        (0.12, 0.74), (0.12, 0.58), (0.28, 0.54), (0.38, 0.4), (0.66, 0.4), (0.76, 0.54), (0.88, 0.58), (0.88, 0.74)
    )
    glass = _shape((0.35, 0.54), (0.42, 0.45), (0.62, 0.45), (0.68, 0.54), colour=PALE)
    wheels = [ball for x in (0.3, 0.7) for ball in (_ball(x, 0.75, 0.09), _ball(x, 0.75, 0.04, PALE))]
    drops = [_line([(x, 0.14), (x - 0.03, 0.26)], 5) for x in (0.34, 0.52, 0.7)]
    return [body, glass, *wheels, *drops]


SYMBOLS = {
    "thermos_cup": _cup,
    "phone_holder": _holder,
    "heat_patches": _patches,
    "haircut": _scissors,
    "car_wash": _car,
}


def draw_symbol(axes: Axes, key: str, x: float, y: float, side: float) -> bool:
    """On a pale square; False: there is none for it, and the square is empty."""
    place = Affine2D().scale(side).translate(x, y) + axes.transData
    ground = Rectangle((0, 0), 1, 1, facecolor=PALE, linewidth=0)
    for patch in (ground, *(SYMBOLS[key]() if key in SYMBOLS else ())):
        patch.set_transform(place)
        axes.add_patch(patch)
    return key in SYMBOLS
