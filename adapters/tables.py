"""XLSX and CSV as rows of text with their places. Whatever comes in is taken for hostile: what a file would unpack to
is looked at first, and it is read in a process of its own: `python -m adapters.tables NAME ROWS BYTES SECONDS`, the
file on stdin, a line of JSON for each part on stdout (see adapters/tables_beside).
"""

import codecs
import csv
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from domain.roster_reading import Part, SheetBegins, SheetRow
from services.ports import NotATable

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""The container of .xls, and of an .xlsx with a password."""
ZIP = b"PK\x03\x04"
COLUMNS = 100
ENTRIES = 2_000
LONGEST_CELL = 2_000
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
MOST_MERGED = 200_000
MEMORY = 2 * 1024**3
"""Bytes that the reading process may take, whatever a file makes of the library."""


def parts(content: bytes, name: str, most_rows: int, most_bytes: int) -> Iterator[Part]:
    """Everything that the file says, in order. Raises NotATable at once or on the way."""
    rows = 0
    for part in _xlsx(content, most_bytes) if content.startswith(ZIP) else _csv(content, name):
        rows += isinstance(part, SheetRow)
        if rows > most_rows:
            raise NotATable("too_many_rows")
        yield part


def _xlsx(content: bytes, most_bytes: int) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.infolist()
            if len(inside) > ENTRIES or sum(one.file_size for one in inside) > most_bytes:
                raise NotATable("bomb")
            if "xl/workbook.xml" not in archive.namelist():
                raise NotATable("a_table")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            for sheet in book.worksheets:
                yield SheetBegins(sheet.title, hidden=sheet.sheet_state != "visible")
                if sheet.sheet_state == "visible":
                    yield from _rows(sheet, _merged(archive, sheet))
    except NotATable:
        raise
    except Exception as broken:  # whatever a library makes of hostile bytes, they are no table
        raise NotATable("broken") from broken


def _merged(archive: zipfile.ZipFile, sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell that is covered by a merged one, with the one that holds the value. Excel writes them down behind the
    cells, so only the tail of the sheet is searched."""
    path = sheet._worksheet_path.lstrip("/")
    tail = b""
    with archive.open(path) as stream:
        while chunk := stream.read(1 << 20):
            tail = tail[-64:] + chunk if b"</sheetData>" not in tail else tail + chunk
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for found in _MERGED.finditer(tail[tail.find(b"</sheetData>") :]):
        (top, left), (bottom, right) = (coordinate_to_tuple(found[n].decode()) for n in (1, 2))
        if (right - left + 1) * (bottom - top + 1) + len(covered) > MOST_MERGED:
            continue
        holder = (top, left)
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, min(right, COLUMNS) + 1))
        covered |= {place: holder for place in places if place != holder}
    return covered


def _rows(sheet: Any, covered: dict[tuple[int, int], tuple[int, int]]) -> Iterator[SheetRow]:
    holders = {*covered.values()}
    held: dict[tuple[int, int], str] = {}
    sheet.reset_dimensions()  # what a file says of its own size may be anything
    for number, row in enumerate(sheet.iter_rows(max_col=COLUMNS), start=1):
        cells: dict[int, str] = {}
        formulas = set()
        for at, cell in enumerate(row, start=1):
            if cell.value is None:
                if (number, at) in covered and covered[number, at] in held:
                    cells[at] = held[covered[number, at]]
                continue
            if cell.data_type == "f":
                formulas.add(at)
            text = _text(cell.value)
            if text.strip():
                cells[at] = text
                if (number, at) in holders:
                    held[number, at] = text
        if cells and any(at for at in cells if (number, at) not in covered):
            yield SheetRow(number, cells, frozenset(formulas))


def _text(value: Any) -> str:
    """A number as Excel shows it: 13800000000.0 is a phone."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)[:LONGEST_CELL]


def _csv(content: bytes, name: str) -> Iterator[Part]:
    if content.startswith(OLD_EXCEL):
        raise NotATable("old_excel")
    if not content.strip():
        raise NotATable("empty")
    text = _decoded(content)
    yield SheetBegins(name.rpartition(".")[0] or name)
    lines = text.splitlines()[:20]
    delimiter = max(",;\t", key=lambda sign: sum(line.count(sign) for line in lines))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            cells = {at: cell[:LONGEST_CELL] for at, cell in enumerate(row[:COLUMNS], start=1) if cell.strip()}
            # Excel writes ="013" to keep a zero, and a text's own mark '
            cells = {at: _unmarked(cell) for at, cell in cells.items()}
            if cells:
                yield SheetRow(reader.line_num, cells, frozenset(at for at, cell in cells.items() if cell[:1] == "="))
    except csv.Error as broken:
        raise NotATable("broken") from broken


_KEPT = re.compile(r'="([^"]*)"')


def _unmarked(cell: str) -> str:
    """What was written so that a spreadsheet leaves it alone."""
    if kept := _KEPT.fullmatch(cell.strip()):
        return kept[1]
    return cell[1:] if cell[:1] == "'" else cell


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else what Chinese Excel writes."""
    marked = (encoding for mark, encoding in BOMS if content.startswith(mark))
    for one in (next(marked, "utf-8"), "gb18030"):
        try:
            text = content.decode(one)
        except UnicodeDecodeError:
            continue
        if "\0" in text or sum(not sign.isprintable() and sign not in "\r\n\t" for sign in text[:4000]) > 4:
            raise NotATable("a_table")
        return text
    raise NotATable("a_table")


def main() -> None:
    name, most_rows, most_bytes, seconds = sys.argv[1], *map(int, sys.argv[2:5])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        for part in parts(sys.stdin.buffer.read(), name, most_rows, most_bytes):
            match part:
                case SheetBegins(title, hidden):
                    told: list[Any] = ["sheet", title, hidden]
                case SheetRow(row, cells, formulas):
                    told = ["row", row, list(cells.items()), sorted(formulas)]
            sys.stdout.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")
        sys.stdout.write('["end"]\n')
    except NotATable as refusal:
        sys.stdout.write(json.dumps(["refused", refusal.reason]) + "\n")


if __name__ == "__main__":
    main()
