"""That every case stands where its history leads, by the table: read a stretch of cases at a time, history and all."""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import asdict

from sqlalchemy import func, select

from domain.case_flow import CaseKind, CaseState, Move
from domain.case_history import Happened, broken_at, standing
from models.case import Case, CaseEvent, CaseFollower
from services.act import Ctx

BATCH = 500


async def broken_histories(ctx: Ctx) -> list[str]:
    """Every row of a history follows from the one before by the table."""
    found = []
    async for case, history in _told(ctx):
        place = broken_at(CaseKind(case.kind), history)
        if place is not None or not history:
            found.append(f"{case.number} row {place or 0}")
    return found


async def unlike_history(ctx: Ctx) -> list[str]:
    """Every case stands as its history says: state, handler, times, rounds, what it was merged into."""
    found = []
    async for case, history in _told(ctx):
        should = asdict(standing(history))
        wrong = [name for name, value in should.items() if getattr(case, name) != value]
        if wrong:
            found.append(f"{case.number} {' '.join(wrong)}")
    return found


async def miscounted(ctx: Ctx) -> list[str]:
    """A case has as many supporters as its reporter and whoever follows it."""
    people = select(CaseFollower.case_id, func.count().label("many")).group_by(CaseFollower.case_id).subquery()
    query = select(Case.number).outerjoin(people, people.c.case_id == Case.id)
    return list(await ctx.session.scalars(query.where(Case.supporters != 1 + func.coalesce(people.c.many, 0))))


async def _told(ctx: Ctx) -> AsyncIterator[tuple[Case, Sequence[Happened]]]:
    """Every case with its history, oldest first."""
    last = 0
    while cases := (await ctx.session.scalars(select(Case).where(Case.id > last).order_by(Case.id).limit(BATCH))).all():
        rows = select(CaseEvent).where(CaseEvent.case_id > last, CaseEvent.case_id <= cases[-1].id)
        histories: dict[int, list[Happened]] = defaultdict(list)
        for row in await ctx.session.scalars(rows.order_by(CaseEvent.case_id, CaseEvent.id)):
            histories[row.case_id].append(_happened(row))
        for case in cases:
            yield case, histories[case.id]
        last = cases[-1].id
        ctx.session.expunge_all()


def _happened(row: CaseEvent) -> Happened:
    before = CaseState(row.from_state) if row.from_state is not None else None
    return Happened(
        at=row.at,
        move=Move(row.move),
        before=before,
        after=CaseState(row.to_state),
        by=row.actor_id,
        given=row.handler_id,
        other=row.other_id,
        until=row.until,
    )


CHECKS: dict[str, Callable[[Ctx], Awaitable[Sequence[str]]]] = {
    "every step of a case's history is allowed by the table": broken_histories,
    "every case stands where its history ends": unlike_history,
    "a case counts each of its supporters once": miscounted,
}
