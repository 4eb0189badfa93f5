"""Roster files for tests, made as an office would make them."""

import io
from collections.abc import AsyncIterator, Mapping, Sequence

from openpyxl import Workbook

from adapters import tables
from domain.roster_reading import Contents, Part, Reading
from domain.roster_settings import RosterSettings

Cell = str | int | float | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]
BYTES, ROWS = 50_000_000, 10_000


def xlsx(sheets: Sheets, merged: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """Each sheet from its rows; `merged` are ranges by sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
        for cells in (merged or {}).get(name, ()):
            page.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts_of(content: bytes, name: str = "花名册.xlsx") -> list[Part]:
    return list(tables.parts(content, name, ROWS, BYTES))


def read(settings: RosterSettings, content: bytes, name: str = "花名册.xlsx") -> Contents:
    """What the file says, read in this process."""
    reading = Reading(settings)
    for part in tables.parts(content, name, ROWS, BYTES):
        reading.take(part)
    return reading.done()


class TablesHere:
    """`services.ports.Tables` without a process of its own."""

    async def parts(self, content: bytes, name: str) -> AsyncIterator[Part]:
        for part in tables.parts(content, name, ROWS, BYTES):
            yield part
