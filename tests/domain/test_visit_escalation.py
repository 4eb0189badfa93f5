"""Steps about missed windows: each rule of domain.md once by hand, then all against a reading day by day."""

import random
from datetime import date, datetime, time, timedelta

import pytest

from domain.cadence import VisitRule, Window, WindowFacts, window_of, windows_between
from domain.visit_escalation import (
    By,
    EscalationSettings,
    Level,
    Meeting,
    Owed,
    is_short,
    mornings_for,
    row_start,
    steps,
)
from domain.worktime import ONE_DAY
from tests.domain.visit_rules import CALENDAR, KEY_PERSONS, SHANGHAI, SPECIAL
from tests.support.escalation import read_day_by_day

SETTINGS = EscalationSettings(time(17, 30), time(8, 30), 2, 8, 30)
BY = By(SETTINGS, CALENDAR, SHANGHAI)
WEDNESDAY = date(2026, 11, 18)
LONG_AGO = date(2026, 1, 1)


def at(day: date, hour: int = 8, minute: int = 30) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def owed(
    rule: VisitRule, on: date, *met: Meeting, row: bool = True, since: date = LONG_AGO, **acks: datetime | None
) -> Owed:
    window = window_of(rule.period, on)
    start = row_start(rule, window, SETTINGS) if row else None
    return Owed(WindowFacts(rule, 1, window.start, window.end), start, since, met, **acks)


def met(day: date, hour: int = 12) -> Meeting:
    return Meeting(day, at(day, hour))


def told(one: Owed) -> dict[Level, datetime]:
    return {step.level: step.at for step in steps(one, BY)}


def test_a_missed_day_goes_from_the_worker_to_the_community_and_a_second_to_the_street() -> None:
    first = told(owed(KEY_PERSONS, WEDNESDAY, met(WEDNESDAY - ONE_DAY)))
    assert first == {Level.WORKER: at(WEDNESDAY, 17), Level.COMMUNITY: at(WEDNESDAY + ONE_DAY)}
    thursday = WEDNESDAY + ONE_DAY
    assert told(owed(KEY_PERSONS, thursday, met(WEDNESDAY - ONE_DAY)))[Level.STREET] == at(thursday + ONE_DAY)


def test_a_missed_week_is_told_on_the_morning_after_its_grace() -> None:
    week = told(owed(SPECIAL, WEDNESDAY, met(date(2026, 11, 13))))
    assert week == {Level.COMMUNITY: at(date(2026, 11, 25))}
    assert told(owed(SPECIAL, WEDNESDAY, met(date(2026, 11, 6)))) == {
        Level.COMMUNITY: at(date(2026, 11, 25)),
        Level.STREET: at(date(2026, 11, 25)),
        Level.GAP: at(date(2026, 11, 16)),
    }


def test_whoever_is_met_before_the_morning_is_told_to_nobody() -> None:
    early = Meeting(WEDNESDAY + ONE_DAY, at(WEDNESDAY + ONE_DAY, 7))
    assert told(owed(KEY_PERSONS, WEDNESDAY, early, row=False)) == {Level.WORKER: at(WEDNESDAY, 17)}
    assert told(owed(KEY_PERSONS, WEDNESDAY, met(WEDNESDAY))) == {}


def test_a_visit_written_down_later_does_not_undo_what_was_told() -> None:
    later = Meeting(WEDNESDAY, at(WEDNESDAY + ONE_DAY, 12))
    assert Level.COMMUNITY in told(owed(KEY_PERSONS, WEDNESDAY, later))


@pytest.mark.parametrize(
    ("acknowledged", "tells"),
    [
        (at(WEDNESDAY, 18), at(date(2026, 11, 20))),
        (at(WEDNESDAY + ONE_DAY, 9), at(date(2026, 11, 19))),
        (None, at(date(2026, 11, 19))),
    ],
)
def test_acknowledging_in_time_holds_a_step_one_working_day(acknowledged: datetime | None, tells: datetime) -> None:
    assert told(owed(KEY_PERSONS, WEDNESDAY, row=False, worker_ack=acknowledged))[Level.COMMUNITY] == tells


def test_a_held_step_waits_over_the_weekend() -> None:
    friday = date(2026, 11, 20)
    held = told(owed(KEY_PERSONS, friday, worker_ack=at(friday, 18), office_ack=at(friday, 9)))
    assert (held[Level.COMMUNITY], held[Level.STREET]) == (at(date(2026, 11, 23)), at(date(2026, 11, 23)))
    assert mornings_for(date(2026, 11, 23), CALENDAR) == [date(2026, 11, day) for day in (23, 22, 21, 20)]
    assert mornings_for(friday + ONE_DAY, CALENDAR) == [friday + ONE_DAY]


def test_a_lapsed_window_is_no_step() -> None:
    window = WindowFacts(KEY_PERSONS, 1, WEDNESDAY, WEDNESDAY, lapsed_on=WEDNESDAY)
    assert steps(Owed(window, WEDNESDAY, LONG_AGO, ()), BY) == ()


@pytest.mark.parametrize(("due", "missed", "short"), [(0, 0, False), (100, 9, False), (100, 10, True), (1, 1, True)])
def test_counts_go_to_the_street_from_the_share_on(due: int, missed: int, short: bool) -> None:
    assert is_short(due, missed, 10) is short


DAYS = [date(2026, 9, 21) + timedelta(days=n) for n in range(42)]
"""With the holidays of October and a make-up working day."""


@pytest.mark.parametrize("rule", [KEY_PERSONS, SPECIAL], ids=lambda rule: str(rule.key))
@pytest.mark.parametrize("seed", range(40))
def test_steps_are_those_of_a_reading_day_by_day(rule: VisitRule, seed: int) -> None:
    rng = random.Random(seed)
    chance = rng.choice([0.05, 0.2, 0.5])
    meetings = [
        Meeting(day, at(day + ONE_DAY * rng.choice([0, 0, 0, 1, 2]), rng.randrange(7, 22)))
        for day in DAYS
        if rng.random() < chance
    ]
    meetings = [m for m in meetings if m.recorded_at.date() >= m.on]
    windows = list(windows_between(rule.period, DAYS[0], DAYS[-1]))
    acks = {
        (window.start, level): at(window.end + ONE_DAY * rng.randrange(0, 4), rng.randrange(7, 22))
        for window in windows
        for level in ("worker", "community")
        if rng.random() < 0.4
    }

    said = set[object]()
    for n, window in enumerate(windows):
        before = windows[n - 1] if n else None
        facts = WindowFacts(rule, 1, window.start, window.end)
        one = Owed(
            facts,
            before.start if before else None,
            DAYS[0],
            meetings,
            acks.get((window.start, "worker")),
            acks.get((before.start, "community")) if before else None,
        )
        said |= {(window.start, step.level, step.at) for step in steps(one, BY) if step.at <= at(DAYS[-1], 23)}

    assert said == read_day_by_day(rule, meetings, acks, DAYS)


def test_a_row_begins_so_many_windows_before() -> None:
    assert row_start(SPECIAL, Window(date(2026, 11, 16), date(2026, 11, 22)), SETTINGS) == date(2026, 11, 9)
    alone = EscalationSettings(time(17, 30), time(8, 30), 1, 8, 30)
    assert row_start(KEY_PERSONS, Window(WEDNESDAY, WEDNESDAY), alone) == WEDNESDAY
