"""Personal data in a log: whatever a vault sealed while the tests ran must be in no line that anybody logged."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from adapters.vault import KeyVault
from bot.log import JsonLines
from models.base import Sealed

HOUSE = ("bot", "services", "handlers", "scheduler", "adapters", "models", "domain", "webchat")
LIBRARIES = ("aiogram", "aiohttp", "alembic", "apscheduler", "asyncio", "httpx", "sqlalchemy", "telegram")
TELLING = re.compile(r"[^\x00-\x7f].*[^\s]|\d{7,}|\d.*[^\x00-\x7f]", re.DOTALL)
"""A name, a door, a telephone: not a letter or a short number, which stand in many lines by chance."""
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
FOREIGN = re.compile(r"[^\x00-\x7f]|\d{7}")


class Leaks(logging.Handler):
    """Hears every line as the house would write it. `sealed` is all that must not be in one; `heard` says by which test
    a line was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.sealed: set[str] = set()
        self.heard: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        if FOREIGN.search(line):
            self.heard.setdefault(line, os.environ.get("PYTEST_CURRENT_TEST", ""))

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
    leaks, seal = Leaks(), KeyVault.seal
    house = [logging.getLogger(name) for name in HOUSE]
    loggers = [*house, *map(logging.getLogger, LIBRARIES)]  # not the root: whoever configures it drops its handlers
    levels = [logger.level for logger in house]

    def sealing(vault: KeyVault, text: str, bound_to: str) -> Sealed:
        leaks.keep(text)
        return seal(vault, text, bound_to)

    for logger in house:
        logger.setLevel(logging.INFO)
    for logger in loggers:
        logger.addHandler(leaks)
    try:
        with patch.object(KeyVault, "seal", sealing):
            yield leaks
    finally:
        for logger in loggers:
            logger.removeHandler(leaks)
        for logger, level in zip(house, levels, strict=True):
            logger.setLevel(level)
