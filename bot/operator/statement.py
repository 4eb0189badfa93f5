"""`python -m bot statement`: a month's statement of the street, a merchant or a station, for whoever runs the house."""

import asyncio
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import click

from adapters.pictures import PicturesBeside
from bot.operator.opened import opened
from domain.errors import DomainError
from handlers.points.statement_sheets import table
from services.pictures import Book, Sheet, Value
from services.points import statements
from services.texts import LANGUAGES, speech

MONTH = click.DateTime(formats=["%Y-%m"])


@click.command("statement")
@click.option("--unit", required=True, help="The street's, a merchant's or a station's name or id.")
@click.option("--month", required=True, type=MONTH, help="E.g. 2026-11.")
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="Write the table there instead.")
def command(unit: str, month: datetime, language: str, xlsx: Path | None) -> None:
    """What points bought in a month, and where a street's came from and went to."""
    try:
        made = asyncio.run(_table(unit, month.date(), language))
    except DomainError as refusal:
        raise click.ClickException(speech(language).plain(refusal.key, **refusal.values)) from refusal
    if xlsx is None:
        for row in _rows(made):
            click.echo("\t".join("-" if value is None else str(value) for value in row))
        return
    with TemporaryDirectory() as scratch:
        xlsx.write_bytes(asyncio.run(PicturesBeside(Path(scratch)).draw(made)))
    click.echo(str(xlsx))


async def _table(unit: str, day: date, language: str) -> Sheet | Book:
    async with opened() as (settings, door):
        found = await door.look(statements.report, await door.look(statements.unit_called, unit), day)
        return table(speech(language), found, ZoneInfo(settings.street.time_zone))


def _rows(made: Sheet | Book) -> list[tuple[Value, ...]]:
    if isinstance(made, Sheet):
        return [made.columns, *made.rows, made.notes]
    return [row for page in made.pages for row in (page.headings, *page.cells)]
