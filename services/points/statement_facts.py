"""The numbers of monthly statements, counted from transfers and vouchers, for whoever has looked at permissions.

A street's points are those of the accounts that belong to it: where its owner first rode, else the first street, as
for whatever nobody can place.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, union_all

from domain.points_rules import Reason
from domain.rates import Period
from domain.roles import Role
from models.people import RoleHeld
from models.places import Unit
from models.points import PointsAccount, PointsTransfer
from models.reward import RewardStock, Voucher
from services.act import Ctx
from services.points.points import RIDER, SystemAccount
from services.points.reward_access import in_street
from services.streets import streets
from services.visit.visit_facts import midnight


@dataclass(frozen=True)
class Flow:
    """Points of a month. `given` by reason, the most first; `held` are in vouchers that nobody had used at its end.

    `opening` + all `given` + `corrected` - `spent` + `given_back` - `expired` + `adjusted` = `closing`.
    """

    opening: int
    given: tuple[tuple[str, int], ...]
    corrected: int
    spent: int
    given_back: int
    expired: int
    adjusted: int
    closing: int
    held: int


@dataclass(frozen=True)
class Honoured:
    """One voucher as it was honoured; whose it was is nobody's business here."""

    at: datetime
    key: str
    code: str
    points: int


@dataclass(frozen=True)
class Place:
    """So many vouchers, worth so many points, were honoured at a merchant or station."""

    unit_id: int
    unit: str
    count: int
    points: int


async def flow(ctx: Ctx, street_id: int, month: Period) -> Flow:
    """What is there now, less what has moved since the month ended, was there then: no earlier month is read."""
    moves = union_all(
        select(
            PointsTransfer.to_id.label("account"),
            PointsTransfer.from_id.label("other"),
            PointsTransfer.amount.label("points"),
            PointsTransfer.reason.label("reason"),
            PointsTransfer.on_date.label("on_date"),
        ).where(PointsTransfer.on_date >= month.first),
        select(
            PointsTransfer.from_id,
            PointsTransfer.to_id,
            -PointsTransfer.amount,
            PointsTransfer.reason,
            PointsTransfer.on_date,
        ).where(PointsTransfer.on_date >= month.first),
    ).subquery()
    later, theirs = moves.c.on_date > month.last, await _accounts(ctx, street_id)
    query = (
        select(later, moves.c.other, moves.c.reason, func.sum(moves.c.points))
        .join(PointsAccount, PointsAccount.id == moves.c.account)
        .where(theirs)
        .group_by(later, moves.c.other, moves.c.reason, moves.c.points > 0)
    )
    found = [(bool(since), other, why, int(sum_)) for since, other, why, sum_ in await ctx.session.execute(query)]
    now = select(func.coalesce(func.sum(PointsAccount.balance), 0)).where(theirs)
    closing = int((await ctx.session.scalars(now)).one()) - sum(points for since, _, _, points in found if since)
    moved = [(other, why, points) for since, other, why, points in found if not since]
    return _flow(moved, closing, await _held(ctx, street_id, month))


def _flow(moved: list[tuple[int, str, int]], closing: int, held: int) -> Flow:
    """`moved`: with which account, why, and how many points riders gained by it."""
    given = {why: points for other, why, points in moved if _is_given(other, why, points)}
    rest = [(other, points) for other, why, points in moved if not _is_given(other, why, points)]

    def sum_of(account: SystemAccount, *, gained: bool | None = None) -> int:
        return sum(points for other, points in rest if other == account and gained in (None, points > 0))

    known = (SystemAccount.ISSUED, SystemAccount.REDEEMED, SystemAccount.EXPIRED)
    return Flow(
        opening=closing - sum(points for _, _, points in moved),
        given=tuple(sorted(given.items(), key=lambda kind: (-kind[1], kind[0]))),
        corrected=sum_of(SystemAccount.ISSUED),
        spent=-sum_of(SystemAccount.REDEEMED, gained=False),
        given_back=sum_of(SystemAccount.REDEEMED, gained=True),
        expired=-sum_of(SystemAccount.EXPIRED),
        adjusted=sum(points for other, points in rest if other not in known),
        closing=closing,
        held=held,
    )


def _is_given(other: int, why: str, points: int) -> bool:
    """A correction of a correction comes out of the same account, and is no earning."""
    return other == SystemAccount.ISSUED and points > 0 and why in set(Reason)


async def _accounts(ctx: Ctx, street_id: int) -> ColumnElement[bool]:
    """Riders' accounts that belong to the street."""
    rode = (
        select(RoleHeld.unit_id)
        .where(RoleHeld.person_id == PointsAccount.person_id, RoleHeld.role == Role.RIDER)
        .order_by(RoleHeld.id)
        .limit(1)
        .scalar_subquery()
    )
    (first, _), *_ = await streets(ctx)
    return (PointsAccount.kind == RIDER) & (func.coalesce(rode, first) == street_id)


async def _held(ctx: Ctx, street_id: int, month: Period) -> int:
    """Points of vouchers that were neither used nor void when the month ended."""
    _, ends = _moments(ctx, month)
    query = (
        select(func.coalesce(func.sum(Voucher.points), 0))
        .join(RewardStock, RewardStock.id == Voucher.stock_id)
        .join(Unit, Unit.id == RewardStock.unit_id)
        .where(
            in_street(street_id),
            Voucher.held_at < ends,
            or_(Voucher.posted_at.is_(None), Voucher.posted_at >= ends),
            or_(Voucher.voided_at.is_(None), Voucher.voided_at >= ends),
        )
    )
    return int((await ctx.session.scalars(query)).one())


async def honoured_at(ctx: Ctx, unit_id: int, month: Period) -> tuple[Honoured, ...]:
    """Every voucher that the merchant or station honoured in the month, the oldest first."""
    query = (
        select(Voucher.posted_at, RewardStock.key, Voucher.code, Voucher.points)
        .join(RewardStock, RewardStock.id == Voucher.stock_id)
        .where(RewardStock.unit_id == unit_id, within(ctx, month))
        .order_by(Voucher.posted_at, Voucher.id)
    )
    rows = (await ctx.session.execute(query)).all()
    return tuple(Honoured(at, key, code, points) for at, key, code, points in rows if at is not None)


async def places(
    ctx: Ctx, these: ColumnElement[bool], month: Period, after: int = 0, at_most: int | None = None
) -> list[Place]:
    """Of `these` units, those that have or had rewards, by id from `after` on, with what they honoured in the month."""
    query = (
        select(Unit.id, Unit.name, func.count(Voucher.id), func.coalesce(func.sum(Voucher.points), 0))
        .join(RewardStock, RewardStock.unit_id == Unit.id)
        .outerjoin(Voucher, (Voucher.stock_id == RewardStock.id) & within(ctx, month))
        .where(these, Unit.id > after)
        .group_by(Unit.id, Unit.name)
        .order_by(Unit.id)
        .limit(at_most)
    )
    return [Place(id_, name, count, int(points)) for id_, name, count, points in await ctx.session.execute(query)]


def within(ctx: Ctx, month: Period) -> ColumnElement[bool]:
    begins, ends = _moments(ctx, month)
    return (Voucher.posted_at >= begins) & (Voucher.posted_at < ends)


def _moments(ctx: Ctx, month: Period) -> tuple[datetime, datetime]:
    return midnight(ctx, month.first), midnight(ctx, month.last + timedelta(days=1))
