"""`python -m bot import roster`: a roster file, looked at first and put in only when told so."""

import asyncio
from pathlib import Path

import click
from rich.progress import Progress

from adapters.tables_beside import TablesBeside
from bot.opened import opened
from domain.errors import DomainError
from handlers.roster.roster_texts import count_lines, finding_line
from services.act import Door
from services.ports import NotATable
from services.roster import roster_import
from services.roster.plan import Plan
from services.texts import LANGUAGES, Speech, speech

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
    plan = await door.look(roster_import.look_at, contents, unit_id)
    _show(t, door, plan)
    if plan.blocked:
        raise SystemExit(1)
    if not confirmed:
        click.echo("nothing was changed; --confirm puts it in")
        return
    await door.act(roster_import.put_in, contents, plan.fingerprint(), ends_gone=ends_gone, unit_id=unit_id)
    click.echo("it is put in")


def _show(t: Speech, door: Door, plan: Plan) -> None:
    for finding in sorted(plan.findings, key=lambda one: not one.blocks)[:SHOWN]:
        mark = t.plain("roster-what-bad" if finding.blocks else "roster-what-told")
        click.echo(f"{mark}  {finding_line(t, door.settings.roster, finding)}")
    counts = plan.counts()
    click.echo(t.plain("roster-rows", rows=counts["rows"]))
    lines = list(count_lines(t, counts))
    click.echo("\n".join(lines) if lines else t.plain("roster-nothing-new"))
