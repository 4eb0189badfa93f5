"""Tables read in a process that lives for one of them: a hostile file can end that process and nothing else, a long one
keeps nobody waiting, and its memory is given back."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from adapters import beside
from domain.roster_reading import Part, SheetBegins, SheetRow
from domain.roster_settings import RosterSettings
from services.ports import NotATable

LONGEST_LINE = 4 * 1024 * 1024


class TablesBeside:
    """`services.ports.Tables`."""

    def __init__(self, settings: RosterSettings) -> None:
        self._settings = settings

    async def parts(self, content: bytes, name: str) -> AsyncIterator[Part]:
        process = await self._start(name)
        feeding = asyncio.create_task(_feed(process, content))
        ended = False
        try:
            async with asyncio.timeout(self._settings.seconds):
                async for line in _lines(process):
                    match line:
                        case ["sheet", title, hidden]:
                            yield SheetBegins(title, hidden)
                        case ["row", row, cells, formulas]:
                            yield SheetRow(row, dict(cells), frozenset(formulas))
                        case ["refused", reason]:
                            raise NotATable(reason)
                        case _:
                            ended = True
        except TimeoutError as late:
            raise NotATable("too_slow") from late
        finally:
            feeding.cancel()
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if not ended:
            raise NotATable("broken")

    async def _start(self, name: str) -> asyncio.subprocess.Process:
        chosen = self._settings
        limits = (chosen.rows, chosen.unpacked_megabytes * 1024 * 1024, chosen.seconds)
        nowhere = asyncio.subprocess.DEVNULL
        return await beside.start("adapters.tables", name, *map(str, limits), stderr=nowhere, limit=LONGEST_LINE)


async def _feed(process: asyncio.subprocess.Process, content: bytes) -> None:
    if process.stdin is None:
        return
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(content)
        await process.stdin.drain()
        process.stdin.close()


async def _lines(process: asyncio.subprocess.Process) -> AsyncIterator[list[Any]]:
    while process.stdout is not None and (line := await process.stdout.readline()):
        yield json.loads(line)
