from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cadence import (
    MeetingFact,
    Met,
    Outcome,
    Period,
    Subject,
    VisitRule,
    Way,
    Window,
    WindowFacts,
    WindowState,
    first_window,
    fruitless,
    next_window,
    qualifies,
    strictest,
    window_of,
    window_state,
    windows_between,
)
from tests.domain.visit_rules import EVERYONE, KEY_PERSONS, NEEDY, RULES, SPECIAL

ANNA, BO, THEIR_HOUSEHOLD = 1, 2, 90

any_day = st.dates(date(2025, 1, 1), date(2028, 12, 31))
any_rule = st.sampled_from(RULES)


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def met(on: date, *people: int, way: Way = Way.IN_PERSON, recorded_on: date | None = None) -> MeetingFact:
    return MeetingFact(on, way, Outcome.MET, recorded_on or on, frozenset(people))


def not_home(on: date) -> MeetingFact:
    return MeetingFact(on, Way.IN_PERSON, Outcome.NOT_HOME, on)


def window(rule: VisitRule, on: date, **changes: date | int | None) -> WindowFacts:
    around = window_of(rule.period, on)
    subject = ANNA if rule.subject is Subject.PERSON else THEIR_HOUSEHOLD
    return replace(WindowFacts(rule, subject, around.start, around.end), **changes)  # type: ignore[arg-type]


WEEK = window(SPECIAL, d("03-04"))  # Monday 2 to Sunday 8 March, grace until Tuesday 10


@pytest.mark.parametrize(
    ("period", "on", "start", "end"),
    [
        (Period.DAY, "02-16", "02-16", "02-16"),
        (Period.WEEK, "02-16", "02-16", "02-22"),
        (Period.WEEK, "02-22", "02-16", "02-22"),
        (Period.HALF_MONTH, "02-15", "02-01", "02-15"),
        (Period.HALF_MONTH, "02-16", "02-16", "02-28"),
        (Period.MONTH, "02-16", "02-01", "02-28"),
        (Period.MONTH, "12-31", "12-01", "12-31"),
    ],
)
def test_windows_of_a_day(period: Period, on: str, start: str, end: str) -> None:
    assert window_of(period, d(on)) == Window(d(start), d(end))


@given(st.sampled_from(Period), any_day, st.integers(-2, 70))
def test_windows_tile_the_days(period: Period, first: date, length: int) -> None:
    last = first + timedelta(length)
    by_day = sorted({window_of(period, first + timedelta(n)) for n in range(length + 1)})

    windows = list(windows_between(period, first, last))

    assert windows == by_day
    assert all(next_window(period, a).start == a.end + timedelta(1) for a in windows)


@pytest.mark.parametrize(
    ("rule", "starts_on", "first_day"),
    [
        (KEY_PERSONS, "03-04", "03-05"),
        (SPECIAL, "03-06", "03-02"),  # Friday: three days left
        (SPECIAL, "03-07", "03-09"),  # Saturday: two
        (NEEDY, "03-11", "03-01"),
        (NEEDY, "03-12", "03-16"),
        (NEEDY, "02-24", "02-16"),
        (NEEDY, "02-25", "03-01"),
        (EVERYONE, "03-25", "03-01"),
        (EVERYONE, "03-26", "04-01"),
        (EVERYONE, "12-31", "2027-01-01"),
    ],
)
def test_starting_mid_window(rule: VisitRule, starts_on: str, first_day: str) -> None:
    expected = date.fromisoformat(first_day) if len(first_day) > 5 else d(first_day)

    assert first_window(rule, d(starts_on)) == window_of(rule.period, expected)


