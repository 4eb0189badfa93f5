"""Leave: a worker asks, the community grants or refuses and names who stands in, and that one accepts or declines.

Each step locks the leave, asks the table (domain/leave_flow) whether it may be taken now, and tells those concerned.
The grid keeps its duty all the while; whoever walks it is said by services/visit/visit_duty.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select

from domain.errors import TooLong
from domain.leave_errors import LeaveEndsEarly, LeaveInPast, LeaveOverlaps, LeaveTooLong, StandInAway
from domain.leave_flow import LeaveState, LeaveStep
from domain.notices import Notice
from domain.worktime import ONE_DAY
from models.audit import AccessLog
from models.base import Sealed
from models.people import Chat, Person
from models.visit import Absence
from services.act import Ctx
from services.insert import insert_new
from services.notify import tell
from services.visit.leave_access import communities_of, leave_to, may_enter, need_grid, staff_of
from services.visit.leave_choices import is_there
from services.visit.visit_duty import duty_on

WORDS_LIMIT = 200
"""Characters of a reason or an answer."""
OPEN = (LeaveState.ASKED, LeaveState.GRANTED)


@dataclass(frozen=True)
class Wish:
    """The days that a worker asks for. `submission` names this asking: the same one twice is one leave."""

    submission: str
    starts_on: date
    ends_on: date
    reason: str | None = None


async def ask(ctx: Ctx, wish: Wish) -> int:
    """Ask for leave; the community is told. Returns the leave's id. Raises what `check_days` raises, TooLong."""
    await _one_at_a_time(ctx, ctx.person_id)
    before = await ctx.session.scalar(select(Absence.id).where(Absence.submission == wish.submission))
    if before is not None:
        return before
    await check_days(ctx, wish.starts_on, wish.ends_on)
    leave = await _make(ctx, ctx.person_id, wish)
    await _tell_community(ctx, leave, "asked")
    return leave.id


async def enter(ctx: Ctx, worker_id: int, wish: Wish) -> int:
    """The community enters it for a worker who has told them otherwise, and by that grants it; who stands in is named
    on its card. The same submission again is the same leave. Returns its id. Raises NotFound for whoever does not
    decide about that worker's leave, and what `check_days` raises, TooLong."""
    await may_enter(ctx, worker_id)
    await _one_at_a_time(ctx, worker_id)
    before = await ctx.session.scalar(select(Absence.id).where(Absence.submission == wish.submission))
    if before is not None:
        return before
    await check_days(ctx, wish.starts_on, wish.ends_on, worker_id)
    leave = await _make(ctx, worker_id, wish)
    await grant(ctx, leave.id)
    return leave.id


async def _one_at_a_time(ctx: Ctx, worker_id: int) -> None:
    """A worker's leave is asked for and entered by different people: what overlaps is seen by one after the other."""
    await ctx.session.execute(select(Person.id).where(Person.id == worker_id).with_for_update())


async def _make(ctx: Ctx, worker_id: int, wish: Wish) -> Absence:
    row = {
        "worker_id": worker_id,
        "starts_on": wish.starts_on,
        "ends_on": wish.ends_on,
        "state": LeaveState.ASKED,
        "submission": wish.submission,
        "reason": _sealed(ctx, wish.reason, f"absence:{wish.submission}:reason"),
        "asked_at": ctx.now,
    }
    made = await ctx.session.scalars(insert_new(ctx.session, Absence).values(row).returning(Absence.id))
    return await ctx.session.get_one(Absence, made.one())


