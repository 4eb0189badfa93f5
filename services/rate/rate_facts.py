"""What the three rates count, as rows: one for each deadline that passed, each answer, each silence.

Drawn from the history and the answers with their times, never from how a case stands now (domain/rates.py says why). A
row names the line of the history in force at its moment, which knows the unit, the category and the state of then.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from domain.case_flow import CaseState
from domain.rates import Period
from models.case import Case, CaseEvent, CaseRating
from services.act import Ctx
from services.visit.visit_facts import midnight

NOT_YET = (CaseState.SUBMITTED, CaseState.WITHDRAWN, CaseState.DUPLICATE)
"""States in which nobody has responded; the last two leave nothing to respond to."""


def facts(ctx: Ctx, period: Period, as_of: date) -> Subquery:
    """Columns `event_id`; `due`, `in_time`, `answered`, `solved`, `satisfied`, `unanswered` (each 0 or 1); `stars` (0:
    none). Of the whole house, for `period` as it looked at the end of the day `as_of` (now, if that is today)."""
    start = midnight(ctx, period.first)
    end = min(midnight(ctx, min(period.last, as_of) + timedelta(days=1)), ctx.now)
    return union_all(_deadlines(start, end), _answers(ctx, start, end), _silences(ctx, start, end)).subquery("facts")


def _deadlines(start: datetime, end: datetime) -> Select[*tuple[Any, ...]]:
    """Deadlines in force when they passed, the first of each case: one moved afterwards is not due again."""
    row, earlier, taken = aliased(CaseEvent), aliased(CaseEvent), aliased(CaseEvent)
    passed_before = exists().where(
        earlier.case_id == row.case_id,
        earlier.id < row.id,
        earlier.respond_by < row.at,
        _in_force(earlier, earlier.respond_by),
    )
    in_time = exists().where(taken.case_id == row.case_id, taken.at <= row.respond_by, taken.to_state.not_in(NOT_YET))
    return select(
        row.id.label("event_id"),
        literal(1).label("due"),
        case((in_time, 1), else_=0).label("in_time"),
        *(literal(0).label(name) for name in ("answered", "solved", "satisfied", "unanswered", "stars")),
    ).where(
        row.respond_by >= start,
        row.respond_by < end,
        _in_force(row, row.respond_by),
        ~passed_before,
        row.to_state.not_in((CaseState.WITHDRAWN, CaseState.DUPLICATE)),
    )


def _in_force(row: type[CaseEvent], moment: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whether this is its case's last line of the history at `moment`."""
    later = aliased(CaseEvent)
    overtaken = exists().where(later.case_id == row.case_id, later.id > row.id, later.at <= moment)
    return and_(row.at <= moment, ~overtaken)


def _answers(ctx: Ctx, start: datetime, end: datetime) -> Select[*tuple[Any, ...]]:
    satisfied = CaseRating.satisfaction >= ctx.settings.rates.satisfied_from
    return select(
        _line_at(CaseRating.answered_at).label("event_id"),
        literal(0).label("due"),
        literal(0).label("in_time"),
        literal(1).label("answered"),
        case((CaseRating.solved == true(), 1), else_=0).label("solved"),
        case((and_(CaseRating.solved == true(), satisfied), 1), else_=0).label("satisfied"),
        literal(0).label("unanswered"),
        func.coalesce(CaseRating.satisfaction, 0).label("stars"),
    ).where(CaseRating.answered_at >= start, CaseRating.answered_at < end)


def _silences(ctx: Ctx, start: datetime, end: datetime) -> Select[*tuple[Any, ...]]:
    """Who was asked, and had not answered when the time for it was over and the period too. A case that no reporter
    brought has nobody to ask."""
    wait = timedelta(hours=ctx.settings.cases.rating_hours)
    unanswered = or_(CaseRating.answered_at.is_(None), CaseRating.answered_at >= end)
    return (
        select(
            _line_at(CaseRating.asked_at).label("event_id"),
            *(literal(0).label(name) for name in ("due", "in_time", "answered", "solved", "satisfied")),
            literal(1).label("unanswered"),
            literal(0).label("stars"),
        )
        .select_from(CaseRating)
        .join(Case, Case.id == CaseRating.case_id)
        .where(
            Case.reporter_id.is_not(None),
            CaseRating.asked_at >= start - wait,
            CaseRating.asked_at < end - wait,
            unanswered,
        )
    )


def _line_at(moment: SQLColumnExpression[Any]) -> ColumnElement[int | None]:
    line = aliased(CaseEvent)
    last = select(func.max(line.id)).where(line.case_id == CaseRating.case_id, line.at <= moment)
    return last.correlate(CaseRating).scalar_subquery()
