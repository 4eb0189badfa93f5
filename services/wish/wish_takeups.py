"""Taking wishes up: one party at a time, for so many days; then fulfilled, given back, or free by itself.

Owner and party reach each other through the case, without names; the owner alone decides whether to give theirs.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from domain.case_flow import Move, Party
from domain.errors import NotAllowed, NotFound, OwnWish, ReasonNeeded, TooManyWishes, WishMovedOn, WishTaken
from domain.hold import is_over
from domain.notices import Notice
from domain.wish_flow import WishMove, WishParty, WishState
from models.audit import AccessLog
from models.case import Case, CaseEvent
from models.places import Unit
from models.wish import TakeUp, Wish
from services import hold, media
from services.act import Ctx
from services.case import case_moves
from services.case.case_moves import Given
from services.case.case_tell import tell_community, tell_workers
from services.case.cases import check_length
from services.notify import tell
from services.wish.wish_access import Known, go, locked, parties_held, people_of
from services.wish.wish_case import void

TAKER = frozenset({Party.TAKER})
OWNER = frozenset({Party.REPORTER})
SYSTEM = frozenset({Party.SYSTEM})


async def take_up(ctx: Ctx, code: str) -> None:
    """The actor's party takes the wish up, whoever comes first.

    1. The case's row, then the party's: of many at once each sees what the one before did.
    2. Nobody takes up their own, and no party more than it may hold.
    3. The hold, the wish's state and the case's move are one transaction; the unique index on holds has the last word.

    Raises NotAllowed for whoever is no partner, merchant or force, NotFound, OwnWish, WishTaken, TooManyWishes.
    """
    if not parties_held(ctx):
        raise NotAllowed
    known = await locked(ctx, code)
    wish, case = known.wish, known.case
    mine = parties_held(ctx, wish.street_id)
    if not mine or not (known.held or wish.state == WishState.ON_WALL):
        raise NotFound
    if WishParty.OWNER in known.who:
        raise OwnWish
    if known.held is not None:
        raise WishTaken(kind=known.held.role)
    role, unit_id = mine[0]
    await _check_share(ctx, role, unit_id)
    until = ctx.now + timedelta(days=ctx.settings.wishes.hold_days)
    held = TakeUp(
        wish_id=wish.id, unit_id=unit_id, role=role, person_id=ctx.person_id, held_at=ctx.now, held_until=until
    )
    await go(ctx, wish, WishMove.TAKE_UP, contact=None)
    ctx.session.add(held)
    case.resolve_by = until
    await case_moves.make(ctx, case, TAKER, Move.TAKE_UP)
    key = f"take-up:{held.id}:taken"
    await _tell_owner(ctx, case, wish, key, "taken")
    await _tell_desk(ctx, case, key)


async def _check_share(ctx: Ctx, role: str, unit_id: int) -> None:
    """The party's row is locked, so that two of its people who take two wishes at once are counted in turn."""
    await ctx.session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update())
    open_holds = select(func.count()).where(TakeUp.unit_id == unit_id, TakeUp.role == role, TakeUp.pending())
    limit = ctx.settings.wishes.held_at_once
    if (await ctx.session.scalar(open_holds) or 0) >= limit:
        raise TooManyWishes(limit=limit)


async def give_back(ctx: Ctx, code: str, reason: str) -> None:
    """Before the time is over, and why; the wish is free at once. Raises NotFound, ReasonNeeded, WishMovedOn."""
    known, _ = await _held_by_me(ctx, code)
    if not reason.strip():
        raise ReasonNeeded
    check_length(ctx, reason)
    await _free(ctx, known, WishMove.GIVE_BACK, TAKER, reason)


async def _free(ctx: Ctx, known: Known, move: WishMove, party: frozenset[Party], reason: str | None = None) -> None:
    """Void the hold; the wish stands on the wall again, and its case waits for the next party."""
    wish, case = known.wish, known.case
    await go(ctx, wish, move, contact=None)
    held = await void(ctx, wish, move, reason)
    case.resolve_by = ctx.now + timedelta(days=ctx.settings.wishes.wall_days)
    await case_moves.make(ctx, case, party, Move.GIVE_BACK, Given(reason))
    if held is not None:
        key = f"take-up:{held.id}:void"
        await _tell_owner(ctx, case, wish, key, "free")
        await _tell_desk(ctx, case, key)


async def run_out(ctx: Ctx, ids: Sequence[int]) -> None:
    """Those of the holds that nobody has ended meanwhile are void; both sides and the community are told."""
    codes = select(Wish.code).join(TakeUp, TakeUp.wish_id == Wish.id).where(TakeUp.id.in_(ids)).order_by(TakeUp.id)
    for code in (await ctx.session.scalars(codes)).all():
        known = await locked(ctx, code)
        if known.held is None or not is_over(known.held, ctx.now) or known.wish.state != WishState.TAKEN:
            continue
        await _free(ctx, known, WishMove.LAPSE, SYSTEM)
        key = f"take-up:{known.held.id}:lapsed"
        await tell(ctx, await people_of(ctx, known.held), Notice.WISH_NEWS, key, what="lapsed", code=code)


