"""Who of a force is on duty 值班: switched on and off in chat by themselves."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select, update

from domain.errors import NotAllowed
from models.whistle import Duty
from services.act import Ctx
from services.insert import insert_new
from services.whistle.forces import active_at, kind_of


@dataclass(frozen=True)
class OnDuty:
    """`kinds` are the actor's own. `until` None, while `on`: until they say that they are off."""

    kinds: tuple[str, ...]
    on: bool
    until: datetime | None


def _held(ctx: Ctx) -> dict[tuple[str, int], None]:
    """Kind and unit of each force that the actor is part of."""
    held = ((kind_of(role), role.unit_id) for role in ctx.actor.roles)
    return dict.fromkeys((kind, unit) for kind, unit in held if kind is not None)


async def my_duty(ctx: Ctx) -> OnDuty:
    """Raises NotAllowed for whoever is part of no force."""
    held = _held(ctx)
    if not held:
        raise NotAllowed
    query = select(Duty.ends_at).where(Duty.person_id == ctx.person_id, active_at(ctx.now))
    ends = (await ctx.session.scalars(query)).all()
    until = None if None in ends else max((end for end in ends if end), default=None)
    return OnDuty(tuple(dict.fromkeys(kind for kind, _ in held)), bool(ends), until)


async def go_on(ctx: Ctx, hours: int | None, *, today: bool = False) -> OnDuty:
    """On duty from now, for all that the actor is part of: for so many hours, to the end of today, or until they say
    otherwise. It takes the place of what they were on until then."""
    await my_duty(ctx)
    await _end(ctx)
    ends_at = ctx.now + timedelta(hours=hours) if hours else None
    if today:
        ends_at = datetime.combine(ctx.today + timedelta(days=1), time(), ctx.zone)
    rows = [
        {"person_id": ctx.person_id, "force_kind": kind, "unit_id": unit, "starts_at": ctx.now, "ends_at": ends_at}
        for kind, unit in _held(ctx)
    ]
    await ctx.session.execute(insert_new(ctx.session, Duty), rows)
    return await my_duty(ctx)


async def go_off(ctx: Ctx) -> OnDuty:
    """Off duty from now, whoever had set it."""
    await my_duty(ctx)
    await _end(ctx)
    return await my_duty(ctx)


async def _end(ctx: Ctx) -> None:
    mine = (Duty.person_id == ctx.person_id, active_at(ctx.now))
    await ctx.session.execute(update(Duty).where(*mine).values(ends_at=ctx.now))
