"""The jobs that remind: whom to tell, keyed by slot and chat, so that nobody is told twice whatever restarts.

They queue who is to be told what kind of thing; the content is worked out when it is sent.
"""

from collections.abc import Sequence

from sqlalchemy import select

from domain.care_looks import Look
from domain.notices import Notice, goes_out_at, urgency_of
from domain.roles import Role, UnitKind
from models.places import Unit
from services import care_log
from services.act import Ctx
from services.letters import willing
from services.notify import holders, tell
from services.slots import Slot
from services.visit import duty_gaps
from services.visit.visit_duty import Duty, duty_on
from services.visit.visit_hearers import Hearers, reachable


async def morning(ctx: Ctx, slot: Slot) -> int:
    """Today's walk to every worker on duty; grids with nobody, and workers whom no message reaches, to whoever answers
    for them; a year without a calendar to the street. Returns how many chats will hear of their walk."""
    duty = await duty_on(ctx, slot.day)
    await _tell_gaps(ctx, slot, await duty_gaps.gaps_of(ctx, duty))
    await _tell_unconfirmed(ctx, slot)
    return await _remind(ctx, slot, duty, Notice.VISIT_DIGEST)


async def afternoon(ctx: Ctx, slot: Slot) -> int:
    """What is left of today, to every worker on duty; who has nothing left hears nothing."""
    duty = await duty_on(ctx, slot.day)
    return await _remind(ctx, slot, duty, Notice.VISIT_REMAINDER)


async def _remind(ctx: Ctx, slot: Slot, duty: Duty, notice: Notice) -> int:
    """Nothing is queued that the quiet hours would hold until another day: that day has a digest of its own. It names
    people and why they are visited, so whoever is told is in the log of looks."""
    reminders = ctx.settings.visits.reminders
    goes_out = goes_out_at(ctx.now, urgency_of(notice), reminders.quiet_from, reminders.quiet_until, ctx.zone)
    if goes_out.astimezone(ctx.zone).date() != slot.day:
        return 0
    people = await reachable(ctx, await willing(ctx, duty.workers, notice, slot.day))
    walks = ((grid, who) for grids in duty.walkers.values() for grid, who in grids.items())
    await care_log.shown(ctx, Look.REMINDED, ((person, grid) for grid, who in walks for person in who & people))
    key = f"{notice}:{slot.due_at.isoformat()}"
    return await tell(ctx, people, notice, key, day=slot.day.isoformat(), late=slot.late)


async def _tell_gaps(ctx: Ctx, slot: Slot, gaps: Sequence[duty_gaps.Gap]) -> None:
    """One message for all that somebody answers for, once a week; at once where it is no longer the same."""
    if not gaps:
        return
    told = duty_gaps.told_of(await Hearers.of(ctx), gaps)
    for theirs in dict.fromkeys(told.values()):
        people = [person for person, same in told.items() if same == theirs]
        key = f"uncovered:{slot.day:%G-W%V}:{duty_gaps.mark(theirs)}"
        await tell(ctx, people, Notice.GRID_UNCOVERED, key, day=slot.day.isoformat())


async def _tell_unconfirmed(ctx: Ctx, slot: Slot) -> None:
    """A year whose holidays are not published is told to the street once; plain weeks are assumed meanwhile."""
    if ctx.calendar.day(slot.day).confirmed:
        return
    streets = (await ctx.session.scalars(select(Unit.id).where(Unit.kind == UnitKind.STREET))).all()
    for street in streets:
        staff = await holders(ctx, Role.STREET_STAFF, street, slot.day)
        key = f"calendar:{street}:{slot.day.year}"
        await tell(ctx, staff, Notice.CALENDAR_UNCONFIRMED, key, year=slot.day.year)
