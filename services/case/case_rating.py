"""What the reporter answers after the check, what becomes of "not solved" for the third time, and of no answer."""

from datetime import timedelta

from sqlalchemy import select

from domain.case_flow import CaseState, Move, Party
from domain.errors import AlreadyRated, NotAllowed
from domain.move_errors import RatingOver
from domain.notices import Notice
from domain.roles import Role
from models.case import Case, CaseEvent, CaseRating
from services.access import case_for
from services.act import Ctx
from services.case.case_answer import answer
from services.case.case_moves import Given, Moved, make, move
from services.notify import holders, tell
from services.slots import Slot

BATCH = 200


async def rate(ctx: Ctx, number: str, satisfaction: int) -> Moved:
    """The reporter says that it is solved, and how satisfied they are (1 to 5): that closes the case. Raises RatingOver
    where it was closed because nobody had answered in time."""
    case, parties = await case_for(ctx, number)
    if Party.REPORTER not in parties:
        raise NotAllowed
    rating = await ctx.session.get(CaseRating, (case.id, case.reopened))
    if case.state == CaseState.CLOSED and rating is not None and rating.answered_at is None:
        raise RatingOver(hours=ctx.settings.cases.rating_hours)
    waits = case.state == CaseState.CHECKED and case.resolved_at is not None
    if not waits or not await answer(ctx, case, solved=True, satisfaction=satisfaction):
        raise AlreadyRated
    return await move(ctx, number, Move.CLOSE, Given(satisfaction=satisfaction))


async def to_the_street(ctx: Ctx, number: str, note: str) -> None:
    """Not solved once more than may be reopened: the answer counts, the words are kept, and the street hears of it."""
    case, parties = await case_for(ctx, number, lock=True)
    if Party.REPORTER not in parties:
        raise NotAllowed
    if case.resolved_at is None:
        raise AlreadyRated
    await answer(ctx, case, solved=False, satisfaction=None)
    await hand_to_street(ctx, case, Party.REPORTER, note)


async def hand_to_street(ctx: Ctx, case: Case, party: Party, note: str | None) -> CaseEvent:
    """It stands as checked until the street takes over; that it is not resolved says that it waits for that."""
    event = CaseEvent(
        case_id=case.id,
        at=ctx.now,
        move=Move.REOPEN,
        from_state=case.state,
        to_state=CaseState.CHECKED,
        actor_id=ctx.person_id,
        party=party,
        note=note,
    )
    case.state, case.resolved_at, case.closed_at = CaseState.CHECKED, None, None
    ctx.session.add(event)
    await ctx.session.flush()
    street = await holders(ctx, Role.STREET_STAFF, case.street_id)
    await tell(ctx, street, Notice.CASE_REOPENED, f"street:{event.id}", number=case.number)
    return event


async def close_unanswered(ctx: Ctx, slot: Slot | None = None) -> bool:
    """Close what was checked and not answered in time, one batch of cases: not answered, never satisfied. Looks at the
    time and not at the slot: a late run closes all that has waited long enough. True: there may be more."""
    before = ctx.now - timedelta(hours=ctx.settings.cases.rating_hours)
    waiting = (
        select(Case)
        .join(CaseRating, (CaseRating.case_id == Case.id) & (CaseRating.round == Case.reopened))
        .where(Case.state == CaseState.CHECKED, Case.resolved_at.is_not(None))
        .where(CaseRating.answered_at.is_(None), CaseRating.asked_at <= before)
        .order_by(Case.id)
        .limit(BATCH)
        .with_for_update(of=Case, skip_locked=True)
    )
    cases = (await ctx.session.scalars(waiting)).all()
    for case in cases:
        await make(ctx, case, frozenset({Party.SYSTEM}), Move.CLOSE)
    return len(cases) == BATCH
