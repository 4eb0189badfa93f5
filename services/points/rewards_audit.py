"""What must always hold about vouchers, each as a use case that lists what breaks it, with ids only."""

from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy import String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import aliased

from models.points import PointsTransfer
from models.reward import RewardStock, Voucher
from services.act import Ctx
from services.points.points import Correction

PAID = literal("voucher/") + cast(Voucher.id, String)
"""As `rewards.transfer_key` writes it."""


async def vouchers_without_transfer(ctx: Ctx) -> list[str]:
    """Every voucher was paid by one transfer of its points."""
    paid = and_(PointsTransfer.key == PAID, PointsTransfer.amount == Voucher.points)
    query = select(Voucher.id).outerjoin(PointsTransfer, paid).where(PointsTransfer.id.is_(None)).order_by(Voucher.id)
    return [f"voucher {id_}" for id_ in await ctx.session.scalars(query)]


async def vouchers_unlike_points(ctx: Ctx) -> list[str]:
    """Points came back for every voucher that is void, and for no other."""
    mirror = aliased(PointsTransfer)
    mirrored = mirror.key == literal(f"{Correction.REVERSAL}/") + cast(PointsTransfer.id, String)
    paid = select(Voucher.id).join(PointsTransfer, PointsTransfer.key == PAID)
    back = paid.join(mirror, mirrored)
    wrong = or_(
        and_(Voucher.voided_at.is_(None), Voucher.id.in_(back)),
        and_(Voucher.voided_at.is_not(None), Voucher.id.not_in(back)),
        and_(Voucher.voided_at.is_not(None), Voucher.posted_at.is_not(None)),
    )
    return [f"voucher {id_}" for id_ in await ctx.session.scalars(select(Voucher.id).where(wrong).order_by(Voucher.id))]


async def stock_unlike_vouchers(ctx: Ctx) -> list[str]:
    """What is free, and what vouchers hold or have had, is what came in."""
    gone = select(func.count(Voucher.id)).where(Voucher.stock_id == RewardStock.id, Voucher.voided_at.is_(None))
    taken = gone.scalar_subquery()
    query = select(RewardStock.id, RewardStock.came_in, RewardStock.free, taken)
    rows = (await ctx.session.execute(query.where(RewardStock.came_in != RewardStock.free + taken))).all()
    return [f"stock {id_}: {came_in} came in, {free} free, {used} taken" for id_, came_in, free, used in rows]


CHECKS: dict[str, Callable[[Ctx], Awaitable[Sequence[str]]]] = {
    "every voucher was paid once": vouchers_without_transfer,
    "points came back for every void voucher, and for no other": vouchers_unlike_points,
    "every stock is what came in": stock_unlike_vouchers,
}
