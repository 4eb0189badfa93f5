"""Last month's rates, pushed on the first of the month to those who answer for them."""

from datetime import timedelta

from sqlalchemy import select

from domain.notices import Notice
from domain.roles import Role, UnitKind
from models.places import Unit
from services.act import Ctx
from services.letters import tell_letter
from services.notify import holders
from services.slots import Slot

# whose figures          go to
READERS = {UnitKind.COMMUNITY: Role.COMMUNITY_STAFF, UnitKind.STREET: Role.STREET_STAFF}


async def monthly(ctx: Ctx, slot: Slot) -> None:
    """Once a month and chat; whoever has switched it off hears nothing."""
    if slot.day.day != 1:
        return
    last = slot.day - timedelta(days=1)
    units = (
        await ctx.session.execute(select(Unit.id, Unit.kind).where(Unit.kind.in_(READERS)).order_by(Unit.id))
    ).all()
    for unit, kind in units:
        staff, key = await holders(ctx, READERS[UnitKind(kind)], unit), f"rates:{unit}:{last:%Y%m}"
        await tell_letter(ctx, staff, Notice.RATES_MONTH, key, slot.day, unit=unit, day=f"{last:%Y%m%d}")
