"""`among(column, "ids")`: IN, of whole numbers that are bound as one value.

SQLAlchemy's own IN has a text for each length of the list: it is written anew at every call, and the database prepares
each text anew. For a statement that every update asks both cost more than running it.
"""

from collections.abc import Sequence
from typing import Any, Self

from sqlalchemy import Boolean, ColumnElement, Dialect, SQLColumnExpression, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator


class _Numbers(TypeDecorator[Sequence[int]]):
    """Bound as text: `{1,2}`, as PostgreSQL writes an array, and `[1,2]` where there are none (SQLite). An array itself
    would have each new connection to PostgreSQL ask for its type first, which costs more than ten such statements."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> str:
        numbers = ",".join(map(str, value or ()))
        return f"{{{numbers}}}" if dialect.name == "postgresql" else f"[{numbers}]"


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Self:
        """Where a condition is asked for this is one: "= 1" behind it, as behind a function, would keep SQLite from
        using an index."""
        return self


def among(column: SQLColumnExpression[Any], name: str) -> ColumnElement[bool]:
    """Whether the column is one of the numbers that are given as `name` when the statement is run."""
    return _Among(column, bindparam(name, type_=_Numbers()))


@compiles(_Among)
def _any(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} = ANY (ARRAY(SELECT unnest(CAST({numbers} AS BIGINT[]))))"  # read once, not for each row


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608 - of compiled parts