@pytest.mark.parametrize(
    ("rule", "meeting", "counts"),
    [
        (SPECIAL, met(d("03-04"), ANNA), True),
        (SPECIAL, met(d("03-04"), BO), False),  # somebody else opened
        (SPECIAL, met(d("03-04"), ANNA, way=Way.PHONE), False),
        (SPECIAL, replace(met(d("03-07"), ANNA, way=Way.PHONE), rest_day=True), True),
        (SPECIAL, replace(met(d("03-07"), ANNA), rest_day=True), True),
        (SPECIAL, not_home(d("03-04")), False),
        (NEEDY, met(d("03-04"), BO), True),
        (NEEDY, met(d("03-04")), True),  # whom it met has been erased since
        (NEEDY, not_home(d("03-04")), False),
        (NEEDY, replace(met(d("03-07"), BO, way=Way.VIDEO), rest_day=True), False),
    ],
)
def test_what_counts_as_a_visit(rule: VisitRule, meeting: MeetingFact, counts: bool) -> None:
    subject = ANNA if rule.subject is Subject.PERSON else THEIR_HOUSEHOLD

    assert qualifies(rule, subject, meeting) is counts


@pytest.mark.parametrize(
    ("visits", "on", "state"),
    [
        ([], "03-01", WindowState.UPCOMING),
        ([], "03-02", WindowState.OPEN),
        ([], "03-08", WindowState.OPEN),
        ([], "03-10", WindowState.OPEN),  # overdue, but the grace runs
        ([], "03-11", WindowState.MISSED),
        (["03-08"], "03-07", WindowState.OPEN),
        (["03-08"], "03-08", WindowState.MET),
        (["03-09"], "03-09", WindowState.LATE),
        (["03-10"], "03-31", WindowState.LATE),
        (["03-11"], "03-31", WindowState.MISSED),  # missed stays missed
        (["03-01"], "03-31", WindowState.MISSED),  # too early: that was the week before
        (["03-03", "03-09"], "03-31", WindowState.MET),
    ],
)
def test_the_life_of_a_weekly_window(visits: list[str], on: str, state: WindowState) -> None:
    assert window_state(WEEK, [met(d(visit), ANNA) for visit in visits], d(on)) is state


def test_one_late_visit_serves_both_weeks() -> None:
    visits = [met(d("03-10"), ANNA)]

    assert window_state(WEEK, visits, d("03-10")) is WindowState.LATE
    assert window_state(window(SPECIAL, d("03-10")), visits, d("03-10")) is WindowState.MET


def test_missed_days_do_not_pile_up() -> None:
    visits = [met(d("03-05"), ANNA)]

    states = [window_state(window(KEY_PERSONS, d(day)), visits, d("03-05")) for day in ("03-03", "03-04", "03-05")]

    assert states == [WindowState.MISSED, WindowState.MISSED, WindowState.MET]


def test_a_visit_before_somebody_came_under_the_rule_does_not_meet_their_window() -> None:
    came = replace(WEEK, came_on=d("03-05"))

    states = [window_state(came, [met(d(day), ANNA)], d("03-08")) for day in ("03-04", "03-05", "03-06")]

    assert states == [WindowState.OPEN, WindowState.MET, WindowState.MET]
    assert window_state(came, [met(d("03-04"), ANNA)], d("03-31")) is WindowState.MISSED


def test_a_visit_written_down_later_counts_from_then_on() -> None:
    visits = [met(d("03-08"), ANNA, recorded_on=d("03-11"))]

    assert window_state(WEEK, visits, d("03-10")) is WindowState.OPEN  # as it was known that day
    assert window_state(WEEK, visits, d("03-11")) is WindowState.MET


@pytest.mark.parametrize(
    ("lapsed_on", "visits", "on", "state"),
    [
        ("03-05", [], "03-04", WindowState.OPEN),
        ("03-05", [], "03-05", WindowState.LAPSED),
        ("03-05", [], "03-31", WindowState.LAPSED),
        ("03-05", ["03-03"], "03-31", WindowState.MET),
        ("03-09", ["03-09"], "03-31", WindowState.LATE),
        ("03-05", ["03-07"], "03-31", WindowState.LAPSED),  # no longer owed by then
        ("03-10", [], "03-31", WindowState.LAPSED),
        ("03-11", [], "03-31", WindowState.MISSED),  # already missed
        ("02-27", [], "03-01", WindowState.LAPSED),
    ],
)
def test_an_end_lapses_what_was_not_settled(lapsed_on: str, visits: list[str], on: str, state: WindowState) -> None:
    lapsing = replace(WEEK, lapsed_on=d(lapsed_on))

    assert window_state(lapsing, [met(d(visit), ANNA) for visit in visits], d(on)) is state


