"""Telling people: rows of the outbox, written in the transaction of the fact that they tell."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import BindParameter, Date, bindparam, or_, select

from domain.notices import Notice, Urgency, goes_out_at, urgency_of
from domain.roles import Role
from models.among import among
from models.base import bare
from models.outbox import Outbox
from models.people import Chat, RoleHeld
from services.act import Ctx
from services.insert import insert_new
from services.quiet import hearings

Value = str | int | bool | None

_chat, _held = bare(Chat).c, bare(RoleHeld).c
_CHATS = select(_chat.id).where(among(_chat.person_id, "people"), _chat.blocked_at.is_(None)).order_by(_chat.id)
_DAY: BindParameter[date] = bindparam("day", type_=Date)
_HOLDERS = (
    select(_held.person_id)
    .where(_held.unit_id == bindparam("unit"), _held.role == bindparam("role"))
    .where(_held.starts_on <= _DAY, or_(_held.ends_on.is_(None), _held.ends_on >= _DAY))
    .order_by(_held.id)
)
"""Asked by nearly everything that happens (services/outbox_statements says why they stand here)."""


async def tell(ctx: Ctx, people: Iterable[int], notice: Notice, key: str, **values: Value) -> int:
    """Push `notice` to every chat of `people`, once for ever by `key`; rendered when it is sent. Returns how many
    chats will hear it; 0 means that nobody of them has one."""
    return await tell_at(ctx, ctx.now, people, notice, key, **values)


async def tell_at(ctx: Ctx, moment: datetime, people: Iterable[int], notice: Notice, key: str, **values: Value) -> int:
    """The same, not before `moment`: what happens until then is in it. A routine push comes to each as they have set
    it (services/quiet)."""
    hearers = set(people)
    if not hearers:
        return 0
    routine = urgency_of(notice) is Urgency.ROUTINE
    heard = await hearings(ctx, hearers, notice, moment) if routine else {moment: hearers}
    told = 0
    for at, theirs in heard.items():
        chats = (await ctx.session.scalars(_CHATS, {"people": sorted(theirs)})).all()
        told += await tell_chats(ctx, at, chats, notice, key, **values)
    return told


async def tell_chats(
    ctx: Ctx, moment: datetime, chats: Iterable[int], notice: Notice, key: str, **values: Value
) -> int:
    """The same in these chats, whosever they are."""
    urgency = urgency_of(notice)
    reminders = ctx.settings.visits.reminders
    goes_out = goes_out_at(moment, urgency, reminders.quiet_from, reminders.quiet_until, ctx.zone)
    rows = [
        {
            "key": f"{key}@{chat}",
            "chat_id": chat,
            "urgency": urgency,
            "notice": notice,
            "message": values,
            "created_at": ctx.now,
            "not_before": goes_out,
        }
        for chat in chats
    ]
    if rows:
        await ctx.session.execute(insert_new(ctx.session, Outbox), rows)
    return len(rows)


async def holders(ctx: Ctx, role: Role, unit_id: int | None, on: date | None = None) -> list[int]:
    """Persons who hold `role` for exactly this unit on that day (today)."""
    asked = {"unit": unit_id, "role": role, "day": on or ctx.today}
    return list((await ctx.session.scalars(_HOLDERS, asked)).all())
