"""Balances are kept for speed only: here they are made anew from the transfers, which alone are the truth.

Order of locks as everywhere: riders' accounts by id, the system's after them. An account is locked before its transfers
are added up, so that whoever moves points meanwhile comes wholly before or wholly after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from models.points import PointsAccount, PointsTransfer
from services.act import Ctx

BLOCK = 500


@dataclass(frozen=True)
class Mended:
    """`balance` is what the transfers come to. `done`: it stands there now; else a rider's would be below zero, which
    no rider's may be, and the transfers themselves are wrong."""

    account: int
    was: int
    balance: int
    done: bool


async def rebuild_riders(ctx: Ctx, after: int) -> tuple[list[Mended], int | None]:
    """The next riders' accounts by id, and the last of them; None: there were none left."""
    block = select(PointsAccount.id).where(PointsAccount.id > max(after, 0)).order_by(PointsAccount.id).limit(BLOCK)
    ids = (await ctx.session.scalars(block.with_for_update())).all()
    return (await _mend(ctx, ids), ids[-1]) if ids else ([], None)


async def rebuild_system(ctx: Ctx) -> list[Mended]:
    ids = select(PointsAccount.id).where(PointsAccount.id <= 0).order_by(PointsAccount.id.desc())
    return await _mend(ctx, (await ctx.session.scalars(ids.with_for_update())).all())


async def _mend(ctx: Ctx, locked: Sequence[int]) -> list[Mended]:
    came = await _sums(ctx, PointsTransfer.to_id, locked)
    went = await _sums(ctx, PointsTransfer.from_id, locked)
    kept = select(PointsAccount.id, PointsAccount.balance).where(PointsAccount.id.in_(locked))
    mended = []
    for account, was in (await ctx.session.execute(kept.order_by(PointsAccount.id))).all():
        balance = came.get(account, 0) - went.get(account, 0)
        if balance != was:
            mended.append(Mended(account, was, balance, done=balance >= 0 or account <= 0))
    for one in mended:
        if one.done:
            right = update(PointsAccount).where(PointsAccount.id == one.account).values(balance=one.balance)
            await ctx.session.execute(right.execution_options(synchronize_session=False))
    return mended


async def _sums(ctx: Ctx, end: InstrumentedAttribute[int], accounts: Sequence[int]) -> dict[int, int]:
    query = select(end, func.sum(PointsTransfer.amount)).where(end.in_(accounts)).group_by(end)
    return {account: int(points) for account, points in await ctx.session.execute(query)}
