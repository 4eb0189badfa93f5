"""Due dates around the days of 2026 on which the office works at a weekend 调休, in Spring Festival, and in a year
whose holidays are not published. Each line can be checked against the State Council's notice for 2026."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import due, parse_term
from domain.worktime import WorkingHours, is_confirmed, local_date
from tests.domain.visit_rules import CALENDAR, SHANGHAI

OFFICE = WorkingHours(((time(8, 30), time(12)), (time(13, 30), time(17))))
MAKE_UP_DAYS = [date(2026, month, day) for month, day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))]
TERMS = ("15 minutes", "4 hours", "2 working_hours", "8 working_hours", "1 working_days", "5 working_days", "3 days")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def due_at(start: datetime, term: str) -> datetime:
    return due(start, parse_term(term), CALENDAR, OFFICE, SHANGHAI)


@pytest.mark.parametrize(
    ("start", "term", "expected"),
    [
        # 01-04, a Sunday after New Year (01-01 to 01-03)
        ("2025-12-31T16:00", "1 working_days", "2026-01-04T17:00"),
        ("2025-12-31T16:00", "2 working_hours", "2026-01-04T09:30"),
        ("2026-01-02T10:00", "8 working_hours", "2026-01-05T09:30"),
        ("2026-01-04T10:00", "1 working_days", "2026-01-05T17:00"),
        # 02-14, a Saturday before Spring Festival (02-15 to 02-23)
        ("2026-02-13T16:00", "1 working_days", "2026-02-14T17:00"),
        ("2026-02-13T16:00", "8 working_hours", "2026-02-14T17:00"),
        ("2026-02-14T16:00", "2 working_hours", "2026-02-24T09:30"),
        ("2026-02-14T16:00", "5 working_days", "2026-02-28T17:00"),
        # in the week of 02-16 nothing but the clock runs
        ("2026-02-16T03:00", "15 minutes", "2026-02-16T03:15"),
        ("2026-02-17T10:00", "4 hours", "2026-02-17T14:00"),
        ("2026-02-17T10:00", "2 working_hours", "2026-02-24T10:30"),
        ("2026-02-17T10:00", "8 working_hours", "2026-02-25T09:30"),
        ("2026-02-17T10:00", "1 working_days", "2026-02-24T17:00"),
        ("2026-02-22T23:59", "5 working_days", "2026-02-28T17:00"),
        ("2026-02-17T10:00", "3 days", "2026-02-20T17:00"),  # calendar days go on
        # 02-28, a Saturday
        ("2026-02-27T16:00", "1 working_days", "2026-02-28T17:00"),
        ("2026-02-27T16:00", "4 working_hours", "2026-02-28T11:30"),
        ("2026-02-28T16:00", "1 working_days", "2026-03-02T17:00"),
        # 05-09, a Saturday after Labour Day (05-01 to 05-05)
        ("2026-04-30T16:30", "1 working_days", "2026-05-06T17:00"),
        ("2026-04-30T16:30", "5 working_days", "2026-05-11T17:00"),
        ("2026-05-08T16:30", "2 working_hours", "2026-05-09T10:00"),
        # 09-20, a Sunday: the Saturday before it is free
        ("2026-09-18T16:00", "1 working_days", "2026-09-20T17:00"),
        ("2026-09-19T10:00", "2 working_hours", "2026-09-20T10:30"),
        ("2026-09-20T16:30", "8 working_hours", "2026-09-22T09:00"),
        # 10-10, a Saturday after National Day (10-01 to 10-07)
        ("2026-09-30T16:00", "1 working_days", "2026-10-08T17:00"),
        ("2026-10-09T16:30", "8 working_hours", "2026-10-12T09:00"),
        ("2026-09-30T16:00", "5 working_days", "2026-10-13T17:00"),
        # 2027 is not published: its weekends rest and nothing else does
        ("2026-12-31T16:00", "2 working_hours", "2027-01-01T09:30"),
        ("2026-12-31T16:00", "5 working_days", "2027-01-07T17:00"),
        ("2027-02-05T16:00", "2 working_hours", "2027-02-08T09:30"),
    ],
)
def test_when_it_is_due(start: str, term: str, expected: str) -> None:
    assert due_at(local(start), term) == local(expected)


@pytest.mark.parametrize("worked", MAKE_UP_DAYS)
def test_a_make_up_day_is_a_whole_working_day(worked: date) -> None:
    before = datetime.combine(worked, time(7), SHANGHAI)

    assert due_at(before, "7 working_hours") == datetime.combine(worked, time(17), SHANGHAI)
    assert due_at(before - timedelta(days=1), "1 working_days").astimezone(SHANGHAI).date() == worked


@pytest.mark.parametrize(
    ("start", "term", "confirmed"),
    [
        ("2026-12-30T10:00", "1 working_days", True),
        ("2026-12-31T16:00", "1 working_days", False),
        ("2026-12-28T10:00", "5 working_days", False),
        ("2027-03-01T10:00", "2 working_hours", False),
    ],
)
def test_what_reaches_into_2027_is_unconfirmed(start: str, term: str, confirmed: bool) -> None:
    begun, over = local(start), due_at(local(start), term)

    assert is_confirmed(CALENDAR, local_date(begun, SHANGHAI), local_date(over, SHANGHAI)) is confirmed


def walked(start: datetime, days: int) -> datetime:
    """The naive reading: day by day, counting those on which the office is open."""
    on = start.astimezone(SHANGHAI).date()
    while days:
        on += timedelta(days=1)
        days -= CALENDAR.day(on).is_working
    return datetime.combine(on, time(17), SHANGHAI)


@given(st.datetimes(datetime(2025, 12, 25), datetime(2027, 3, 1)), st.integers(1, 12))  # noqa: DTZ001
def test_working_days_agree_with_walking_day_by_day(naive: datetime, days: int) -> None:
    start = naive.replace(tzinfo=SHANGHAI)

    assert due_at(start, f"{days} working_days") == walked(start, days)


@given(st.sampled_from(MAKE_UP_DAYS), st.sampled_from(TERMS), st.integers(0, 7 * 24 * 60))
def test_nothing_is_due_while_the_office_rests_but_what_is_urgent(worked: date, term: str, minutes: int) -> None:
    start = datetime.combine(worked, time(), SHANGHAI) - timedelta(days=3) + timedelta(minutes=minutes)
    at = due_at(start, term).astimezone(SHANGHAI)

    assert at > start
    if "working" in term:
        assert CALENDAR.day(at.date()).is_working
        assert any(opens < at.time() <= closes for opens, closes in OFFICE.spans)
