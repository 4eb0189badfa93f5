"""`among(column, "ids")`: IN, of whole numbers that are bound as one value.

SQLAlchemy's own IN has a text for each length of the list: it is written anew at every call, and the database prepares
each text anew. For a statement that every update asks both cost more than running it.
"""

from typing import Any, Self

from sqlalchemy import ARRAY, JSON, BigInteger, Boolean, ColumnElement, Dialect, SQLColumnExpression, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class _Numbers(TypeDecorator[Any]):
    """An array, or its JSON where there are none (SQLite)."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(BigInteger) if dialect.name == "postgresql" else JSON())


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
    return f"{column} = ANY ({numbers})"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608 - of compiled parts
