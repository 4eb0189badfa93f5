"""Calls of forces as every use case needs them: which are open, who somebody is to one, who hears of it."""

from sqlalchemy import select, update

from domain.case_flow import DESK, FINAL_STATES, UNDER_WAY, Move, Party
from domain.errors import NotFound, RoleEnded, WhistleOver, WhistlesOpen
from domain.notices import Notice
from domain.whistle_flow import OPEN, WhistleParty, WhistleState
from models.case import Case, CaseEvent
from models.places import Unit
from models.whistle import Whistle, WhistleCalled
from services.access import case_for, parties_of
from services.act import Ctx
from services.notify import tell
from services.whistle.forces import belongs


async def need_signed_off(ctx: Ctx, case: Case) -> None:
    """Raises WhistlesOpen, naming the kinds, while a force that this case called has not signed off."""
    query = select(Whistle.force_kind).where(Whistle.case_id == case.id, Whistle.state.in_(OPEN)).order_by(Whistle.id)
    kinds = tuple(f"force-{kind}" for kind in await ctx.session.scalars(query))
    if kinds:
        raise WhistlesOpen(number=case.number, kinds=kinds)


async def look_signed_off(ctx: Ctx, number: str) -> None:
    """The same before anybody writes how it was solved. Raises WhistlesOpen, NotFound."""
    await need_signed_off(ctx, (await case_for(ctx, number))[0])


async def call_off_all(ctx: Ctx, case: Case, move: Move) -> None:
    """Nothing is left to do at a case that ended, or that went to another grid: whoever was called is told."""
    if case.state not in FINAL_STATES and move is not Move.TRANSFER:
        return
    query = (
        update(Whistle)
        .where(Whistle.case_id == case.id, Whistle.state.in_(OPEN))
        .values(state=WhistleState.CALLED_OFF, ended_at=ctx.now)
        .returning(Whistle.id, Whistle.taken_by)
    )
    for whistle_id, taken_by in (await ctx.session.execute(query)).all():
        await tell_called_off(ctx, whistle_id, taken_by)


async def tell_called_off(ctx: Ctx, whistle_id: int, taken_by: int | None) -> None:
    """Whoever has taken it; before anybody has, everybody who was called and has not declined."""
    people = [taken_by] if taken_by is not None else await waiting(ctx, whistle_id)
    await tell(ctx, people, Notice.WHISTLE_CALLED_OFF, f"whistle:{whistle_id}:off", whistle=whistle_id)


async def waiting(ctx: Ctx, whistle_id: int) -> list[int]:
    """Who was called and has not said that they cannot come."""
    query = select(WhistleCalled.person_id).where(
        WhistleCalled.whistle_id == whistle_id, WhistleCalled.declined_at.is_(None)
    )
    return list(await ctx.session.scalars(query.order_by(WhistleCalled.person_id)))


async def task_for(ctx: Ctx, whistle_id: int) -> tuple[Whistle, Case, frozenset[WhistleParty]]:
    """A call, its case, and who the actor is to it. Raises NotFound for a stranger, RoleEnded for somebody who was
    called as what they no longer are."""
    row = (
        await ctx.session.execute(
            select(Whistle, Case, WhistleCalled)
            .join(Case, Case.id == Whistle.case_id)
            .outerjoin(
                WhistleCalled,
                (WhistleCalled.whistle_id == Whistle.id) & (WhistleCalled.person_id == ctx.actor.person_id),
            )
            .where(Whistle.id == whistle_id)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    whistle, case, called = row
    parties = set()
    if parties_of(ctx, case) & DESK:
        parties.add(WhistleParty.DESK)
    if called is not None and belongs(ctx.actor.roles, whistle.force_kind, called.unit_id):
        parties.add(WhistleParty.CALLED)
        if whistle.taken_by == called.person_id:
            parties.add(WhistleParty.TAKER)
    if not parties:
        raise NotFound if called is None else RoleEnded
    return whistle, case, frozenset(parties)


async def record(ctx: Ctx, case: Case, move: Move) -> CaseEvent:
    """A row of the case's history. Its words stay with the task: the reporter reads this. Raises WhistleOver where
    the case is no longer being dealt with."""
    if case.state not in UNDER_WAY:
        raise WhistleOver
    mine = {Party.FORCE} if move is not Move.CALL_OFF else parties_of(ctx, case) & DESK
    event = CaseEvent(
        case_id=case.id,
        at=ctx.now,
        move=move,
        from_state=case.state,
        to_state=case.state,
        actor_id=ctx.person_id,
        party=next(party for party in Party if party in mine),
    )
    ctx.session.add(event)
    await ctx.session.flush()
    return event


async def unit_name(ctx: Ctx, whistle: Whistle) -> str:
    """Where whoever took it comes from."""
    query = (
        select(Unit.name)
        .join(WhistleCalled, WhistleCalled.unit_id == Unit.id)
        .where(WhistleCalled.whistle_id == whistle.id, WhistleCalled.person_id == whistle.taken_by)
    )
    return await ctx.session.scalar(query) or ""
