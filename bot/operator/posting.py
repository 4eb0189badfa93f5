"""Prints posters, with a progress bar. matplotlib is loaded here and not with the command line."""

from collections.abc import Sequence
from pathlib import Path

import click

from services.ports import Poster, PosterPrinter


def print_all(posters: Sequence[Poster], folder: Path) -> int:
    """Returns how many there are now."""
    from adapters.posters import PdfPosters

    printer: PosterPrinter = PdfPosters()
    folder.mkdir(parents=True, exist_ok=True)
    with click.progressbar(posters, label="Printing posters") as bar:
        for poster in bar:
            printer.print(poster, folder)
    return len(posters)
