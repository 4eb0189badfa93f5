"""Cases live on without whose they were. Of those that are over nothing stays but what was done; those that are under
way keep their words, without names and numbers, until they are over too (services/privacy/retention)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select, update

from domain.case_flow import CaseKind, CaseState, Move, Party
from domain.photo_check import About
from domain.wish_flow import WishMove, WishState, step_of
from models.case import Case, CaseEvent, CaseFollower, CaseSource
from models.case_callback import CaseCallback
from models.case_look import CaseLook
from models.photo_check import PhotoRuling
from models.unmet import UnmetCase
from models.whistle import Whistle, WhistleCalled
from models.wish import TakeUp, Wish
from services.act import Ctx
from services.case import case_moves
from services.privacy.rewriting import Change, batches, nothing, rewrite
from services.privacy.whose import Whose
from services.wish.wish_access import lock_case
from services.wish.wish_case import take_down

SYSTEM = frozenset({Party.SYSTEM})
OWNERS = (Party.REPORTER, Party.CALLER)
"""What stands in a history under these was said by whoever raised the case, in the chat or on the phone."""


async def erase_cases(ctx: Ctx, whose: Whose) -> None:
    """1. Their wishes leave the wall; whoever holds one is told.
    2. What they said in the cases that are over; in all, names and numbers, contacts and what was said in private.
    3. A row in the history of each that is under way: whoever deals with it learns that nobody can be asked any more.
    4. What they joined goes on with one supporter less.
    """
    for some in batches(sorted(whose.cases)):
        await _take_wishes_down(ctx, some)
        await unname(ctx, some, whose.unnamed)
        await _forget_contact(ctx, some)
    for some in batches(whose.over):
        await wipe_words(ctx, some)
    for some in batches(whose.running):
        await _tell_history(ctx, some)
    await ctx.session.execute(delete(CaseSource).where(CaseSource.chat_id.in_(whose.chats)))
    await _leave(ctx, whose.id)
    await _take_back_appeals(ctx, whose.id)
    await _change(ctx, update(UnmetCase).where(UnmetCase.person_id == whose.id).values(person_id=None))


async def _take_wishes_down(ctx: Ctx, cases: Sequence[int]) -> None:
    open_ = Wish.case_id.in_(cases) & Wish.state.in_(step_of(WishMove.END).sources)
    for case_id in (await ctx.session.scalars(select(Wish.case_id).where(open_).order_by(Wish.case_id))).all():
        case = await lock_case(ctx, case_id)
        wish = (await ctx.session.scalars(select(Wish).where(Wish.case_id == case_id))).one()
        held = wish.state == WishState.TAKEN
        await take_down(ctx, wish)
        if held and case.state == CaseState.HANDLING:
            await case_moves.make(ctx, case, SYSTEM, Move.GIVE_BACK)


async def wipe_words(ctx: Ctx, cases: Sequence[int]) -> None:
    """Of cases that are over: what their owner said goes, and but for hazards the place."""
    mine, of_them = Case.id.in_(cases), CaseEvent.case_id.in_(cases)
    await _change(ctx, update(Case).where(mine).values(words="", household_id=None, version=Case.version + 1))
    await _change(ctx, update(CaseEvent).where(of_them, CaseEvent.party.in_(OWNERS)).values(note=None))
    await ctx.session.execute(delete(CaseSource).where(CaseSource.case_id.in_(cases)))
    at_home = Case.kind != CaseKind.HAZARD
    await _change(ctx, update(Case).where(mine, at_home).values(lat=None, lon=None, cell=None))
    of_homes = CaseEvent.case_id.in_(select(Case.id).where(mine, at_home))
    await _change(ctx, update(CaseEvent).where(of_homes).values(lat=None, lon=None))


async def unname(ctx: Ctx, cases: Sequence[int], change: Change) -> None:
    """Everything in words that belongs to these cases, whoever wrote it."""
    whistles = select(Whistle.id).where(Whistle.case_id.in_(cases))
    wishes = select(Wish.id).where(Wish.case_id.in_(cases))
    for column, where in (
        (Case.words, Case.id.in_(cases)),
        (CaseEvent.note, CaseEvent.case_id.in_(cases)),
        (CaseSource.words, CaseSource.case_id.in_(cases)),
        (Whistle.needed, Whistle.case_id.in_(cases)),
        (Whistle.note, Whistle.case_id.in_(cases)),
        (WhistleCalled.reason, WhistleCalled.whistle_id.in_(whistles)),
        (PhotoRuling.why, PhotoRuling.case_id.in_(cases)),
        (TakeUp.note, TakeUp.wish_id.in_(wishes)),
    ):
        await rewrite(ctx, column, where, change)


async def _tell_history(ctx: Ctx, cases: Sequence[int]) -> None:
    for case in (await ctx.session.scalars(select(Case).where(Case.id.in_(cases)).order_by(Case.id))).all():
        state = CaseState(case.state)
        ctx.session.add(
            CaseEvent(
                case_id=case.id, at=ctx.now, move=Move.ERASE, from_state=state, to_state=state, party=Party.SYSTEM
            )
        )
    await ctx.session.flush()


async def _forget_contact(ctx: Ctx, cases: Sequence[int]) -> None:
    """How they could be reached, and what they said besides their case."""
    contact = {"contact_name": None, "contact_phone": None, "contact_phone_index": None}
    await _change(ctx, update(Case).where(Case.id.in_(cases)).values(contact | {"version": Case.version + 1}))
    await rewrite(ctx, CaseCallback.note, CaseCallback.case_id.in_(cases), nothing)
    await rewrite(ctx, PhotoRuling.words, PhotoRuling.case_id.in_(cases), nothing)
    wishes = select(Wish.id).where(Wish.case_id.in_(cases))
    thanks: dict[str, Any] = {"thanks": None, "thanks_media": []}
    await _change(ctx, update(TakeUp).where(TakeUp.wish_id.in_(wishes)).values(thanks))
    told = {"wording": None, "reason": None, "contact": None, "photo_id": None, "shown": False}
    await _change(ctx, update(Wish).where(Wish.case_id.in_(cases)).values(told))


async def _take_back_appeals(ctx: Ctx, person_id: int) -> None:
    """What they said of points for looks at others' cases."""
    looked_at = select(CaseLook.case_id).where(CaseLook.looked_by == person_id)
    said = (PhotoRuling.about == About.LOOK) & PhotoRuling.case_id.in_(looked_at)
    await rewrite(ctx, PhotoRuling.words, said, nothing)


async def _leave(ctx: Ctx, person_id: int) -> None:
    """Each case counts whoever follows it."""
    joined = delete(CaseFollower).where(CaseFollower.person_id == person_id).returning(CaseFollower.case_id)
    for some in batches((await ctx.session.scalars(joined)).all()):
        fewer = update(Case).where(Case.id.in_(some)).values(supporters=Case.supporters - 1, version=Case.version + 1)
        await _change(ctx, fewer)


async def _change(ctx: Ctx, statement: Any) -> None:
    await ctx.session.execute(statement.execution_options(synchronize_session=False))
