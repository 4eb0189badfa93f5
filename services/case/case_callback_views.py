"""The call-back list: what is to be called, the card of one, and what came of the calls of this month."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select, tuple_

from domain.case_flow import INTERNAL, CaseState
from domain.roles import Role
from models.case import Case, CaseEvent, CaseRating
from models.case_callback import CaseCallback
from models.people import Person
from services.act import Ctx
from services.case.case_callback import HANDLED, for_caller, for_reporter
from services.case.case_lists import COLUMNS, PAGE, Page, Queue, Turn, page_of, row_of
from services.case.case_views import CaseCard, Line, case_card

SATISFIED = 4
"""From here on an answer counts as satisfied, as in the three rates."""


@dataclass(frozen=True)
class CallCard:
    """`done` is what was done, without what only the desk sees; `contact`: there is somebody's name or number to look
    up; `ask`: the reporter can be asked in the chat, `asked_at`: and was. `answered`, `solved` and `satisfaction` are
    what the reporter said of their own accord."""

    case: CaseCard
    done: tuple[Line, ...]
    tries: int
    contact: bool
    ask: bool
    asked_at: datetime | None
    answered: bool
    solved: bool | None
    satisfaction: int | None


@dataclass(frozen=True)
class Month:
    """Calls that came to an end in this month, the reached ones, and of those the solved and the satisfied."""

    called: int
    reached: int
    solved: int
    satisfied: int


async def count(ctx: Ctx) -> int:
    """How many the actor could call back about."""
    query = _to_call(ctx)
    if query is None:
        return 0
    return await ctx.session.scalar(select(func.count()).select_from(query.subquery())) or 0


async def to_call(ctx: Ctx, turn: Turn | None = None) -> Page:
    """What waits for a call from the actor, the longest closed first."""
    query = _to_call(ctx)
    if query is None:
        return Page(())
    back = turn is not None and turn.back
    place = (CaseCallback.closed_at, CaseCallback.case_id)
    if turn is not None:
        closed_at = await ctx.session.scalar(
            select(func.max(CaseCallback.closed_at)).where(CaseCallback.case_id == turn.id)
        )
        if closed_at is None:
            turn = None
        else:
            here = tuple_(literal(closed_at), literal(turn.id))
            query = query.where(tuple_(*place) < here if back else tuple_(*place) > here)
    query = query.order_by(*(column.desc() for column in place) if back else place).limit(PAGE + 1)
    return page_of([row_of(*values) for values in (await ctx.session.execute(query)).all()], turn)


async def card(ctx: Ctx, number: str) -> CallCard:
    """Raises as services.case.case_callback.for_caller."""
    case, row = await for_caller(ctx, number)
    shown = await case_card(ctx, number)
    rating = await ctx.session.get(CaseRating, (case.id, case.reopened))
    person = await ctx.session.get(Person, case.reporter_id) if case.reporter_id and not case.anonymous else None
    left = [case.contact_name, case.contact_phone, person and person.phone]
    return CallCard(
        case=shown,
        done=tuple(line for line in shown.history if line.move not in INTERNAL),
        tries=row.tries,
        contact=not case.anonymous and any(one is not None for one in left),
        ask=case.reporter_id is not None,
        asked_at=row.asked_at,
        answered=rating is not None and rating.answered_at is not None,
        solved=rating.solved if rating else None,
        satisfaction=rating.satisfaction if rating else None,
    )


async def is_asked(ctx: Ctx, number: str) -> None:
    """For the reporter's side. Raises NotFound, CallbackOver."""
    await for_reporter(ctx, number)


async def month(ctx: Ctx) -> Month:
    """Of the actor's unit, in the street's calendar month."""
    mine = _units(ctx)
    if mine is None:
        return Month(0, 0, 0, 0)
    since = datetime.combine(ctx.today.replace(day=1), time(), tzinfo=ctx.zone).astimezone(UTC)
    were_reached = CaseCallback.reached.is_(True)
    query = select(
        func.count(),
        func.count().filter(were_reached),
        func.count().filter(and_(were_reached, CaseCallback.solved.is_(True))),
        func.count().filter(and_(were_reached, CaseCallback.satisfaction >= SATISFIED)),
    )
    called, reached, solved, satisfied = (
        await ctx.session.execute(query.where(mine, CaseCallback.done_at >= since))
    ).one()
    return Month(called, reached, solved, satisfied)


def _units(ctx: Ctx) -> ColumnElement[bool] | None:
    """The communities and streets of whose staff the actor is; None: of none."""
    communities = ctx.actor.units(Role.COMMUNITY_STAFF)
    streets = {*ctx.actor.units(Role.STREET_STAFF), *ctx.actor.units(Role.ADMIN)}
    mine = [CaseCallback.community_id.in_(communities)] if communities else []
    mine += [CaseCallback.street_id.in_(streets)] if streets else []
    return or_(*mine) if mine else None


def _to_call(ctx: Ctx) -> Queue | None:
    """Still closed, not yet called, and nothing that the actor had a hand in."""
    mine = _units(ctx)
    if mine is None:
        return None
    handled = exists().where(
        CaseEvent.case_id == Case.id, CaseEvent.move.in_(HANDLED), CaseEvent.actor_id == ctx.person_id
    )
    return (
        select(*COLUMNS)
        .join(CaseCallback, and_(CaseCallback.case_id == Case.id, CaseCallback.round == Case.reopened))
        .where(mine, CaseCallback.done_at.is_(None), Case.state == CaseState.CLOSED, ~handled)
        .where(Case.reporter_id.is_distinct_from(ctx.person_id))
    )
