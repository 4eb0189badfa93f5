"""Words that stay are written again without somebody's name: plain ones and sealed ones, whatever table they are in."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.orm import InstrumentedAttribute

from models.base import SealedText
from services.act import Ctx

T = TypeVar("T")
BATCH = 500
Change = Callable[[str], str | None]


def batches(all_of_them: Collection[T]) -> Iterator[Sequence[T]]:
    """No database takes any number of values in one statement."""
    stream = iter(all_of_them)
    while batch := list(islice(stream, BATCH)):
        yield batch


async def rewrite(ctx: Ctx, column: InstrumentedAttribute[Any], where: ColumnElement[bool], change: Change) -> int:
    """`change` every text of a column in these rows; None empties it. Returns how many it changed."""
    table = column.class_.__table__
    cell, keys = table.c[column.key], tuple(table.primary_key.columns)
    bound_to = cell.info.get("bound_to") if isinstance(cell.type, SealedText) else None
    changed = []
    for row in (await ctx.session.execute(select(table).where(where, cell.is_not(None)))).mappings().all():
        name = bound_to.format_map(row) if bound_to else ""
        before = ctx.vault.open(row[cell.name], name) if bound_to else row[cell.name]
        after = change(before)
        if after != before:
            new = ctx.vault.seal(after, name) if bound_to and after is not None else after
            changed.append({f"key_{key.name}": row[key.name] for key in keys} | {"new": new})
    if changed:
        mine = [key == bindparam(f"key_{key.name}") for key in keys]
        await ctx.session.execute(update(table).where(*mine).values({cell.name: bindparam("new")}), changed)
    return len(changed)


def nothing(_: str) -> None:
    """The change that empties."""
