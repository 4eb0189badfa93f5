"""The alarms of a case's two clocks: in order, never early, gone with what they are about."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case_alarms import Alarm, AlarmRules, CaseClock, Level, Times, after_suspension, alarms, is_urgent
from domain.deadlines import ClockKind, parse_term
from domain.worktime import WorkingHours
from tests.domain.visit_rules import CALENDAR, SHANGHAI

OFFICE = WorkingHours(((time(8, 30), time(12)), (time(13, 30), time(17))))
RULES = AlarmRules(0.8, parse_term("4 working_hours"), parse_term("15 minutes"), CALENDAR, OFFICE, SHANGHAI)
moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 3, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
spans = st.timedeltas(timedelta(days=-3), timedelta(days=30))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def filed(*, responded: bool = False, urgent: bool = False) -> Times:
    """On a Wednesday morning; answered by 17:00, solved by Friday's close."""
    start = local("2026-11-18T09:00")
    return Times(start, start, local("2026-11-18T17:00"), local("2026-11-20T17:00"), responded, urgent)


def plan(times: Times, clock: CaseClock) -> list[tuple[Level, datetime]]:
    return [(alarm.level, alarm.at) for alarm in alarms(times, RULES) if alarm.clock is clock]


def test_a_missed_answer_climbs_one_pause_of_office_time_each_step() -> None:
    assert plan(filed(), CaseClock.RESPONSE) == [
        (Level.REMINDER, local("2026-11-18T15:24")),
        (Level.GRID, local("2026-11-18T17:00")),
        (Level.COMMUNITY, local("2026-11-19T14:00")),
        (Level.STREET, local("2026-11-20T09:30")),
    ]


def test_what_is_urgent_climbs_by_day_and_night() -> None:
    assert plan(filed(urgent=True), CaseClock.RESOLUTION)[1:] == [
        (Level.GRID, local("2026-11-20T17:00")),
        (Level.COMMUNITY, local("2026-11-20T17:15")),
        (Level.STREET, local("2026-11-20T17:30")),
    ]


def test_once_answered_only_the_solution_is_waited_for() -> None:
    assert {alarm.clock for alarm in alarms(filed(responded=True), RULES)} == {CaseClock.RESOLUTION}


@pytest.mark.parametrize(("route", "danger", "urgent"), [("on_spot", None, True), ("joint", "gas", True)])
def test_danger_and_on_the_spot_are_urgent(route: str, danger: str | None, urgent: bool) -> None:
    assert (is_urgent(route, danger), is_urgent("joint", None)) == (urgent, False)


@given(moments, spans, spans, st.booleans(), st.booleans())
def test_alarms_stand_in_order_and_never_before_the_clock_began(
    start: datetime, response: timedelta, resolution: timedelta, responded: bool, urgent: bool
) -> None:
    times = Times(start, start, start + response, start + resolution, responded, urgent)
    for clock in CaseClock:
        found: list[Alarm] = [alarm for alarm in alarms(times, RULES) if alarm.clock is clock]
        assert [alarm.level for alarm in found] == ([] if responded and clock is CaseClock.RESPONSE else list(Level))
        assert [alarm.at for alarm in found] == sorted(alarm.at for alarm in found)
        assert all(alarm.at >= start for alarm in found)
        assert all(alarm.at >= alarm.due_at for alarm in found if alarm.level is not Level.REMINDER)


@pytest.mark.parametrize(
    ("clock", "days", "expected"),
    [
        (ClockKind.WORKING_DAYS, 1, "2026-11-19T17:00"),
        (ClockKind.WORKING_DAYS, 3, "2026-11-23T12:00"),  # a Saturday: the end of Monday's first opening
        (ClockKind.CALENDAR_DAYS, 3, "2026-11-21T17:00"),
        (ClockKind.URGENT, 3, "2026-11-21T17:00"),
    ],
)
def test_a_suspended_deadline_moves_by_the_time_it_waited(clock: ClockKind, days: int, expected: str) -> None:
    moved = after_suspension(local("2026-11-18T17:00"), timedelta(days=days), clock, CALENDAR, OFFICE, SHANGHAI)
    assert moved == local(expected)


@given(moments, st.timedeltas(timedelta(), timedelta(days=60)), st.sampled_from(ClockKind))
def test_nobody_is_left_less_time_and_office_time_ends_in_the_office(
    due_at: datetime, span: timedelta, clock: ClockKind
) -> None:
    moved = after_suspension(due_at, span, clock, CALENDAR, OFFICE, SHANGHAI)
    assert moved >= due_at + span
    if clock in (ClockKind.WORKING_DAYS, ClockKind.WORKING_HOURS):
        day = moved.astimezone(SHANGHAI).date()
        assert CALENDAR.day(day).is_working
        assert any(opens <= moved <= closes for opens, closes in OFFICE.on(day, SHANGHAI))


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    due_at = local("2026-11-18T17:00")
    back = timedelta(days=-2)
    assert after_suspension(due_at, back, ClockKind.URGENT, CALENDAR, OFFICE, SHANGHAI) == due_at
