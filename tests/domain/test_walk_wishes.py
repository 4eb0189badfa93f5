"""A worker's own say in the walk: honoured, and never at the price of a window."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cadence import VisitRule, WindowFacts, window_of
from domain.visit_plan import Why
from domain.walk_wishes import PutOff, Stop, chosen_days, days_left, in_walking_order, off_today, starting_at
from domain.worktime import ONE_DAY
from tests.domain.unmet import Unmet, kind_on, plan_day
from tests.domain.visit_rules import CALENDAR, EVERYONE, KEY_PERSONS, NEEDY, SPECIAL

MONDAY = date(2026, 3, 2)
WEDNESDAY, FRIDAY, SUNDAY = MONDAY + timedelta(2), MONDAY + timedelta(4), MONDAY + timedelta(6)


def facts(rule: VisitRule, on: date = MONDAY) -> WindowFacts:
    window = window_of(rule.period, on)
    return WindowFacts(rule, 1, window.start, window.end)


def due(home: int, rule: VisitRule, on: date = MONDAY, n: int = 0) -> Unmet:
    return Unmet(home * 10 + n, home, home, kind_on(rule, on))


def walk(today: date, dues: list[Unmet], chosen: dict[int, date]) -> dict[int, Why]:
    return {stop.household_id: stop.why for stop in plan_day(today, dues, CALENDAR, chosen)}


@pytest.mark.parametrize(
    ("rules", "last"),
    [
        ((SPECIAL,), SUNDAY),
        ((SPECIAL, EVERYONE), SUNDAY),
        ((NEEDY,), date(2026, 3, 15)),
        ((KEY_PERSONS, EVERYONE), None),
        ((), None),
    ],
)
def test_a_door_can_wait_until_the_first_of_its_windows_ends(rules: tuple[VisitRule, ...], last: date | None) -> None:
    days = days_left([facts(rule) for rule in rules], MONDAY)

    assert (days[-1] if days else None) == last
    assert last is None or days[0] == MONDAY + ONE_DAY


def test_what_is_late_waits_until_its_grace_is_over() -> None:
    assert list(days_left([facts(SPECIAL)], SUNDAY + ONE_DAY)) == [SUNDAY + timedelta(2)]


def test_it_waits_for_the_day_that_was_chosen_and_is_on_its_walk() -> None:
    dues = [due(n, SPECIAL) for n in range(1, 6)]
    chosen = {3: WEDNESDAY}

    assert 3 not in walk(MONDAY, dues, chosen) | walk(MONDAY + ONE_DAY, dues, chosen)
    assert walk(WEDNESDAY, dues, chosen)[3] is Why.CHOSEN


def test_a_rest_day_can_be_chosen_too() -> None:
    saturday = MONDAY + timedelta(5)

    assert walk(FRIDAY, [due(1, EVERYONE)], {1: saturday}) == {}
    assert walk(saturday, [due(1, EVERYONE)], {1: saturday}) == {1: Why.CHOSEN}


def test_what_cannot_wait_goes_before_a_wish() -> None:
    dues = [due(1, KEY_PERSONS), due(1, SPECIAL, n=1)]

    assert walk(MONDAY, dues, {1: WEDNESDAY}) == {1: Why.DAILY}


def test_the_latest_wish_counts_from_the_next_day_on() -> None:
    wishes = [PutOff(1, MONDAY, FRIDAY), PutOff(1, MONDAY + ONE_DAY, WEDNESDAY), PutOff(2, MONDAY, None)]

    assert chosen_days(wishes, MONDAY) == {}
    assert chosen_days(wishes, MONDAY + ONE_DAY) == {1: FRIDAY}
    assert chosen_days(wishes, WEDNESDAY) == {1: WEDNESDAY}
    assert chosen_days(wishes, FRIDAY) == {}
    assert off_today(wishes, MONDAY) == {1, 2}
    assert off_today([*wishes, PutOff(3, MONDAY, MONDAY)], MONDAY) == {1, 2}


def test_the_walk_goes_from_building_to_building_and_door_to_door() -> None:
    stops = [Stop(n, (1, n % 3), n, (n,), Why.DAILY) for n in (5, 9, 1, 3, 7, 2)]

    assert [stop.household_id for stop in in_walking_order(stops)] == [3, 9, 1, 7, 2, 5]


def test_the_same_round_begun_elsewhere() -> None:
    stops = [Stop(n, (1, n), n, (n,), Why.SHARE) for n in range(1, 5)]

    assert [stop.household_id for stop in starting_at(stops, (1, 3))] == [3, 4, 1, 2]
    assert starting_at(stops, None) == tuple(stops)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([SPECIAL, NEEDY, EVERYONE]), min_size=1, max_size=12), st.data())
def test_whatever_is_put_off_inside_its_window_nothing_is_missed(rules: list[VisitRule], data: st.DataObject) -> None:
    """Any door may be put off once, to any day that is offered; whoever walks the plan misses nothing."""
    unmet = {home: due(home, rule) for home, rule in enumerate(rules, 1)}
    wishes: list[PutOff] = []
    today = MONDAY
    while unmet:
        assert all(today <= one.kind.end for one in unmet.values())
        for home in walk(today, list(unmet.values()), dict(chosen_days(wishes, today))):
            days = days_left([facts(rules[home - 1])], today)
            if days and home not in {wish.household_id for wish in wishes} and data.draw(st.booleans()):
                wishes.append(PutOff(home, today, data.draw(st.sampled_from(list(days)))))
            else:
                del unmet[home]
        today += ONE_DAY


def test_the_plan_depends_on_the_facts_and_not_on_their_order() -> None:
    dues = [due(n, rule) for n in range(1, 9) for rule in (SPECIAL,)] + [due(9, EVERYONE)]
    chosen = {2: WEDNESDAY, 5: FRIDAY}

    assert plan_day(WEDNESDAY, dues, CALENDAR, chosen) == plan_day(WEDNESDAY, dues[::-1], CALENDAR, chosen)
    assert plan_day(WEDNESDAY, dues, CALENDAR) != plan_day(WEDNESDAY, dues, CALENDAR, chosen)
