"""`python -m bot care-log`: who looked at care data, for whoever runs the house."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from bot.operator.opened import opened
from bot.operator.rates import DAY
from services import care_log
from services.care_log import Asked, Entry
from services.texts import LANGUAGES, speech

PAGE = 500


@click.command("care-log")
@click.option("--who", type=int, help="Only looks of this person, by id.")
@click.option("--household", type=int, help="Only looks at this household, by id.")
@click.option("--day", type=DAY, help="Only looks of this day.")
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
def command(who: int | None, household: int | None, day: datetime | None, language: str) -> None:
    """Who looked at care data, newest first, a line each: when, id and name of who, what, household, place."""
    asyncio.run(_print(Asked(who, household, day.date() if day else None), language))


async def _print(asked: Asked, language: str) -> None:
    t = speech(language)
    async for at, one in _entries(asked):
        what = t.plain(f"looked-{one.what}")
        cells = (at.isoformat(), str(one.who), one.name, what, str(one.household or ""), one.place)
        sys.stdout.write("\t".join(cells) + "\n")


async def _entries(asked: Asked) -> AsyncIterator[tuple[datetime, Entry]]:
    """Page by page, so that a log of years takes no more memory than one of a day."""
    async with opened() as (settings, door):
        zone, start = ZoneInfo(settings.street.time_zone), None
        while True:
            page = await door.look(care_log.page, asked, start, size=PAGE)
            for one in page.entries:
                yield one.at.astimezone(zone), one
            start = page.older
            if start is None:
                return
