"""Ending holds, of whatever kind: hold, then post or void (domain/hold.py). One guarded UPDATE, so that of two at once
one ends a hold, and the other hears that it has ended."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, select, update

from domain.hold import FROM, HoldState
from models.hold import Hold
from services.act import Ctx

BATCH = 200
H = TypeVar("H", bound=Hold)


async def post(ctx: Ctx, kind: type[H], id_: int, **values: Any) -> bool:
    """It came to what it was for; `values` are of its own row. False: it had ended before."""
    return bool(await _end(ctx, kind, [id_], FROM[HoldState.POSTED], posted_at=ctx.now, **values))


async def void(
    ctx: Ctx,
    kind: type[H],
    ids: Iterable[int],
    why: str,
    states: Collection[HoldState] = FROM[HoldState.VOID],
    **values: Any,
) -> Sequence[H]:
    """They did not. Returns those that this ended, by id: what they held is to be given back, once."""
    return await _end(ctx, kind, ids, states, voided_at=ctx.now, why=why, **values)


async def _end(
    ctx: Ctx, kind: type[H], ids: Iterable[int], states: Collection[HoldState], **values: Any
) -> Sequence[H]:
    ended = update(kind).where(kind.id.in_(list(ids)), kind.stands(states)).values(values).returning(kind)
    how = {"synchronize_session": False, "populate_existing": True}
    return sorted(await ctx.session.scalars(ended, execution_options=how), key=lambda hold: hold.id)


def over(ctx: Ctx, kind: type[H]) -> Select[int]:
    """The ids of a batch of those that are held past their time, the longest past first: the clock's to end."""
    late = select(kind.id).where(kind.pending(), kind.held_until <= ctx.now)
    return late.order_by(kind.held_until, kind.id).limit(BATCH)


def ending(ctx: Ctx, kind: type[H], days: int) -> Select[int]:
    """The ids of those that end within `days`, and have not yet: whoever holds them is reminded."""
    soon = (kind.held_until > ctx.now) & (kind.held_until <= ctx.now + timedelta(days=days))
    return select(kind.id).where(kind.pending(), soon)
