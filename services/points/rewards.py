"""Redeeming points: a voucher holds points and a piece of stock, then it is honoured once, or gives both back.

Order of locks, the same everywhere: riders' accounts by id, vouchers, stocks by id, then the system's accounts.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select, update

from domain.errors import ConsentNeeded, NotFound
from domain.notices import Notice
from domain.reward_errors import PriceChanged
from domain.voucher import Void, VoucherState, new_code, read
from domain.voucher_errors import (
    MonthsLimit,
    OwnVoucher,
    SoldOut,
    VoucherCancelled,
    VoucherElsewhere,
    VoucherExpired,
    VoucherHonoured,
)
from models.places import Unit
from models.points import PointsAccount
from models.reward import RewardStock, Voucher
from services import hold
from services.act import Ctx
from services.insert import insert_new
from services.notify import tell
from services.points.catalogue import Reward, on_offer
from services.points.points import Correction, SystemAccount, account_of, lock, transfer, undo
from services.points.reward_access import honours, honours_anything, in_street, state_of
from services.streets import own_street
from services.visit.visit_facts import midnight


def transfer_key(voucher_id: int) -> str:
    """The one transfer by which a voucher was paid."""
    return f"voucher/{voucher_id}"


async def redeem(ctx: Ctx, stock_id: int, request: str, price: int | None = None) -> str:
    """Take points and one piece of the stock, and give a voucher for both. `request` names the confirmation: again, it
    gives the same voucher; `price` is the one that the rider agreed to. Returns its code.

    1. The rider's account is locked: of two phones at once each sees what the other took, so the month's limit holds.
    2. The piece is taken by one conditional UPDATE: of two hundred riders, ten have ten pieces.
    3. The voucher and the transfer that pays for it; whatever is refused undoes all of it.

    Raises ConsentNeeded, NotFound, PriceChanged, MonthsLimit, SoldOut, NotEnoughPoints.
    """
    if ctx.actor.person_id is None or not ctx.actor.consented:
        raise ConsentNeeded
    account = await account_of(ctx, ctx.person_id)
    await lock(ctx, [account])
    request = f"{ctx.person_id}/{request}"
    before = await ctx.session.scalar(select(Voucher.code).where(Voucher.request == request))
    if before is not None:
        return before
    reward = await _offered(ctx, stock_id)
    if price not in (None, reward.price):
        raise PriceChanged(price=reward.price)
    if await redeemed_this_month(ctx, reward.key) >= reward.a_month:
        raise MonthsLimit(limit=reward.a_month)
    await _take_piece(ctx, stock_id)
    voucher_id, code = await _write(ctx, stock_id, reward, request)
    key = transfer_key(voucher_id)
    await transfer(ctx, key, account, SystemAccount.REDEEMED, reward.price, Correction.REDEEMED)
    return code


async def _offered(ctx: Ctx, stock_id: int) -> Reward:
    """Raises NotFound for what the street no longer offers, and for another street's."""
    found = select(RewardStock.key).join(Unit, Unit.id == RewardStock.unit_id)
    key = await ctx.session.scalar(found.where(RewardStock.id == stock_id, in_street(await own_street(ctx))))
    if key is None:
        raise NotFound
    return await on_offer(ctx, key)


async def redeemed_this_month(ctx: Ctx, key: str) -> int:
    """What was given back does not count."""
    since = midnight(ctx, ctx.today.replace(day=1))
    query = select(func.count()).select_from(Voucher).join(RewardStock, RewardStock.id == Voucher.stock_id)
    mine = query.where(Voucher.person_id == ctx.person_id, Voucher.held_at >= since, Voucher.voided_at.is_(None))
    return await ctx.session.scalar(mine.where(RewardStock.key == key)) or 0


async def _take_piece(ctx: Ctx, stock_id: int) -> None:
    one = update(RewardStock).where(RewardStock.id == stock_id, RewardStock.free > 0).values(free=RewardStock.free - 1)
    if await ctx.session.scalar(one.returning(RewardStock.id).execution_options(synchronize_session=False)) is None:
        raise SoldOut


async def _write(ctx: Ctx, stock_id: int, reward: Reward, request: str) -> tuple[int, str]:
    """A code that another voucher has already is drawn again."""
    row = {
        "request": request,
        "stock_id": stock_id,
        "person_id": ctx.person_id,
        "points": reward.price,
        "held_at": ctx.now,
        "held_until": midnight(ctx, ctx.today + timedelta(days=ctx.settings.points.vouchers.days + 1)),
    }
    while True:
        code = new_code(secrets.choice)
        written = insert_new(ctx.session, Voucher).values(**row, code=code).returning(Voucher.id)
        voucher_id = await ctx.session.scalar(written)
        if voucher_id is not None:
            return voucher_id, code


