from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.worktime import (
    Day,
    DayKind,
    OfficeCalendar,
    WorkingHours,
    add_working_days,
    add_working_hours,
    local_date,
    next_working_day,
    working_days_between,
    working_days_from,
)
from tests.domain.visit_rules import CALENDAR, SHANGHAI, published

OFFICE = WorkingHours(((time(8, 30), time(12)), (time(13, 30), time(17))))
MAKE_UP_DAYS = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]

days_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
days_with_and_without_data = st.dates(date(2025, 11, 1), date(2027, 6, 30))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def naive_days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


@pytest.mark.parametrize(("month", "day"), MAKE_UP_DAYS)
def test_a_make_up_weekend_is_worked(month: int, day: int) -> None:
    on = date(2026, month, day)

    assert on.weekday() >= 5
    assert CALENDAR.day(on) == Day(DayKind.WORKING, confirmed=True)


def test_the_week_of_spring_festival_has_no_working_day() -> None:
    assert working_days_between(date(2026, 2, 16), date(2026, 2, 22), CALENDAR) == 0
    assert next_working_day(date(2026, 2, 14), CALENDAR) == date(2026, 2, 24)


def test_a_year_without_data_is_a_plain_week_and_says_so() -> None:
    monday, saturday = date(2027, 3, 1), date(2027, 3, 6)

    assert CALENDAR.day(monday) == Day(DayKind.WORKING, confirmed=False)
    assert CALENDAR.day(saturday) == Day(DayKind.REST, confirmed=False)


def test_the_offices_override_comes_first() -> None:
    calendar = OfficeCalendar({date(2026, 2, 17): True, date(2027, 3, 1): False}, published)

    assert calendar.day(date(2026, 2, 17)) == Day(DayKind.WORKING, confirmed=True)
    assert calendar.day(date(2027, 3, 1)) == Day(DayKind.REST, confirmed=True)


def test_a_calendar_that_never_works_still_ends() -> None:
    never = OfficeCalendar(published=lambda _: False)

    found = next_working_day(date(2026, 1, 1), never)

    assert found.weekday() < 5
    assert (found - date(2026, 1, 1)).days <= 65


@given(days_with_and_without_data, st.integers(0, 40))
def test_working_days_are_counted_one_by_one(first: date, length: int) -> None:
    last = first + timedelta(length)
    expected = [day for day in naive_days(first, last) if CALENDAR.day(day).is_working]

    assert working_days_between(first, last, CALENDAR) == len(expected)
    assert [day for day, _ in zip(working_days_from(first, CALENDAR), expected, strict=False)] == expected


def test_an_empty_span_of_days_has_none() -> None:
    assert working_days_between(date(2026, 3, 3), date(2026, 3, 2), CALENDAR) == 0


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-03-02T09:00", 2, "2026-03-02T11:00"),
        ("2026-03-02T11:00", 2, "2026-03-02T14:30"),  # over lunch
        ("2026-03-02T11:00", 1, "2026-03-02T12:00"),  # ends at the close, not at the next opening
        ("2026-03-02T12:30", 1, "2026-03-02T14:30"),  # begun at lunch
        ("2026-03-02T03:00", 1, "2026-03-02T09:30"),  # begun at night
        ("2026-03-06T16:00", 2, "2026-03-09T09:30"),  # over a weekend
        ("2026-02-14T16:30", 1, "2026-02-24T09:00"),  # over Spring Festival, from a make-up Saturday
        ("2026-03-02T09:00", 7, "2026-03-03T09:00"),
        ("2026-03-02T09:00", 0, "2026-03-02T09:00"),
        ("2026-03-07T09:00", 0, "2026-03-09T08:30"),  # no time at all still waits for the door to open
        ("2026-03-02T17:00", 0, "2026-03-02T17:00"),
    ],
)
def test_working_hours_run_only_while_the_office_is_open(start: str, hours: int, expected: str) -> None:
    due = add_working_hours(local(start), timedelta(hours=hours), CALENDAR, OFFICE, SHANGHAI)

    assert due == local(expected)
    assert due.tzinfo is UTC


def open_minutes(start: datetime, end: datetime) -> int:
    """The naive reading: walk minute by minute and ask whether the office is open."""
    minutes = int((end - start) / timedelta(minutes=1))
    count = 0
    for n in range(minutes):
        at = (start + timedelta(minutes=n)).astimezone(SHANGHAI)
        is_open = any(opens <= at.time() < closes for opens, closes in OFFICE.spans)
        count += is_open and CALENDAR.day(at.date()).is_working
    return count


@given(days_2026, st.integers(0, 24 * 60 - 1), st.integers(1, 3 * 7 * 60))
def test_working_hours_agree_with_walking_minute_by_minute(on: date, minute: int, amount: int) -> None:
    start = datetime.combine(on, time(), SHANGHAI) + timedelta(minutes=minute)

    due = add_working_hours(start, timedelta(minutes=amount), CALENDAR, OFFICE, SHANGHAI)

    assert open_minutes(start, due) == amount
    assert open_minutes(due - timedelta(minutes=1), due) == 1  # and not a minute later than needed


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-03-02T09:00", 1, "2026-03-03T17:00"),
        ("2026-03-06T16:59", 1, "2026-03-09T17:00"),
        ("2026-03-07T10:00", 1, "2026-03-09T17:00"),  # filed on a Saturday: Monday is the first day
        ("2026-02-13T10:00", 2, "2026-02-24T17:00"),  # 02-14 is worked, then the holiday
        ("2026-03-02T00:30", 5, "2026-03-09T17:00"),
        ("2026-12-30T10:00", 5, "2027-01-06T17:00"),  # into the year without data: only its weekends rest
    ],
)
def test_working_days_are_due_at_the_close_of_the_last(start: str, days: int, expected: str) -> None:
    assert add_working_days(local(start), days, CALENDAR, OFFICE, SHANGHAI) == local(expected)


def test_the_day_is_the_local_one() -> None:
    late_on_monday_in_utc = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # Tuesday 01:00 in Shanghai

    due = add_working_days(late_on_monday_in_utc, 1, CALENDAR, OFFICE, SHANGHAI)

    assert local_date(late_on_monday_in_utc, SHANGHAI) == date(2026, 3, 3)
    assert due == local("2026-03-04T17:00")


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 2, 9)  # noqa: DTZ001 - that is the mistake

    with pytest.raises(ValueError, match="without a zone"):
        local_date(naive, SHANGHAI)
    with pytest.raises(ValueError, match="without a zone"):
        add_working_hours(naive, timedelta(hours=1), CALENDAR, OFFICE, SHANGHAI)


def test_time_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_hours(local("2026-03-02T09:00"), timedelta(hours=-1), CALENDAR, OFFICE, SHANGHAI)
    with pytest.raises(ValueError, match="at least one"):
        add_working_days(local("2026-03-02T09:00"), 0, CALENDAR, OFFICE, SHANGHAI)


@pytest.mark.parametrize(
    "spans",
    [
        (),
        ((time(12), time(8)),),
        ((time(8), time(12)), (time(11), time(17))),
        ((time(22), time(6)),),
    ],
)
def test_hours_that_overlap_or_pass_midnight_are_refused(spans: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="in order"):
        WorkingHours(spans)
