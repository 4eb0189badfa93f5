"""`python -m adapters.drawing`: a picture as JSON on stdin, on a second line the photos in it; PNG on stdout (see
adapters/pictures).

Made for a phone that shows 360 pixels across: twice that wide, no letter under 14 of the phone's pixels, dark on white,
Okabe and Ito's colours, which the colour-blind tell apart; and every bar carries its name and value in words anyway.
"""

import base64
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from io import BytesIO
from math import cos, radians

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Circle, FancyBboxPatch, Polygon, Rectangle
from PIL import Image, ImageOps
from pydantic import TypeAdapter

from adapters.qr import QUIET_ZONE, modules
from adapters.reward_symbols import draw_symbol
from services.pictures import BarChart, Picture, QrCode, Series, Shelf, TextCard, WalkMap, Ware

WIDTH, MARGIN = 720, 28
BIG, NORMAL, SMALL = 38, 30, 28
LEADING = 1.4
BAR, GAP = 34, 12
MAP_LOWEST, MAP_HIGHEST, DOT = 260, 620, 22
"""A map is as high as its points ask for, within these; a dot holds two figures."""
QR_SIDE = 520
"""The most that a QR's dark part takes: with the white around it, it still fits the sheet."""
TILE = 168
"""The side of a ware's picture."""
NAME_SHARE, VALUE_SHARE = 0.3, 0.25
INK, QUIET_INK, PAPER, TRACK = "#111111", "#4a4a4a", "#ffffff", "#e6e6e6"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00")
ELLIPSIS = "…"
NEVER_FIRST = frozenset("，。、；：？！）》」』”’,.;:?!)")
"""Signs that no line begins with: they may stand a little into the margin."""


@dataclass
class Brush:
    """Draws from the top down, in pixels; `y` is where the next thing begins. The sheet is cut to what was drawn."""

    font: str
    height: int
    y: float = MARGIN
    figure: Figure = field(init=False)
    axes: Axes = field(init=False)

    def __post_init__(self) -> None:
        # At 72 dots an inch, points are pixels.
        self.figure = Figure(figsize=(WIDTH / 72, self.height / 72), dpi=72, facecolor=PAPER)
        self._renderer = FigureCanvasAgg(self.figure).get_renderer()  # type: ignore[no-untyped-call]
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, WIDTH), ylim=(self.height, 0))
        self.axes.axis("off")
        self._glyphs = FT2Font(self.font).get_charmap().keys()

    def clean(self, text: str) -> str:
        """Without what the font cannot show: a box tells nobody anything."""
        return "".join(sign for sign in " ".join(text.split()) if ord(sign) in self._glyphs)

    def width(self, text: str, size: int) -> float:
        width, _, _ = self._renderer.get_text_width_height_descent(text, self.style(size), ismath=False)
        return float(width)

    def clipped(self, text: str, size: int, room: float) -> str:
        text = self.clean(text)
        if self.width(text, size) <= room:
            return text
        while text and self.width(text + ELLIPSIS, size) > room:
            text = text[:-1]
        return text + ELLIPSIS

    def wrapped(self, text: str, size: int, room: float) -> list[str]:
        lines, line = [], ""
        for sign in self.clean(text):
            if line and sign not in NEVER_FIRST and self.width(line + sign, size) > room:
                lines.append(line)
                line = sign.strip()
            else:
                line += sign
        return [*lines, line] if line else lines

    def write(self, text: str, x: float, y: float, size: int, *, colour: str = INK, align: str = "left") -> None:
        """`y` is the middle of the line."""
        self.axes.text(
            x, y, text, font=self.style(size), color=colour, ha=align, va="center_baseline", parse_math=False
        )

    def paragraph(self, text: str, size: int, *, colour: str = INK) -> None:
        for line in self.wrapped(text, size, WIDTH - 2 * MARGIN):
            self.write(line, MARGIN, self.y + size * LEADING / 2, size, colour=colour)
            self.y += size * LEADING

    def bar(self, x: float, width: float, share: float | None, colour: str) -> None:
        """A track with its filled part; no figure, no track, but a line: nothing is not nought."""
        if share is None:
            self.axes.plot([x, x + width], [self.y + BAR / 2] * 2, color=QUIET_INK, linewidth=2, linestyle=":")
            return
        self.axes.add_patch(Rectangle((x, self.y), width, BAR, facecolor=TRACK, linewidth=0))
        self.axes.add_patch(Rectangle((x, self.y), width * share, BAR, facecolor=colour, linewidth=0))

    def png(self) -> bytes:
        out = BytesIO()
        self.figure.savefig(out, format="png", metadata={"Software": None})
        return out.getvalue()

    def style(self, size: int) -> FontProperties:
        return FontProperties(fname=self.font, size=size)


