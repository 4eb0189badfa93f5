"""Whistles 网格吹哨 各方报到: a case calls the forces that it needs; the first to report in takes it and signs off."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from domain.case_flow import HandlingRoute, Move
from domain.deadlines import due, parse_term
from domain.errors import (
    MoveNotOpen,
    NobodyToCall,
    NotAllowed,
    NotFound,
    ReasonNeeded,
    WhistleOpen,
    WhistleOver,
    WhistleTaken,
)
from domain.force_settings import ForceKind
from domain.notices import Notice
from domain.whistle_flow import WhistleParty, WhistleState, step_of
from domain.worktime import WorkingHours
from models.case import Case
from models.whistle import Whistle, WhistleCalled
from services.access import case_for
from services.act import Ctx
from services.case import case_moves
from services.case.case_standard import deadlines
from services.case.cases import attach, check_length
from services.insert import insert_into, insert_new
from services.notify import tell
from services.whistle.forces import Member, members, whom_to_call
from services.whistle.whistle_tasks import record, task_for, tell_called_off, unit_name, waiting

Files = Sequence[Mapping[str, Any]]


def force_kind(ctx: Ctx, key: str) -> ForceKind:
    """Raises NotFound for a kind that the config does not (any longer) have."""
    found = next((kind for kind in ctx.settings.forces.kinds if kind.key == key), None)
    if found is None:
        raise NotFound
    return found


def line_of(case: Case) -> tuple[int, ...]:
    """The units that a case lies in, from the street down."""
    return tuple(unit for unit in (case.street_id, case.community_id, case.grid_id) if unit is not None)


async def blow(ctx: Ctx, number: str, kinds: Sequence[str], needed: str) -> list[int]:
    """Call each of `kinds` to a case, to do what `needed` says; returns the calls' ids.

    1. The move decides who may, and stands in the case's history.
    2. The case becomes a joint one; its deadline is never brought forward by that.
    3. Each kind is a call of its own: everybody on duty is told, urgently where there is danger. Where nobody of them
       has a chat the community hears at the next tick instead of after the wait.

    Raises WhistleOpen for a kind that is still at it, NobodyToCall, MoveNotOpen.
    """
    check_length(ctx, needed)
    called = [force_kind(ctx, key) for key in dict.fromkeys(kinds)]
    await case_moves.move(ctx, number, Move.WHISTLE, case_moves.Given(needed, forces=tuple(kinds)))
    case, _ = await case_for(ctx, number)
    people = await members(ctx, line_of(case), [kind.key for kind in called])
    if any(kind.key not in people for kind in called):
        raise NobodyToCall
    case.route = HandlingRoute.JOINT
    case.resolve_by = max(case.resolve_by, deadlines(ctx, case.category, HandlingRoute.JOINT)[1])
    flag_modified(case, "route")  # whoever resolves it at the same moment finds that it has changed
    try:
        await ctx.session.flush()
    except StaleDataError as lost:
        raise MoveNotOpen(number=number) from lost
    rounds = await _rounds(ctx, case)
    return [await _call(ctx, case, kind, rounds.get(kind.key, 0) + 1, people[kind.key], needed) for kind in called]


async def _rounds(ctx: Ctx, case: Case) -> dict[str, int]:
    """How often each kind was called so far. A call that was handed back gives way to the new one."""
    given_back = (Whistle.case_id == case.id, Whistle.state == WhistleState.HANDED_BACK)
    await ctx.session.execute(
        update(Whistle).where(*given_back).values(state=WhistleState.CALLED_OFF, ended_at=ctx.now)
    )
    query = select(Whistle.force_kind, func.max(Whistle.round)).where(Whistle.case_id == case.id)
    return dict((await ctx.session.execute(query.group_by(Whistle.force_kind))).all())


async def _call(ctx: Ctx, case: Case, kind: ForceKind, round_: int, people: Sequence[Member], needed: str) -> int:
    at_it = select(Whistle.id).where(
        Whistle.case_id == case.id,
        Whistle.force_kind == kind.key,
        Whistle.state.in_((WhistleState.CALLED, WhistleState.REPORTED_IN)),
    )
    if await ctx.session.scalar(at_it) is not None:
        raise WhistleOpen(kinds=(f"force-{kind.key}",))
    chosen = whom_to_call(people)
    heard = any(one.reachable for one in chosen)
    row = {
        "case_id": case.id,
        "force_kind": kind.key,
        "round": round_,
        "state": WhistleState.CALLED,
        "needed": needed,
        "called_by": ctx.person_id,
        "called_at": ctx.now,
        "community_at": _after(ctx, kind.community_after) if heard else ctx.now,
        "street_at": _after(ctx, kind.street_after),
    }
    new = insert_into(ctx.session, Whistle).values(row).on_conflict_do_nothing()
    id_: int | None = await ctx.session.scalar(new.returning(Whistle.id))
    if id_ is None:
        raise MoveNotOpen(number=case.number)
    rows = [{"whistle_id": id_, "person_id": one.person_id, "unit_id": one.unit_id} for one in chosen]
    await ctx.session.execute(insert_new(ctx.session, WhistleCalled), rows)
    notice = Notice.WHISTLE_DANGER if case.danger else Notice.WHISTLE_CALLED
    await tell(ctx, [one.person_id for one in chosen], notice, f"whistle:{id_}", whistle=id_)
    return id_


def _after(ctx: Ctx, term: str) -> datetime:
    return due(ctx.now, parse_term(term), ctx.calendar, WorkingHours(ctx.settings.work.hours), ctx.zone)


async def _step(ctx: Ctx, whistle_id: int, move: Move, **values: Any) -> tuple[Whistle, Case]:
    """Make a move of the table, if it is open to the actor and nobody was faster: told by the row count."""
    whistle, case, parties = await task_for(ctx, whistle_id)
    step = step_of(move)
    if step.who not in parties:
        raise NotAllowed
    if step.words and not values.get("note"):
        raise ReasonNeeded
    check_length(ctx, values.get("note") or "")
    changed = await ctx.session.execute(
        update(Whistle)
        .where(Whistle.id == whistle_id, Whistle.state.in_(step.sources))
        .values(state=step.target, **values)
        .returning(Whistle.id)
    )
    if changed.first() is None:
        await ctx.session.refresh(whistle)
        if move is Move.REPORT_IN and whistle.state == WhistleState.REPORTED_IN:
            raise WhistleTaken(unit=await unit_name(ctx, whistle))
        raise WhistleOver
    await ctx.session.refresh(whistle)
    return whistle, case


async def report_in(ctx: Ctx, whistle_id: int) -> None:
    """The first of those called takes it, and the others are told; a second tap of the same one changes nothing."""
    known, _, parties = await task_for(ctx, whistle_id)
    if known.state == WhistleState.REPORTED_IN and WhistleParty.TAKER in parties:
        return
    kind = force_kind(ctx, known.force_kind)
    whistle, case = await _step(
        ctx, whistle_id, Move.REPORT_IN, taken_by=ctx.person_id, taken_at=ctx.now, work_by=_after(ctx, kind.work)
    )
    await record(ctx, case, Move.REPORT_IN)
    others = [person for person in await waiting(ctx, whistle_id) if person != ctx.person_id]
    await tell(ctx, others, Notice.WHISTLE_TAKEN, f"whistle:{whistle_id}:taken", whistle=whistle_id)
    await _tell_caller(ctx, whistle, Notice.WHISTLE_REPORTED)


async def decline(ctx: Ctx, whistle_id: int, reason: str) -> None:
    """Somebody who was called cannot come. When nobody is left, the desk hears at once and not after the wait."""
    whistle, _, parties = await task_for(ctx, whistle_id)
    if WhistleParty.CALLED not in parties:
        raise NotAllowed
    check_length(ctx, reason)
    if whistle.state != WhistleState.CALLED:
        raise WhistleOver
    mine = (WhistleCalled.whistle_id == whistle_id, WhistleCalled.person_id == ctx.person_id)
    await ctx.session.execute(update(WhistleCalled).where(*mine).values(declined_at=ctx.now, reason=reason))
    if not await waiting(ctx, whistle_id):
        await _tell_caller(ctx, whistle, Notice.WHISTLE_NOBODY)
        soon = (Whistle.id == whistle_id, Whistle.community_at > ctx.now)
        await ctx.session.execute(update(Whistle).where(*soon).values(community_at=ctx.now))


async def sign_off(ctx: Ctx, whistle_id: int, note: str, files: Files = ()) -> None:
    """The party's part is done. Photos of it are the case's; words stay with the task."""
    whistle, case = await _step(ctx, whistle_id, Move.SIGN_OFF, note=note, ended_at=ctx.now)
    event = await record(ctx, case, Move.SIGN_OFF)
    await attach(ctx, case.id, event.id, files)
    await _tell_caller(ctx, whistle, Notice.WHISTLE_SIGNED_OFF)


async def hand_back(ctx: Ctx, whistle_id: int, note: str) -> None:
    """The party cannot do it: the desk calls again or calls it off."""
    whistle, case = await _step(ctx, whistle_id, Move.HAND_BACK, note=note)
    await record(ctx, case, Move.HAND_BACK)
    await _tell_caller(ctx, whistle, Notice.WHISTLE_HANDED_BACK)


async def call_off(ctx: Ctx, whistle_id: int, note: str) -> None:
    """The desk needs this party no longer."""
    whistle, case = await _step(ctx, whistle_id, Move.CALL_OFF, note=note, ended_at=ctx.now)
    await record(ctx, case, Move.CALL_OFF)
    await tell_called_off(ctx, whistle_id, whistle.taken_by)


async def _tell_caller(ctx: Ctx, whistle: Whistle, notice: Notice) -> None:
    await tell(ctx, [whistle.called_by], notice, f"{notice}:{whistle.id}", whistle=whistle.id)
