"""What a rider earns besides hazards: one thing pays once, and the daily cap is exact."""

from domain.points_rules import Reason, credit, expires_on, transfer_key
from services.act import Ctx
from services.points.points import SystemAccount, account_of, earned_today, lock, transfer


async def earn(ctx: Ctx, person: int, reason: Reason, amount: int, about: str, *, case_id: int | None = None) -> int:
    """Pay what still fits under the day's cap, be it nothing: what is delivered again on another day pays no more.
    Returns what was paid, 0 also where `about` has paid before."""
    account = await account_of(ctx, person)
    await lock(ctx, [account])
    points = ctx.settings.points
    fits = credit(amount, await earned_today(ctx, account), points.daily_cap)
    key, expires = transfer_key(reason, about, str(person)), expires_on(ctx.today, points.last_months)
    paid = await transfer(ctx, key, SystemAccount.ISSUED, account, fits, reason, case_id=case_id, expires=expires)
    return fits if paid else 0
