"""Who may take which step with a leave, and when."""

from datetime import date

import pytest

from domain.leave_flow import LeaveParty, LeaveState, LeaveStep, Phase, Span, steps_open_to

MONDAY = Span(date(2026, 11, 23), date(2026, 11, 25))


@pytest.mark.parametrize(
    ("today", "phase"),
    [(22, Phase.AHEAD), (23, Phase.BEGINS), (24, Phase.RUNNING), (25, Phase.RUNNING), (26, Phase.OVER)],
)
def test_both_ends_belong_to_a_leave(today: int, phase: Phase) -> None:
    assert MONDAY.phase(date(2026, 11, today)) is phase


@pytest.mark.parametrize(
    ("party", "state", "today", "steps"),
    [
        (LeaveParty.WORKER, LeaveState.ASKED, 22, (LeaveStep.CANCEL,)),
        (LeaveParty.WORKER, LeaveState.GRANTED, 23, (LeaveStep.CANCEL,)),
        (LeaveParty.WORKER, LeaveState.GRANTED, 24, (LeaveStep.RETURN,)),
        (LeaveParty.WORKER, LeaveState.GRANTED, 26, ()),
        (LeaveParty.COMMUNITY, LeaveState.ASKED, 24, (LeaveStep.GRANT, LeaveStep.REFUSE)),
        (LeaveParty.COMMUNITY, LeaveState.ASKED, 26, (LeaveStep.REFUSE,)),
        (LeaveParty.COMMUNITY, LeaveState.GRANTED, 22, (LeaveStep.NAME, LeaveStep.CANCEL)),
        (LeaveParty.ASKED, LeaveState.GRANTED, 24, (LeaveStep.ACCEPT, LeaveStep.DECLINE)),
        (LeaveParty.ASKED, LeaveState.CANCELLED, 22, ()),
        (LeaveParty.STAND_IN, LeaveState.GRANTED, 24, (LeaveStep.DECLINE,)),
    ],
)
def test_the_table_makes_the_buttons(
    party: LeaveParty, state: LeaveState, today: int, steps: tuple[LeaveStep, ...]
) -> None:
    assert steps_open_to({party}, state, MONDAY, date(2026, 11, today)) == steps


def test_nobody_else_may_do_anything() -> None:
    assert [steps_open_to((), state, MONDAY, date(2026, 11, 22)) for state in LeaveState] == [()] * len(LeaveState)
