"""`python -m bot coverage`: the figures of visits of any unit and days, as of any day, for whoever runs the house."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import click

from adapters.pictures import PicturesBeside
from bot.operator.opened import opened
from bot.operator.rates import DAY
from domain.cadence import Period, VisitRule, window_of
from domain.errors import DomainError
from domain.worktime import local_date
from handlers.visit.coverage_cards import BY_RULE, BY_UNIT, BY_WORKER
from handlers.visit.coverage_sheets import sheet
from handlers.visit.names import rule_called
from services.pictures import Sheet
from services.texts import LANGUAGES, Speech, speech
from services.unit_figures import unit_called
from services.visit import coverage
from services.visit.coverage import Group, Question

BY = {"unit": BY_UNIT, "rule": BY_RULE, "worker": BY_WORKER}
PERIODS = [period.value for period in Period]


@click.command("coverage")
@click.option("--unit", required=True, help="Its name or its id.")
@click.option("--period", type=click.Choice(PERIODS), default=Period.MONTH.value, show_default=True)
@click.option("--day", type=DAY, help="A day of the period; without it, that of --as-of.")
@click.option("--as-of", "as_of", type=DAY, help="As it looked on the evening of this day; without it, now.")
@click.option("--rule", help="Of this visit rule alone.")
@click.option("--by", type=click.Choice(list(BY)), default="unit", show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "csv", "xlsx"]), default="table", show_default=True)
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="Write it there; XLSX needs it.")
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
def command(
    unit: str,
    period: str,
    day: datetime | None,
    as_of: datetime | None,
    rule: str | None,
    by: str,
    form: str,
    to: Path | None,
    language: str,
) -> None:
    """Who was visited of those who had to be."""
    if form == "xlsx" and to is None:
        raise click.BadParameter("say where", param_hint="--to")
    t = speech(language)
    days = (day.date() if day else None, as_of.date() if as_of else None)
    try:
        table = asyncio.run(_table(t, unit, Period(period), days, rule, by, form))
    except DomainError as refusal:
        raise click.ClickException(t.plain(refusal.key, **refusal.values)) from refusal
    content = _content(table, form)
    if to is None:
        click.echo(content, nl=False)
    else:
        to.write_bytes(content)
        click.echo(str(to))


def _content(table: Sheet, form: str) -> bytes:
    """What is drawn is drawn beside: this process would load all that it takes for nothing."""
    if form != "table":
        with TemporaryDirectory() as scratch:
            return asyncio.run(PicturesBeside(Path(scratch)).draw(table))
    rows = (table.columns, *table.rows, table.notes)
    lines = ("\t".join("-" if value is None else str(value) for value in row) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def _called(t: Speech, rules: Sequence[VisitRule], by: str, group: Group) -> str:
    if by == "rule":
        return rule_called(t, rules, group.name)
    return t.plain("coverage-no-grid") if group.no_grid else group.name


async def _table(
    t: Speech, unit: str, period: Period, days: tuple[date | None, date | None], rule: str | None, by: str, form: str
) -> Sheet:
    """`days`: one of the period, and as of which."""
    async with opened() as (settings, door):
        unit_id = await door.look(unit_called, unit)
        as_of = days[1] or local_date(door.clock.now(), ZoneInfo(settings.street.time_zone))
        question = Question(unit_id, window_of(period, days[0] or as_of), as_of, rule)
        figures = await door.look(coverage.report, question)
        workers = await door.look(coverage.report_workers, question)
    groups = {"worker": workers, "rule": figures.rules, "unit": figures.units or figures.rules}[by]
    by = "rule" if by == "unit" and not figures.units else by
    rules = settings.visits.rules
    named = [(_called(t, rules, by, group), group) for group in groups]
    title = t.plain("coverage-title", unit=figures.unit, period=f"{question.days.start} – {question.days.end}")
    return sheet(t, title, figures, BY[by], named, "csv" if form == "csv" else "xlsx")