async def honour(ctx: Ctx, typed: str) -> str:
    """Hand over what the voucher is for, once, by the merchant or station that it names; the rider is told. Returns the
    reward's key.

    Raises NotFound for whoever honours nothing anywhere, VoucherUnreadable, VoucherElsewhere, OwnVoucher,
    VoucherHonoured, VoucherCancelled, VoucherExpired.
    """
    voucher, stock, _ = await honourable(ctx, typed)
    if not await hold.post(ctx, Voucher, voucher.id, honoured_by=ctx.person_id):
        await ctx.session.refresh(voucher)
        refuse_unless_good(ctx, voucher)
    key = f"voucher:{voucher.id}:honoured"
    await tell(ctx, [voucher.person_id], Notice.VOUCHER_NEWS, key, what="honoured", code=voucher.code)
    return stock.key


async def honourable(ctx: Ctx, typed: str) -> tuple[Voucher, RewardStock, Unit]:
    """A good voucher that the actor may honour. Raises what `honour` does."""
    if not honours_anything(ctx.actor):
        raise NotFound
    voucher, stock, unit = await voucher_called(ctx, read(typed))
    if not honours(ctx.actor, unit):
        raise VoucherElsewhere
    if voucher.person_id == ctx.person_id:
        raise OwnVoucher
    refuse_unless_good(ctx, voucher)
    return voucher, stock, unit


async def voucher_called(ctx: Ctx, code: str) -> tuple[Voucher, RewardStock, Unit]:
    """Raises NotFound. Whether the actor may see it, the caller says."""
    query = select(Voucher, RewardStock, Unit).join(RewardStock, RewardStock.id == Voucher.stock_id)
    found = await ctx.session.execute(
        query.join(Unit, Unit.id == RewardStock.unit_id)
        .where(Voucher.code == code)
        .execution_options(populate_existing=True)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    voucher, stock, unit = row
    return voucher, stock, unit


def refuse_unless_good(ctx: Ctx, voucher: Voucher) -> None:
    match state_of(voucher, ctx.now):
        case VoucherState.HONOURED if voucher.posted_at is not None:
            when = voucher.posted_at.astimezone(ctx.zone)
            raise VoucherHonoured(month=when.month, day=when.day, time=f"{when:%H:%M}")
        case VoucherState.CANCELLED:
            raise VoucherCancelled
        case VoucherState.EXPIRED:
            raise VoucherExpired


async def cancel(ctx: Ctx, code: str) -> None:
    """The rider gives their own voucher back before it is used; points and piece come back at once. Raises NotFound,
    and what stands against it: VoucherHonoured, VoucherCancelled, VoucherExpired."""
    voucher, _, _ = await voucher_called(ctx, code)
    if voucher.person_id != ctx.actor.person_id:
        raise NotFound
    refuse_unless_good(ctx, voucher)
    if not await give_back(ctx, [voucher.id], Void.CANCELLED):
        await ctx.session.refresh(voucher)
        refuse_unless_good(ctx, voucher)


async def run_out(ctx: Ctx, ids: Sequence[int]) -> None:
    """Those of them that nobody used in time give back what they hold, and their riders are told."""
    for voucher in await give_back(ctx, ids, Void.EXPIRED):
        key = f"voucher:{voucher.id}:expired"
        await tell(ctx, [voucher.person_id], Notice.VOUCHER_NEWS, key, what="expired", code=voucher.code)


async def give_back(ctx: Ctx, ids: Sequence[int], why: Void) -> Sequence[Voucher]:
    """Returns the vouchers that this ended. Riders' accounts, vouchers, all stock, then all points: see the order of
    locks."""
    riders = select(Voucher.person_id).where(Voucher.id.in_(ids))
    await lock(ctx, await ctx.session.scalars(select(PointsAccount.id).where(PointsAccount.person_id.in_(riders))))
    ended = await hold.void(ctx, Voucher, ids, why)
    for voucher in sorted(ended, key=lambda voucher: voucher.stock_id):
        piece = update(RewardStock).where(RewardStock.id == voucher.stock_id).values(free=RewardStock.free + 1)
        await ctx.session.execute(piece.execution_options(synchronize_session=False))
    for voucher in ended:
        await undo(ctx, transfer_key(voucher.id), Correction.GIVEN_BACK)
    return ended


async def remind(ctx: Ctx) -> int:
    """Riders whose voucher ends soon, each once. Returns how many chats hear it, or heard it before."""
    ending = hold.ending(ctx, Voucher, ctx.settings.points.vouchers.remind_days)
    query = select(Voucher.id, Voucher.person_id, Voucher.code).where(Voucher.id.in_(ending)).order_by(Voucher.id)
    told = 0
    for id_, rider, code in (await ctx.session.execute(query)).all():
        told += await tell(ctx, [rider], Notice.VOUCHER_NEWS, f"voucher:{id_}:soon", what="soon", code=code)
    return told
