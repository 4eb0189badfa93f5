"""Posters as PDF: A4, everything vector, the Chinese letters that are used embedded. matplotlib and its fonts take some
60 MB, so this is imported only by the command that prints."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from matplotlib import rc_context
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from adapters.qr import QUIET_ZONE, modules
from services.ports import Poster

FONT = "wqy-microhei.ttc"
WIDTH, HEIGHT = 210, 297
MM_AN_INCH = 25.4
MIDDLE = WIDTH / 2
INK, QUIET = "#111111", "#4a4a4a"
LARGE, SMALL = 112, 38
"""Sides of the QRs in millimetres: the first is read from two steps away."""
TITLE, NAME, LINE, NOTE = 30, 24, 20, 11
NAME_FITS = 16
"""Letters of a name that fit one line at full size; longer ones are set smaller."""


class PdfPosters:
    """`services.ports.PosterPrinter`."""

    def print(self, poster: Poster, folder: Path) -> Path:
        target = folder / f"{poster.file}.pdf"
        with sheet(poster) as figure, rc_context({"pdf.fonttype": 42, "pdf.compression": 9}):
            FigureCanvasPdf(figure)
            figure.savefig(target, format="pdf", metadata={"Title": poster.name, "CreationDate": None})
        return target


@contextmanager
def sheet(poster: Poster) -> Iterator[Figure]:
    """The poster as it will be printed, for as long as its font is at hand."""
    with as_file(files("paperang_p2_fonts_cjk") / "fonts" / FONT) as font:
        yield _laid_out(poster, font)


def _laid_out(poster: Poster, font: Path) -> Figure:
    """In millimetres from the lower left corner."""
    figure = Figure(figsize=(WIDTH / MM_AN_INCH, HEIGHT / MM_AN_INCH))

    def write(words: str, y: float, size: float, colour: str = INK, x: float = MIDDLE) -> None:
        face = FontProperties(fname=font, size=size)
        figure.text(x / WIDTH, y / HEIGHT, words, ha="center", va="center", fontproperties=face, color=colour)

    (link, scan), *others = poster.links
    write(poster.title, 268, TITLE)
    write(poster.name, 248, NAME * min(1, NAME_FITS / len(poster.name)))
    _qr(figure, link, MIDDLE - LARGE / 2, 122, LARGE)
    write(scan, 114, NOTE + 3, QUIET)
    for number, line in enumerate(poster.lines):
        write(line, 98 - 14 * number, LINE)
    for number, (other, word) in enumerate(others):
        x = MIDDLE + number * (SMALL + 10)
        _qr(figure, other, x - SMALL / 2, 21, SMALL)
        write(word, 19, NOTE, QUIET, x)
    write(link, 12, NOTE - 2, QUIET)
    return figure


def _qr(figure: Figure, link: str, left: float, bottom: float, side: float) -> None:
    """One outline of squares, so that no hair of white shows between neighbours."""
    rows = modules(link)
    module = side / (len(rows) + 2 * QUIET_ZONE)
    outline = [
        _square(left + (column + QUIET_ZONE) * module, bottom + side - (row + QUIET_ZONE + 1) * module, module)
        for row, signs in enumerate(rows)
        for column, dark in enumerate(signs)
        if dark
    ]
    patch = PathPatch(Outline.make_compound_path(*outline), facecolor=INK, edgecolor="none", linewidth=0)
    patch.set_transform(figure.transFigure)
    figure.add_artist(patch)


def _square(x: float, y: float, side: float) -> Outline:
    """In parts of the sheet."""
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    return Outline([(a / WIDTH, b / HEIGHT) for a, b in corners], closed=True)
