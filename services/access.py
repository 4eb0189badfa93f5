"""The only way to load a case by its number: with the permission. Not found and not allowed sound the same."""

from sqlalchemy import select

from domain.case_flow import DESK, Party
from domain.errors import NotFound
from domain.roles import STAFF, Role
from models.case import Case, CaseFollower
from services.act import Actor, Ctx


async def case_for(ctx: Ctx, number: str, *, lock: bool = False) -> tuple[Case, frozenset[Party]]:
    """The case, and who the actor is to it. `lock`: until the end of the transaction nobody else changes it, and it
    says what the one before has left. Raises NotFound for a stranger."""
    query = select(Case).where(Case.number == number)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    case = await ctx.session.scalar(query)
    if case is None:
        raise NotFound
    parties = parties_of(ctx, case)
    if not parties and not await _follows(ctx, case):
        raise NotFound
    return case, parties


def parties_of(ctx: Ctx, case: Case) -> frozenset[Party]:
    """A role opens what lies in its unit's subtree, and a leave the grid to whoever stands in; a case without a grid is
    open to its community, one without a community to the street. Whom it was given to may do what a grid worker may,
    wherever it lies, as long as they are staff of the same street."""
    actor = ctx.actor
    if actor.person_id is None:
        return frozenset()
    found = set()
    if case.reporter_id == actor.person_id:
        found.add(Party.REPORTER)
    if case.grid_id in actor.grids and case.grid_id is not None:
        found.add(Party.WORKER)
    if case.community_id in actor.units(Role.COMMUNITY_STAFF) and case.community_id is not None:
        found.add(Party.COMMUNITY)
    if case.street_id in (*actor.units(Role.STREET_STAFF), *actor.units(Role.ADMIN)):
        found.add(Party.STREET)
    if case.handler_id == actor.person_id and not found & DESK and _staffs(actor, case.street_id):
        found.add(Party.WORKER)
    return frozenset(found)


def _staffs(actor: Actor, street_id: int) -> bool:
    """A unit's path begins with its street's id."""
    return any(held.role in STAFF and held.path.startswith(f"{street_id}/") for held in actor.roles)


async def _follows(ctx: Ctx, case: Case) -> bool:
    if ctx.actor.person_id is None:
        return False
    row = select(CaseFollower).where(CaseFollower.case_id == case.id, CaseFollower.person_id == ctx.actor.person_id)
    return await ctx.session.scalar(row) is not None
