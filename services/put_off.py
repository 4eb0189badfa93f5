"""What "not today" and "less of this" under a routine push do: nothing of it is lost."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.notices import Notice, Urgency
from domain.quieting import QUIET, morning_after
from models.outbox import Outbox
from models.people import Chat
from services import quiet
from services.act import Ctx
from services.case import case_look_draw
from services.insert import insert_new


async def not_today(ctx: Ctx, notice: Notice, push: int) -> None:
    """The rest of its kind waits for the next morning, and this one, the outbox row `push`, is said again then; a look
    is handed on to the next."""
    kind = QUIET[notice]
    before = await quiet.silent(ctx, [ctx.person_id], kind.switch, ctx.today)
    await quiet.silence_today(ctx, kind.switch)
    if notice is Notice.HAZARD_LOOK and not before:
        await case_look_draw.hand_on(ctx)
    if not kind.renewed:
        await _again(ctx, notice, push)


async def less(ctx: Ctx, notice: Notice) -> None:
    """For good, until it is switched on again."""
    switch = QUIET[notice].switch
    before = await quiet.silent(ctx, [ctx.person_id], switch, ctx.today)
    await quiet.switch_off(ctx, switch)
    if notice is Notice.HAZARD_LOOK and not before:
        await case_look_draw.hand_on(ctx)


async def _again(ctx: Ctx, notice: Notice, push: int) -> None:
    """Rendered anew then: what was done meanwhile is left out. Of a row that is another's or gone there is nothing to
    repeat."""
    query = (
        select(Outbox.chat_id, Outbox.message)
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(Outbox.id == push, Outbox.notice == notice, Chat.person_id == ctx.person_id)
    )
    found = (await ctx.session.execute(query)).one_or_none()
    if found is None or not found.message:
        return
    morning = morning_after(ctx.today, ctx.settings.visits.reminders.morning, ctx.zone).astimezone(ctx.now.tzinfo)
    key, values = f"again:{push}", found.message
    if notice is Notice.CASE_ALARMS:
        key, values = f"alarms:{morning.isoformat()}", _since(values, morning)
    row = {
        "key": f"{key}@{found.chat_id}",
        "chat_id": found.chat_id,
        "urgency": Urgency.ROUTINE,
        "notice": notice,
        "message": values,
        "created_at": ctx.now,
        "not_before": morning,
    }
    await ctx.session.execute(insert_new(ctx.session, Outbox).values(row))


def _since(values: dict[str, Any], morning: datetime) -> dict[str, Any]:
    """One message for all that is told until that morning."""
    return {"at": morning.isoformat(), "since": values.get("since", values["at"])}
