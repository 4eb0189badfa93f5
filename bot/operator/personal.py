"""`python -m bot export-person | erase`: for somebody who has no chat and asks in writing, or at the counter."""

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from adapters.media_store import FolderStore
from bot.operator.opened import opened
from domain.erasing import Way
from domain.errors import DomainError
from services.privacy import erasure, export, export_pages
from services.texts import LANGUAGES, speech


@click.command("export-person")
@click.argument("person", type=int)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
def export_person(person: int, folder: Path, language: str) -> None:
    """Write all that is held of PERSON (an id) into FOLDER: a page, data.json, files. Hand it over and delete it."""

    async def work() -> int:
        async with opened() as (settings, door):
            held = await door.look(export.everything, person)
            _make(folder)
            t, now = speech(language), door.clock.now()
            zone = ZoneInfo(settings.street.time_zone)
            (folder / t.plain("data-export-page")).write_text(export_pages.page(t, held.told, now, zone), "utf-8")
            (folder / "data.json").write_text(export_pages.as_json(held.told), "utf-8")
            store = FolderStore(Path(settings.storage.media), settings.storage.file_megabytes * 1024 * 1024)
            for name, sha256 in held.files:
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_bytes(await store.read(sha256))
            return len(held.files)

    try:
        files = asyncio.run(work())
    except FileExistsError as problem:
        raise click.ClickException(f"{folder} is there already") from problem
    except DomainError as refusal:
        raise click.ClickException(f"{person}: {refusal.key}") from refusal
    click.echo(f"a page, data.json and {files} files in {folder}")


def _make(folder: Path) -> None:
    """For nobody else to read. FileExistsError: what lies there may be somebody else's."""
    folder.mkdir(parents=True, mode=0o700)


@click.command("erase")
@click.argument("person", type=int)
@click.confirmation_option(prompt="Nothing of this person can be restored afterwards. Erase?")
def erase_person(person: int) -> None:
    """Erase PERSON (an id) as docs/privacy.md says; the running house deletes the files and the channels' history."""

    async def work() -> None:
        async with opened() as (_, door):
            await door.act(erasure.erase, person, Way.OPERATOR)

    try:
        asyncio.run(work())
    except DomainError as refusal:
        raise click.ClickException(f"{person}: {refusal.key}; nothing was changed") from refusal
    click.echo("erased")


COMMANDS = (export_person, erase_person)
