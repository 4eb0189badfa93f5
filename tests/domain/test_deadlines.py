from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import (
    ClockKind,
    EscalationLevel,
    EscalationStep,
    Term,
    due,
    escalation_steps,
    parse_term,
    remind_at,
    share_passed,
    steps_to_take,
)
from domain.worktime import WorkingHours
from tests.domain.visit_rules import CALENDAR, SHANGHAI

OFFICE = WorkingHours(((time(8, 30), time(12)), (time(13, 30), time(17))))
GRID, COMMUNITY, STREET = EscalationLevel

moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 3, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
terms = st.builds(Term, st.integers(1, 60), st.sampled_from(ClockKind))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("15 minutes", Term(15, ClockKind.URGENT)),
        ("1 minute", Term(1, ClockKind.URGENT)),
        ("4 hours", Term(240, ClockKind.URGENT)),
        ("4 working_hours", Term(4, ClockKind.WORKING_HOURS)),
        ("5 working_days", Term(5, ClockKind.WORKING_DAYS)),
        (" 10  days ", Term(10, ClockKind.CALENDAR_DAYS)),
    ],
)
def test_terms_as_config_writes_them(text: str, term: Term) -> None:
    assert parse_term(text) == term


@pytest.mark.parametrize(
    "text", ["", "4", "hours", "0 days", "-1 days", "1.5 hours", "4hours", "4 weeks", "４ hours", "12345 days"]
)
def test_anything_else_says_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match="minutes, hours, working_hours, working_days, days"):
        parse_term(text)


def test_a_term_is_at_least_one() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Term(0, ClockKind.URGENT)


@pytest.mark.parametrize(
    ("start", "term", "expected"),
    [
        ("2026-02-16T03:00", "15 minutes", "2026-02-16T03:15"),  # urgent runs at night and on holidays
        ("2026-03-06T16:00", "4 hours", "2026-03-06T20:00"),
        ("2026-03-06T16:00", "4 working_hours", "2026-03-09T11:30"),
        ("2026-03-06T16:00", "3 working_days", "2026-03-11T17:00"),
        ("2026-02-14T16:00", "1 working_days", "2026-02-24T17:00"),
        ("2026-02-14T16:00", "10 days", "2026-02-24T17:00"),
        ("2026-02-13T16:00", "3 days", "2026-02-16T17:00"),  # a holiday does not move calendar days
        ("2026-12-31T16:00", "1 working_days", "2027-01-01T17:00"),  # no data for 2027: a plain Friday
    ],
)
def test_due(start: str, term: str, expected: str) -> None:
    assert due(local(start), parse_term(term), CALENDAR, OFFICE, SHANGHAI) == local(expected)


@given(moments, terms)
def test_due_lies_ahead_and_grows_with_the_amount(start: datetime, term: Term) -> None:
    at = due(start, term, CALENDAR, OFFICE, SHANGHAI)

    assert start < at < due(start, Term(term.amount + 1, term.clock), CALENDAR, OFFICE, SHANGHAI)
    assert at.tzinfo is UTC


@given(moments, moments, terms)
def test_who_starts_later_is_never_due_earlier(one: datetime, other: datetime, term: Term) -> None:
    first, second = sorted([one, other])

    assert due(first, term, CALENDAR, OFFICE, SHANGHAI) <= due(second, term, CALENDAR, OFFICE, SHANGHAI)


@pytest.mark.parametrize(
    ("now", "share"),
    [("09:00", 0.0), ("10:00", 0.0), ("11:00", 0.25), ("14:00", 1.0), ("18:00", 2.0)],
)
def test_the_share_that_has_passed(now: str, share: float) -> None:
    start, due_at = local("2026-03-02T10:00"), local("2026-03-02T14:00")

    assert share_passed(start, due_at, local(f"2026-03-02T{now}")) == share


def test_no_time_at_all_is_over_at_once() -> None:
    at = local("2026-03-02T10:00")

    assert share_passed(at, at, at) == 1.0
    assert share_passed(at, at, at - timedelta(seconds=1)) == 0.0


def test_the_handler_is_reminded_at_four_fifths() -> None:
    start, due_at = local("2026-03-02T10:00"), local("2026-03-02T15:00")

    assert remind_at(start, due_at) == local("2026-03-02T14:00")
    assert remind_at(start, due_at, share=0.5) == local("2026-03-02T12:30")


def test_a_breach_climbs_while_the_office_is_open() -> None:
    friday_close = local("2026-03-06T17:00")

    steps = escalation_steps(friday_close, parse_term("4 working_hours"), CALENDAR, OFFICE, SHANGHAI)

    assert steps == (
        EscalationStep(GRID, friday_close),
        EscalationStep(COMMUNITY, local("2026-03-09T14:00")),
        EscalationStep(STREET, local("2026-03-10T09:30")),
    )


@pytest.mark.parametrize(
    ("now", "taken", "expected"),
    [
        ("13:59", set(), ()),
        ("14:00", set(), (GRID,)),
        ("14:00", {GRID}, ()),
        ("14:30", {GRID}, (COMMUNITY,)),
        ("23:00", set(), (GRID, COMMUNITY, STREET)),  # caught up after downtime
        ("23:00", {GRID, COMMUNITY, STREET}, ()),
    ],
)
def test_each_step_is_taken_once(now: str, taken: set[EscalationLevel], expected: tuple[EscalationLevel, ...]) -> None:
    due_at = local("2026-03-02T14:00")
    steps = escalation_steps(due_at, parse_term("30 minutes"), CALENDAR, OFFICE, SHANGHAI)

    assert (
        steps_to_take(steps, taken, datetime.combine(date(2026, 3, 2), time.fromisoformat(now), SHANGHAI)) == expected
    )
