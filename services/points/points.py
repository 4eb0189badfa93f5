"""The riders' points: a double-entry ledger. Every transfer has a unique key, so one thing pays once, and a balance
changes only by a single conditional UPDATE, so no rider's falls below zero however many spend at once.

Order of locks, the same everywhere: riders' accounts first, by id, the system's after them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from domain.errors import NotAllowed, NotEnoughPoints, NotFound
from domain.notices import Notice
from domain.points_rules import Reason, credit, expires_on, transfer_key
from domain.roles import Role
from domain.voucher_errors import VoucherPays
from models.base import bare
from models.case import Case, CaseFollower
from models.points import PointsAccount, PointsTransfer
from services.act import SYSTEM, Ctx
from services.insert import insert_new, insert_new_id
from services.notify import tell
from services.rider.rider_roll import payable

RIDER = "rider"
STAFF_WHO_CORRECT = (Role.STREET_STAFF, Role.ADMIN)


_accounts = bare(PointsAccount)
_mine = _accounts.c.id == bindparam("account")
_amount: Any = bindparam("amount")
GIVE = update(_accounts).where(_mine).values(balance=_accounts.c.balance + _amount).returning(_accounts.c.id)
TAKE = (
    update(_accounts)
    .where(_mine, or_(_accounts.c.kind != RIDER, _accounts.c.balance >= _amount))
    .values(balance=_accounts.c.balance - _amount)
    .returning(_accounts.c.id)
)
"""The one statement that spends, which finds its row only where there is enough."""


class SystemAccount(IntEnum):
    """The accounts that are not a rider's, by their fixed ids: riders' begin at 1, so these never meet them, and the
    primary key makes each of them once."""

    ISSUED = 0
    REDEEMED = -1
    EXPIRED = -2
    ADJUSTED = -3


class Correction(StrEnum):
    """Reasons of transfers that are no earning."""

    REVERSAL = "reversal"
    EXPIRED = "expired"
    REDEEMED = "redeemed"
    GIVEN_BACK = "given_back"


OF_A_VOUCHER = frozenset({Correction.REDEEMED, Correction.GIVEN_BACK})


async def account_of(ctx: Ctx, person_id: int) -> int:
    """The id of the person's account, made on demand. Whoever makes the same one at the same time is waited for."""
    mine = select(PointsAccount.id).where(PointsAccount.person_id == person_id)
    found = await ctx.session.scalar(mine)
    if found is not None:
        return found
    system = [{"id": int(account), "kind": account.name.lower(), "balance": 0} for account in SystemAccount]
    await ctx.session.execute(insert_new(ctx.session, PointsAccount).values(system))
    rider = {"kind": RIDER, "person_id": person_id, "balance": 0}
    await ctx.session.execute(insert_new(ctx.session, PointsAccount).values(rider))
    return (await ctx.session.scalars(mine)).one()


async def transfer(
    ctx: Ctx,
    key: str,
    from_: int,
    to: int,
    amount: int,
    reason: str,
    *,
    case_id: int | None = None,
    expires: date | None = None,
) -> bool:
    """Move `amount` points, once for ever by `key`; False when the key was used already. An amount of nothing uses the
    key all the same. `expires` is the first local day on which points that a rider is given are gone.

    Raises NotEnoughPoints; the door then undoes what was written here.
    """
    row = {
        "key": key,
        "from_id": from_,
        "to_id": to,
        "amount": amount,
        "reason": reason,
        "at": ctx.now,
        "on_date": ctx.today,
        "case_id": case_id,
        "expires_on": expires,
    }
    return await ctx.session.run_sync(_move, row)


def _move(session: Session, row: Mapping[str, Any]) -> bool:
    """The statements of one transfer, together: each by itself would go through asyncio, which costs as much again."""
    connection, amount = session.connection(), row["amount"]
    if connection.scalar(insert_new_id(session, PointsTransfer), row) is None:
        return False
    if not amount:
        return True
    changes = {row["from_id"]: TAKE, row["to_id"]: GIVE}
    for account in sorted(changes, reverse=True):  # a rider's id is above every system account's
        # No row: the condition did not hold.
        if connection.scalar(changes[account], {"account": account, "amount": amount}) is None:
            raise NotEnoughPoints
    return True


