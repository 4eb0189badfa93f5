"""Pictures and tables that we make ourselves: data small enough for the outbox, drawn when they are sent.

How to use them. Put a picture on what you say, and always write its figures in the text as well: the text is what is
read aloud, what is searched, and all that goes out if drawing fails.

    chart = BarChart(title, labels=("一网格", "二网格"), series=(Series("响应率", (95.0, None)),), unit="%", most=100.0)
    return Message(text=…, picture=chart)
    return Message(text=…, picture=TextCard(title, lines=("…",), done=3, of=5, footnote="…"))
    return Message(text=…, picture=QrCode(title, link, lines=("…",)))
    return Message(text=…, picture=WalkMap(title, points=(MapPoint(43.8, 126.5, "1号楼", "3 户"),)))
    return Message(text=…, picture=Shelf(title, wares=(Ware("理发", ("200 分",), photo=sha256, symbol="haircut"),)))
    return Message(text=…, sheet=Sheet("rates.xlsx", title, columns=("…",), rows=(("…", 1),)))

Nothing is drawn in a transaction: the sender does it (services/media.Files.made), in a process of its own
(adapters/pictures). The same data is the same picture: drawn and uploaded once, afterwards sent by the id under which
the channel holds it. A new kind is a dataclass in `Picture` with at least one required field that no other kind has,
and a function in adapters/drawing. Words come in the reader's language from the caller.
"""

import hashlib
from dataclasses import dataclass

from pydantic import TypeAdapter

DRAWN_AS = b"1"
"""Raise it when adapters draw the same data in another way: old uploads are then forgotten."""

CSV_ENDING = ".csv"

Value = str | int | float | None


@dataclass(frozen=True)
class Series:
    """One bar for each label of the chart; None: there is no such figure. `said` is written instead of the value."""

    name: str
    values: tuple[float | None, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars, grouped by label; every bar has its name and its value beside it. `most` is the value of a full
    bar (100 for per cent); without it the greatest."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    most: float | None = None
    footnote: str = ""


@dataclass(frozen=True)
class TextCard:
    """A few lines, and a bar for how much of something is `done`."""

    title: str
    lines: tuple[str, ...]
    done: int | None = None
    of: int | None = None
    footnote: str = ""


@dataclass(frozen=True)
class QrCode:
    """A link that another phone scans, what it is for above it, and a few lines below. Whoever sees it can use the
    link: it goes into the same chats as the link in words."""

    title: str
    link: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapPoint:
    """Latitude and longitude in degrees; `name` and `said` go into the line below the map."""

    lat: float
    lon: float
    name: str
    said: str = ""


@dataclass(frozen=True)
class WalkMap:
    """Numbered points in the order in which they are walked, joined by a line, within `outlines` (rings of latitude and
    longitude); below, a line for each. North is up."""

    title: str
    points: tuple[MapPoint, ...]
    outlines: tuple[tuple[tuple[float, float], ...], ...] = ()
    footnote: str = ""


@dataclass(frozen=True)
class Ware:
    """One thing on a shelf, with what is `said` of it. `photo` is the hash of a kept file; None: the `symbol` of that
    name is drawn, or the name's first sign."""

    name: str
    said: tuple[str, ...]
    photo: str | None = None
    symbol: str = ""


@dataclass(frozen=True)
class Shelf:
    """Things one below the other, each with its picture: what one would see in a shop's window."""

    title: str
    wares: tuple[Ware, ...]

    @property
    def photos(self) -> tuple[str, ...]:
        """Hashes of the files that are drawn in it."""
        return tuple(dict.fromkeys(ware.photo for ware in self.wares if ware.photo))


Picture = BarChart | TextCard | QrCode | WalkMap | Shelf


@dataclass(frozen=True)
class Sheet:
    """A table for Excel, or as CSV where its `name`, under which it is sent as a document, ends so. `notes` stand below
    the rows. Text is text: a cell that begins like a formula stays what it is."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A sheet of a book: a heading row and what is below it. `hints` are notes at the headings, `choices` what a column
    (from 0) offers to pick from."""

    title: str
    headings: tuple[str, ...]
    cells: tuple[tuple[Value, ...], ...]
    hints: tuple[str, ...] = ()
    choices: tuple[tuple[int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Book:
    """Several tables in one file for Excel, sent as a document called `name`."""

    name: str
    title: str
    pages: tuple[Page, ...]


Made = Picture | Sheet | Book
MADE: TypeAdapter[Made] = TypeAdapter(Made)


def fingerprint(made: Made) -> str:
    """What a channel's copy is remembered by: 64 hexadecimal digits, as for a stored file's content."""
    return hashlib.sha256(DRAWN_AS + MADE.dump_json(made)).hexdigest()
