"""The commands of `python -m bot`: each reads the config, opens the door, does one thing."""

import asyncio
import errno
import gc
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot import config, keyring, log
from bot.app import open_door, read_map, running
from bot.operator import care_log, coverage, learning, operating, personal, posting, rates, roster, statement
from bot.operator.audit import breaches, rebuilt
from bot.operator.opened import DATA, opened
from bot.operator.seeding import is_empty, seed_demo
from bot.operator.ticking import dry_tick, real_tick
from bot.parts import EVERYTHING, Part
from bot.serving import allow_many_pages
from domain.clock import MovableClock, SystemClock
from domain.errors import DomainError
from domain.settings import Settings
from models.database import Database
from models.migrate import migrate as migrate_database
from services.act import Door
from services.points import points
from services.station.posters import PosterKind, posters
from services.texts import LANGUAGES, speech


@click.group()
def main() -> None:
    """Doorstep 家门口: the neighbourhood's chatbot."""


FIGURES = (rates.command, coverage.command, statement.command, care_log.command)
for command in (*operating.COMMANDS, *FIGURES, *roster.GROUPS, *personal.COMMANDS, learning.command):
    main.add_command(command)


@main.command()
@click.option(
    "--part",
    "chosen",
    type=click.Choice([part.value for part in Part]),
    multiple=True,
    help="Only this part of the house, where several processes share the work; may be given again.",
)
@click.option("--webhook-port", type=int, help="Instead of channels.webhook_port: several on one machine.")
@click.option("--health-port", type=int, help="Instead of health.port.")
def run(chosen: tuple[str, ...], webhook_port: int | None, health_port: int | None) -> None:
    """Serve: the bot, the clock and the browser chat, until stopped."""
    log.configure()
    allow_many_pages()
    settings = config.load()
    if webhook_port is not None:
        settings = replace(settings, channels=replace(settings.channels, webhook_port=webhook_port))
    if health_port is not None:
        settings = replace(settings, health=replace(settings.health, port=health_port))
    try:
        asyncio.run(_run(settings, frozenset(map(Part, chosen)) or EVERYTHING))
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise
        raise click.ClickException(f"{problem.strerror}; change the port in config.yaml, channels") from problem


async def _run(settings: Settings, parts: frozenset[Part]) -> None:
    secrets = keyring.read(DATA)
    door = await open_door(settings, secrets)
    if parts == EVERYTHING and settings.channels.webchat.demo and await is_empty(door):
        await seed_demo(door)
        await read_map(door)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    for language in LANGUAGES:
        speech(language)  # reading the texts takes half a second: nobody's first word waits for it
    gc.collect()
    gc.freeze()  # what is here by now stays: looking through it again and again would cost a tenth of an update
    async with running(settings, secrets, door, parts) as app:
        if parts == EVERYTHING:
            address = settings.channels.webchat.public_url or app.address or "Telegram only: the browser chat is off"
        else:
            address = ", ".join([*sorted(parts), *([app.address] if app.address else [])])
        click.echo(f"Doorstep 家门口: {address}")
        await stop.wait()


@main.command()
def seed() -> None:
    """Fill an empty database with the demo neighbourhood."""

    async def work() -> None:
        async with opened() as (_, door):
            if not await is_empty(door):
                raise click.ClickException("this database already has a street; nothing was changed")
            await seed_demo(door)

    asyncio.run(work())


@main.command()
@click.option("--at", required=True, help="The moment, e.g. 2026-11-23T08:30; the street's time zone.")
@click.option("--dry-run", is_flag=True, help="Only say what would be pushed; nothing is kept.")
def tick(at: str, dry_run: bool) -> None:
    """Do what the clock would do at a moment, and print what it pushed."""

    async def work() -> None:
        async with _at(at) as door:
            pushed = await (dry_tick(door) if dry_run else real_tick(door))
            for push in pushed:
                click.echo(push.line)
            click.echo(f"{len(pushed)} pushes")

    asyncio.run(work())


