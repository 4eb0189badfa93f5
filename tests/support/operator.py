"""An operator's folder: a small street in a file, and the commands typed at it."""

import sqlite3
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from click.testing import Result

MONDAY = "2026-11-23"
KEYS = f"k1:{b64encode(bytes(32)).decode()}"

Run = Callable[..., Result]


def ask(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(query).fetchall()
        connection.commit()
    return found


def everything(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())
