"""The values that a copy of somebody's data is made of, before they are put into words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.act import Ctx


@dataclass(frozen=True)
class Named:
    """A value that has a text in the reader's language, "<kind>-<value>", or of no kind a whole key; without one it
    stands as it is."""

    kind: str
    value: str


Value = str | int | bool | date | datetime | Named | None
Row = dict[str, Value]
Section = tuple[str, Sequence[Row]]


async def rows_of(ctx: Ctx, query: Any, *names: str) -> list[Row]:
    """A name "by:party" is a column "by" whose values have texts "party-…"."""
    kinds = [name.partition(":")[::2] for name in names]
    return [
        {
            name: Named(kind, str(value)) if kind and value is not None else value
            for (name, kind), value in zip(kinds, row, strict=True)
        }
        for row in await ctx.session.execute(query)
    ]
