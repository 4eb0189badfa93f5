"""`python -m adapters.sheets`: a sheet as JSON on stdin, XLSX on stdout (see adapters/pictures); with openpyxl."""

import sys
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import ExcelWriter
from pydantic import TypeAdapter

from services.pictures import Sheet, Value

LONGEST_TITLE = 31
"""Excel's own limit for the name of a sheet; some signs are refused in it as well."""
REFUSED_IN_TITLES = str.maketrans("", "", "[]:*?/\\'")
WIDEST = 60
WHEN = datetime(2000, 1, 1)  # noqa: DTZ001 - what openpyxl writes has no zone


def workbook(sheet: Sheet) -> bytes:
    """The same bytes for the same data: no time of writing is kept."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title.translate(REFUSED_IN_TITLES)[:LONGEST_TITLE] or "1")
    page.freeze_panes = "A3"
    for place, _ in enumerate(sheet.columns):
        texts = [sheet.columns[place], *(row[place] for row in sheet.rows)]
        page.column_dimensions[get_column_letter(place + 1)].width = min(max(map(_width, texts)) + 2, WIDEST)
    page.append([_cell(page, sheet.title, bold=True)])
    page.append([_cell(page, column, bold=True) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])
    for note in sheet.notes:
        page.append([_cell(page, note)])
    book.properties.created = book.properties.modified = WHEN
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()  # Workbook.save would write down when
    return _without_times(out.getvalue())


def _cell(page: WriteOnlyWorksheet, value: Value, *, bold: bool = False) -> Cell:
    """Words are forced to be words: openpyxl takes a leading "=" for a formula, Excel a leading + - @ once edited."""
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.value, cell.data_type, cell.quotePrefix = value, "s", True
    if bold:
        cell.font = Font(bold=True)
    return cell


def _width(value: Value) -> int:
    """In Excel's letters: a Chinese one takes two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in str(value or ""))


def _without_times(content: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(workbook(TypeAdapter(Sheet).validate_json(sys.stdin.buffer.read())))
