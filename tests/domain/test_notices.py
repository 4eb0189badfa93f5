"""When something may go out: routine pushes sleep at night, nothing else does."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notices import URGENCY, Notice, Urgency, goes_out_at, urgency_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
QUIET = time(21, 0), time(7, 30)
MOMENTS = st.integers(0, 2 * 365 * 24 * 3600).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n))
ZONES = st.sampled_from([SHANGHAI, ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns"), ZoneInfo("UTC")])


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("said", "out"),
    [
        (local(18, 20, 59), local(18, 20, 59)),
        (local(18, 21), local(19, 7, 30)),
        (local(18, 23, 59), local(19, 7, 30)),
        (local(19, 0), local(19, 7, 30)),
        (local(19, 7, 29), local(19, 7, 30)),
        (local(19, 7, 30), local(19, 7, 30)),
        (local(30, 22), datetime(2026, 12, 1, 7, 30, tzinfo=SHANGHAI)),
    ],
)
def test_a_routine_push_waits_for_the_morning(said: datetime, out: datetime) -> None:
    found = goes_out_at(said.astimezone(UTC), Urgency.ROUTINE, *QUIET, SHANGHAI)
    assert (found, found.tzinfo) == (out, UTC)


@given(MOMENTS, st.sampled_from([Urgency.DANGER, Urgency.REPLY, Urgency.PUSH]), ZONES)
def test_all_else_goes_at_once(said: datetime, urgency: Urgency, zone: ZoneInfo) -> None:
    assert goes_out_at(said, urgency, *QUIET, zone) == said


@given(MOMENTS, ZONES)
def test_routine_goes_out_awake_soon_and_once_decided_for_good(said: datetime, zone: ZoneInfo) -> None:
    out = goes_out_at(said, Urgency.ROUTINE, *QUIET, zone)

    assert QUIET[1] <= out.astimezone(zone).time() < QUIET[0]
    assert said <= out < said + timedelta(hours=12)
    assert goes_out_at(out, Urgency.ROUTINE, *QUIET, zone) == out


def test_danger_is_danger_and_only_reminders_are_routine() -> None:
    assert {notice for notice in Notice if urgency_of(notice) is Urgency.ROUTINE} == {
        Notice.VISIT_DIGEST,
        Notice.VISIT_REMAINDER,
        Notice.STATEMENT_MONTH,
        Notice.CALENDAR_UNCONFIRMED,
        Notice.CASE_ALARMS,
        Notice.CASE_RESUMED,
        Notice.CASE_STREET_WAITS,
        Notice.WISH_MONTH,
        Notice.RATES_MONTH,
        Notice.POINTS_EXPIRING,
        Notice.HAZARD_LOOK,
        Notice.LOOK_LEFT,
    }
    assert {notice for notice in Notice if urgency_of(notice) is Urgency.DANGER} == {
        Notice.CASE_DANGER,
        Notice.CASE_ALARM,
        Notice.WHISTLE_DANGER,
        Notice.VISIT_UNMET,
    }
    assert Urgency.REPLY not in URGENCY.values()
