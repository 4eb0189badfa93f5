"""Which resolved hazards a rider supervisor of the place is asked to look at: drawn when they are resolved, once."""

from datetime import datetime, timedelta

from sqlalchemy import select

from domain.case_flow import CaseKind
from domain.notices import Notice
from domain.roles import Role
from models.case import Case, CaseEvent, CaseFollower
from models.case_look import CaseLook
from services.act import Ctx
from services.insert import insert_new
from services.notify import holders, tell
from services.rider.rider_roll import payable


async def draw(ctx: Ctx, case: Case) -> datetime:
    """Ask the supervisors, if it is drawn and there are any who had nothing to do with it. Returns when the community
    is told that it is to be checked: now, or once they had their time."""
    if case.kind != CaseKind.HAZARD or case.community_id is None or not is_drawn(ctx, case.number):
        return ctx.now
    supervisors = set(await holders(ctx, Role.RIDER_SUPERVISOR, case.community_id)) - await concerned(ctx, case)
    asked = await payable(ctx, supervisors)
    row = {"case_id": case.id, "community_id": case.community_id, "drawn_at": ctx.now}
    drawn = insert_new(ctx.session, CaseLook).values(row).returning(CaseLook.case_id)
    if not asked or await ctx.session.scalar(drawn) is None:
        return ctx.now
    told = await tell(ctx, asked, Notice.HAZARD_LOOK, f"look:{case.id}", number=case.number)
    return ctx.now + timedelta(hours=ctx.settings.cases.look.hours) if told else ctx.now


def is_drawn(ctx: Ctx, number: str) -> bool:
    """By a keyed fingerprint, as with call-backs: nobody without the key can foresee or choose it."""
    fingerprint = ctx.vault.index(f"look:{number}")
    return int.from_bytes(fingerprint[:8]) % 100 < ctx.settings.cases.look.percent


async def concerned(ctx: Ctx, case: Case) -> set[int]:
    """Whoever reported it, met it too, dealt with it or made any step of it: they do not check it."""
    acted = select(CaseEvent.actor_id).where(CaseEvent.case_id == case.id, CaseEvent.actor_id.is_not(None))
    follows = select(CaseFollower.person_id).where(CaseFollower.case_id == case.id)
    people = {*await ctx.session.scalars(acted), *await ctx.session.scalars(follows)}
    people |= {case.reporter_id, case.filed_by, case.handler_id, case.resolved_by}
    return {person for person in people if person is not None}
