"""Pictures and tables, drawn in a process that lives for one of them.

matplotlib in the bot's own process would take some 60 MB for good. A process for each takes about a second, which
nobody waits for: it is the sender that draws, once for the same data.
"""

import asyncio
import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path

from adapters import beside
from services.pictures import MADE, Book, Made, Sheet
from services.ports import NotDrawn

SECONDS = 12
"""Well within a chat's lease: another process must not begin to speak there meanwhile."""


class PicturesBeside:
    """`services.ports.Pictures`. One is drawn at a time: a second core has other work. `scratch` is a folder in which
    matplotlib remembers what fonts there are."""

    def __init__(self, scratch: Path, seconds: float = SECONDS) -> None:
        self._environment = os.environ | {"MPLCONFIGDIR": str(scratch.absolute())}
        self._scratch, self._seconds = scratch, seconds
        self._place = asyncio.Semaphore(1)

    async def draw(self, made: Made, photos: Mapping[str, bytes] | None = None) -> bytes:
        try:
            async with asyncio.timeout(self._seconds), self._place:
                module = "sheets" if isinstance(made, Sheet | Book) else "drawing"
                return await self._draw(module, MADE.dump_json(made) + _beside(photos or {}))
        except TimeoutError as late:
            raise NotDrawn(f"not drawn within {self._seconds} s") from late

    async def _draw(self, module: str, data: bytes) -> bytes:
        self._scratch.mkdir(parents=True, exist_ok=True)
        pipe = asyncio.subprocess.PIPE
        process = await beside.start(f"adapters.{module}", env=self._environment, stderr=pipe)
        try:
            drawn, complaint = await process.communicate(data)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise NotDrawn(complaint.decode(errors="replace").strip().rpartition("\n")[2])
        return drawn


def _beside(photos: Mapping[str, bytes]) -> bytes:
    """A line of their own behind the data."""
    encoded = {sha256: base64.b64encode(content).decode() for sha256, content in photos.items()}
    return b"\n" + json.dumps(encoded).encode() if encoded else b""
