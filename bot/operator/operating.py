"""Commands for whoever looks after a running house: keys, dead letters, backups."""

import asyncio
from pathlib import Path

import click
from rich.progress import Progress, TaskID

from bot import config, keyring
from bot.operator.audit import breaches
from bot.operator.backup import NotRestored, backup, restore
from bot.operator.opened import DATA, opened
from bot.operator.rotation import reseal_all, retire
from domain.clock import SystemClock
from services import dead_letters, sealing


@click.command("rotate-keys")
@click.option("--retire", "retired", help="Make the search indexes as they are without this key; stop the house first.")
def rotate_keys(retired: str | None) -> None:
    """Seal all personal data again with the newest key of DOORSTEP_KEYS."""
    vault = keyring.read(DATA).vault
    if len(vault.key_ids) < 2:
        raise click.ClickException("there is one key only: add a new one at the end of DOORSTEP_KEYS first")
    if retired is not None and retired not in vault.key_ids[:-1]:
        raise click.ClickException(f"{retired} is none of the older keys: {', '.join(vault.key_ids[:-1])}")

    async def work() -> None:
        async with opened() as (_, door):
            with Progress(transient=True) as shown:
                tasks: dict[str, TaskID] = {}

                def told(column: str, done: int) -> None:
                    if column not in tasks:
                        tasks[column] = shown.add_task(column, total=None)
                    shown.update(tasks[column], completed=done, description=f"{column}: {done}")

                again = await reseal_all(door, told)
            click.echo(f"{again} values were sealed again with {vault.key_ids[-1]}")
            left = await door.look(sealing.unreadable)
            if left:
                raise click.ClickException("no key at hand opens these: " + "; ".join(left[:10]))
            if retired is not None:
                made = await retire(door, vault, retired)
                click.echo(f"{made} index values were made anew; now take {retired} out of DOORSTEP_KEYS")

    asyncio.run(work())


@click.command("dead-letters")
@click.option("--retry", "retried", is_flag=True, help="Let them be tried again.")
@click.option("--give-up", "dropped", is_flag=True, help="Never say them.")
@click.argument("ids", nargs=-1, type=int)
def dead(retried: bool, dropped: bool, ids: tuple[int, ...]) -> None:
    """List what could not be said after every try; IDS choose some of them for --retry or --give-up."""
    if retried and dropped:
        raise click.UsageError("either --retry or --give-up")
    chosen = ids or None

    async def work() -> None:
        async with opened() as (_, door):
            if retried:
                click.echo(f"{await door.act(dead_letters.retry, chosen)} will be tried again")
            elif dropped:
                click.echo(f"{await door.act(dead_letters.give_up, chosen)} will never be said")
            else:
                for one in await door.look(dead_letters.dead_letters):
                    blocked = " (the chat is blocked)" if one.blocked else ""
                    when = one.died_at.isoformat(timespec="minutes")
                    click.echo(f"{one.id} {when} {one.what} chat {one.chat_id} ({one.channel}){blocked}: {one.why}")
                click.echo(f"{await door.look(dead_letters.count)} dead letters")

    asyncio.run(work())


@click.command("backup")
@click.argument("folder", default="backups", type=click.Path(path_type=Path, file_okay=False))
def back_up(folder: Path) -> None:
    """Copy everything but the keys into a new folder below FOLDER, while the house serves."""
    made = asyncio.run(backup(config.load(), folder, SystemClock().now()))
    click.echo(f"{made}\nKeep the keys too, and somewhere else: DOORSTEP_KEYS, or {DATA / keyring.KEYS_FILE}")


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def bring_back(folder: Path) -> None:
    """Fill the empty databases of the config from a backup, on SQLite or PostgreSQL, and audit what came of it."""

    async def work() -> bool:
        for name, rows in (await restore(config.load(), folder)).items():
            click.echo(f"{rows} rows of the {name}")
        broken = False
        async with opened() as (_, door):
            async for name, found in breaches(door):
                broken = broken or bool(found)
                if found:
                    click.echo(f"BROKEN  {name}: {found[0]}")
        return broken

    try:
        broken = asyncio.run(work())
    except NotRestored as refusal:
        raise click.ClickException(f"{refusal}; nothing was changed") from refusal
    if broken:
        raise click.ClickException("it is restored, and the audit found what is above")
    click.echo("it is restored, and every check of the audit holds")


COMMANDS = (rotate_keys, dead, back_up, bring_back)
