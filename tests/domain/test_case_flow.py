"""The table of a case's life: what it allows, to whom, and that every state leads somewhere."""

from itertools import product

import pytest

from domain.case_flow import (
    FINAL_STATES,
    NUMBER_PREFIX,
    OPEN_STATES,
    PARTY_OF_ROLE,
    STEPS,
    CaseKind,
    CaseState,
    Move,
    Needs,
    Party,
    moves_open_to,
    step_for,
)
from domain.roles import STAFF

S, P, K, M, N = CaseState, Party, CaseKind, Move, Needs
EVERYBODY = frozenset(Party)
TALK = {M.CATEGORISE, M.ASK, M.NOTE, M.EDIT, M.ADD, M.URGE, M.LINK, M.ERASE, M.SOLVE}
"""Moves that leave the state as it is, and one, a transfer, that does so before the case is taken in."""


@pytest.mark.parametrize("kind", CaseKind)
def test_every_state_is_reached_and_every_unfinished_one_is_left(kind: CaseKind) -> None:
    targets = {step.target for step in STEPS if kind in step.kinds} | {S.SUBMITTED}
    left = {state for state in CaseState if set(moves_open_to(state, kind, EVERYBODY)) - TALK}

    assert targets - {None} == set(CaseState)
    assert left == (OPEN_STATES | {S.CHECKED, S.CLOSED, S.DUPLICATE})


@pytest.mark.parametrize("kind", CaseKind)
def test_every_case_can_be_brought_to_its_end(kind: CaseKind) -> None:
    for state in CaseState:
        reached, new = {state}, {state}
        while new:
            new = {s.target for s in STEPS if s.target and kind in s.kinds and s.sources & new} - reached
            reached |= new
        assert reached & FINAL_STATES


def test_buttons_and_decisions_agree() -> None:
    for state, kind, party in product(CaseState, CaseKind, Party):
        allowed = {move for move in Move if step_for(move, state, kind, frozenset({party}))}
        assert set(moves_open_to(state, kind, frozenset({party}))) == allowed


ABOUT_IT = (M.CATEGORISE, M.ASK, M.NOTE)


def test_a_move_has_one_target_whoever_makes_it() -> None:
    for state, kind, move in product(CaseState, CaseKind, Move):
        targets = {s.target for s in STEPS if s.move is move and state in s.sources and kind in s.kinds}
        assert len(targets) <= 1


def test_whoever_is_two_parties_may_what_either_may() -> None:
    both = frozenset({P.REPORTER, P.COMMUNITY})
    one_or_other = {move for party in both for move in moves_open_to(S.SUBMITTED, K.COMPLAINT, frozenset({party}))}
    assert set(moves_open_to(S.SUBMITTED, K.COMPLAINT, both)) == one_or_other


def test_nobody_may_nothing() -> None:
    assert [moves_open_to(state, kind, frozenset()) for state, kind in product(S, K)] == [()] * len(S) * len(K)


@pytest.mark.parametrize(
    ("kind", "party", "moves"),
    [
        (K.COMPLAINT, P.WORKER, (M.ACCEPT, M.REJECT, M.TRANSFER, M.MERGE, *ABOUT_IT)),
        (K.COMPLAINT, P.COMMUNITY, (M.ACCEPT, M.REJECT, M.DISPATCH, M.TRANSFER, M.MERGE, *ABOUT_IT)),
        (K.COMPLAINT, P.REPORTER, (M.EDIT, M.ADD, M.URGE, M.WITHDRAW)),
        (K.HAZARD, P.WORKER, (M.TRANSFER, *ABOUT_IT)),
        (
            K.HAZARD,
            P.COMMUNITY,
            (M.CONFIRM, M.CONFIRM_SERIOUS, M.CONFIRM_SOLVED, M.REJECT, M.TRANSFER, M.MERGE, *ABOUT_IT),
        ),
        (
            K.HAZARD,
            P.STREET,
            (M.CONFIRM, M.CONFIRM_SERIOUS, M.CONFIRM_SOLVED, M.REJECT, M.TRANSFER, M.MERGE, *ABOUT_IT),
        ),
        (K.HAZARD, P.REPORTER, (M.SOLVE, M.EDIT, M.ADD, M.URGE, M.WITHDRAW)),
        (K.NEED, P.SYSTEM, (M.LINK, M.ERASE, M.SEEN)),
    ],
)
def test_who_takes_a_new_case_in(kind: CaseKind, party: Party, moves: tuple[Move, ...]) -> None:
    assert moves_open_to(S.SUBMITTED, kind, frozenset({party})) == moves


def test_a_worker_never_checks_and_only_the_reporter_or_the_wait_closes() -> None:
    checks = {party for party in Party if M.CHECK in moves_open_to(S.RESOLVED, K.COMPLAINT, frozenset({party}))}
    closes = {party for party in Party if M.CLOSE in moves_open_to(S.CHECKED, K.COMPLAINT, frozenset({party}))}
    reopens = {party for party in Party if M.REOPEN in moves_open_to(S.CLOSED, K.COMPLAINT, frozenset({party}))}

    assert (checks, closes, reopens) == ({P.COMMUNITY, P.STREET}, {P.REPORTER, P.SYSTEM}, {P.REPORTER, P.CALLER})


def test_what_every_move_asks_for() -> None:
    needs = {step.move: step.needs for step in STEPS if step.needs}
    assert needs == {
        M.REJECT: (N.REASON,),
        M.SOLVE: (N.PHOTO,),
        M.RESOLVE: (N.EVIDENCE,),
        M.SUSPEND: (N.REASON, N.UNTIL),
        M.SEND_BACK: (N.REASON,),
        M.DISPATCH: (N.HANDLER,),
        M.TRANSFER: (N.GRID, N.REASON),
        M.MERGE: (N.OTHER,),
        M.UNMERGE: (N.REASON,),
        M.TAKE_OVER: (N.REASON,),
        M.CATEGORISE: (N.CATEGORY,),
        M.ASK: (N.NOTE,),
        M.NOTE: (N.NOTE,),
        M.EDIT: (N.NOTE,),
        M.ADD: (N.NOTE,),
        M.LOOK: (N.PHOTO,),
        M.REOPEN: (N.REASON,),
        M.WHISTLE: (N.FORCES,),
        M.FULFIL: (N.EVIDENCE, N.PHOTO),
        M.CLOSE: (N.RATING,),
    }


def test_open_final_and_waiting_for_the_answer_are_all_states() -> None:
    assert OPEN_STATES | FINAL_STATES | {S.CHECKED} == set(CaseState)
    assert set() == OPEN_STATES & FINAL_STATES


def test_every_kind_has_its_letter_and_every_staff_role_its_party() -> None:
    assert sorted(NUMBER_PREFIX.values()) == ["C", "H", "N", "W"]
    assert set(NUMBER_PREFIX) == set(CaseKind)
    assert set(PARTY_OF_ROLE) == STAFF