async def remind(ctx: Ctx) -> int:
    """Holders whose time is over soon, each once. Returns how many chats hear it, or heard it before."""
    ending = hold.ending(ctx, TakeUp, ctx.settings.wishes.remind_days)
    query = select(TakeUp, Wish.code).join(Wish, Wish.id == TakeUp.wish_id).where(TakeUp.id.in_(ending))
    told = 0
    for held, code in (await ctx.session.execute(query.order_by(TakeUp.id))).all():
        key = f"take-up:{held.id}:soon"
        told += await tell(ctx, await people_of(ctx, held), Notice.WISH_NEWS, key, what="soon", code=code)
    return told


async def fulfil(ctx: Ctx, code: str, note: str | None, files: Sequence[Mapping[str, Any]]) -> None:
    """Done, with a photo and words; the owner is asked whether it came true: theirs is the second hand that closing
    takes. Raises NotFound, EvidenceNeeded, PhotoNeeded, WishMovedOn."""
    known, held = await _held_by_me(ctx, code)
    if known.wish.state != WishState.TAKEN:
        raise WishMovedOn
    check_length(ctx, note or "")
    if not await hold.post(ctx, TakeUp, held.id):
        raise WishMovedOn
    await case_moves.make(ctx, known.case, TAKER, Move.FULFIL, Given(note, files))
    await go(ctx, known.wish, WishMove.FULFIL)
    await _tell_desk(ctx, known.case, f"take-up:{held.id}:posted")


async def ask(ctx: Ctx, code: str, note: str, files: Sequence[Mapping[str, Any]] = ()) -> None:
    """The party writes to the owner, through the case. Raises NotFound, MoveNotOpen."""
    known, _ = await _held_by_me(ctx, code)
    check_length(ctx, note)
    event = await case_moves.make(ctx, known.case, TAKER, Move.ASK, Given(note, files))
    await _tell_owner(ctx, known.case, known.wish, f"move:{event.id}:asked", "asked", event)


async def reply(ctx: Ctx, code: str, note: str, files: Sequence[Mapping[str, Any]] = ()) -> None:
    """The owner writes to the party that holds the wish, through the case. Raises NotFound, MoveNotOpen."""
    known = await locked(ctx, code, WishParty.OWNER)
    if known.held is None:
        raise WishMovedOn
    check_length(ctx, note)
    event = await case_moves.make(ctx, known.case, OWNER, Move.ADD, Given(note, files))
    people = await people_of(ctx, known.held)
    key = f"move:{event.id}:replied"
    await tell(ctx, people, Notice.WISH_NEWS, key, what="replied", code=code, event=event.id)


async def thank(ctx: Ctx, code: str, words: str | None, files: Sequence[Mapping[str, Any]] = ()) -> None:
    """Words, a photo or a voice note for whoever made it come true, once; without a name. Raises NotFound,
    ReasonNeeded, WishMovedOn."""
    known = await locked(ctx, code, WishParty.OWNER)
    held = known.held
    if not (words or files):
        raise ReasonNeeded
    if held is None:
        raise WishMovedOn
    check_length(ctx, words or "")
    await go(ctx, known.wish, WishMove.THANK)
    held.thanks, held.thanked_at = words, ctx.now
    held.thanks_media = [await media.note(ctx, **file) for file in files]
    await ctx.session.flush()
    key = f"take-up:{held.id}:thanked"
    await tell(ctx, await people_of(ctx, held), Notice.WISH_NEWS, key, what="thanked", code=code)


async def contact(ctx: Ctx, code: str) -> str:
    """The owner's name and phone, as they gave them to this party; every look is logged. Raises NotFound."""
    known, _ = await _held_by_me(ctx, code)
    wish, case = known.wish, known.case
    if wish.contact is None or case.reporter_id is None:
        raise NotFound
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what="wish_contact", subject_id=case.reporter_id))
    await ctx.session.flush()
    return ctx.vault.open(wish.contact, f"wish:{wish.id}:contact")


async def _held_by_me(ctx: Ctx, code: str) -> tuple[Known, TakeUp]:
    """Raises NotFound for whose party does not hold it (any longer)."""
    known = await locked(ctx, code, WishParty.TAKER)
    if known.held is None:
        raise NotFound
    return known, known.held


async def _tell_owner(ctx: Ctx, case: Case, wish: Wish, key: str, what: str, event: CaseEvent | None = None) -> None:
    if case.reporter_id is not None:
        values = {"event": event.id} if event else {}
        await tell(ctx, [case.reporter_id], Notice.WISH_NEWS, f"{key}:owner", what=what, code=wish.code, **values)


async def _tell_desk(ctx: Ctx, case: Case, key: str) -> None:
    """The worker, who knows the way there, and the community; each once."""
    await tell_workers(ctx, case, Notice.CASE_REOPENED, f"{key}:desk")
    await tell_community(ctx, case, Notice.CASE_REOPENED, f"{key}:desk")
