"""Fills an empty database with the demo neighbourhood, with a progress bar."""

import click

from services import operations
from services.act import Door
from services.seed.neighbourhood import seed


async def is_empty(door: Door) -> bool:
    return not await door.look(operations.has_street)


async def seed_demo(door: Door) -> None:
    """In one transaction: either the whole neighbourhood is there or none of it."""
    with click.progressbar(length=100, label="Seeding the demo neighbourhood") as bar:
        shown = 0

        def progress(done: int, of: int) -> None:
            nonlocal shown
            percent = done * 100 // max(of, 1)
            bar.update(percent - shown)
            shown = percent

        async with door.database.write() as session:
            ctx = door.within(session).ctx
            street = door.settings.street
            await seed(
                session,
                door.vault,
                ctx.today,
                ctx.now,
                progress,
                notice_version=street.notice_version,
                agreement_version=street.agreement_version,
            )
