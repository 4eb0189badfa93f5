"""The jobs that remind: whom to tell, keyed by slot and chat, so that nobody is told twice whatever restarts.

They queue who is to be told what kind of thing; the content is worked out when it is sent.
"""

from sqlalchemy import select

from domain.notices import Notice, goes_out_at, urgency_of
from domain.roles import Role, UnitKind
from models.places import Unit
from services.act import Ctx
from services.notify import Value, holders, tell
from services.quiet import willing
from services.slots import Slot
from services.visit.visit_duty import duty_on, not_in_chat


async def morning(ctx: Ctx, slot: Slot) -> int:
    """Today's walk to every worker on duty; grids with nobody, and workers whom no message reaches, to their community;
    a year without a calendar to the street. Returns how many chats will hear of their walk."""
    duty = await duty_on(ctx, slot.day)
    unreached = await not_in_chat(ctx, duty.workers)
    silent = [one for one, grids in duty.walkers.items() if any(people & unreached for people in grids.values())]
    for community in dict.fromkeys((*duty.uncovered, *silent)):
        await _tell_uncovered(ctx, slot, community)
    await _tell_unconfirmed(ctx, slot)
    return await _remind(ctx, slot, duty.workers, Notice.VISIT_DIGEST)


async def afternoon(ctx: Ctx, slot: Slot) -> int:
    """What is left of today, to every worker on duty; who has nothing left hears nothing."""
    duty = await duty_on(ctx, slot.day)
    return await _remind(ctx, slot, duty.workers, Notice.VISIT_REMAINDER)


async def _remind(ctx: Ctx, slot: Slot, workers: frozenset[int], notice: Notice) -> int:
    """Nothing is queued that the quiet hours would hold until another day: that day has a digest of its own."""
    reminders = ctx.settings.visits.reminders
    goes_out = goes_out_at(ctx.now, urgency_of(notice), reminders.quiet_from, reminders.quiet_until, ctx.zone)
    if goes_out.astimezone(ctx.zone).date() != slot.day:
        return 0
    people = await willing(ctx, workers, notice, slot.day)
    key = f"{notice}:{slot.due_at.isoformat()}"
    return await tell(ctx, people, notice, key, day=slot.day.isoformat(), late=slot.late)


async def _tell_uncovered(ctx: Ctx, slot: Slot, community: int) -> None:
    """Once a day while it lasts: nobody walks there until somebody is named, or whoever does has to be told. The
    street's staff where the community has nobody in a chat."""
    key = f"uncovered:{community}:{slot.day.isoformat()}"
    values: dict[str, Value] = {"community": community, "day": slot.day.isoformat()}
    staff = await holders(ctx, Role.COMMUNITY_STAFF, community, slot.day)
    if not await tell(ctx, staff, Notice.GRID_UNCOVERED, key, **values):
        street = await ctx.session.scalar(select(Unit.parent_id).where(Unit.id == community))
        await tell(ctx, await holders(ctx, Role.STREET_STAFF, street), Notice.GRID_UNCOVERED, key, **values)


async def _tell_unconfirmed(ctx: Ctx, slot: Slot) -> None:
    """A year whose holidays are not published is told to the street once; plain weeks are assumed meanwhile."""
    if ctx.calendar.day(slot.day).confirmed:
        return
    streets = (await ctx.session.scalars(select(Unit.id).where(Unit.kind == UnitKind.STREET))).all()
    for street in streets:
        staff = await holders(ctx, Role.STREET_STAFF, street, slot.day)
        key = f"calendar:{street}:{slot.day.year}"
        await tell(ctx, staff, Notice.CALENDAR_UNCONFIRMED, key, year=slot.day.year)
