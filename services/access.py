"""The only way to load a case by its number: with the permission. Not found and not allowed sound the same."""

from sqlalchemy import select

from domain.case_flow import Party
from domain.errors import NotFound
from domain.roles import Role
from models.case import Case, CaseFollower
from services.act import Ctx


async def case_for(ctx: Ctx, number: str) -> tuple[Case, frozenset[Party]]:
    """The case, and who the actor is to it. Raises NotFound for a stranger."""
    case = await ctx.session.scalar(select(Case).where(Case.number == number))
    if case is None:
        raise NotFound
    parties = parties_of(ctx, case)
    if not parties and not await _follows(ctx, case):
        raise NotFound
    return case, parties


def parties_of(ctx: Ctx, case: Case) -> frozenset[Party]:
    """A role opens what lies in its unit's subtree; a case without a grid is open to its community, one without a
    community to the street."""
    actor = ctx.actor
    if actor.person_id is None:
        return frozenset()
    found = set()
    if case.reporter_id == actor.person_id:
        found.add(Party.REPORTER)
    if case.grid_id in actor.units(Role.GRID_WORKER) and case.grid_id is not None:
        found.add(Party.WORKER)
    if case.community_id in actor.units(Role.COMMUNITY_STAFF) and case.community_id is not None:
        found.add(Party.COMMUNITY)
    if case.street_id in (*actor.units(Role.STREET_STAFF), *actor.units(Role.ADMIN)):
        found.add(Party.STREET)
    return frozenset(found)


async def _follows(ctx: Ctx, case: Case) -> bool:
    if ctx.actor.person_id is None:
        return False
    row = select(CaseFollower).where(CaseFollower.case_id == case.id, CaseFollower.person_id == ctx.actor.person_id)
    return await ctx.session.scalar(row) is not None
