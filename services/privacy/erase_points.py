"""Vouchers give back what they hold, and the points that are left expire: the ledger stays, and adds up to nothing."""

from sqlalchemy import select

from domain.voucher import Void
from models.points import PointsAccount
from models.reward import Voucher
from services.act import Ctx
from services.points.points import Correction, SystemAccount, lock, transfer
from services.points.rewards import give_back


async def erase_points(ctx: Ctx, person_id: int) -> None:
    account = await ctx.session.scalar(select(PointsAccount.id).where(PointsAccount.person_id == person_id))
    if account is None:
        return
    await lock(ctx, [account])
    held = select(Voucher.id).where(Voucher.person_id == person_id, Voucher.pending())
    await give_back(ctx, (await ctx.session.scalars(held)).all(), Void.CANCELLED)
    left = await ctx.session.scalar(select(PointsAccount.balance).where(PointsAccount.id == account)) or 0
    if left:
        key = f"{Correction.EXPIRED}/{account}/erased"
        await transfer(ctx, key, account, SystemAccount.EXPIRED, left, Correction.EXPIRED)
