"""Routine pushes that somebody wants less of, and the cap on how many anybody gets a day."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, func, or_, select

from domain.notices import OF_CASES, Notice, Urgency
from domain.worktime import ONE_DAY
from models.outbox import Outbox
from models.people import Chat, Quieted
from services.act import Ctx
from services.insert import upsert
from services.notify import Value, tell_at
from services.visit.visit_facts import midnight


async def not_today(ctx: Ctx, notice: Notice) -> None:
    """Silent for the rest of today; whoever has switched it off keeps it off."""
    if not await is_off(ctx, notice):
        await _quiet(ctx, notice, ctx.today)


async def switch_off(ctx: Ctx, notice: Notice) -> None:
    """Silent until switched on again."""
    await _quiet(ctx, notice, None)


async def switch_on(ctx: Ctx, notice: Notice) -> None:
    await ctx.session.execute(delete(Quieted).where(Quieted.person_id == ctx.person_id, Quieted.notice == notice))


async def is_off(ctx: Ctx, notice: Notice) -> bool:
    """Whether the actor has switched this push off."""
    row = select(Quieted).where(Quieted.person_id == ctx.person_id, Quieted.notice == notice, Quieted.until.is_(None))
    return await ctx.session.scalar(row) is not None


async def _quiet(ctx: Ctx, notice: Notice, until: date | None) -> None:
    row = {"person_id": ctx.person_id, "notice": notice, "until": until}
    await ctx.session.execute(upsert(ctx.session, Quieted, ["person_id", "notice"], ["until"]).values(row))


async def willing(ctx: Ctx, people: Collection[int], notice: Notice, day: date) -> set[int]:
    """Those of `people` who want this routine push on `day` and have not had their share of the day yet. Two
    statements for any number of people; of somebody's several chats the busiest counts."""
    silent = select(Quieted.person_id).where(
        Quieted.notice == notice, or_(Quieted.until.is_(None), Quieted.until >= day)
    )
    of_the_day = (
        select(Chat.person_id)
        .join(Outbox, Outbox.chat_id == Chat.id)
        .where(
            Outbox.urgency == Urgency.ROUTINE,
            Outbox.notice.not_in(OF_CASES),
            Outbox.not_before >= midnight(ctx, day),
            Outbox.not_before < midnight(ctx, day + ONE_DAY),
            Chat.person_id.is_not(None),
        )
        .group_by(Chat.id, Chat.person_id)
        .having(func.count() >= ctx.settings.visits.reminders.routine_a_day)
    )
    unwilling = set((await ctx.session.scalars(silent)).all()) | set((await ctx.session.scalars(of_the_day)).all())
    return set(people) - unwilling


LETTER_WAITS = 3
"""Days for which a letter looks for room. A month has at most three of them for anybody."""


async def tell_letter(ctx: Ctx, people: Collection[int], notice: Notice, key: str, on: date, /, **values: Value) -> int:
    """A letter that comes once a month is never dropped for the share of `on`: whoever has had it gets the letter at
    the same hour of the next day that has room. Returns how many chats will hear it."""
    waiting, heard = set(people), 0
    for late in range(LETTER_WAITS):
        if not waiting:
            break
        today = await willing(ctx, waiting, notice, on + late * ONE_DAY)
        heard += await tell_at(ctx, ctx.now + late * ONE_DAY, today, notice, key, **values)
        waiting -= today
    return heard
