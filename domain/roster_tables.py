"""The tables of a roster file 花名册: what a row of each says, and how its heading row is found among title rows,
merged cells and the spellings of several offices."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Table(StrEnum):
    """In the order in which they are put in: each needs those before it."""

    COMMUNITY = "community"
    GRID = "grid"
    COMPOUND = "compound"
    BUILDING = "building"
    HOUSEHOLD = "household"
    PERSON = "person"
    CARE = "care"
    WORKER = "worker"


class Column(StrEnum):
    COMMUNITY = "community"
    GRID = "grid"
    COMPOUND = "compound"
    BUILDING = "building"
    STAIRCASE = "staircase"
    DOOR = "door"
    ADDRESS = "address"
    NUMBER = "number"
    NAME = "name"
    PHONE = "phone"
    CATEGORY = "category"
    SINCE = "since"
    UNTIL = "until"
    NOTE = "note"
    ORDER = "order"
    LAT = "lat"
    LON = "lon"


C = Column
WHERE = (C.COMPOUND, C.BUILDING, C.DOOR)
"""A door. One column with the whole address stands for all three."""


@dataclass(frozen=True)
class Shape:
    """The columns of a table: those without which a row says nothing, and those that may be there."""

    needs: tuple[Column, ...]
    may: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*self.needs, *self.may)

    def fits(self, found: Iterable[Column]) -> bool:
        there = {*found}
        if C.ADDRESS in there & {*self.may}:
            there |= {*WHERE}
        return {*self.needs} <= there


# table             needs                              may have
SHAPES: dict[Table, Shape] = {
    Table.COMMUNITY: Shape((C.COMMUNITY,), ()),
    Table.GRID: Shape((C.GRID,), (C.COMMUNITY,)),
    Table.COMPOUND: Shape((C.COMPOUND,), (C.COMMUNITY, C.LAT, C.LON)),
    Table.BUILDING: Shape((C.COMPOUND, C.BUILDING), (C.GRID, C.ORDER, C.LAT, C.LON, C.COMMUNITY)),
    Table.HOUSEHOLD: Shape(WHERE, (C.STAIRCASE, C.GRID, C.SINCE, C.UNTIL, C.COMMUNITY, C.ADDRESS)),
    Table.PERSON: Shape(
        (*WHERE, C.NAME), (C.STAIRCASE, C.PHONE, C.NUMBER, C.CATEGORY, C.UNTIL, C.COMMUNITY, C.ADDRESS)
    ),
    Table.CARE: Shape(
        (C.NAME, C.CATEGORY),
        (*WHERE, C.STAIRCASE, C.PHONE, C.NUMBER, C.SINCE, C.UNTIL, C.NOTE, C.COMMUNITY, C.ADDRESS),
    ),
    Table.WORKER: Shape((C.NAME, C.GRID), (C.PHONE, C.SINCE, C.UNTIL, C.COMMUNITY)),
}
# A sheet whose name does not tell is the first of these that its columns fit.
BY_COLUMNS = (
    Table.PERSON,
    Table.CARE,
    Table.WORKER,
    Table.HOUSEHOLD,
    Table.BUILDING,
    Table.COMPOUND,
    Table.GRID,
    Table.COMMUNITY,
)
HEADING_ROWS = 20
"""The heading row is looked for in so many rows; a title, a date and a signature go before it."""
DEEPEST = 3
"""Rows that a heading may take, merged over them or a group's name above its parts."""
_ASIDE = re.compile(r"[((\[【].*?[))\]】]|[*:：?？.。\s]")

Cells = Mapping[int, str]
Spellings = Mapping[Column, Sequence[str]]


@dataclass(frozen=True)
class Heading:
    """Where the columns of a sheet are (1 is the first), and the last row of the heading. `unread`: what it calls the
    columns that we know and that such a table has no use for."""

    table: Table
    columns: Mapping[Column, int]
    last_row: int
    unread: tuple[str, ...] = ()


def heading_key(text: str) -> str:
    """Without width, spaces, stars and what stands in brackets: "＊姓名（必填）" is "姓名"."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def columns_by_key(spellings: Spellings) -> dict[str, tuple[Column, int]]:
    """Each spelling with its column and its rank there: where two headings of a row mean the same column, the one that
    is named first counts."""
    return {heading_key(word): (column, rank) for column, words in spellings.items() for rank, word in enumerate(words)}


def find_heading(
    sheet: str,
    rows: Sequence[tuple[int, Cells]],
    known: Mapping[str, tuple[Column, int]],
    names: Mapping[Table, Sequence[str]],
) -> Heading | None:
    """Of all places in `rows` (the first of a sheet) the one that names the most columns; None: this is no table."""
    best: Heading | None = None
    for at in range(len(rows)):
        for deep in range(1, DEEPEST + 1):
            if at + deep > len(rows):
                break
            stack = [cells for _, cells in rows[at : at + deep]]
            columns = _columns(stack, known)
            table = table_of(sheet, columns, names)
            if table is None:
                continue
            mine = {column: place for column, place in columns.items() if column in SHAPES[table].columns}
            if best is None or len(mine) > len(best.columns):
                unread = [_called(stack, place, known) for column, place in columns.items() if column not in mine]
                best = Heading(table, mine, rows[at + deep - 1][0], tuple(unread))
    return best


def _columns(stack: Sequence[Cells], known: Mapping[str, tuple[Column, int]]) -> dict[Column, int]:
    """The lowest heading that is understood names a column."""
    found: dict[Column, tuple[int, int]] = {}
    for place in sorted({place for cells in stack for place in cells}):
        keys = [heading_key(cells[place]) for cells in reversed(stack) if place in cells]
        column, rank = next((known[key] for key in keys if key in known), (None, 0))
        if column is not None and (column not in found or rank < found[column][0]):
            found[column] = rank, place
    return {column: place for column, (_, place) in found.items()}


def _called(stack: Sequence[Cells], place: int, known: Mapping[str, tuple[Column, int]]) -> str:
    words = (cells[place] for cells in reversed(stack) if place in cells)
    return next(text.strip() for text in words if heading_key(text) in known)


def table_of(sheet: str, columns: Iterable[Column], names: Mapping[Table, Sequence[str]]) -> Table | None:
    """By the longest of our names in the sheet's own, where its columns fit; else by its columns alone."""
    found, key = {*columns}, heading_key(sheet)
    named = sorted(
        ((len(word), table) for table, words in names.items() for word in words if heading_key(word) in key),
        key=lambda pair: -pair[0],
    )
    for table in (*(table for _, table in named), *BY_COLUMNS):
        if SHAPES[table].fits(found):
            return table
    return None


def is_heading(cells: Cells, heading: Heading, known: Mapping[str, tuple[Column, int]]) -> bool:
    """Whether the heading stands here once more, as on every printed page."""
    said = [known.get(heading_key(cells[place]), (None, 0))[0] for place in heading.columns.values() if place in cells]
    return len(said) > 1 and None not in said


def letter(place: int) -> str:
    """As Excel names a column: 1 is A, 28 is AB."""
    name = ""
    while place > 0:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
