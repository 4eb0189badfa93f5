"""What every peer is started with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

READY = "ready"


def options(main: Callable[..., Any]) -> click.Command:
    for option in (
        click.option("--folder", type=click.Path(path_type=Path), required=True),
        click.option("--token", required=True),
        click.option("--api", required=True),
    ):
        main = option(main)
    return click.command()(main)


def say_ready() -> None:
    """Read by whoever started this process."""
    click.echo(READY)