async def check_days(ctx: Ctx, starts_on: date, ends_on: date, worker_id: int | None = None) -> None:
    """For the actor, or for `worker_id` whose leave they enter. Raises NotFound, NoGrid, LeaveInPast, LeaveEndsEarly,
    LeaveTooLong, LeaveOverlaps."""
    worker = worker_id or ctx.person_id
    if worker == ctx.person_id:
        await need_grid(ctx)
    else:
        await may_enter(ctx, worker)
    if starts_on < ctx.today:
        raise LeaveInPast
    if ends_on < starts_on:
        raise LeaveEndsEarly
    at_most = ctx.settings.visits.leave_days
    if (ends_on - starts_on).days >= at_most:
        raise LeaveTooLong(days=at_most)
    query = select(Absence).where(
        Absence.worker_id == worker,
        Absence.state.in_(OPEN),
        Absence.starts_on <= ends_on,
        Absence.ends_on >= starts_on,
    )
    other = await ctx.session.scalar(query.limit(1))
    if other is not None:
        raise LeaveOverlaps(first=other.starts_on, last=other.ends_on)


async def grant(ctx: Ctx, leave_id: int, stand_in: int | None = None) -> None:
    """Granted from today at the earliest. Who is named is asked; where nobody is, that is told at once to all who can
    see to it. Those for whom the worker would have stood in need somebody else. Raises NotFound, LeaveMovedOn,
    StandInAway."""
    leave = await leave_to(ctx, leave_id, LeaveStep.GRANT)
    leave.state, leave.decided_by = LeaveState.GRANTED, ctx.person_id
    leave.starts_on = max(leave.starts_on, ctx.today)
    await ctx.session.flush()
    _log(ctx, "leave_granted", leave)
    await _tell(ctx, [leave.worker_id], leave, "granted")
    await _let_go(ctx, leave)
    if stand_in is not None:
        await _offer(ctx, leave, stand_in)
    await tell_uncovered(ctx, leave)


async def refuse(ctx: Ctx, leave_id: int, answer: str | None = None) -> None:
    """Raises NotFound, LeaveMovedOn, TooLong."""
    leave = await leave_to(ctx, leave_id, LeaveStep.REFUSE)
    leave.state, leave.decided_by = LeaveState.REFUSED, ctx.person_id
    leave.answer = _sealed(ctx, answer, f"absence:{leave.submission}:answer")
    await ctx.session.flush()
    _log(ctx, "leave_refused", leave)
    await _tell(ctx, [leave.worker_id], leave, "refused")


async def name(ctx: Ctx, leave_id: int, stand_in: int) -> None:
    """Ask somebody (else) to stand in. Raises NotFound, LeaveMovedOn, StandInAway."""
    leave = await leave_to(ctx, leave_id, LeaveStep.NAME)
    before = {leave.offered_to, leave.substitute_id} - {None, stand_in}
    await _offer(ctx, leave, stand_in)
    await _tell(ctx, [person for person in before if person is not None], leave, "not_needed")


async def accept(ctx: Ctx, leave_id: int) -> None:
    """The actor stands in, from today or from the first day. Raises NotFound, LeaveMovedOn, StandInAway where they are
    on leave themselves by now."""
    leave = await leave_to(ctx, leave_id, LeaveStep.ACCEPT)
    if not await is_there(ctx, leave, ctx.person_id):
        raise StandInAway
    await _stands_in(ctx, leave, ctx.person_id)
    await _tell(ctx, [leave.worker_id], leave, "accepted")
    await _tell_community(ctx, leave, "accepted")


async def decline(ctx: Ctx, leave_id: int) -> None:
    """The actor does not stand in, or no longer; the community is told at once. Raises NotFound, LeaveMovedOn."""
    leave = await leave_to(ctx, leave_id, LeaveStep.DECLINE)
    leave.offered_to = None
    if leave.substitute_id == ctx.person_id:
        await _stands_in(ctx, leave, None)
    await ctx.session.flush()
    await _tell_community(ctx, leave, "declined")


async def cancel(ctx: Ctx, leave_id: int) -> None:
    """Before any of it is over. Raises NotFound, LeaveMovedOn."""
    leave = await leave_to(ctx, leave_id, LeaveStep.CANCEL)
    leave.state = LeaveState.CANCELLED
    await _ended(ctx, leave, "cancelled")


async def come_back(ctx: Ctx, leave_id: int) -> None:
    """Back today: yesterday was the last day. Raises NotFound, LeaveMovedOn."""
    leave = await leave_to(ctx, leave_id, LeaveStep.RETURN)
    leave.ends_on = ctx.today - ONE_DAY
    await _ended(ctx, leave, "returned")


