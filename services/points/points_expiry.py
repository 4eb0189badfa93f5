"""Points that nobody spent in time leave the accounts; the oldest were spent first."""

from sqlalchemy import case, func, or_, select

from domain.points_rules import left_to_expire
from models.points import PointsAccount, PointsTransfer
from services.act import Ctx
from services.points.points import Correction, SystemAccount, transfer
from services.slots import Slot


async def expire(ctx: Ctx, slot: Slot) -> None:
    """Take what is past its day, of every rider; run late or twice it takes the same.

    1. The accounts that ever had points past their day are locked, by id: nobody spends them meanwhile.
    2. What left an account ever, spent or expired, came out of the oldest; the rest of what is past its day goes.
    """
    past = select(PointsTransfer.to_id).where(PointsTransfer.expires_on <= ctx.today)
    lock = select(PointsAccount.id).where(PointsAccount.id.in_(past)).order_by(PointsAccount.id).with_for_update()
    accounts = (await ctx.session.scalars(lock)).all()
    earned, gone = await _earned(ctx), await _gone(ctx)
    for account in accounts:
        points = left_to_expire(earned[account], gone.get(account, 0))
        if points:
            key = f"{Correction.EXPIRED}/{account}/{ctx.today}"
            await transfer(ctx, key, account, SystemAccount.EXPIRED, points, Correction.EXPIRED)


async def _earned(ctx: Ctx) -> dict[int, int]:
    """All that is past its day, by account."""
    query = (
        select(PointsTransfer.to_id, func.sum(PointsTransfer.amount))
        .where(PointsTransfer.expires_on <= ctx.today)
        .group_by(PointsTransfer.to_id)
    )
    return {account: int(points) for account, points in await ctx.session.execute(query)}


async def _gone(ctx: Ctx) -> dict[int, int]:
    """All that ever left each rider's account; what came back by a correction did not."""
    rider = case((PointsTransfer.from_id > 0, PointsTransfer.from_id), else_=PointsTransfer.to_id)
    out = case((PointsTransfer.from_id > 0, PointsTransfer.amount), else_=-PointsTransfer.amount)
    query = (
        select(rider, func.sum(out))
        .where(or_(PointsTransfer.from_id > 0, PointsTransfer.expires_on.is_(None)))
        .group_by(rider)
    )
    return {account: int(points) for account, points in await ctx.session.execute(query)}