def draw_bars(brush: Brush, chart: BarChart) -> None:
    """A group for each label. With one series the labels name the bars themselves."""
    brush.paragraph(chart.title, BIG)
    brush.y += GAP
    known = [value for series in chart.series for value in series.values if value is not None]
    most = chart.most or max(known, default=0) or 1
    for place, label in enumerate(chart.labels):
        if len(chart.series) > 1:
            brush.y += GAP
            brush.paragraph(brush.clipped(label, NORMAL, WIDTH - 2 * MARGIN), NORMAL)
        for colour, series in zip(COLOURS, chart.series, strict=False):
            name = series.name if len(chart.series) > 1 else label
            value = series.values[place]
            share = None if value is None else min(max(value / most, 0.0), 1.0)
            _bar_line(brush, name, share, _said(series, place, chart.unit), colour)
    _footnote(brush, chart.footnote)


def _bar_line(brush: Brush, name: str, share: float | None, said: str, colour: str) -> None:
    room = WIDTH - 2 * MARGIN
    names, values = room * NAME_SHARE if name else 0, room * VALUE_SHARE
    middle = brush.y + BAR / 2
    brush.write(brush.clipped(name, SMALL, names - GAP), MARGIN, middle, SMALL)
    brush.bar(MARGIN + names, room - names - values, share, colour)
    brush.write(brush.clipped(said, SMALL, values - GAP), WIDTH - MARGIN, middle, SMALL, align="right")
    brush.y += BAR + GAP


def _said(series: Series, place: int, unit: str) -> str:
    if series.said:
        return series.said[place]
    value = series.values[place]
    return "–" if value is None else f"{value:g}{unit}"


def draw_card(brush: Brush, card: TextCard) -> None:
    brush.paragraph(card.title, BIG)
    brush.y += GAP
    for line in card.lines:
        brush.paragraph(line, NORMAL)
    if card.done is not None and card.of:
        brush.y += GAP
        _bar_line(brush, "", min(card.done / card.of, 1.0), f"{card.done}/{card.of}", COLOURS[0])
    _footnote(brush, card.footnote)


def draw_qr(brush: Brush, qr: QrCode) -> None:
    """Every module is the same whole number of pixels: no phone then sees a seam between two of them."""
    brush.paragraph(qr.title, BIG)
    rows = modules(qr.link)
    module = QR_SIDE // len(rows)
    left, top = (WIDTH - module * len(rows)) / 2, brush.y + QUIET_ZONE * module
    squares = [
        Rectangle((left + column * module, top + row * module), module, module)
        for row, signs in enumerate(rows)
        for column, dark in enumerate(signs)
        if dark
    ]
    brush.axes.add_collection(PatchCollection(squares, facecolor=INK, linewidth=0, antialiased=False))
    brush.y = top + (len(rows) + QUIET_ZONE) * module
    for line in qr.lines:
        brush.paragraph(line, NORMAL)


def draw_map(brush: Brush, walk: WalkMap) -> None:
    """Each point with its number, the way between them, and what they are in words below."""
    brush.paragraph(walk.title, BIG)
    brush.y += GAP
    rings = [list(ring) for ring in walk.outlines]
    at, height = _projection(brush.y, [(p.lat, p.lon) for p in walk.points] + [one for ring in rings for one in ring])
    for ring in rings:
        edge = Polygon([at(*one) for one in ring], closed=True, facecolor=TRACK, edgecolor=QUIET_INK, linewidth=1.5)
        brush.axes.add_patch(edge)
    way = [at(point.lat, point.lon) for point in walk.points]
    brush.axes.plot([x for x, _ in way], [y for _, y in way], color=COLOURS[0], linewidth=4, alpha=0.6)
    for number, (x, y) in enumerate(way, 1):
        brush.axes.add_patch(Circle((x, y), DOT, facecolor=COLOURS[0], edgecolor=PAPER, linewidth=2, zorder=3))
        brush.axes.annotate(
            str(number), (x, y), font=brush.style(SMALL), color=PAPER, ha="center", va="center_baseline", zorder=4
        )
    brush.y += height + GAP
    for number, point in enumerate(walk.points, 1):
        brush.paragraph(" · ".join(filter(None, (f"{number}. {point.name}", point.said))), SMALL)
    _footnote(brush, walk.footnote)


