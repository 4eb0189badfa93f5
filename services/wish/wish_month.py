"""What came of a party's wishes: once a month to everybody of it, and whenever they ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select

from domain.notices import Notice
from domain.roles import Role
from models.places import Unit
from models.wish import TakeUp
from services.act import Ctx
from services.letters import tell_letter
from services.notify import holders
from services.visit.visit_facts import midnight
from services.wish.wish_access import parties_held

MONTHS_SHOWN = 6


@dataclass(frozen=True)
class Month:
    """What came of one party's wishes in the month that begins on `first`. `days` from taking up to done, on average,
    of those done in it; None: none was."""

    first: date
    taken: int
    fulfilled: int
    thanked: int
    days: float | None


@dataclass(frozen=True)
class Came:
    """The party and its months, the newest last."""

    role: Role
    name: str
    months: tuple[Month, ...]


def month_of(first: date, holds: Iterable[TakeUp], begins: datetime, ends: datetime) -> Month:
    """Counted by when each thing happened. A void hold was taken all the same, and fulfilled nothing."""
    holds = tuple(holds)
    done = [h for h in holds if h.posted_at and h.voided_at is None and begins <= h.posted_at < ends]
    took = [(h.posted_at - h.held_at) / timedelta(days=1) for h in done if h.posted_at]
    return Month(
        first=first,
        taken=sum(begins <= h.held_at < ends for h in holds),
        fulfilled=len(done),
        thanked=sum(h.thanked_at is not None and begins <= h.thanked_at < ends for h in holds),
        days=sum(took) / len(took) if took else None,
    )


async def came_of_ours(ctx: Ctx, last: date | None = None) -> tuple[Came, ...]:
    """For each of the actor's parties, the months up to the one of `last` (today)."""
    return tuple([await _came_of(ctx, role, unit, last or ctx.today) for role, unit in parties_held(ctx)])


async def _came_of(ctx: Ctx, role: Role, unit_id: int, last: date) -> Came:
    firsts = list(reversed(_firsts(last)))
    starts = [midnight(ctx, first) for first in [*firsts, _next(firsts[-1])]]
    since, until = starts[0], starts[-1]
    moments = (TakeUp.held_at, TakeUp.posted_at, TakeUp.thanked_at)
    within = or_(*(and_(moment >= since, moment < until) for moment in moments))
    query = select(TakeUp).where(TakeUp.unit_id == unit_id, TakeUp.role == role, within)
    holds = (await ctx.session.scalars(query)).all()
    unit = await ctx.session.get(Unit, unit_id)
    months = (month_of(first, holds, starts[n], starts[n + 1]) for n, first in enumerate(firsts))
    return Came(role, unit.name if unit else "", tuple(months))


def _firsts(last: date) -> list[date]:
    """The newest first."""
    found = [last.replace(day=1)]
    while len(found) < MONTHS_SHOWN:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


async def tell_month(ctx: Ctx, day: date) -> int:
    """On the first of a month: every party for which something happened in the month before. Returns how many chats
    hear it."""
    if day.day != 1:
        return 0
    before = (day - timedelta(days=1)).replace(day=1)
    begins, ends = midnight(ctx, before), midnight(ctx, day)
    moments = (TakeUp.held_at, TakeUp.posted_at, TakeUp.thanked_at)
    happened = or_(*(and_(moment >= begins, moment < ends) for moment in moments))
    parties = select(TakeUp.role, TakeUp.unit_id).where(happened).distinct().order_by(TakeUp.unit_id, TakeUp.role)
    heard = 0
    for role, unit in (await ctx.session.execute(parties)).all():
        people, key = await holders(ctx, Role(role), unit), f"wish-month:{before:%Y-%m}:{unit}:{role}"
        heard += await tell_letter(ctx, people, Notice.WISH_MONTH, key, day, month=before.isoformat())
    return heard
