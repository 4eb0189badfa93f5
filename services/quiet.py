"""The switches of routine pushes that somebody wants less of, and when each person hears one."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete, or_, select

from domain.notices import Notice
from domain.quieting import QUIET, SWITCHES, heard_at
from models.among import among
from models.base import bare
from models.people import Quieted
from services.act import Ctx
from services.insert import upsert

_row = bare(Quieted).c
_SET = select(_row.person_id, _row.until).where(among(_row.person_id, "people"))


async def silence_today(ctx: Ctx, switch: Notice) -> None:
    """Silent for the rest of today; whoever wants less of it for good keeps that."""
    if not await is_off(ctx, switch):
        await _set(ctx, switch, ctx.today)


async def switch_off(ctx: Ctx, switch: Notice) -> None:
    """Less of it until switched on again."""
    await _set(ctx, switch, None)


async def switch_on(ctx: Ctx, switch: Notice) -> None:
    await ctx.session.execute(delete(Quieted).where(Quieted.person_id == ctx.person_id, Quieted.notice == switch))


async def is_off(ctx: Ctx, switch: Notice) -> bool:
    """Whether the actor wants less of it for good."""
    row = select(Quieted).where(Quieted.person_id == ctx.person_id, Quieted.notice == switch, Quieted.until.is_(None))
    return await ctx.session.scalar(row) is not None


async def switched_off(ctx: Ctx) -> list[Notice]:
    """All that the actor wants less of for good."""
    rows = select(Quieted.notice).where(Quieted.person_id == ctx.person_id, Quieted.until.is_(None))
    mine = set(await ctx.session.scalars(rows))
    return [switch for switch in SWITCHES if switch in mine]


async def _set(ctx: Ctx, switch: Notice, until: date | None) -> None:
    row = {"person_id": ctx.person_id, "notice": switch, "until": until}
    await ctx.session.execute(upsert(ctx.session, Quieted, ["person_id", "notice"], ["until"]).values(row))


async def silent(ctx: Ctx, people: Collection[int], switch: Notice, day: date) -> dict[int, date | None]:
    """Who of `people` wants less of it on `day`, and until when; None: for good."""
    on_day = or_(_row.until.is_(None), _row.until >= day)
    rows = await ctx.session.execute(_SET.where(_row.notice == switch, on_day), {"people": sorted(people)})
    return dict(rows.all())


async def hearings(ctx: Ctx, people: Collection[int], notice: Notice, moment: datetime) -> dict[datetime, set[int]]:
    """When each of `people` hears this routine push of `moment`, as they have set it; left out: whoever wants none."""
    if not people:
        return {}
    morning, zone = ctx.settings.visits.reminders.morning, ctx.zone
    set_so = await silent(ctx, people, QUIET[notice].switch, moment.astimezone(zone).date())
    found: dict[datetime, set[int]] = defaultdict(set)
    for person in people:
        at = heard_at(notice, set_so[person], moment, morning, zone) if person in set_so else moment
        if at is not None:
            found[at].add(person)
    return found
