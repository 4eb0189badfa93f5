"""Nobody has reported in: the community is told, then the street, each once."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from domain.notices import Notice
from domain.roles import Role
from domain.whistle_flow import WhistleState
from models.case import Case
from models.whistle import Whistle
from services.act import Ctx
from services.notify import holders, tell
from services.slots import Slot


async def escalate(ctx: Ctx, slot: Slot) -> None:
    """Looks at the time and not at the slot: after a downtime everything that is due is told, the newest step too."""
    await _tell(ctx, Whistle.community_at, Whistle.community_told_at, Role.COMMUNITY_STAFF)
    await _tell(ctx, Whistle.street_at, Whistle.street_told_at, Role.STREET_STAFF)


async def _tell(
    ctx: Ctx, due_at: InstrumentedAttribute[datetime], told_at: InstrumentedAttribute[datetime | None], role: Role
) -> None:
    """Claim by one conditional UPDATE: of two processes each call is told by one. A community without staff, and a case
    that belongs to none, is the street's."""
    claimed = (
        update(Whistle)
        .where(Whistle.state == WhistleState.CALLED, due_at <= ctx.now, told_at.is_(None))
        .values({told_at: ctx.now})
        .returning(Whistle.id, Whistle.case_id)
    )
    calls = dict((await ctx.session.execute(claimed)).all())
    if not calls:
        return
    places = select(Case.id, Case.community_id, Case.street_id).where(Case.id.in_(set(calls.values())))
    homes = {id_: (community, street) for id_, community, street in (await ctx.session.execute(places)).all()}
    for id_, case_id in calls.items():
        community, street = homes[case_id]
        people = await holders(ctx, role, community) if role is Role.COMMUNITY_STAFF and community else []
        people = people or await holders(ctx, Role.STREET_STAFF, street)
        await tell(ctx, people, Notice.WHISTLE_NOBODY, f"whistle:{id_}:{role}", whistle=id_)
