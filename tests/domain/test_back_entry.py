"""How far back a visit may be written down, and that none is in the future."""

from datetime import UTC, datetime

import pytest

from domain.cadence import check_back_entry
from domain.errors import VisitInFuture, VisitTooLongAgo
from tests.domain.test_cadence import d
from tests.domain.visit_rules import SHANGHAI

WEDNESDAY_10_AM = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("visited_on", "reason", "marked"),
    [("03-04", "", False), ("03-03", "", True), ("03-02", "", True), ("03-01", "phone was broken", True)],
)
def test_a_visit_may_be_written_down_later(visited_on: str, reason: str, marked: bool) -> None:
    assert check_back_entry(d(visited_on), WEDNESDAY_10_AM, reason, SHANGHAI) is marked


def test_longer_ago_needs_a_reason() -> None:
    with pytest.raises(VisitTooLongAgo):
        check_back_entry(d("03-01"), WEDNESDAY_10_AM, "  ", SHANGHAI)


def test_a_visit_is_not_in_the_future() -> None:
    with pytest.raises(VisitInFuture):
        check_back_entry(d("03-05"), WEDNESDAY_10_AM, "", SHANGHAI)
    late_in_utc = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)  # already 5 March in Shanghai
    assert check_back_entry(d("03-05"), late_in_utc, "", SHANGHAI) is False
