"""Last month's rates, pushed on the first of the month to those who answer for them."""

from datetime import timedelta

from sqlalchemy import select

from domain.notices import Notice
from domain.roles import Role, UnitKind
from models.places import Unit
from services.act import Ctx
from services.notify import holders, tell
from services.quiet import willing
from services.slots import Slot

# whose figures          go to
READERS = {UnitKind.COMMUNITY: Role.COMMUNITY_STAFF, UnitKind.STREET: Role.STREET_STAFF}


async def monthly(ctx: Ctx, slot: Slot) -> None:
    """Once a month and chat; whoever has switched it off, or has had their share of the day, hears nothing."""
    if slot.day.day != 1:
        return
    last = slot.day - timedelta(days=1)
    units = (
        await ctx.session.execute(select(Unit.id, Unit.kind).where(Unit.kind.in_(READERS)).order_by(Unit.id))
    ).all()
    for unit, kind in units:
        staff = await willing(ctx, await holders(ctx, READERS[UnitKind(kind)], unit), Notice.RATES_MONTH, slot.day)
        await tell(ctx, staff, Notice.RATES_MONTH, f"rates:{unit}:{last:%Y%m}", unit=unit, day=f"{last:%Y%m%d}")