def test_a_move_gives_more_grace() -> None:
    moved = replace(WEEK, grace_extra=2)

    assert moved.closes_on == d("03-12")
    assert window_state(moved, [met(d("03-12"), ANNA)], d("03-12")) is WindowState.LATE


def lived_day_by_day(facts: WindowFacts, meetings: list[MeetingFact], until: date) -> WindowState:
    """The naive reading: live through the days with a state in hand, for visits written down at once."""
    state, on = WindowState.UPCOMING, facts.start - timedelta(40)
    while on <= until:
        visited = any(qualifies(facts.rule, facts.subject_id, meeting) for meeting in meetings if meeting.on == on)
        if state is WindowState.UPCOMING and on >= facts.start:
            state = WindowState.OPEN
        if state is WindowState.OPEN and on > facts.closes_on:
            state = WindowState.MISSED
        if state is WindowState.OPEN and visited:
            state = WindowState.MET if on <= facts.end else WindowState.LATE
        if state in (WindowState.OPEN, WindowState.UPCOMING) and facts.lapsed_on is not None and on >= facts.lapsed_on:
            state = WindowState.LAPSED
        on += timedelta(1)
    return state


@given(
    rule=any_rule,
    visits=st.lists(st.tuples(st.integers(-3, 40), st.sampled_from(Way), st.booleans(), st.booleans()), max_size=6),
    lapse=st.none() | st.integers(-3, 40),
    extra=st.integers(0, 3),
    until=st.integers(-3, 45),
)
def test_states_agree_with_living_day_by_day(
    rule: VisitRule, visits: list[tuple[int, Way, bool, bool]], lapse: int | None, extra: int, until: int
) -> None:
    start = window_of(rule.period, d("03-16")).start
    lapsed_on = None if lapse is None else start + timedelta(lapse)
    facts = window(rule, start, lapsed_on=lapsed_on, grace_extra=extra)
    meetings = [
        MeetingFact(day, way, Outcome.MET if home else Outcome.NOT_HOME, day, frozenset({ANNA}), resting)
        for n, way, home, resting in visits
        for day in [start + timedelta(n)]
    ]

    state = window_state(facts, meetings, start + timedelta(until))

    assert state is lived_day_by_day(facts, meetings, start + timedelta(until))


def test_the_strictest_rule_reminds() -> None:
    weekly_anyone = replace(SPECIAL, key="a_softer_week", met_by=Met.ANYONE)

    assert strictest([EVERYONE, SPECIAL, NEEDY]) is SPECIAL
    assert strictest([weekly_anyone, SPECIAL]) is SPECIAL
    assert sorted([EVERYONE, NEEDY, SPECIAL, KEY_PERSONS], key=lambda rule: rule.strictness) == RULES


@pytest.mark.parametrize(
    ("period", "attempts", "expected"),
    [
        (Period.DAY, [not_home(d("03-02")), not_home(d("03-03"))], True),
        (Period.WEEK, [met(d("03-01"), ANNA), not_home(d("03-02")), not_home(d("03-02"))], True),
        (Period.WEEK, [not_home(d("03-02")), met(d("03-03"), BO), not_home(d("03-04"))], False),
        (Period.WEEK, [not_home(d("03-02")), not_home(d("03-03")), met(d("03-04"), ANNA)], False),
        (Period.WEEK, [not_home(d("03-02"))], False),
        (Period.WEEK, [], False),
        (Period.HALF_MONTH, [not_home(d("03-02")), not_home(d("03-03"))], False),
        (Period.MONTH, [not_home(d("03-02")), not_home(d("03-03"))], False),
    ],
)
def test_two_fruitless_attempts_in_a_row(period: Period, attempts: list[MeetingFact], expected: bool) -> None:
    assert fruitless(period, attempts) is expected


@pytest.mark.parametrize(
    "change",
    [
        {"grace_days": -1},
        {"period": Period.DAY},  # with the weekly grace
        {"subject": Subject.HOUSEHOLD},  # and that very person
        {"ways": frozenset()},
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"special|grace_days"):
        replace(SPECIAL, **change)  # type: ignore[arg-type]
