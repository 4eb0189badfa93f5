"""`make bench`: takes every row in turn, prints the table, keeps it. Traffic on loopback only; it stops by itself."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic

import click
from rich.console import Console

from bench import conversation, idle, lists, photos, planning, points, pushing, report
from bench.house import Street
from bench.machine import load_at_start, this_machine
from bench.rows import Notes, Row
from bench.run import Run
from bench.sizes import FULL, QUICK, Size
from domain.clock import SystemClock
from tests.support.postgres import postgres

Measure = Callable[[Run], Awaitable[tuple[list[Row], list[Notes]]]]
MEASURES: dict[str, Measure] = {
    "conversation": conversation.rows,
    "planning": planning.rows,
    "pushing": pushing.rows,
    "lists": lists.rows,
    "photos": photos.rows,
    "points": points.rows,
    "idle": idle.rows,
}
LONGEST_SECONDS = {QUICK.name: 1_200, FULL.name: 3600}


@click.command()
@click.option("--full", is_flag=True, help="More rounds, the full sizes.")
@click.option("--only", multiple=True, type=click.Choice(sorted(MEASURES)), help="Some rows; then nothing is kept.")
@click.option("--note", default="", help="What else the machine did meanwhile; goes into the page.")
def main(full: bool, only: tuple[str, ...], note: str) -> None:
    """Measure ours against peers and floors in the same run."""
    size = FULL if full else QUICK
    began, load, console = monotonic(), load_at_start(), Console()
    rows, notes = asyncio.run(asyncio.wait_for(_measure(size, only, console), LONGEST_SECONDS[size.name]))
    report.show(console, rows, notes)
    seconds = monotonic() - began
    console.print(f"{size.name} size, {seconds:.0f} s")
    if not only:
        how = f"{size.name} size in {seconds:.0f} s, load average {load:.1f} at the start"
        day = SystemClock().now().date()
        report.keep(rows, notes, this_machine(), day, f"{how}; {note}" if note else how)


async def _measure(size: Size, only: tuple[str, ...], console: Console) -> tuple[list[Row], list[Notes]]:
    rows: list[Row] = []
    notes: list[Notes] = []
    with tempfile.TemporaryDirectory(prefix="doorstep-bench-") as folder, postgres() as server:
        street = Street(Path(folder) / "street", server)
        console.print("Seeding the demo street on both databases, and the streets to plan for…")
        chosen = only or tuple(MEASURES)
        async with asyncio.TaskGroup() as group:
            group.create_task(street.seed())
            sizes = size.streets if "planning" in chosen else ()
            streets = group.create_task(planning.made(Path(folder) / "streets", sizes))
        run = Run(size, street, Path(folder), console.print, streets.result())
        for name, measure in MEASURES.items():
            if name not in chosen:
                continue
            began = monotonic()
            found, beside = await measure(run)
            console.print(f"[bold]{name}[/bold]: {monotonic() - began:.0f} s")
            rows += found
            notes += beside
    return rows, notes


if __name__ == "__main__":
    main()
