"""Wishes on their way to the wall: the owner agrees, the community approves a wording of its own, either takes it off.

What was said in private stays with the case. The wall shows the approved wording and nothing else.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from domain.case_flow import OFFICE, CaseKind, CaseState, Move, Party
from domain.errors import (
    ContactNeeded,
    NotFound,
    OwnWish,
    PhotoNeeded,
    ReasonNeeded,
    RevealsOwner,
    TooLong,
    WishHeld,
    WishMovedOn,
    WordingNeeded,
)
from domain.notices import Notice
from domain.wish_flow import DONE, WishMove, WishParty, WishState, reveals
from models.case import Case
from models.people import Person
from models.wish import Wish
from services import media
from services.access import case_for, parties_of
from services.act import Ctx
from services.case import case_moves
from services.case.case_tell import tell_community
from services.case.cases import check_length
from services.notify import tell
from services.wish.wish_access import Known, go, lock_case, locked, middle, people_of

MAY_BE_OFFERED = frozenset({CaseState.SUBMITTED, CaseState.ACCEPTED, CaseState.DISPATCHED})
"""As long as nobody is at work on it."""
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6


async def offer(ctx: Ctx, number: str) -> str:
    """The owner lets the wish onto the wall, as soon as the community has approved a wording. Returns its code there.

    Offered already, it stays as it is; withdrawn or declined, it is offered anew. Raises NotFound, WishMovedOn.
    """
    case, parties = await case_for(ctx, number)
    if Party.REPORTER not in parties or case.kind != CaseKind.WISH:
        raise NotFound
    case = await lock_case(ctx, case.id)
    if case.state not in MAY_BE_OFFERED:
        raise WishMovedOn
    wish = await ctx.session.scalar(select(Wish).where(Wish.case_id == case.id))
    if wish is None:
        wish = await _new_wish(ctx, case)
    elif wish.state in (WishState.DECLINED, WishState.WITHDRAWN):
        await go(ctx, wish, WishMove.OFFER, offered_at=ctx.now, reason=None, contact=None)
    else:
        return wish.code
    key = f"wish:{wish.id}:offered:{int(wish.offered_at.timestamp())}"
    await tell_community(ctx, case, Notice.WISH_TO_APPROVE, key)
    return wish.code


async def _new_wish(ctx: Ctx, case: Case) -> Wish:
    lat, lon = await middle(ctx, case)
    wish = Wish(
        case_id=case.id,
        code="".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)),
        state=WishState.OFFERED,
        street_id=case.street_id,
        community_id=case.community_id,
        category=case.category,
        lat=lat,
        lon=lon,
        offered_at=ctx.now,
    )
    ctx.session.add(wish)
    await ctx.session.flush()
    return wish


async def withdraw(ctx: Ctx, code: str) -> None:
    """The owner takes the wish off the wall; the case goes on. Raises NotFound, WishHeld, WishMovedOn."""
    known = await locked(ctx, code, WishParty.OWNER)
    if known.wish.state == WishState.TAKEN:
        raise WishHeld
    await go(ctx, known.wish, WishMove.WITHDRAW, contact=None)


async def choose_photo(ctx: Ctx, code: str, file: Mapping[str, Any]) -> None:
    """A photo for the wall, chosen by the owner while the community has yet to approve. Raises NotFound, PhotoNeeded,
    WishMovedOn."""
    known = await locked(ctx, code, WishParty.OWNER)
    if file["kind"] != "photo":
        raise PhotoNeeded
    if known.wish.state != WishState.OFFERED:
        raise WishMovedOn
    known.wish.photo_id = await media.note(ctx, **file)
    await ctx.session.flush()


async def reword(ctx: Ctx, code: str, wording: str) -> None:
    """The community writes what the wall shall show. Raises NotFound, OwnWish, TooLong, RevealsOwner, WishMovedOn."""
    known = await _office(ctx, code)
    await _check_wording(ctx, known.case, wording)
    await go(ctx, known.wish, WishMove.REWORD, wording=wording)


async def approve(ctx: Ctx, code: str) -> None:
    """Onto the wall, in the community's wording or, where it wrote none, the owner's words, if they say nothing of who
    the owner is. That also takes the case in, and it is due when nobody took it up for long."""
    known = await _office(ctx, code)
    wish, case = known.wish, known.case
    wording = proposal(wish, case)
    await _check_wording(ctx, case, wording)
    lasts = timedelta(days=ctx.settings.wishes.wall_days)
    await go(ctx, wish, WishMove.APPROVE, wording=wording, approved_by=ctx.person_id, approved_at=ctx.now)
    case.resolve_by = max(case.resolve_by, ctx.now + lasts)
    if case.state == CaseState.SUBMITTED:
        await case_moves.make(ctx, case, parties_of(ctx, case) & OFFICE, Move.ACCEPT)
    await ctx.session.flush()
    await _tell_owner(ctx, known, "approved")


async def decline(ctx: Ctx, code: str, reason: str) -> None:
    """Not for the wall; the owner reads why, and the case goes on. Raises NotFound, ReasonNeeded, WishMovedOn."""
    known = await _office(ctx, code)
    if not reason.strip():
        raise ReasonNeeded
    check_length(ctx, reason)
    await go(ctx, known.wish, WishMove.DECLINE, reason=reason)
    await _tell_owner(ctx, known, "declined")


async def _office(ctx: Ctx, code: str) -> Known:
    known = await locked(ctx, code, WishParty.OFFICE)
    if WishParty.OWNER in known.who:
        raise OwnWish
    return known


async def _tell_owner(ctx: Ctx, known: Known, what: str) -> None:
    if known.case.reporter_id is not None:
        key = f"wish:{known.wish.id}:{what}:{int(ctx.now.timestamp())}"
        await tell(ctx, [known.case.reporter_id], Notice.WISH_NEWS, key, what=what, code=known.wish.code)


def proposal(wish: Wish, case: Case) -> str:
    """What the wall would show if it were approved now."""
    return (wish.wording or case.words).strip()


async def _check_wording(ctx: Ctx, case: Case, wording: str) -> None:
    """Raises WordingNeeded, TooLong, RevealsOwner."""
    limit = ctx.settings.wishes.wording_limit
    if not wording.strip():
        raise WordingNeeded
    if len(wording) > limit:
        raise TooLong(limit=limit)
    found = reveals(wording, await _names(ctx, case), ctx.settings.wishes.door_words)
    if found is not None:
        raise RevealsOwner(what=found)


async def may_stand(ctx: Ctx, case: Case, wording: str) -> bool:
    """Whether the wall could show this wording as it is."""
    try:
        await _check_wording(ctx, case, wording)
    except (WordingNeeded, TooLong, RevealsOwner):
        return False
    return True


async def _names(ctx: Ctx, case: Case) -> list[str]:
    """What the owner is called. Opened to be looked for, never shown."""
    owner = await ctx.session.get(Person, case.reporter_id) if case.reporter_id is not None else None
    if owner is None:
        return []
    name = [ctx.vault.open(owner.name, f"person:{owner.id}:name")] if owner.name else []
    return [*name, *([owner.nickname] if owner.nickname else [])]


async def share_contact(ctx: Ctx, code: str, contact: str | None = None) -> None:
    """The owner lets the party that holds the wish know who they are: what they wrote, else what the roster knows.
    Raises NotFound, WishMovedOn, TooLong, ContactNeeded where there is neither."""
    known = await locked(ctx, code, WishParty.OWNER)
    wish, held = known.wish, known.held
    if held is None or wish.state not in (WishState.TAKEN, WishState.FULFILLED):
        raise WishMovedOn
    contact = contact or await _of_roster(ctx)
    if not contact:
        raise ContactNeeded
    limit = ctx.settings.wishes.wording_limit
    if len(contact) > limit:
        raise TooLong(limit=limit)
    wish.contact = ctx.vault.seal(contact, f"wish:{wish.id}:contact")
    await ctx.session.flush()
    key = f"take-up:{held.id}:contact"
    await tell(ctx, await people_of(ctx, held), Notice.WISH_NEWS, key, what="contact", code=wish.code)


async def _of_roster(ctx: Ctx) -> str:
    me = await ctx.session.get(Person, ctx.person_id)
    if me is None:
        return ""
    sealed = ((me.name, "name"), (me.phone, "phone"))
    return " ".join(ctx.vault.open(value, f"person:{me.id}:{column}") for value, column in sealed if value)


async def show_fulfilled(ctx: Ctx, code: str) -> None:
    """The owner lets the wall tell that it came true. Raises NotFound, WishMovedOn."""
    known = await locked(ctx, code, WishParty.OWNER)
    if known.wish.state not in DONE:
        raise WishMovedOn
    known.wish.shown = True
    await ctx.session.flush()
