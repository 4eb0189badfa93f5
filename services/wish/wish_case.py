"""What the life of a case means for its wish: closed by its owner it came true, reopened it is free again, and what the
desk settles itself leaves the wall."""

from datetime import timedelta

from sqlalchemy import select

from domain.case_flow import Move, Party
from domain.hold import DENIED
from domain.notices import Notice
from domain.wish_flow import WishMove, WishState, step_of
from models.case import Case, CaseEvent
from models.wish import TakeUp, Wish
from services import hold
from services.act import Ctx
from services.notify import tell
from services.wish.wish_access import go, middle, people_of

ENDS = frozenset({Move.WITHDRAW, Move.REJECT, Move.MERGE, Move.RESOLVE, Move.TAKE_OVER})
PLACED_ANEW = frozenset({Move.CATEGORISE, Move.TRANSFER, Move.EDIT, Move.ADD})
DESK_AT_WORK = frozenset({Move.START, Move.SUSPEND})
"""They end it on the wall; what a party holds stays theirs."""


async def follow(ctx: Ctx, case: Case, event: CaseEvent) -> None:
    """Called with every new row of a wish case's history."""
    wish = await ctx.session.scalar(select(Wish).where(Wish.case_id == case.id))
    if wish is None or event.party == Party.TAKER:
        return
    move, state = Move(event.move), WishState(wish.state)
    if move in PLACED_ANEW:
        wish.category, wish.community_id = case.category, case.community_id
        wish.lat, wish.lon = await middle(ctx, case)
        await ctx.session.flush()
    at_work = move in DESK_AT_WORK and state is not WishState.TAKEN
    if move is Move.CLOSE and event.party == Party.REPORTER and state in step_of(WishMove.CONFIRM).sources:
        await _came_true(ctx, case, wish)
    elif move is Move.REOPEN and state in step_of(WishMove.NOT_FULFILLED).sources:
        await _free_again(ctx, case, wish)
    elif (move in ENDS or at_work) and state in step_of(WishMove.END).sources:
        await take_down(ctx, wish)


async def _came_true(ctx: Ctx, case: Case, wish: Wish) -> None:
    await go(ctx, wish, WishMove.CONFIRM)
    held = await live_hold(ctx, wish)
    if held is None:
        return
    held.confirmed_at = ctx.now
    await ctx.session.flush()
    key = f"take-up:{held.id}:confirmed"
    await tell(ctx, await people_of(ctx, held), Notice.WISH_NEWS, key, what="confirmed", code=wish.code)
    if case.reporter_id is not None:
        await tell(ctx, [case.reporter_id], Notice.WISH_NEWS, key + ":owner", what="true", code=wish.code)


async def _free_again(ctx: Ctx, case: Case, wish: Wish) -> None:
    """The party hears of it, without the words that the owner wrote to the desk; the next one has the whole time."""
    await go(ctx, wish, WishMove.NOT_FULFILLED, contact=None, shown=False)
    case.resolve_by = ctx.now + timedelta(days=ctx.settings.wishes.wall_days)
    held = await void(ctx, wish, "not_fulfilled")
    if held is not None:
        key = f"take-up:{held.id}:void"
        told = await people_of(ctx, held)
        await tell(ctx, told, Notice.WISH_NEWS, key, what="not_fulfilled", code=wish.code)


async def take_down(ctx: Ctx, wish: Wish) -> None:
    """Off the wall for good; whoever holds it is told."""
    await go(ctx, wish, WishMove.END, contact=None)
    held = await void(ctx, wish, "ended")
    if held is not None:
        people = await people_of(ctx, held)
        await tell(ctx, people, Notice.WISH_NEWS, f"take-up:{held.id}:void", what="ended", code=wish.code)


async def live_hold(ctx: Ctx, wish: Wish) -> TakeUp | None:
    return await ctx.session.scalar(select(TakeUp).where(TakeUp.wish_id == wish.id, TakeUp.voided_at.is_(None)))


async def void(ctx: Ctx, wish: Wish, why: str, note: str | None = None) -> TakeUp | None:
    """End whatever hold there is on the wish, also one that was posted: its owner has the last word."""
    of_wish = select(TakeUp.id).where(TakeUp.wish_id == wish.id, TakeUp.voided_at.is_(None))
    ended = await hold.void(ctx, TakeUp, await ctx.session.scalars(of_wish), why, DENIED, note=note)
    return next(iter(ended), None)
