"""What must always hold about points, each as a use case that lists what breaks it, with ids only."""

from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy import Select, func, or_, select, union_all
from sqlalchemy.orm import aliased

from models.points import PointsAccount, PointsTransfer
from services.act import Ctx
from services.points.points import RIDER, Correction, SystemAccount


async def points_out_of_nowhere(ctx: Ctx) -> list[str]:
    """All accounts together hold nothing: what riders have, the system's accounts owe."""
    total = await ctx.session.scalar(select(func.coalesce(func.sum(PointsAccount.balance), 0)))
    return [f"all accounts: {total}"] if total else []


async def balances_unlike_transfers(ctx: Ctx) -> list[str]:
    """Every balance is what came in less what went out."""
    moves = union_all(
        select(PointsTransfer.to_id.label("account"), PointsTransfer.amount.label("points")),
        select(PointsTransfer.from_id, -PointsTransfer.amount),
    ).subquery()
    sums = select(moves.c.account, func.sum(moves.c.points).label("points")).group_by(moves.c.account).subquery()
    moved = func.coalesce(sums.c.points, 0)
    query = (
        select(PointsAccount.id, PointsAccount.balance, moved)
        .outerjoin(sums, sums.c.account == PointsAccount.id)
        .where(PointsAccount.balance != moved)
    )
    return await _lines(ctx, query, "account {}: balance {}, transfers {}")


async def riders_below_zero(ctx: Ctx) -> list[str]:
    query = select(PointsAccount.id, PointsAccount.balance)
    return await _lines(ctx, query.where(PointsAccount.kind == RIDER, PointsAccount.balance < 0), "account {}: {}")


async def transfers_without_both_ends(ctx: Ctx) -> list[str]:
    """Every transfer leads from one account to another, and both are there."""
    giver, taker = aliased(PointsAccount), aliased(PointsAccount)
    query = (
        select(PointsTransfer.id)
        .outerjoin(giver, giver.id == PointsTransfer.from_id)
        .outerjoin(taker, taker.id == PointsTransfer.to_id)
        .where(or_(giver.id.is_(None), taker.id.is_(None), PointsTransfer.from_id == PointsTransfer.to_id))
    )
    return await _lines(ctx, query, "transfer {}")


async def cases_paid_twice(ctx: Ctx) -> list[str]:
    """A case pays one account once for one reason. Corrections that were put right have none of their own."""
    columns = (PointsTransfer.case_id, PointsTransfer.reason, PointsTransfer.to_id)
    issued = PointsTransfer.from_id == SystemAccount.ISSUED
    paid = PointsTransfer.case_id.is_not(None), issued, PointsTransfer.reason != Correction.REVERSAL
    return await _lines(ctx, select(*columns).where(*paid).group_by(*columns).having(func.count() > 1), "case {} {} {}")


async def _lines(ctx: Ctx, query: Select[*tuple[object, ...]], line: str) -> list[str]:
    """One line of text for each row of what should give none."""
    return [line.format(*row) for row in (await ctx.session.execute(query)).all()]


CHECKS: dict[str, Callable[[Ctx], Awaitable[Sequence[str]]]] = {
    "all points accounts together are zero": points_out_of_nowhere,
    "every points balance is the sum of its transfers": balances_unlike_transfers,
    "no rider has less than no points": riders_below_zero,
    "every points transfer has both ends": transfers_without_both_ends,
    "a case pays one account once for one reason": cases_paid_twice,
}
