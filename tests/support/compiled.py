"""SQL is compiled once for all tests. SQLAlchemy keeps what it has compiled for each engine, and each test has engines
of its own: a sixth of the run went into compiling the same statements again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect


def _same(one: DefaultDialect, other: object) -> bool:
    """Speaks to the same kind of server: a statement is written for both in the same words."""
    return type(one) is type(other) and _version(one) == _version(other)


def _version(dialect: Any) -> object:
    return getattr(dialect, "server_version_info", None)


@contextmanager
def shared() -> Iterator[None]:
    """From here on engines know what others have compiled."""
    compiled: dict[Any, Any] = {}

    def share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", share)
    try:
        with patch.multiple(DefaultDialect, __eq__=_same, __hash__=lambda dialect: hash(type(dialect))):
            yield
    finally:
        event.remove(Engine, "engine_connect", share)
