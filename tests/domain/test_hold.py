"""Hold, then post or void: what a hold is by its facts, and what may end it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from domain.hold import DENIED, FROM, HoldState, hold_state, is_over

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
SOON = NOON + timedelta(microseconds=1)


@dataclass
class Facts:
    posted_at: datetime | None = None
    voided_at: datetime | None = None
    held_until: datetime = NOON


@pytest.mark.parametrize(
    ("hold", "state"),
    [
        (Facts(), HoldState.HELD),
        (Facts(posted_at=NOON), HoldState.POSTED),
        (Facts(voided_at=NOON), HoldState.VOID),
        (Facts(posted_at=NOON, voided_at=SOON), HoldState.VOID),
    ],
)
def test_void_goes_before_posted(hold: Facts, state: HoldState) -> None:
    assert hold_state(hold) is state


def test_only_what_nobody_ended_is_over_from_the_moment_on_until_which_it_is_held() -> None:
    before = NOON - timedelta(microseconds=1)
    assert [is_over(Facts(), moment) for moment in (before, NOON, SOON)] == [False, True, True]
    assert not is_over(Facts(posted_at=before), SOON)
    assert not is_over(Facts(voided_at=before), SOON)


def test_what_has_ended_ends_no_other_way_but_by_its_owners_word() -> None:
    assert {HoldState.POSTED: {HoldState.HELD}, HoldState.VOID: {HoldState.HELD}} == FROM
    assert DENIED - FROM[HoldState.VOID] == {HoldState.POSTED}
