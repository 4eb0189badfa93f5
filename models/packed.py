"""Many small rows as one: the database packs them, and the driver hands over one value instead of thousands. Each
database has a name of its own for it."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class packed(GenericFunction[list[Any]]):  # noqa: N801 – reads as a function
    """Aggregate: the group's rows of these columns, a list each, in no order. Days come as ISO text."""

    type = JSON()
    inherit_cache = True


@compiles(packed, "sqlite")
def _sqlite(element: packed, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clause_expr.element, **kwargs)}))"


@compiles(packed, "postgresql")
def _postgresql(element: packed, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clause_expr.element, **kwargs)}))"
