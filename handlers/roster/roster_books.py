"""A roster as a book for Excel: the one that is given out, and the empty one with notes."""

from collections.abc import Mapping

from domain.roster_settings import RosterSettings
from domain.roster_tables import SHAPES, Column, Table
from services.pictures import Book, Page
from services.roster.roster_export import COLUMNS, Rows
from services.texts import Speech

LONGEST_LIST = 250
"""Letters that Excel takes in a list to pick from."""


def roster_book(t: Speech, settings: RosterSettings, name: str, tables: Mapping[Table, Rows]) -> Book:
    """As a file of it would be: the first spelling of each sheet and column."""
    pages = tuple(
        Page(settings.sheets[table][0], _headings(settings, COLUMNS[table]), rows) for table, rows in tables.items()
    )
    return Book(t.plain("roster-book-name", name=name), t.plain("roster-book-title", name=name), pages)


def _headings(settings: RosterSettings, columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(settings.headings[column][0] for column in columns)


def template_book(t: Speech, settings: RosterSettings) -> Book:
    """Every table with its columns, a note at each, and the words of care to pick from. An empty sheet says nothing, so
    what is not needed can stay."""
    explained = Page(t.plain("roster-template-read"), (t.plain("roster-template-how"),), _lines(t))
    return Book(t.plain("roster-template-name"), t.plain("roster-template-title"), (explained, *_pages(t, settings)))


def _lines(t: Speech) -> tuple[tuple[str], ...]:
    return tuple((line,) for line in t.plain("roster-template-lines").splitlines())


def _pages(t: Speech, settings: RosterSettings) -> tuple[Page, ...]:
    return tuple(_page(t, settings, table) for table in Table if table is not Table.COMMUNITY)


def _page(t: Speech, settings: RosterSettings, table: Table) -> Page:
    columns, needs = COLUMNS[table], SHAPES[table].needs
    hints = tuple(hint_of(t, table, column, needed=column in needs) for column in columns)
    words = ",".join(spellings[0] for spellings in settings.categories.values())
    offered = tuple(words.split(",")) if len(words) <= LONGEST_LIST else ()
    choices = ((columns.index(Column.CATEGORY), offered),) if Column.CATEGORY in columns and offered else ()
    return Page(settings.sheets[table][0], _headings(settings, columns), (), hints, choices)


def hint_of(t: Speech, table: Table, column: Column, *, needed: bool) -> str:
    """What a column takes. A day means something else in each table."""
    about = t.plain(f"roster-hint-{column}")
    if column in (Column.SINCE, Column.UNTIL):
        about = t.plain(f"roster-hint-{table}-{column}")
    return t.plain("roster-hint-needed" if needed else "roster-hint-free", about=about)
