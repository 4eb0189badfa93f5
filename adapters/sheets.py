"""`python -m adapters.sheets`: a sheet as JSON on stdin, XLSX (or CSV, if its name ends so) on stdout (see
adapters/pictures); with openpyxl."""

import csv
import sys
from datetime import datetime
from io import BytesIO, StringIO
from itertools import zip_longest
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter
from pydantic import TypeAdapter

from services.pictures import CSV_ENDING, Book, Page, Sheet, Value

LONGEST_TITLE = 31
"""Excel's own limit for the name of a sheet; some signs are refused in it as well."""
REFUSED_IN_TITLES = str.maketrans("", "", "[]:*?/\\'")
WIDEST = 60
MEASURED = 200
"""Rows that say how wide a column is."""
OFFERED_TO = 5000
"""The last row in which a column offers its words."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), full-width ones too."""
WHEN = datetime(2000, 1, 1)  # noqa: DTZ001 - what openpyxl writes has no zone


def workbook(sheet: Sheet) -> bytes:
    """The same bytes for the same data: no time of writing is kept."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_title(sheet.title))
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
    return _written(book)


def comma_separated(sheet: Sheet) -> bytes:
    """With the mark by which Excel takes it for UTF-8. What begins like a formula gets a sign before it: a CSV cannot
    say that a cell is words."""
    out = StringIO(newline="")
    rows = [(sheet.title,), sheet.columns, *sheet.rows, *((note,) for note in sheet.notes)]
    csv.writer(out).writerows([[_harmless(value) for value in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def book_of(made: Book) -> bytes:
    """A sheet for each page, its heading on the first row; the same bytes for the same data."""
    book = Workbook(write_only=True)
    for one in made.pages:
        _put_page(book.create_sheet(_title(one.title)), one)
    return _written(book)


def _put_page(page: Any, one: Page) -> None:
    page.freeze_panes = "A2"
    for place, heading in enumerate(one.headings):
        texts = [heading, *(row[place] for row in one.cells[:MEASURED])]
        page.column_dimensions[get_column_letter(place + 1)].width = min(max(map(_width, texts)) + 2, WIDEST)
    for place, words in one.choices:
        offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, errorStyle="warning")
        letter = get_column_letter(place + 1)
        offered.add(f"{letter}2:{letter}{OFFERED_TO}")
        page.data_validations.append(offered)
    page.append([_noted(page, heading, hint) for heading, hint in zip_longest(one.headings, one.hints)])
    for row in one.cells:
        page.append([_cell(page, value) for value in row])


def _noted(page: WriteOnlyWorksheet, heading: str, hint: str | None) -> Cell:
    cell = _cell(page, heading, bold=True)
    if hint:
        cell.comment = Comment(hint, "Doorstep", height=120, width=260)
    return cell


def _title(words: str) -> str:
    return words.translate(REFUSED_IN_TITLES)[:LONGEST_TITLE] or "1"


def _written(book: Workbook) -> bytes:
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
    made: Sheet | Book = TypeAdapter[Sheet | Book](Sheet | Book).validate_json(sys.stdin.buffer.read())
    if isinstance(made, Book):
        drawn = book_of(made)
    else:
        drawn = comma_separated(made) if made.name.endswith(CSV_ENDING) else workbook(made)
    sys.stdout.buffer.write(drawn)