async def tell_uncovered(ctx: Ctx, leave: Absence) -> None:
    """The grids that have nobody now, to all who can name somebody."""
    if not leave.starts_on <= ctx.today <= leave.ends_on:
        return
    uncovered = (await duty_on(ctx, ctx.today)).uncovered
    for community in await communities_of(ctx, leave.worker_id):
        if community in uncovered:
            key = f"uncovered:{community}:{leave.id}:{ctx.now.isoformat()}"
            staff, day = await staff_of(ctx, community), ctx.today.isoformat()
            await tell(ctx, staff, Notice.GRID_UNCOVERED, key, community=community, day=day)


async def _offer(ctx: Ctx, leave: Absence, person_id: int) -> None:
    """Who has no chat cannot be asked there: the community has spoken with them, and they stand in."""
    if not await is_there(ctx, leave, person_id):
        raise StandInAway
    chats = exists().where(Chat.person_id == person_id, Chat.blocked_at.is_(None))
    if not await ctx.session.scalar(select(chats)):
        await _stands_in(ctx, leave, person_id)
        return
    if leave.substitute_id is not None:
        await _stands_in(ctx, leave, None)
    leave.offered_to = person_id
    await ctx.session.flush()
    await _tell(ctx, [person_id], leave, "offered")


async def _stands_in(ctx: Ctx, leave: Absence, person_id: int | None) -> None:
    """From today on, where the leave has begun: the days before stay with whoever stood in then."""
    if leave.starts_on < ctx.today:
        past = Absence(
            worker_id=leave.worker_id,
            starts_on=leave.starts_on,
            ends_on=ctx.today - ONE_DAY,
            substitute_id=leave.substitute_id,
        )
        ctx.session.add(past)
        leave.starts_on = ctx.today
    leave.substitute_id, leave.offered_to = person_id, None
    await ctx.session.flush()


async def _let_go(ctx: Ctx, leave: Absence) -> None:
    """Who goes on leave stands in for nobody in these days; the community of each is told."""
    query = select(Absence).where(
        Absence.state == LeaveState.GRANTED,
        (Absence.substitute_id == leave.worker_id) | (Absence.offered_to == leave.worker_id),
        Absence.starts_on <= leave.ends_on,
        Absence.ends_on >= max(leave.starts_on, ctx.today),
    )
    for other in (await ctx.session.scalars(query)).all():
        await _stands_in(ctx, other, None)
        await _tell_community(ctx, other, "declined")


async def _ended(ctx: Ctx, leave: Absence, what: str) -> None:
    """Everybody concerned is told but whoever did it."""
    others = {leave.worker_id, leave.substitute_id, leave.offered_to} - {None, ctx.person_id}
    leave.offered_to = None
    await ctx.session.flush()
    _log(ctx, f"leave_{what}", leave)
    await _tell(ctx, [person for person in others if person is not None], leave, what)
    await _tell_community(ctx, leave, what)


async def _tell(ctx: Ctx, people: Iterable[int], leave: Absence, what: str) -> None:
    key = f"leave:{leave.id}:{what}:{ctx.now.isoformat()}"
    days = {"first": leave.starts_on.isoformat(), "last": leave.ends_on.isoformat()}
    await tell(ctx, people, Notice.LEAVE_NEWS, key, leave=leave.id, what=what, **days)


async def _tell_community(ctx: Ctx, leave: Absence, what: str) -> None:
    for community in sorted(await communities_of(ctx, leave.worker_id)):
        await _tell(ctx, await staff_of(ctx, community), leave, what)


def _sealed(ctx: Ctx, words: str | None, bound_to: str) -> Sealed | None:
    """Raises TooLong."""
    if words and len(words) > WORDS_LIMIT:
        raise TooLong(limit=WORDS_LIMIT)
    return ctx.vault.seal(words, bound_to) if words else None


def _log(ctx: Ctx, what: str, leave: Absence) -> None:
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what=what, subject_id=leave.worker_id))
