"""Points that nobody spent in time leave the accounts; the oldest were spent first."""

from datetime import timedelta

from sqlalchemy import case, func, or_, select

from domain.notices import Notice
from domain.points_rules import left_to_expire
from models.points import PointsAccount, PointsTransfer
from services.act import Ctx
from services.notify import tell
from services.points.points import Correction, SystemAccount, transfer
from services.slots import Slot

WARN_DAYS = 30


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


async def warn(ctx: Ctx, slot: Slot) -> None:
    """On Mondays, tell riders what goes in the week that begins `WARN_DAYS` later: everybody hears of it a month ahead,
    and at most once a week."""
    if slot.day.weekday() != 0:
        return
    first = slot.day + timedelta(days=WARN_DAYS)
    until = first + timedelta(days=6)
    week = PointsTransfer.expires_on.between(first, until)
    query = (
        select(PointsAccount.id, PointsAccount.person_id, func.sum(PointsTransfer.amount))
        .join(PointsAccount, PointsAccount.id == PointsTransfer.to_id)
        .where(week, PointsAccount.person_id.is_not(None))
        .group_by(PointsAccount.id, PointsAccount.person_id)
    )
    rows = (await ctx.session.execute(query)).all()
    if not rows:
        return
    up_to = select(PointsTransfer.to_id, func.sum(PointsTransfer.amount)).where(PointsTransfer.expires_on <= until)
    earned = dict((await ctx.session.execute(up_to.group_by(PointsTransfer.to_id))).all())
    left = await _gone(ctx)
    for account, person, points in rows:
        going = min(int(points), left_to_expire(int(earned[account]), left.get(account, 0)))
        if going and person is not None:
            await tell(ctx, [person], Notice.POINTS_EXPIRING, f"expiring:{account}:{first}", points=going)
