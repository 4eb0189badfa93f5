"""Who hears of what happens to a case."""

from datetime import datetime

from domain.case_flow import CaseKind, CaseState
from domain.notices import Notice
from domain.roles import Role
from models.case import Case
from services.act import Ctx
from services.notify import holders, tell, tell_at
from services.visit.visit_duty import case_workers, grid_staff


async def tell_filed(ctx: Ctx, case: Case) -> None:
    """A new case goes to the grid's worker; a hazard, and what no worker would hear of, to the community; danger to
    both; what belongs to no community, or to one that nobody staffs, to the street."""
    if case.danger:
        await tell_danger(ctx, case, f"danger:{case.number}")
        return
    workers = await case_workers(ctx, case.grid_id)
    office = await _office(ctx, case)
    heard = False
    if case.kind != CaseKind.HAZARD:
        others = [worker for worker in workers if worker != case.filed_by]
        told = await tell(ctx, others, Notice.CASE_NEW, f"new:{case.number}", number=case.number)
        heard = told > 0 or len(others) < len(workers)  # whoever filed it for somebody knows of it
    if not heard:
        notice = Notice.CASE_NEW if case.grid_id else Notice.CASE_UNPLACED
        await tell(ctx, office, notice, f"new:{case.number}", number=case.number)


async def tell_danger(ctx: Ctx, case: Case, key: str) -> None:
    workers = await case_workers(ctx, case.grid_id)
    handler = [case.handler_id] if case.handler_id is not None else []
    everybody = [*handler, *workers, *await _office(ctx, case)]
    await tell(ctx, everybody, Notice.CASE_DANGER, key, number=case.number)


async def tell_handler(
    ctx: Ctx, case: Case, notice: Notice, key: str, *, at: datetime | None = None, community: bool = False
) -> None:
    """Whoever deals with the case; where nobody does yet, as `tell_workers`; `community`: its staff as well. Not before
    `at`."""
    people = await _handling(ctx, case)
    office = await _office(ctx, case) if community or not people else []
    others = [person for person in (*people, *office) if person != ctx.actor.person_id]
    await tell_at(ctx, at or ctx.now, others, notice, key, number=case.number)


async def _handling(ctx: Ctx, case: Case) -> list[int]:
    """Whoever has it, with whoever stands in where they are a worker of the grid on leave; else the grid's workers."""
    staff = await grid_staff(ctx, case.grid_id)
    if case.handler_id is None:
        return [one for one in staff.values() if one is not None]
    stand_in = staff.get(case.handler_id)
    return [case.handler_id, *([stand_in] if stand_in not in (None, case.handler_id) else [])]


async def tell_workers(ctx: Ctx, case: Case, notice: Notice, key: str) -> None:
    """The grid's worker and whom it was given to, or the community where there is none, or the street where that has no
    staff either."""
    people = await case_workers(ctx, case.grid_id)
    people = people or await _office(ctx, case)
    people += [case.handler_id] if case.handler_id is not None and case.handler_id not in people else []
    await tell(ctx, [p for p in people if p != ctx.actor.person_id], notice, key, number=case.number)


async def tell_placed(ctx: Ctx, case: Case, key: str) -> None:
    """It came from elsewhere: as a new one does, a hazard that nobody has confirmed goes to the community."""
    if case.grid_id is None:
        return await tell_community(ctx, case, Notice.CASE_UNPLACED, key)
    if case.kind == CaseKind.HAZARD and case.state == CaseState.SUBMITTED:
        return await tell_community(ctx, case, Notice.CASE_NEW, key)
    return await tell_workers(ctx, case, Notice.CASE_NEW, key)


async def tell_community(ctx: Ctx, case: Case, notice: Notice, key: str) -> None:
    """The community's staff, or the street's where it has none."""
    await tell(ctx, await _office(ctx, case), notice, key, number=case.number)


async def _office(ctx: Ctx, case: Case) -> list[int]:
    community = await holders(ctx, Role.COMMUNITY_STAFF, case.community_id) if case.community_id else []
    return community or await holders(ctx, Role.STREET_STAFF, case.street_id)