@main.command()
@click.option("--at", required=True, help="The moment, e.g. 2026-11-23T08:30; the street's time zone.")
@click.option("--most", default=10, show_default=True, help="How many to show in full.")
def preview(at: str, most: int) -> None:
    """Show what would be pushed at a moment as its readers would see it; nothing is kept or sent."""

    async def work() -> None:
        async with _at(at) as door:
            pushed = await dry_tick(door, shown=most)
            for push in pushed[:most]:
                click.echo(f"--- {push.line}\n{push.text or '(nothing to tell)'}\n")
            click.echo(f"{len(pushed)} pushes")

    asyncio.run(work())


@asynccontextmanager
async def _at(at: str) -> AsyncIterator[Door]:
    """A door whose clock starts at the moment given."""
    clock = MovableClock(SystemClock())
    async with opened(clock) as (settings, door):
        try:
            moment = datetime.fromisoformat(at)
        except ValueError as problem:
            raise click.BadParameter(f"{at!r} is no moment; write 2026-11-23T08:30", param_hint="--at") from problem
        zone = ZoneInfo(settings.street.time_zone)
        clock.move_to(moment if moment.tzinfo else moment.replace(tzinfo=zone))
        yield door


@main.command()
@click.option("--rebuild", is_flag=True, help="First make every balance of points anew from its transfers.")
def audit(rebuild: bool) -> None:
    """Check every invariant of the database; exit 1 on a break."""

    async def work() -> bool:
        async with opened() as (_, door):
            broken = False
            if rebuild:
                async for one in rebuilt(door):
                    what = "MENDED" if one.done else "LEFT  "
                    click.echo(f"{what}  account {one.account}: balance {one.was}, transfers {one.balance}")
                    broken = broken or not one.done
            async for name, found in breaches(door):
                click.echo(f"{'BROKEN' if found else 'holds '}  {name}")
                for line in found:
                    click.echo(f"        {line}")
                broken = broken or bool(found)
            return broken

    if asyncio.run(work()):
        raise SystemExit(1)


@main.command("reverse-points")
@click.argument("key")
def reverse_points(key: str) -> None:
    """Correct a wrong transfer of points by its mirror image; KEY is the wrong one's."""

    async def work() -> bool:
        async with opened() as (_, door):
            return await door.act(points.reverse, key)

    try:
        done = asyncio.run(work())
    except DomainError as refusal:
        raise click.ClickException(f"{key}: {refusal.key}; nothing was changed") from refusal
    click.echo("reversed" if done else "it was reversed before; nothing was changed")


@main.command()
def migrate() -> None:
    """Bring the database to this version."""

    async def work() -> None:
        database = Database(config.load().storage.database)
        await migrate_database(database)
        await database.close()

    asyncio.run(work())
    click.echo("the database is at this version")


@main.command("check-config")
def check_config() -> None:
    """Read config.yaml and the environment, and say whether they are right."""
    config.load()
    click.echo("the config is right")


@main.command("posters")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--mailbox", "mailboxes", is_flag=True, help="Only those of the letter boxes.")
@click.option("--station", "stations", is_flag=True, help="Only those of the stations.")
def print_posters(folder: Path, mailboxes: bool, stations: bool) -> None:
    """Write a QR poster (A4, PDF) for every letter box and station into FOLDER, ready to print."""
    asked = {PosterKind.MAILBOX: mailboxes, PosterKind.STATION: stations}
    kinds = frozenset(kind for kind, only in asked.items() if only) or frozenset(PosterKind)

    async def work() -> int:
        async with opened() as (settings, door):
            if not settings.channels.webchat.public_url:
                raise click.ClickException(
                    "config.yaml, channels.webchat.public_url is empty: a poster has to say where people reach the page"
                )
            return posting.print_all(await door.look(posters, kinds), folder)

    click.echo(f"{asyncio.run(work())} posters in {folder}")


@main.command()
@click.option("--output", default="demo-output", show_default=True, type=click.Path(path_type=Path))
def demo(output: Path) -> None:
    """Play the three jobs against the running real parts; exit 0 only if the database holds what the chat said."""
    from bot.demo.play import play

    raise SystemExit(asyncio.run(play(output)))
