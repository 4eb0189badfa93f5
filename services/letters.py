"""The share of a day: how many routine pushes anybody gets, and letters that wait for a day with room."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from domain.notices import OF_CASES, Notice, Urgency
from domain.quieting import QUIET, Left
from domain.worktime import ONE_DAY
from models.outbox import Outbox
from models.people import Chat
from services import quiet
from services.act import Ctx
from services.notify import Value, tell_at
from services.visit.visit_facts import midnight


async def willing(ctx: Ctx, people: Collection[int], notice: Notice, day: date) -> set[int]:
    """Those of `people` who want this routine push on `day` and have not had their share of the day yet. Two
    statements for any number of people; of somebody's several chats the busiest counts."""
    kind = QUIET[notice]
    set_so = await quiet.silent(ctx, people, kind.switch, day)
    unwilling = {who for who, until in set_so.items() if until is not None or kind.left is Left.NOTHING}
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
    return set(people) - unwilling - set((await ctx.session.scalars(of_the_day)).all())


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
