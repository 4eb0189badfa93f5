"""`make soak`: the promises of docs/promises.md at full size, on both databases, one after the other. It stops by
itself: each piece ends when its minutes are over and says how far it came. Prints one table; fails if anything did not
hold."""

import asyncio
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

import click
from rich.console import Console
from rich.table import Table

from tests.soak.pieces import ONCE, PIECES, Given
from tests.support.house import settings_in
from tests.support.memory import in_memory
from tests.support.postgres import postgres

DATABASES = ("sqlite", "postgresql")


@click.command()
@click.option("--minutes", default=15.0, help="At most, for each piece on each database.")
@click.option("--only", "chosen", type=click.Choice(list(PIECES)), multiple=True, help="May be given again.")
@click.option("--database", "databases", type=click.Choice(DATABASES), multiple=True, default=DATABASES)
@click.option("--small", is_flag=True, help="The size of the tests.")
def main(minutes: float, chosen: Sequence[str], databases: Sequence[str], small: bool) -> None:
    """Prove everything, and print what came of it."""
    table = Table("promise", "database", "seconds", "held", "figures")
    broken = False
    for name in chosen or PIECES:
        for database in ("both",) if name in ONCE else databases:
            click.echo(f"{name} on {database}", err=True)
            began = monotonic()
            try:
                held, figures = "yes", _run(name, database, minutes * 60, small)
            except Exception as problem:
                traceback.print_exc()
                held, figures, broken = "NO", f"{type(problem).__name__}: {problem}"[:2000], True
            table.add_row(name, database, f"{monotonic() - began:.0f}", held, figures)
    Console(width=None if sys.stdout.isatty() else 200).print(table)
    sys.exit(broken)


def _run(name: str, database: str, seconds: float, small: bool) -> str:
    """In memory where there is room: a kill is no power cut, and a year's commits would wait for the disk."""
    with tempfile.TemporaryDirectory(prefix="doorstep-soak-", dir=in_memory()) as place:
        folder = Path(place)
        given = Given(settings_in(folder), folder, seconds, small)
        if database != "postgresql":
            return asyncio.run(PIECES[name](given))
        with postgres() as server:
            url = asyncio.run(server.create("soak"))
            storage = replace(given.settings.storage, database=url)
            on_server = replace(given, settings=replace(given.settings, storage=storage))
            return asyncio.run(PIECES[name](on_server))


if __name__ == "__main__":
    main()
