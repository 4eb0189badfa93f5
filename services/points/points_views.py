"""What a rider sees of their points: frozen results for the edges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, or_, select

from models.case import Case
from models.points import PointsAccount, PointsTransfer
from services.act import Ctx
from services.points.catalogue import next_price
from services.points.points import earned_today

PAGE = 8


@dataclass(frozen=True)
class Expiring:
    """`points` are gone from `on` on, if they are not spent before."""

    on: date
    points: int


@dataclass(frozen=True)
class Purse:
    """`next_reward` is the price of the cheapest reward that the balance does not buy yet; None: it buys any."""

    balance: int
    earned_today: int
    daily_cap: int
    next_reward: int | None
    expiring: Expiring | None


@dataclass(frozen=True)
class Entry:
    """One transfer as its rider sees it: `points` below zero went out. `number` is its case's."""

    id: int
    at: datetime
    points: int
    reason: str
    number: str | None


@dataclass(frozen=True)
class Statement:
    """`before` is where the next page starts; None: this is the last."""

    entries: tuple[Entry, ...]
    before: int | None


async def balance(ctx: Ctx) -> Purse:
    """The actor's; nobody without an account has any."""
    points = ctx.settings.points
    account = await _account(ctx)
    if account is None:
        return Purse(0, 0, points.daily_cap, await next_price(ctx, 0), None)
    id_, balance_now = account
    today = await earned_today(ctx, id_)
    coming = await next_price(ctx, balance_now)
    return Purse(balance_now, today, points.daily_cap, coming, await _expiring(ctx, id_))


async def history(ctx: Ctx, before: int | None = None) -> Statement:
    """A page of the actor's transfers, newest first; keyset by id."""
    account = await _account(ctx)
    if account is None:
        return Statement((), None)
    id_, _ = account
    signed = case((PointsTransfer.to_id == id_, PointsTransfer.amount), else_=-PointsTransfer.amount)
    query = (
        select(PointsTransfer.id, PointsTransfer.at, signed, PointsTransfer.reason, Case.number)
        .outerjoin(Case, Case.id == PointsTransfer.case_id)
        .where(or_(PointsTransfer.to_id == id_, PointsTransfer.from_id == id_))
        .order_by(PointsTransfer.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        query = query.where(PointsTransfer.id < before)
    entries = tuple(Entry(*row) for row in (await ctx.session.execute(query)))
    return Statement(entries[:PAGE], entries[PAGE - 1].id if len(entries) > PAGE else None)


async def _account(ctx: Ctx) -> tuple[int, int] | None:
    """The street's own accounts belong to nobody, and to no stranger either."""
    if ctx.actor.person_id is None:
        return None
    query = select(PointsAccount.id, PointsAccount.balance).where(PointsAccount.person_id == ctx.actor.person_id)
    return (await ctx.session.execute(query)).one_or_none()


async def expiries(ctx: Ctx) -> tuple[Expiring, ...]:
    """What of the actor's points goes in which month, the next first; `on` is the first day in it."""
    account = await _account(ctx)
    months: dict[tuple[int, int], Expiring] = {}
    for lot in await _lots(ctx, account[0]) if account else ():
        month = lot.on.year, lot.on.month
        before = months.get(month)
        months[month] = Expiring(before.on, before.points + lot.points) if before else lot
    return tuple(months.values())


async def _expiring(ctx: Ctx, account: int) -> Expiring | None:
    """What goes next."""
    return next(iter(await _lots(ctx, account)), None)


async def _lots(ctx: Ctx, account: int) -> list[Expiring]:
    lots = (
        select(PointsTransfer.expires_on, func.sum(PointsTransfer.amount))
        .where(PointsTransfer.to_id == account, PointsTransfer.expires_on.is_not(None))
        .group_by(PointsTransfer.expires_on)
        .order_by(PointsTransfer.expires_on)
    )
    found = [(on, int(sum_)) for on, sum_ in (await ctx.session.execute(lots)) if on is not None]
    return left_of(found, await gone(ctx, account), ctx.today)


async def gone(ctx: Ctx, account: int) -> int:
    """All that ever left the account; what came back by a reversal did not."""
    out = case((PointsTransfer.from_id == account, PointsTransfer.amount), else_=-PointsTransfer.amount)
    total = select(func.coalesce(func.sum(out), 0)).where(
        or_(
            PointsTransfer.from_id == account,
            (PointsTransfer.to_id == account) & PointsTransfer.expires_on.is_(None),
        )
    )
    return int((await ctx.session.scalars(total)).one())


def left_of(lots: Sequence[tuple[date, int]], spent: int, today: date) -> list[Expiring]:
    """What is left of `lots` (first day without them, points; in order) after `today`. The oldest points are spent
    first, so all that ever went out came off the earliest."""
    found = []
    for on, points in lots:
        left = points - spent
        spent = max(0, spent - points)
        if left > 0 and on > today:
            found.append(Expiring(on, left))
    return found
