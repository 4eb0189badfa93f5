"""A roster file, row by row: which rows say something, what they say, and what is wrong with the others, each with its
place. Knows nothing of the database; a file of any size goes through it once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from domain import roster_cells as cells
from domain.roster_cells import Unread
from domain.roster_settings import RosterSettings
from domain.roster_tables import (
    HEADING_ROWS,
    SHAPES,
    WHERE,
    Cells,
    Column,
    Heading,
    Table,
    columns_by_key,
    find_heading,
    is_heading,
    letter,
)


@dataclass(frozen=True, slots=True)
class SheetBegins:
    name: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Row number as Excel counts, and the cells that hold something, by column from 1. `formulas` are columns whose
    cell would have to be calculated."""

    row: int
    cells: Cells
    formulas: frozenset[int] = frozenset()


Part = SheetBegins | SheetRow


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a row, a cell (`column` is Excel's letter, `heading` what we call it) or, with row 0, a sheet.
    `reason` is part of a text's key. While one `blocks`, nothing is put in. `times`: it is the same in so many rows,
    of which `others` are the first ones after `row`."""

    sheet: str
    row: int
    reason: str
    value: str = ""
    column: str = ""
    heading: Column | None = None
    blocks: bool = True
    times: int = 1
    others: tuple[int, ...] = ()

    def in_each_row(self) -> Iterator["Finding"]:
        """One for every row that is known by its number."""
        yield replace(self, times=self.times - len(self.others), others=())
        for row in self.others:
            yield replace(self, row=row, times=1, others=())


@dataclass(frozen=True, slots=True)
class Record:
    """What a row says. None: nothing; what was emptied on purpose is in `emptied`."""

    table: Table
    sheet: str
    row: int
    community: str | None = None
    grids: tuple[str, ...] = ()
    compound: str | None = None
    building: str | None = None
    door: str | None = None
    number: str | None = None
    name: str | None = None
    phone: str | None = None
    categories: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    note: str | None = None
    order: int | None = None
    lat: float | None = None
    lon: float | None = None
    emptied: frozenset[Column] = frozenset()


@dataclass
class Contents:
    """Everything that a file says. `rows` are all that were looked at, `letters` where each sheet's columns are."""

    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rows: int = 0
    letters: dict[tuple[str, Column], str] = field(default_factory=dict)

    def of(self, *tables: Table) -> list[Record]:
        return [record for record in self.records if record.table in tables]


MAY_BE_EMPTIED = frozenset({Column.PHONE, Column.NUMBER, Column.CATEGORY, Column.UNTIL, Column.NOTE, Column.GRID})
FIELDS = {Column.GRID: "grids", Column.CATEGORY: "categories"}


class Reading:
    """Takes the parts of a file in order: `take` each, then `done`."""

    def __init__(self, settings: RosterSettings) -> None:
        self._settings = settings
        self._known = columns_by_key(settings.headings)
        self._empty = {cells.close(word) for word in settings.empty}
        self._contents = Contents()
        self._sheet: SheetBegins | None = None
        self._heading: Heading | None = None
        self._waiting: list[SheetRow] = []
        self._sheets = 0
        self._read: dict[Column, Callable[[str], Any]] = {
            Column.GRID: cells.several,
            Column.NAME: cells.name_of,
            Column.PHONE: cells.phone_of,
            Column.CATEGORY: lambda text: cells.categories_of(text, settings.categories),
            Column.SINCE: cells.date_of,
            Column.UNTIL: cells.date_of,
            Column.ORDER: cells.order_of,
            Column.LAT: lambda text: cells.degrees_of(text, 90),
            Column.LON: lambda text: cells.degrees_of(text, 180),
            Column.NOTE: lambda text: cells.within(text.strip(), cells.NOTE_LIMIT),
        }

    @property
    def rows(self) -> int:
        return self._contents.rows

    def take(self, part: Part) -> None:
        if isinstance(part, SheetBegins):
            self._end_sheet()
            self._sheet, self._heading = part, None
            if part.hidden:
                self._find(0, "hidden_sheet", blocks=False)
            return
        if self._sheet is None or self._sheet.hidden or not part.cells:
            return
        self._contents.rows += 1
        if self._heading is not None:
            self._row(part, self._heading)
            return
        self._waiting.append(part)
        if len(self._waiting) == HEADING_ROWS + 1:
            self._begin_table()

    def done(self) -> Contents:
        self._end_sheet()
        if not self._sheets:
            self._contents.findings.append(Finding("", 0, "no_table"))
        return self._contents

    def _begin_table(self) -> None:
        """The heading is there or it never will be; the rows that waited for it follow."""
        if self._sheet is None or not self._waiting:
            return
        rows, self._waiting = self._waiting, []
        looked_at = [(row.row, row.cells) for row in rows[:HEADING_ROWS]]
        self._heading = find_heading(self._sheet.name, looked_at, self._known, self._settings.sheets)
        if self._heading is None:
            self._find(0, "no_heading", blocks=False)
            self._sheet = SheetBegins(self._sheet.name, hidden=True)
            return
        self._sheets += 1
        if self._heading.unread:
            self._find(0, "unread", "、".join(self._heading.unread), blocks=False)
        self._contents.letters |= {
            (self._sheet.name, column): letter(place) for column, place in self._heading.columns.items()
        }
        for row in rows:
            if row.row > self._heading.last_row:
                self._row(row, self._heading)

    def _end_sheet(self) -> None:
        if self._heading is None:
            self._begin_table()

    def _row(self, row: SheetRow, heading: Heading) -> None:
        said = {column: row.cells[at] for column, at in heading.columns.items() if at in row.cells}
        if not said or is_heading(row.cells, heading, self._known) or self._is_no_row(row, said, heading):
            return
        before = len(self._contents.findings)
        values = self._values(row, said, heading)
        self._check(row, values, said, heading)
        if len(self._contents.findings) == before and self._sheet is not None:
            self._contents.records.append(Record(heading.table, self._sheet.name, row.row, **values))

    def _is_no_row(self, row: SheetRow, said: Mapping[Column, str], heading: Heading) -> bool:
        """A sum or a signature: it begins so, and lacks what a row needs."""
        first = cells.close(row.cells[min(row.cells)])
        return first.startswith(self._settings.not_rows) and not SHAPES[heading.table].fits(said)

    def _values(self, row: SheetRow, said: Mapping[Column, str], heading: Heading) -> dict[str, Any]:
        values: dict[str, Any] = {}
        emptied = set()
        for column, text in said.items():
            if heading.columns[column] in row.formulas:
                self._find(row.row, "formula", column=column, heading=heading)
            elif cells.close(text) in self._empty:
                if column in MAY_BE_EMPTIED:
                    emptied.add(column)
            elif cells.close(text):
                try:
                    values[FIELDS.get(column, column)] = self._read.get(column, _words)(text)
                except Unread as problem:
                    self._find(row.row, problem.reason, problem.value, column=column, heading=heading)
        self._door(row, values, heading)
        if Column.CATEGORY in emptied or (heading.table is Table.PERSON and Column.CATEGORY in heading.columns):
            values.setdefault("categories", ())
        return values | {"emptied": frozenset(emptied)}

    def _door(self, row: SheetRow, values: dict[str, Any], heading: Heading) -> None:
        """Columns of their own go before one with the whole address."""
        address, staircase = values.pop(Column.ADDRESS, None), values.pop(Column.STAIRCASE, None)
        try:
            if values.get(Column.DOOR):
                values[Column.DOOR] = cells.door_of(staircase, values[Column.DOOR])
            elif address and not any(values.get(column) for column in WHERE):
                values |= dict(zip(WHERE, cells.address_of(address), strict=True))
        except Unread as problem:
            at = Column.DOOR if Column.DOOR in heading.columns else Column.ADDRESS
            self._find(row.row, problem.reason, problem.value, column=at, heading=heading)

    def _check(self, row: SheetRow, values: Mapping[str, Any], said: Mapping[Column, str], heading: Heading) -> None:
        """What a row of this table cannot do without, and days in their order."""
        for column in SHAPES[heading.table].needs:
            given = values.get(FIELDS.get(column, column))
            through_address = column in WHERE and Column.ADDRESS in said
            blank = column not in said or cells.close(said[column]) in self._empty
            if not given and blank and not through_address:
                self._find(row.row, "missing", column=column, heading=heading)
        since, until = values.get(Column.SINCE), values.get(Column.UNTIL)
        if since and until and until < since:
            self._find(row.row, "ends_before", column=Column.UNTIL, heading=heading)
        if (values.get(Column.LAT) is None) != (values.get(Column.LON) is None):
            self._find(row.row, "half_a_place")

    def _find(
        self,
        row: int,
        reason: str,
        value: str = "",
        *,
        column: Column | None = None,
        heading: Heading | None = None,
        blocks: bool = True,
    ) -> None:
        sheet = self._sheet.name if self._sheet else ""
        place = heading.columns.get(column) if heading and column else None
        at = letter(place) if place else ""
        self._contents.findings.append(Finding(sheet, row, reason, value, at, column, blocks))


def _words(text: str) -> str:
    return cells.within(cells.plain(text), cells.PLACE_LIMIT)
