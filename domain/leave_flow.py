"""A worker's leave: asked for, granted or refused by the community, which names who stands in and whom it asks to.

The table says who may take which step when; it alone decides, and it makes the buttons.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LeaveState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class LeaveParty(StrEnum):
    """Who somebody is to a leave."""

    WORKER = "worker"
    COMMUNITY = "community"
    """Staff of the community, or of its street, which decide."""
    ASKED = "asked"
    """Named to stand in, and has not answered."""
    STAND_IN = "stand_in"
    """Has accepted."""


class LeaveStep(StrEnum):
    GRANT = "grant"
    REFUSE = "refuse"
    NAME = "name"
    """Whom the community asks to stand in."""
    ACCEPT = "accept"
    DECLINE = "decline"
    """By whoever was asked, or can no longer stand in."""
    CANCEL = "cancel"
    """Before it has begun."""
    RETURN = "return"
    """Back before its end."""


class Phase(StrEnum):
    """Where a day lies. A leave that begins that day has begun, but nothing of it is over."""

    AHEAD = "ahead"
    BEGINS = "begins"
    RUNNING = "running"
    OVER = "over"


W, C, A, I = LeaveParty.WORKER, LeaveParty.COMMUNITY, LeaveParty.ASKED, LeaveParty.STAND_IN  # noqa: E741 - a table
_NOT_OVER = frozenset({Phase.AHEAD, Phase.BEGINS, Phase.RUNNING})
_NOTHING_OVER = frozenset({Phase.AHEAD, Phase.BEGINS})

# step: the state it starts from, who may take it, when
STEPS: dict[LeaveStep, tuple[LeaveState, frozenset[LeaveParty], frozenset[Phase]]] = {
    LeaveStep.GRANT: (LeaveState.ASKED, frozenset({C}), _NOT_OVER),
    LeaveStep.REFUSE: (LeaveState.ASKED, frozenset({C}), frozenset(Phase)),
    LeaveStep.NAME: (LeaveState.GRANTED, frozenset({C}), _NOT_OVER),
    LeaveStep.ACCEPT: (LeaveState.GRANTED, frozenset({A}), _NOT_OVER),
    LeaveStep.DECLINE: (LeaveState.GRANTED, frozenset({A, I}), _NOT_OVER),
    LeaveStep.CANCEL: (LeaveState.GRANTED, frozenset({W, C}), _NOTHING_OVER),
    LeaveStep.RETURN: (LeaveState.GRANTED, frozenset({W, C}), frozenset({Phase.RUNNING})),
}


@dataclass(frozen=True)
class Span:
    """Both ends belong to it."""

    starts_on: date
    ends_on: date

    def phase(self, today: date) -> Phase:
        if today < self.starts_on:
            return Phase.AHEAD
        if today > self.ends_on:
            return Phase.OVER
        return Phase.BEGINS if today == self.starts_on else Phase.RUNNING


def steps_open_to(parties: Collection[LeaveParty], state: LeaveState, span: Span, today: date) -> tuple[LeaveStep, ...]:
    """What somebody may do, in the table's order. A request can be taken back by whoever asked, whenever."""
    found = [
        step
        for step, (start, who, when) in STEPS.items()
        if state is start and who & set(parties) and span.phase(today) in when
    ]
    if state is LeaveState.ASKED and LeaveParty.WORKER in parties:
        found.append(LeaveStep.CANCEL)
    return tuple(found)
