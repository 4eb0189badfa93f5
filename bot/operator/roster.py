"""`python -m bot import roster`, `export roster` and `template roster`: looked at first, put in only when told so."""

import asyncio
import logging
from pathlib import Path

import click
from rich.progress import Progress

from adapters.sheets import book_of
from adapters.tables_beside import TablesBeside
from bot import config
from bot.log import configure
from bot.operator.opened import opened
from domain.errors import DomainError
from handlers.roster.roster_books import roster_book, template_book
from handlers.roster.roster_texts import count_lines, feature_line, finding_line
from services.act import Door
from services.pictures import Book
from services.ports import NotATable
from services.roster import boundaries, roster_export, roster_import
from services.roster.boundaries import BoundaryPlan
from services.roster.plan import Plan
from services.texts import LANGUAGES, Speech, speech

log = logging.getLogger(__name__)

OUT = click.Path(path_type=Path, dir_okay=False)
NOT_PUT_IN = "nothing was changed; --confirm puts it in"
SHOWN = 200
"""Lines of findings on the screen; all are counted."""


@click.group("import")
def bring_in() -> None:
    """Bring in what an office keeps: a roster, the grids' boundaries."""


@bring_in.command("roster")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--confirm", "confirmed", is_flag=True, help="Put it in; without it nothing is changed.")
@click.option("--end-gone", "ends_gone", is_flag=True, help="End today what the file speaks of no more.")
@click.option("--unit", help="Only this community or street, by its name.")
@click.option("--street", help="Found this street first, where the database has none of that name.")
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
def import_roster(
    file: Path, confirmed: bool, ends_gone: bool, unit: str | None, street: str | None, language: str
) -> None:
    """Grids, compounds, buildings, households, people, care and workers from an XLSX or CSV FILE.

    Says what is new, changed and gone, and every bad row with its place. Only --confirm changes anything: all of it or
    nothing, and the same file again nothing more.
    """
    t = speech(language)

    async def work() -> None:
        async with opened() as (_, door):
            if street:
                await door.act(roster_import.found_street, street)
            await _import(door, t, file, confirmed=confirmed, ends_gone=ends_gone, unit=unit)

    try:
        asyncio.run(work())
    except NotATable as refusal:
        raise click.ClickException(t.plain(f"roster-not-{refusal.reason}")) from refusal
    except DomainError as refusal:
        raise click.ClickException(t.plain(refusal.key, **refusal.values)) from refusal


async def _import(door: Door, t: Speech, file: Path, *, confirmed: bool, ends_gone: bool, unit: str | None) -> None:
    settings = door.settings.roster
    unit_id = await door.look(roster_import.unit_named, unit) if unit else None
    with Progress(transient=True) as shown:
        task = shown.add_task(file.name, total=None)

        async def told(rows: int) -> None:
            shown.update(task, completed=rows, description=f"{file.name}: {rows}")

        content = await asyncio.to_thread(file.read_bytes)
        contents = await roster_import.contents_of(TablesBeside(settings), settings, content, file.name, told)
        shown.update(task, description=f"{file.name}: looking at what {contents.rows} rows change")
        plan = await door.look(roster_import.look_at, contents, unit_id)
    _show(t, door, plan)
    if plan.blocked:
        raise SystemExit(1)
    if not confirmed:
        click.echo(NOT_PUT_IN)
        return
    with Progress(transient=True) as shown:
        task = shown.add_task(f"{file.name}: putting in", total=None)

        async def written(rows: int) -> None:
            shown.update(task, completed=rows, description=f"{file.name}: {rows} written")

        same = plan.fingerprint()
        await door.act(roster_import.put_in, contents, same, ends_gone=ends_gone, unit_id=unit_id, told=written)
    click.echo("it is put in")


def _show(t: Speech, door: Door, plan: Plan) -> None:
    for finding in sorted(plan.findings, key=lambda one: not one.blocks)[:SHOWN]:
        mark = t.plain("roster-what-bad" if finding.blocks else "roster-what-told")
        click.echo(f"{mark}  {finding_line(t, door.settings.roster, finding)}")
    counts = plan.counts()
    click.echo(t.plain("roster-rows", rows=counts["rows"]))
    lines = list(count_lines(t, counts))
    if not lines and not counts.get("bad"):
        lines = [t.plain("roster-nothing-new")]
    if lines:
        click.echo("\n".join(lines))


@bring_in.command("boundaries")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--confirm", "confirmed", is_flag=True, help="Put them in; without it nothing is changed.")
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
def import_boundaries(file: Path, confirmed: bool, language: str) -> None:
    """The grids' boundaries from a GeoJSON FILE (WGS84); a running house takes them up by itself."""
    t = speech(language)

    async def work() -> BoundaryPlan:
        async with opened() as (_, door):
            content = await asyncio.to_thread(file.read_bytes)
            plan = await door.look(boundaries.look_at, content)
            if confirmed and not plan.blocked:
                await door.act(boundaries.put_in, content)
            return plan

    plan = asyncio.run(work())
    for finding in plan.findings:
        mark = t.plain("roster-what-bad" if finding.blocks else "roster-what-told")
        click.echo(f"{mark}  {feature_line(t, finding)}")
    click.echo(t.plain("roster-boundaries", new=len(plan.rings), same=plan.same))
    if plan.blocked:
        raise SystemExit(1)
    click.echo("it is put in" if confirmed else NOT_PUT_IN)


@click.group("export")
def give_out() -> None:
    """Give out what the house knows."""


@give_out.command("roster")
@click.argument("file", type=OUT)
@click.option("--unit", help="Only this community or street, by its name.")
def export_roster(file: Path, unit: str | None) -> None:
    """Write the roster into FILE (XLSX): brought in again it changes nothing. Who takes it out keeps it safe."""
    t = speech(LANGUAGES[0])
    configure()

    async def work() -> Book:
        async with opened() as (settings, door):
            log.info("roster_given_out", extra={"unit": unit or "all"})
            unit_id = await door.look(roster_import.unit_named, unit) if unit else None
            tables = await door.look(roster_export.roster, unit_id)
            return roster_book(t, settings.roster, unit or "", tables)

    try:
        book = asyncio.run(work())
    except DomainError as refusal:
        raise click.ClickException(t.plain(refusal.key, **refusal.values)) from refusal
    _write(file, book)
    for page in book.pages:
        click.echo(f"{page.title}: {len(page.cells)}")


@click.group("template")
def template() -> None:
    """Write empty files to fill in."""


@template.command("roster")
@click.argument("file", type=OUT)
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
def roster_template(file: Path, language: str) -> None:
    """Write an empty roster with notes into FILE (XLSX)."""
    _write(file, template_book(speech(language), config.load().roster))
    click.echo(str(file))


def _write(file: Path, book: Book) -> None:
    """For its owner only: it may name people."""
    file.touch(mode=0o600)
    file.write_bytes(book_of(book))


GROUPS = (bring_in, give_out, template)
