"""Two cases about the same thing: one is merged into the other, and taken apart again.

The people of the merged one become followers of the other, marked with the case that brought them; so whoever follows
the other on their own is told apart, and taking apart undoes exactly what merging did. Points that were paid stay paid.
"""

from sqlalchemy import delete, select, update

from domain.case_flow import DESK, OPEN_STATES, CaseState
from domain.errors import NotFound
from domain.move_errors import MergedElsewhere, MergedIntoClosed, MergedIntoDuplicate, MergedWithItself, OtherCaseNeeded
from models.case import Case, CaseEvent, CaseFollower
from services.access import case_for
from services.act import Ctx
from services.case.case_given import Given
from services.insert import insert_new


async def can_merge(ctx: Ctx, number: str, into: str | None) -> str:
    """The number of `into` if `number` can be merged into it; raises what stands against it."""
    case, _ = await case_for(ctx, number)
    return (await _other(ctx, case, into)).number


async def merge(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    """Into an open case of the same street that the actor may see. Raises NotFound for any other number."""
    other = await _other(ctx, case, given.other, lock=True)
    case.joined_to = event.other_id = other.id
    await _bring(ctx, case, other)


async def _other(ctx: Ctx, case: Case, number: str | None, *, lock: bool = False) -> Case:
    if number is None:
        raise OtherCaseNeeded
    if number == case.number:
        raise MergedWithItself
    other, parties = await case_for(ctx, number, lock=lock)
    if not parties & DESK:
        raise NotFound
    if other.street_id != case.street_id:
        raise MergedElsewhere(number=other.number)
    if other.state == CaseState.DUPLICATE:
        raise MergedIntoDuplicate(number=other.number)
    if CaseState(other.state) not in OPEN_STATES:
        raise MergedIntoClosed(number=other.number)
    return other


async def unmerge(ctx: Ctx, case: Case, event: CaseEvent, given: Given) -> None:
    """On its own again: whom it brought go with it, unless another merged case brings them as well. Where the other was
    merged further, they leave that one too."""
    event.other_id, into, source = case.joined_to, case.joined_to, case.id
    case.joined_to = case.handler_id = None
    await ctx.session.flush()
    leaving: set[int] | None = None
    while into is not None:
        other = await ctx.session.get_one(Case, into, with_for_update=True)
        leaving = await _take(ctx, source, other, leaving)
        merged = await ctx.session.scalars(select(Case).where(Case.joined_to == other.id).order_by(Case.id))
        for one in merged.all():
            leaving -= await _bring(ctx, one, other)
        into, source = other.joined_to, other.id


async def _bring(ctx: Ctx, case: Case, other: Case) -> set[int]:
    """The reporter and the followers of `case` follow `other`, each counted once. Returns who is new there."""
    theirs = await ctx.session.scalars(select(CaseFollower.person_id).where(CaseFollower.case_id == case.id))
    people = {*theirs, *([case.reporter_id] if case.reporter_id is not None else [])} - {other.reporter_id}
    if not people:
        return set()
    rows = [
        {"case_id": other.id, "person_id": person, "since": ctx.now, "merged_from": case.id}
        for person in sorted(people)
    ]
    new = insert_new(ctx.session, CaseFollower).values(rows).returning(CaseFollower.person_id)
    return await _counted(ctx, other, set(await ctx.session.scalars(new)), 1)


async def _take(ctx: Ctx, source: int, other: Case, only: set[int] | None) -> set[int]:
    """Who followed `other` because of `source` does so no more; `only` these, if given. Returns who left."""
    brought = delete(CaseFollower).where(CaseFollower.case_id == other.id, CaseFollower.merged_from == source)
    if only is not None:
        brought = brought.where(CaseFollower.person_id.in_(only))
    gone = set(await ctx.session.scalars(brought.returning(CaseFollower.person_id)))
    return await _counted(ctx, other, gone, -1)


async def _counted(ctx: Ctx, other: Case, people: set[int], each: int) -> set[int]:
    if not people:
        return people
    more = update(Case).where(Case.id == other.id).values(supporters=Case.supporters + each * len(people))
    await ctx.session.execute(more.execution_options(synchronize_session=False))
    await ctx.session.refresh(other, ["supporters"])
    return people
