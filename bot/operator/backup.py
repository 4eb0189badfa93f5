"""`python -m bot backup` and `restore`: the tables of the house and of its browser chat, and every file, in one folder.

Taken while the house serves: the tables as one moment saw them, then the files, which are only ever added. The
house's come before the browser chat's, so that after a restore something may be said twice, but nothing is lost. The
keys are not in it: kept beside it, they would open what it holds.
"""

import asyncio
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect

from domain.settings import Settings
from models import copying
from models.database import Database
from models.migrate import migrate, version_of
from webchat import schema

FORMAT = 1
MANIFEST = "manifest.json"
HOUSE, CHAT = "house", "webchat"


class NotRestored(Exception):
    """Why nothing was restored, in a sentence for the operator."""


@dataclass(frozen=True)
class Part:
    """One database with its files: `name` is its folder in the backup."""

    name: str
    url: str
    files: Path


def parts(settings: Settings) -> list[Part]:
    chat = settings.channels.webchat
    house = Part(HOUSE, settings.storage.database, Path(settings.storage.media))
    return [house, *([Part(CHAT, chat.database, Path(chat.files))] if chat.enabled else [])]


async def backup(settings: Settings, into: Path, now: datetime) -> Path:
    """Returns the backup's folder. It gets its name only when it is whole."""
    folder = into / f"doorstep-{now:%Y%m%dT%H%M%SZ}"
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    manifest: dict[str, Any] = {"format": FORMAT, "made_at": now.isoformat(), "parts": {}}
    for part in parts(settings):
        (partial / part.name / "tables").mkdir(parents=True)
        manifest["parts"][part.name] = await _dump(part, partial / part.name / "tables")
        if part.files.exists():
            await asyncio.to_thread(shutil.copytree, part.files, partial / part.name / "files")
    manifest["sums"] = await asyncio.to_thread(_sums, partial)
    (partial / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    partial.rename(folder)
    return folder


async def _dump(part: Part, folder: Path) -> dict[str, Any]:
    database = Database(part.url)
    try:
        async with database.snapshot() as connection:
            read: Callable[[Connection], Any] = version_of if part.name == HOUSE else schema.version_of
            return {"version": await connection.run_sync(read), "rows": await copying.dump(connection, folder)}
    finally:
        await database.close()


async def restore(settings: Settings, folder: Path) -> dict[str, int]:
    """Into empty databases and folders, then to this version. Returns the rows of each part. Raises NotRestored before
    anything was changed: for a backup that is not whole, or a place that is not empty."""
    manifest = await asyncio.to_thread(_checked, folder)
    wanted = [part for part in parts(settings) if part.name in manifest["parts"]]
    for part in wanted:
        await _check_empty(part)
    return {part.name: await _load(part, folder / part.name, manifest["parts"][part.name]) for part in wanted}


def _checked(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise NotRestored(f"{folder} is no backup: it has no {MANIFEST}") from problem
    if manifest["format"] != FORMAT:
        raise NotRestored(f"{folder} was made by another version, of format {manifest['format']}")
    found = _sums(folder)
    broken = sorted(name for name, was in manifest["sums"].items() if found.get(name) != was)
    if broken:
        raise NotRestored(f"{folder} is damaged, first in {broken[0]}")
    return manifest


async def _check_empty(part: Part) -> None:
    if part.files.exists() and any(part.files.iterdir()):
        raise NotRestored(f"{part.files} is not empty: restore into a new folder")
    database = Database(part.url)
    try:
        async with database.snapshot() as connection:
            if await connection.run_sync(lambda sync: inspect(sync).get_table_names()):
                raise NotRestored(f"the database of the {part.name} has tables already: restore into an empty one")
    finally:
        await database.close()


async def _load(part: Part, folder: Path, told: dict[str, Any]) -> int:
    """Files first: a row never names one that is not there."""
    if (folder / "files").exists():
        await asyncio.to_thread(shutil.copytree, folder / "files", part.files, dirs_exist_ok=True)
    database = Database(part.url)
    try:
        if part.name == HOUSE:
            await migrate(database, to=told["version"])
        async with database.engine.begin() as connection:
            if part.name == CHAT:
                await connection.run_sync(schema.upgrade, told["version"])
            rows = await copying.load(connection, folder / "tables")
        if part.name == HOUSE:
            await migrate(database)
    finally:
        await database.close()
    return sum(rows.values())


def _sums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file but the manifest, by its path."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != MANIFEST)
    return {str(file.relative_to(folder)): _sum(file) for file in files}


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
