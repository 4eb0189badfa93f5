"""`python -m bot rates`: the three rates of any unit and any days, as of any day, for whoever runs the house."""

import asyncio
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from adapters.pictures import PicturesBeside
from bot.operator.opened import opened
from domain.errors import DomainError
from domain.rates import Period
from handlers.rate.rate_cards import sheet
from services.pictures import Sheet
from services.rate import rates
from services.rate.rates import Question
from services.texts import LANGUAGES, speech
from services.unit_figures import unit_called

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("rates")
@click.option("--unit", required=True, help="Its name or its id.")
@click.option("--from", "first", required=True, type=DAY, help="The first day, e.g. 2026-10-01.")
@click.option("--to", "last", required=True, type=DAY, help="The last day.")
@click.option("--as-of", "as_of", type=DAY, help="As it looked on the evening of this day; without it, now.")
@click.option("--by", type=click.Choice(["unit", "category"]), default="unit", show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="Write the table there instead.")
def command(
    unit: str, first: datetime, last: datetime, as_of: datetime | None, by: str, language: str, xlsx: Path | None
) -> None:
    """The three rates of a unit, from history."""
    if last < first:
        raise click.BadParameter("it is before --from", param_hint="--to")
    period = Period(first.date(), last.date())
    try:
        table = asyncio.run(_table(unit, period, as_of.date() if as_of else None, by, language))
    except DomainError as refusal:
        raise click.ClickException(speech(language).plain(refusal.key, **refusal.values)) from refusal
    if xlsx is None:
        for row in (table.columns, *table.rows, table.notes):
            click.echo("\t".join("-" if value is None else str(value) for value in row))
        return
    with TemporaryDirectory() as scratch:
        xlsx.write_bytes(asyncio.run(PicturesBeside(Path(scratch)).draw(table)))
    click.echo(str(xlsx))


async def _table(unit: str, period: Period, as_of: date | None, by: str, language: str) -> Sheet:
    t = speech(language)
    async with opened() as (_, door):
        unit_id = await door.look(unit_called, unit)
        question = Question(unit_id, period, as_of or period.last)
        figures = await door.look(rates.report, question)
    groups = figures.categories if by == "category" or not figures.units else figures.units
    days = f"{period.first} – {min(period.last, question.as_of)}"
    return sheet(t, t.plain("rates-title", unit=figures.unit, period=days), figures, groups)
