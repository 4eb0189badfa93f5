"""Personal data in a log or error: whatever a vault sealed while the tests ran, or somebody said on the page, must be
in no line that anybody logged, here or in a process of its own, and in nothing that inbox or outbox keep as why
something failed."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from sqlalchemy import Engine, event, select

from adapters.vault import KeyVault
from bot.log import JsonLines
from models.base import Sealed
from models.database import Database
from models.outbox import Inbox, Outbox
from webchat.person import Message, Person

HOUSE = ("bot", "services", "handlers", "scheduler", "adapters", "models", "domain", "webchat")
LIBRARIES = ("aiogram", "aiohttp", "alembic", "apscheduler", "asyncio", "httpx", "sqlalchemy", "telegram")
TELLING = re.compile(r"[^\x00-\x7f].*[^\s]|\d{7,}|\d.*[^\x00-\x7f]", re.DOTALL)
"""A name, a door, a telephone: not a letter or a short number, which stand in many lines by chance."""
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
KEEP_WHY = ("UPDATE inbox ", "UPDATE outbox ")
FOREIGN = re.compile(r"[^\x00-\x7f]|\d{7}")


LEFT_BEHIND: dict[str, str] = {}
"""What processes wrote that may tell of somebody, and the test that started them."""


async def left_behind(folder: Path) -> None:
    """Read what a house in `folder`, whose process has just ended, logged, be it one of our lines or a library's last
    words, and what it kept as why something failed. Later nothing is there: a test's folder goes with it."""
    log, config = folder / "bot.log", yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))
    said = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    said += await _kept(Database(config["storage"]["database"]))
    for line in filter(FOREIGN.search, said):
        LEFT_BEHIND.setdefault(line, _test())


async def _kept(database: Database) -> list[str]:
    try:
        async with database.read() as session:
            return [
                error or ""
                for kind in (Inbox, Outbox)
                for error in await session.scalars(select(kind.error).where(kind.error.is_not(None)))
            ]
    finally:
        await database.close()


def _test() -> str:
    return os.environ.get("PYTEST_CURRENT_TEST", "")


class Leaks(logging.Handler):
    """Hears every line as the house would write it. `sealed` is all that must not be in one; `heard` says by which test
    a line was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.sealed: set[str] = set()
        self.heard: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self._hear(self.format(record), _test())

    def executing(self, _connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        """Why an update or a message failed is kept beside it, where staff and operators read it."""
        if "error=" in statement and statement.startswith(KEEP_WHY):
            for row in values if many else [values]:
                for value in row.values() if isinstance(row, dict) else row:
                    self._hear(str(value), _test())

    def read(self) -> None:
        """What processes of a house beside us left behind."""
        for line, test in LEFT_BEHIND.items():
            self._hear(line, test)

    def _hear(self, line: str, test: str) -> None:
        if FOREIGN.search(line):
            self.heard.setdefault(line, test)

    def keep(self, text: str) -> None:
        if TELLING.search(text):
            self.sealed.add(text)

    def found(self) -> list[str]:
        return [
            f"{test}: {line}"
            for line, test in self.heard.items()
            if MOBILE.search(line) or any(secret in line for secret in self.sealed)
        ]


@contextmanager
def listening() -> Iterator[Leaks]:
    """From here on everything that is logged is heard, and everything that is sealed is remembered."""
    leaks, seal, say = Leaks(), KeyVault.seal, Person.say
    house = [logging.getLogger(name) for name in HOUSE]
    loggers = [*house, *map(logging.getLogger, LIBRARIES)]  # not the root: whoever configures it drops its handlers
    levels = [logger.level for logger in house]

    def sealing(vault: KeyVault, text: str, bound_to: str) -> Sealed:
        leaks.keep(text)
        return seal(vault, text, bound_to)

    async def saying(person: Person, text: str, **more: Any) -> Message:
        """What is sealed in another process was said to it, or is of the neighbourhood that was sealed here."""
        leaks.keep(text)
        return await say(person, text, **more)

    for logger in house:
        logger.setLevel(logging.INFO)
    for logger in loggers:
        logger.addHandler(leaks)
    event.listen(Engine, "before_cursor_execute", leaks.executing)
    try:
        with patch.object(KeyVault, "seal", sealing), patch.object(Person, "say", saying):
            yield leaks
    finally:
        event.remove(Engine, "before_cursor_execute", leaks.executing)
        for logger in loggers:
            logger.removeHandler(leaks)
        for logger, level in zip(house, levels, strict=True):
            logger.setLevel(level)
