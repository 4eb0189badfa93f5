"""The table of a call: who may do what with it, and that it always comes to an end."""

import pytest

from domain.case_flow import OF_CALLS, Move
from domain.whistle_flow import OPEN, STEPS, WhistleParty, WhistleState, moves_of, step_of

S, P, M = WhistleState, WhistleParty, Move


def test_every_step_of_a_call_has_one_row_and_is_no_move_of_a_case() -> None:
    assert {step.move for step in STEPS} == OF_CALLS
    assert [step_of(step.move) for step in STEPS] == list(STEPS)


@pytest.mark.parametrize(
    ("party", "state", "moves"),
    [
        (P.CALLED, S.CALLED, (M.REPORT_IN,)),
        (P.CALLED, S.REPORTED_IN, ()),
        (P.TAKER, S.REPORTED_IN, (M.SIGN_OFF, M.HAND_BACK)),
        (P.TAKER, S.HANDED_BACK, ()),
        (P.DESK, S.CALLED, (M.CALL_OFF,)),
        (P.DESK, S.REPORTED_IN, (M.CALL_OFF,)),
        (P.DESK, S.HANDED_BACK, (M.CALL_OFF,)),
    ],
)
def test_who_may_do_what(party: WhistleParty, state: WhistleState, moves: tuple[Move, ...]) -> None:
    assert moves_of(state, frozenset({party})) == moves


def test_what_is_over_stays_over_and_what_is_open_can_end() -> None:
    left = {state for state in S if moves_of(state, frozenset(P))}
    assert left == OPEN
    assert {step.target for step in STEPS} - OPEN == set(S) - OPEN


def test_everything_but_reporting_in_needs_words() -> None:
    assert {step.move for step in STEPS if not step.words} == {M.REPORT_IN}