async def pay_hazard(
    ctx: Ctx,
    case: Case,
    *,
    serious: bool = False,
    solved: bool = False,
    reporter: bool = True,
    joined: bool = True,
    before: Collection[Reason] = (),
) -> None:
    """Pay for a hazard that was confirmed: its first reporter, and everybody who joined it before; or only either.

    1. Only riders whose agreement has not ended are paid.
    2. Their accounts are locked in order, so that the daily cap is exact whatever else pays them now.
    3. Each is told once, also when the cap left nothing.

    What its reporter was due `before` is settled, whatever the cap left of it then: ledgers of older versions have no
    row of nothing.
    """
    followers = await _joined(ctx, case) if joined else []
    first = [case.reporter_id] if reporter and case.reporter_id is not None else []
    riders = await payable(ctx, [*first, *followers])
    accounts = {person: await account_of(ctx, person) for person in sorted(riders)}
    await lock(ctx, accounts.values())
    points = ctx.settings.points
    for person, account in sorted(accounts.items(), key=lambda item: item[1]):
        if person == case.reporter_id:
            dues = [due for due in points.for_hazard(serious=serious, solved=solved) if due[0] not in before]
        else:
            dues = [(Reason.HAZARD_JOINED, points.hazard_joined)]
        if dues:
            await _pay(ctx, case, person, account, dues)


async def pay_look(ctx: Ctx, case: Case, supervisor: int) -> None:
    """Pay for the look at a closed hazard, once for the case, whatever was found."""
    if await payable(ctx, [supervisor]):
        account = await account_of(ctx, supervisor)
        await lock(ctx, [account])
        await _pay(ctx, case, supervisor, account, [(Reason.SUPERVISOR_CHECK, ctx.settings.points.supervisor_check)])


async def _joined(ctx: Ctx, case: Case) -> Sequence[int]:
    query = (
        select(CaseFollower.person_id)
        .where(CaseFollower.case_id == case.id, CaseFollower.person_id != case.reporter_id)
        .order_by(CaseFollower.since, CaseFollower.person_id)
    )
    return (await ctx.session.scalars(query)).all()


async def lock(ctx: Ctx, accounts: Iterable[int]) -> None:
    """By id, before anything else is: whoever holds several does not wait for whoever waits for them."""
    rows = select(PointsAccount.id).where(PointsAccount.id.in_(sorted(accounts))).order_by(PointsAccount.id)
    await ctx.session.execute(rows.with_for_update())


async def _pay(ctx: Ctx, case: Case, person: int, account: int, dues: Sequence[tuple[Reason, int]]) -> None:
    """What still fits under the day's cap, of each due in turn, be it nothing; the rider is told the sum."""
    settings = ctx.settings.points
    expires = expires_on(ctx.today, settings.last_months)
    earned, paid = await earned_today(ctx, account), 0
    for reason, amount in dues:
        fits = credit(amount, earned + paid, settings.daily_cap)
        key = transfer_key(reason, str(case.id), str(person))
        if await transfer(ctx, key, SystemAccount.ISSUED, account, fits, reason, case_id=case.id, expires=expires):
            paid += fits
    await tell(
        ctx,
        [person],
        Notice.POINTS_EARNED,
        f"points:{case.id}:{person}",
        number=case.number,
        reason=dues[-1][0],
        points=paid,
        capped=paid < sum(amount for _, amount in dues),
    )


async def earned_today(ctx: Ctx, account: int) -> int:
    """What counts towards the daily cap; a correction that was put right is no new earning."""
    total = select(func.coalesce(func.sum(PointsTransfer.amount), 0)).where(
        PointsTransfer.to_id == account,
        PointsTransfer.from_id == SystemAccount.ISSUED,
        PointsTransfer.on_date == ctx.today,
        PointsTransfer.reason != Correction.REVERSAL,
    )
    return (await ctx.session.scalars(total)).one()


async def reverse(ctx: Ctx, key: str) -> bool:
    """Correct the transfer `key` by its mirror image, once; False if it was reversed before.

    Raises NotFound, NotAllowed (the street's staff and the system may), VoucherPays, and NotEnoughPoints where the
    rider has spent them already: then the street has to talk with the rider first.
    """
    if ctx.actor != SYSTEM and not any(ctx.actor.has(role) for role in STAFF_WHO_CORRECT):
        raise NotAllowed
    why = await ctx.session.scalar(select(PointsTransfer.reason).where(PointsTransfer.key == key))
    if why in OF_A_VOUCHER:
        raise VoucherPays
    return await undo(ctx, key, Correction.REVERSAL)


async def undo(ctx: Ctx, key: str, reason: str) -> bool:
    """The mirror image of the transfer `key`, for whatever use case has the right to it; once, else False. Raises
    NotFound, NotEnoughPoints."""
    made = await ctx.session.scalar(select(PointsTransfer).where(PointsTransfer.key == key))
    if made is None:
        raise NotFound
    mirrored = f"{Correction.REVERSAL}/{made.id}"
    return await transfer(ctx, mirrored, made.to_id, made.from_id, made.amount, reason, case_id=made.case_id)
