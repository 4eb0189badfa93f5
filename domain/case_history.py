"""Where a case stands, read from its history alone: the table's own row is only a copy that is quicker to look up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.case_flow import OF_CALLS, STEPS, CaseKind, CaseState, Move

RESPONSES = frozenset(
    {Move.ACCEPT, Move.CONFIRM, Move.CONFIRM_SERIOUS, Move.CONFIRM_SOLVED, Move.REJECT, Move.DISPATCH, Move.MERGE}
)
"""Moves that answer the reporter, if nobody has before."""
RESOLUTIONS = frozenset({Move.RESOLVE, Move.FULFIL, Move.CONFIRM_SOLVED})
NEW_ROUNDS = frozenset({Move.REOPEN, Move.TAKE_OVER})
UNDONE = frozenset({*NEW_ROUNDS, Move.SEND_BACK})
"""What was resolved is not, after these."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A row of the history. `given` is the handler that it names; the rest is named as in models.case.CaseEvent."""

    at: datetime
    move: Move
    before: CaseState | None
    after: CaseState
    by: int | None = None
    given: int | None = None
    other: int | None = None
    until: date | None = None


@dataclass(slots=True)
class Standing:
    """What follows for the case's row, each field named as there."""

    state: CaseState = CaseState.SUBMITTED
    handler_id: int | None = None
    joined_to: int | None = None
    reopened: int = 0
    responded_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    suspended_until: date | None = None


def standing(history: Iterable[Happened]) -> Standing:
    """Of a whole history, oldest first."""
    now = Standing()
    for row in history:
        if row.move in RESPONSES and now.responded_at is None:
            now.responded_at = row.at
        _hand_over(now, row)
        _resolve(now, row)
        now.suspended_until = row.until if row.move is Move.SUSPEND else now.suspended_until
        if row.move is Move.MERGE:
            now.joined_to = row.other
        elif row.move is Move.UNMERGE:
            now.joined_to = None
        now.state = row.after
        if now.state is not CaseState.SUSPENDED:
            now.suspended_until = None
    return now


def _hand_over(now: Standing, row: Happened) -> None:
    match row.move:
        case Move.ACCEPT:
            now.handler_id = now.handler_id or row.by
        case Move.START:
            now.handler_id = row.by
        case Move.DISPATCH | Move.TAKE_OVER:
            now.handler_id = row.given
        case Move.TRANSFER | Move.UNMERGE:
            now.handler_id = None


def _resolve(now: Standing, row: Happened) -> None:
    if row.move in RESOLUTIONS:
        now.resolved_at = row.at
    elif row.move in UNDONE:
        now.resolved_at = now.closed_at = None
        now.reopened += row.move in NEW_ROUNDS and row.after is not CaseState.CHECKED  # else it waits for the street
    elif row.move in (Move.CLOSE, Move.REJECT):
        now.closed_at = row.at


def broken_at(kind: CaseKind, history: Iterable[Happened]) -> int | None:
    """The place in the history of the first row that does not follow from the one before by the table; None: whole."""
    state: CaseState | None = None
    for place, row in enumerate(history):
        begins = row.move is Move.SUBMIT and row.after is CaseState.SUBMITTED
        if row.before is not state or (not begins if state is None else not _follows(kind, row)):
            return place
        state = row.after
    return None


def _follows(kind: CaseKind, row: Happened) -> bool:
    if row.before is None:
        return False
    if row.before is row.after and row.move in {*OF_CALLS, Move.DISPATCH}:  # handed over with the grid, as it stands
        return True
    if row.move is Move.REOPEN and row.after is CaseState.CHECKED:
        return row.before in (CaseState.CHECKED, CaseState.CLOSED)
    steps = [step for step in STEPS if step.move is row.move and row.before in step.sources and kind in step.kinds]
    return any(step.lands(row.before) is row.after for step in steps)