def draw_shelf(brush: Brush, shelf: Shelf, photos: Mapping[str, bytes]) -> None:
    """A row for each: its picture, beside it what it is called and what is said of it."""
    brush.paragraph(shelf.title, BIG)
    for ware in shelf.wares:
        brush.y += GAP
        _tile(brush, ware, photos.get(ware.photo or ""))
        left = MARGIN + TILE + 2 * GAP
        room, lines = WIDTH - MARGIN - left, [(ware.name, BIG), *((one, NORMAL) for one in ware.said)]
        y = brush.y + (TILE - sum(size * LEADING for _, size in lines)) / 2
        for text, size in lines:
            brush.write(brush.clipped(text, size, room), left, y + size * LEADING / 2, size)
            y += size * LEADING
        brush.y += TILE


def _tile(brush: Brush, ware: Ware, photo: bytes | None) -> None:
    """The middle of the photo; where there is none, a symbol, or the name's first sign."""
    if photo is not None:
        with Image.open(BytesIO(photo)) as image:
            square = ImageOps.fit(image.convert("RGB"), (TILE, TILE))
        within = (MARGIN, MARGIN + TILE, brush.y + TILE, brush.y)
        brush.axes.imshow(square, extent=within, aspect="auto", interpolation="nearest")
    elif not draw_symbol(brush.axes, ware.symbol, MARGIN, brush.y, TILE):
        sign = brush.clean(ware.name)[:1]
        brush.write(sign, MARGIN + TILE / 2, brush.y + TILE / 2, TILE // 2, colour=COLOURS[0], align="center")


def _projection(
    top: float, places: Sequence[tuple[float, float]]
) -> tuple[Callable[[float, float], tuple[float, float]], float]:
    """From latitude and longitude to the sheet, true to scale within a street, and how high the map is."""
    south, north = min(lat for lat, _ in places), max(lat for lat, _ in places)
    west, east = min(lon for _, lon in places), max(lon for _, lon in places)
    narrow, room = cos(radians(south)), WIDTH - 2 * (MARGIN + DOT)
    across, up = max((east - west) * narrow, 1e-6), max(north - south, 1e-6)
    scale = min(room / across, (MAP_HIGHEST - 2 * DOT) / up)
    height = max(up * scale + 2 * DOT, MAP_LOWEST)
    left, middle = (WIDTH - across * scale) / 2, top + height / 2

    def at(lat: float, lon: float) -> tuple[float, float]:
        return left + (lon - west) * narrow * scale, middle - (lat - (south + north) / 2) * scale

    return at, height


def _footnote(brush: Brush, text: str) -> None:
    if text:
        brush.y += GAP
        brush.paragraph(text, SMALL, colour=QUIET_INK)


def draw(picture: Picture, photos: Mapping[str, bytes]) -> bytes:
    """Drawn twice: once to see how high it becomes, then on a sheet of that height."""
    with as_file(files("paperang_p2_fonts_cjk") / "fonts" / "wqy-microhei.ttc") as font:
        trial = Brush(str(font), height=WIDTH)
        _draw_on(trial, picture, photos)
        brush = Brush(str(font), height=round(trial.y + MARGIN))
        _draw_on(brush, picture, photos)
        return brush.png()


def _draw_on(brush: Brush, picture: Picture, photos: Mapping[str, bytes]) -> None:
    match picture:
        case BarChart():
            draw_bars(brush, picture)
        case QrCode():
            draw_qr(brush, picture)
        case WalkMap():
            draw_map(brush, picture)
        case Shelf():
            draw_shelf(brush, picture, photos)
        case TextCard():
            draw_card(brush, picture)
            edge = FancyBboxPatch((8, 8), WIDTH - 16, brush.height - 16, boxstyle="round,pad=0,rounding_size=20")
            edge.set(fill=False, edgecolor=COLOURS[0], linewidth=4)
            brush.axes.add_patch(edge)


if __name__ == "__main__":
    data, _, beside = sys.stdin.read().partition("\n")
    shown = {sha256: base64.b64decode(content) for sha256, content in json.loads(beside or "{}").items()}
    sys.stdout.buffer.write(draw(TypeAdapter(Picture).validate_json(data), shown))
