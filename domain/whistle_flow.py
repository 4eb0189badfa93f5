"""The life of a call 吹哨报到, as one table: called, reported in, done; or handed back, or called off."""

from dataclasses import dataclass
from enum import StrEnum

from domain.case_flow import Move

PARTNERS = "partners"
"""The X of "6+X": not a force of its own but the partners, by the role that they hold."""


class WhistleState(StrEnum):
    CALLED = "called"
    REPORTED_IN = "reported_in"
    DONE = "done"
    HANDED_BACK = "handed_back"
    CALLED_OFF = "called_off"


class WhistleParty(StrEnum):
    """Who somebody is to a call."""

    CALLED = "called"
    TAKER = "taker"
    DESK = "desk"


@dataclass(frozen=True)
class WhistleStep:
    """`move` leads from any of `sources` to `target`, for `who`; `words` says whether it needs any."""

    move: Move
    sources: frozenset[WhistleState]
    target: WhistleState
    who: WhistleParty
    words: bool


S, P = WhistleState, WhistleParty
OPEN = frozenset({S.CALLED, S.REPORTED_IN, S.HANDED_BACK})
"""While one of its calls is here, a case cannot be resolved."""

STEPS: tuple[WhistleStep, ...] = (
    # move           from                    to              who may   needs words
    WhistleStep(Move.REPORT_IN, frozenset({S.CALLED}), S.REPORTED_IN, P.CALLED, words=False),
    WhistleStep(Move.SIGN_OFF, frozenset({S.REPORTED_IN}), S.DONE, P.TAKER, words=True),
    WhistleStep(Move.HAND_BACK, frozenset({S.REPORTED_IN}), S.HANDED_BACK, P.TAKER, words=True),
    WhistleStep(Move.CALL_OFF, OPEN, S.CALLED_OFF, P.DESK, words=True),
)


def step_of(move: Move) -> WhistleStep:
    """The one row of `move`. Raises KeyError for a move of something else."""
    return {step.move: step for step in STEPS}[move]


def moves_of(state: WhistleState, parties: frozenset[WhistleParty]) -> tuple[Move, ...]:
    """What `parties` may do now, in the table's order: the buttons of the task's card."""
    return tuple(step.move for step in STEPS if state in step.sources and step.who in parties)
