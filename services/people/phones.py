"""Whose number a case was filed for: somebody shows that a number is theirs, and what was filed for it becomes theirs.

A channel that vouches for a contact proves it. Anybody can type a number: then the worker who filed is asked whether
they know that person. Of the number only its blind index is kept, and the answer never says whether anything was found.
"""

from sqlalchemy import select, update

from domain.case_flow import CaseState, Move, Party
from domain.errors import AnsweredAlready, ConsentNeeded, NotAllowed, OneNumberADay
from domain.notices import Notice
from domain.roles import Role
from models.case import Case, CaseEvent
from models.people import PhoneClaim
from services.access import case_for
from services.act import Ctx
from services.case.case_contact import HANDS
from services.insert import insert_new
from services.notify import holders, tell
from services.visit.visit_duty import case_workers


async def claim(ctx: Ctx, phone: str, *, proven: bool) -> int | None:
    """The actor says that `phone` (in one spelling) is theirs. Returns how many cases became theirs; None where the
    worker is asked first. The same number again changes nothing. Raises ConsentNeeded, OneNumberADay."""
    if not ctx.actor.consented:
        raise ConsentNeeded
    index = ctx.vault.index(phone)
    mine = (await ctx.session.scalars(select(PhoneClaim).where(PhoneClaim.person_id == ctx.person_id))).all()
    if not proven and any(_open_today(ctx, one) and one.phone_index != index for one in mine):
        raise OneNumberADay
    values = {"person_id": ctx.person_id, "phone_index": index, "claimed_at": ctx.now}
    await ctx.session.execute(insert_new(ctx.session, PhoneClaim).values(values))
    query = select(PhoneClaim).where(PhoneClaim.person_id == ctx.person_id, PhoneClaim.phone_index == index)
    claimed = (await ctx.session.scalars(query)).one()
    if proven and claimed.proven_at is None:
        claimed.proven_at = ctx.now
        await ctx.session.flush()
    if claimed.proven_at is not None:
        return await _link(ctx, claimed)
    if claimed.refused_at is None:
        await _ask(ctx, claimed)
    return None


def _open_today(ctx: Ctx, one: PhoneClaim) -> bool:
    return one.proven_at is None and one.claimed_at.astimezone(ctx.zone).date() == ctx.today


async def meet(ctx: Ctx, case: Case) -> None:
    """A case was just filed for a number: whoever has shown that it is theirs gets it; of one who only said so, the
    worker is asked."""
    if case.contact_phone_index is None:
        return
    query = select(PhoneClaim).where(
        PhoneClaim.phone_index == case.contact_phone_index, PhoneClaim.refused_at.is_(None)
    )
    claims = (await ctx.session.scalars(query.order_by(PhoneClaim.proven_at.desc(), PhoneClaim.id.desc()))).all()
    proven = [one for one in claims if one.proven_at is not None]
    for one in proven[:1]:
        if count := await _link(ctx, one):
            await _tell_linked(ctx, one, count, f"linked:{case.id}")
    if not proven:
        for one in claims[:1]:
            await _ask(ctx, one)


async def _link(ctx: Ctx, claimed: PhoneClaim) -> int:
    """Every case filed for that number that has no reporter yet; each once, whoever else tries at the same moment."""
    without = (Case.contact_phone_index == claimed.phone_index, Case.reporter_id.is_(None), Case.anonymous.is_(False))
    taken = update(Case).where(*without).values(reporter_id=claimed.person_id).returning(Case.id, Case.state)
    rows = (await ctx.session.execute(taken)).all()
    ctx.session.add_all(
        CaseEvent(
            case_id=id_,
            at=ctx.now,
            move=Move.LINK,
            from_state=CaseState(state),
            to_state=CaseState(state),
            actor_id=claimed.person_id,
            party=Party.SYSTEM,
        )
        for id_, state in rows
    )
    await ctx.session.flush()
    return len(rows)


async def _ask(ctx: Ctx, claimed: PhoneClaim) -> None:
    """The worker who filed last for that number; whoever works that grid now where that worker's role is over."""
    newest = select(Case).where(Case.contact_phone_index == claimed.phone_index, Case.reporter_id.is_(None))
    case = await ctx.session.scalar(newest.order_by(Case.id.desc()).limit(1))
    if case is None:
        return
    workers = await case_workers(ctx, case.grid_id)
    asked = [worker for worker in workers if worker == case.filed_by] or workers
    asked = asked or (await holders(ctx, Role.COMMUNITY_STAFF, case.community_id) if case.community_id else [])
    key = f"claimed:{claimed.id}:{case.id}"
    await tell(ctx, asked, Notice.PHONE_CLAIMED, key, number=case.number, claim=claimed.id)


async def is_open(ctx: Ctx, claim_id: int) -> bool:
    """Whether there still is something to answer."""
    one = await ctx.session.get(PhoneClaim, claim_id)
    return one is not None and one.proven_at is None and one.refused_at is None


async def answer(ctx: Ctx, claim_id: int, number: str, *, known: bool) -> int:
    """Who deals with the case says whether that person is whom it was filed for. Returns how many cases became
    theirs. Raises NotFound, NotAllowed, AnsweredAlready."""
    case, parties = await case_for(ctx, number)
    claimed = await ctx.session.get(PhoneClaim, claim_id)
    if not parties & HANDS or claimed is None or claimed.phone_index != case.contact_phone_index:
        raise NotAllowed
    values = {"answered_by": ctx.person_id, ("proven_at" if known else "refused_at"): ctx.now}
    still = (PhoneClaim.id == claim_id, PhoneClaim.proven_at.is_(None), PhoneClaim.refused_at.is_(None))
    answered = update(PhoneClaim).where(*still).values(values).returning(PhoneClaim.id)
    if (await ctx.session.execute(answered)).first() is None:
        raise AnsweredAlready
    count = await _link(ctx, claimed) if known else 0
    await _tell_linked(ctx, claimed, count, f"answered:{claim_id}")
    return count


async def _tell_linked(ctx: Ctx, claimed: PhoneClaim, count: int, key: str) -> None:
    await tell(ctx, [claimed.person_id], Notice.PHONE_ANSWERED, key, count=count)
