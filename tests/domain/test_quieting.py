"""What "not today" and "less of this" leave of every routine push."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.notices import Notice, Urgency, urgency_of
from domain.quieting import QUIET, SWITCHES, Left, heard_at

SHANGHAI, MORNING = ZoneInfo("Asia/Shanghai"), time(8, 30)
ROUTINE = sorted(notice for notice in Notice if urgency_of(notice) is Urgency.ROUTINE)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def test_every_routine_push_has_its_quiet_and_nothing_else_has() -> None:
    assert sorted(QUIET) == ROUTINE
    assert all(QUIET[switch].switch is switch for switch in SWITCHES)


@pytest.mark.parametrize("notice", ROUTINE)
def test_not_today_is_tomorrow_morning_and_never_lost(notice: Notice) -> None:
    heard = heard_at(notice, date(2026, 11, 18), local(18, 15), MORNING, SHANGHAI)

    assert heard == local(19, 8, 30)
    assert heard_at(notice, date(2026, 11, 18), local(19, 9), MORNING, SHANGHAI) == local(19, 9)


@pytest.mark.parametrize(
    ("said", "heard"),
    [(local(18, 7, 30), local(18, 8, 30)), (local(18, 8, 30), local(18, 8, 30)), (local(18, 8, 31), local(19, 8, 30))],
)
def test_less_of_a_duty_is_once_a_morning(said: datetime, heard: datetime) -> None:
    assert heard_at(Notice.CASE_ALARMS, None, said, MORNING, SHANGHAI) == heard


@pytest.mark.parametrize("notice", ROUTINE)
def test_less_of_it_silences_no_duty(notice: Notice) -> None:
    heard = heard_at(notice, None, local(18, 15), MORNING, SHANGHAI)

    assert (heard is None) == (QUIET[notice].left is Left.NOTHING)
    duties = {Notice.VISIT_DIGEST, Notice.CASE_ALARMS, Notice.CASE_RESUMED, Notice.CASE_STREET_WAITS, Notice.LOOK_LEFT}
    assert (heard is not None) == (notice in duties)
