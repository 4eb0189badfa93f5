"""The planner on small examples, and on whole seasons that are lived through day by day."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cadence import VisitRule, Window, window_of, windows_between
from domain.visit_plan import SPACING, Planned, Why
from tests.domain.unmet import Unmet, kind_on, plan_day
from tests.domain.visit_rules import CALENDAR, EVERYONE, KEY_PERSONS, NEEDY, RULES, SPECIAL

ONE_DAY = timedelta(days=1)


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def due(
    household: int, rule: VisitRule, on: str, *, last_met: str | None = None, building: int = 1, n: int = 0
) -> Unmet:
    met = d(last_met) if last_met else None
    return Unmet(household * 10 + n, household, building, kind_on(rule, d(on)), met)


def whys(today: str, *windows: Unmet) -> list[Why]:
    return [planned.why for planned in plan_day(d(today), windows, CALENDAR)]


def test_nothing_due_is_no_walk() -> None:
    assert plan_day(d("03-02"), [], CALENDAR) == []


@pytest.mark.parametrize(
    ("today", "window", "why"),
    [
        ("03-04", due(1, KEY_PERSONS, "03-04"), Why.DAILY),
        ("02-17", due(1, KEY_PERSONS, "02-17"), Why.DAILY),  # Spring Festival
        ("03-06", due(1, SPECIAL, "03-06"), Why.LAST_DAY),  # Friday
        ("03-07", due(1, SPECIAL, "03-07"), Why.REST_DAY_DUTY),  # slipped: the weekend is left
        ("03-08", due(1, SPECIAL, "03-08"), Why.LAST_DAY),
        ("03-09", due(1, SPECIAL, "03-08"), Why.LATE),
        ("02-14", due(1, NEEDY, "02-14"), Why.LAST_DAY),  # a make-up Saturday, the last working day of the half
        ("02-15", due(1, NEEDY, "02-15"), Why.LAST_DAY),  # a rest day, and still told
        ("02-28", due(1, EVERYONE, "02-28"), Why.LAST_DAY),
        ("03-02", due(1, EVERYONE, "02-28"), Why.LATE),
        ("05-29", due(1, EVERYONE, "05-29", last_met="05-15"), Why.LAST_DAY),  # rather soon again than on a Saturday
        ("03-08", due(1, SPECIAL, "03-08", last_met="03-06"), Why.LAST_DAY),
    ],
)
def test_what_cannot_wait(today: str, window: Unmet, why: Why) -> None:
    assert whys(today, window) == [why]


@pytest.mark.parametrize(
    ("today", "window"),
    [
        ("02-28", due(1, NEEDY, "03-02")),  # not yet begun
        ("03-11", due(1, SPECIAL, "03-08")),  # past its grace: missed
        ("03-07", due(1, NEEDY, "03-07")),  # working days are left
        ("03-01", due(1, EVERYONE, "02-28")),  # late, but it is Sunday and the grace has working days
        ("10-06", due(1, SPECIAL, "10-06")),  # a holiday in a week that has working days
        ("03-04", due(1, SPECIAL, "03-04", last_met="03-01")),  # seen three days ago
        ("03-03", due(1, NEEDY, "03-03", last_met="02-24")),
        ("03-03", due(1, EVERYONE, "03-03", last_met="02-17")),
        ("09-30", due(1, SPECIAL, "09-30", last_met="09-27")),  # rather on a holiday than twice in half a week
        ("05-28", due(1, EVERYONE, "05-28", last_met="05-25")),  # too soon in any case: as late as possible
        ("03-07", due(1, SPECIAL, "03-07", last_met="03-06")),
    ],
)
def test_what_waits(today: str, window: Unmet) -> None:
    assert whys(today, window) == []


@pytest.mark.parametrize(
    ("today", "window", "why"),
    [
        ("03-05", due(1, SPECIAL, "03-05", last_met="03-01"), Why.WEEKLY_SHARE),
        ("03-04", due(1, NEEDY, "03-04", last_met="02-24"), Why.SHARE),
        ("03-04", due(1, EVERYONE, "03-04", last_met="02-17"), Why.SHARE),
        ("10-01", due(1, SPECIAL, "10-01", last_met="09-27"), Why.REST_DAY_DUTY),
    ],
)
def test_half_a_cadence_after_the_last_visit_it_is_time_again(today: str, window: Unmet, why: Why) -> None:
    assert whys(today, window) == [why]


def test_work_is_shared_out_evenly_over_the_working_days_left() -> None:
    forty_five = [due(n, EVERYONE, "03-02") for n in range(45)]  # March 2026 has 22 working days

    assert whys("03-02", *forty_five) == [Why.SHARE] * 3
    assert whys("03-16", *forty_five) == [Why.SHARE] * 4
    assert whys("03-31", *forty_five) == [Why.LAST_DAY] * 45


def test_the_week_without_a_working_day_is_shared_out_over_its_rest_days() -> None:
    fourteen = [due(n, SPECIAL, "02-16") for n in range(14)]

    assert whys("02-16", *fourteen) == [Why.REST_DAY_DUTY] * 2


def test_one_stop_serves_the_whole_household() -> None:
    windows = [due(1, SPECIAL, "03-30", n=1), due(1, EVERYONE, "03-30", n=2), due(1, KEY_PERSONS, "03-30", n=0)]

    [stop] = plan_day(d("03-30"), windows, CALENDAR)

    assert stop == Planned(1, Why.DAILY, windows=(10, 12, 11))  # the first to end first


def test_the_most_pressing_reason_is_the_one_named() -> None:
    assert whys("03-09", due(1, KEY_PERSONS, "03-09"), due(1, SPECIAL, "03-08", n=1)) == [Why.LATE]


def test_households_seen_every_day_take_nothing_from_the_others() -> None:
    daily = [due(n, rule, "03-02", n=k) for n in range(10) for k, rule in enumerate([KEY_PERSONS, EVERYONE])]
    monthly = [due(n, EVERYONE, "03-02") for n in range(20, 42)]

    assert Counter(whys("03-02", *daily, *monthly)) == {Why.DAILY: 10, Why.SHARE: 1}


def test_a_call_on_a_rest_day_leaves_the_monthly_visit_for_a_working_day() -> None:
    windows = [due(1, EVERYONE, "03-07", n=1), due(1, KEY_PERSONS, "03-07", n=0)]

    assert [stop.windows for stop in plan_day(d("03-07"), windows, CALENDAR)] == [(10,)]


def test_who_waits_longest_goes_first_and_pulls_in_the_neighbours() -> None:
    building_2 = [due(n, EVERYONE, "03-02", last_met="02-05", building=2) for n in range(20, 42)]
    building_3 = [due(n, EVERYONE, "03-02", last_met="02-09", building=3) for n in range(60, 81)]
    longest_wait = due(90, EVERYONE, "03-02", last_met="02-02", building=3)
    next_longest = due(91, EVERYONE, "03-02", last_met="02-08", building=3)

    walk = plan_day(d("03-02"), [*building_2, *building_3, longest_wait, next_longest], CALENDAR)

    assert [stop.household_id for stop in walk] == [60, 90, 91]


def test_late_and_last_day_visits_count_towards_todays_share() -> None:
    late = [due(n, SPECIAL, "03-08", n=1) for n in range(2)]
    this_week = [due(n, SPECIAL, "03-09") for n in range(10)]

    assert Counter(whys("03-09", *late, *this_week)) == {Why.LATE: 2}


@dataclass
class Neighbourhood:
    """Households that fall under their rules `since` a day and are visited as planned, or not when `slips` says so.
    What was due and planned each day is kept."""

    homes: dict[int, tuple[VisitRule, ...]]
    since: date
    slips: Callable[[], bool] = lambda: False
    last_met: dict[int, date] = field(default_factory=dict)
    last_served: dict[tuple[int, str], date] = field(default_factory=dict)
    unmet: dict[date, list[Unmet]] = field(default_factory=dict)
    walks: dict[date, list[Planned]] = field(default_factory=dict)

    def unmet_on(self, today: date) -> Iterator[Unmet]:
        for home, rules in self.homes.items():
            for rule in rules:
                grace = timedelta(days=rule.grace_days)
                for kind in {kind_on(rule, today), kind_on(rule, today - grace)}:
                    served = self.last_served.get((home, rule.key), date.min)
                    if kind.end >= self.since and served < kind.start:
                        number = kind.start.toordinal() * 10_000 + home * 10 + RULES.index(rule)
                        yield Unmet(number, home, home // 12, kind, self.last_met.get(home))

    def live(self, days: int) -> None:
        for today in (self.since + ONE_DAY * n for n in range(days)):
            self.unmet[today] = list(self.unmet_on(today))
            self.walks[today] = plan_day(today, self.unmet[today], CALENDAR)
            met = [stop for stop in self.walks[today] if not self.slips()]
            served = {window for stop in met for window in stop.windows}
            self.last_met |= {stop.household_id: today for stop in met}
            self.last_served |= {
                (due.household_id, due.kind.rule.key): today for due in self.unmet[today] if due.window_id in served
            }


rule_sets = st.sets(st.sampled_from(range(4)), min_size=1).map(lambda found: tuple(RULES[n] for n in sorted(found)))
homes = st.dictionaries(st.integers(0, 80), rule_sets, max_size=25)
starts = st.sampled_from([d("01-01"), d("02-01"), d("04-01"), d("09-01"), d("12-01")])  # the last runs on into 2027
Homes = dict[int, tuple[VisitRule, ...]]


@settings(max_examples=30)
@given(homes, starts)
def test_every_window_is_served_before_it_ends(homes: Homes, first: date) -> None:
    place = Neighbourhood(homes, first)

    place.live(60)

    assert {stop.why for walk in place.walks.values() for stop in walk}.isdisjoint({Why.LATE})
    for today, unmet in place.unmet.items():
        on_the_walk = {window for stop in place.walks[today] for window in stop.windows}
        assert {due.window_id for due in unmet if due.kind.end == today} <= on_the_walk


@settings(max_examples=30)
@given(homes, starts, st.randoms(use_true_random=False))
def test_what_slips_is_told_until_nothing_can_be_done(homes: Homes, first: date, random: Random) -> None:
    place = Neighbourhood(homes, first, slips=lambda: random.random() < 0.5)

    place.live(60)

    for today, unmet in place.unmet.items():
        on_the_walk = {window for stop in place.walks[today] for window in stop.windows}
        working = CALENDAR.day(today).is_working
        for due in unmet:
            if today == due.kind.end or (
                due.kind.end < today <= due.kind.closes_on and (working or due.kind.rule is SPECIAL)
            ):
                assert due.window_id in on_the_walk


@settings(max_examples=30)
@given(homes, starts)
def test_nobody_is_stopped_at_twice_in_half_a_cadence_unless_a_window_would_be_missed(
    homes: Homes, first: date
) -> None:
    place = Neighbourhood({home: rules for home, rules in homes.items() if KEY_PERSONS not in rules}, first)

    place.live(60)

    last: dict[int, date] = {}
    for today, walk in place.walks.items():
        assert len({stop.household_id for stop in walk}) == len(walk)
        for stop in walk:
            strictest = place.homes[stop.household_id][0].period
            if stop.household_id in last and stop.why is not Why.LAST_DAY:
                assert (today - last[stop.household_id]).days >= SPACING[strictest]
            last[stop.household_id] = today


@given(homes, starts, st.randoms(use_true_random=False))
def test_the_same_facts_in_any_order_give_the_same_walk(homes: Homes, first: date, random: Random) -> None:
    windows = list(Neighbourhood(homes, first).unmet_on(first))

    assert plan_day(first, random.sample(windows, len(windows)), CALENDAR) == plan_day(first, windows, CALENDAR)


def loads_in(place: Neighbourhood, window: Window) -> list[int]:
    """Stops a day on the working days of the window, or on all its days if it has none."""
    days = [window.start + ONE_DAY * n for n in range((window.end - window.start).days + 1)]
    return [len(place.walks[day]) for day in days if CALENDAR.day(day).is_working] or [
        len(place.walks[day]) for day in days
    ]


@pytest.mark.parametrize("rule", [SPECIAL, NEEDY, EVERYONE])
@pytest.mark.parametrize("households", [7, 60, 330])
def test_the_load_is_level_in_every_window(rule: VisitRule, households: int) -> None:
    windows = list(windows_between(rule.period, window_of(rule.period, d("01-01")).start, d("06-30")))
    place = Neighbourhood(dict.fromkeys(range(households), (rule,)), windows[0].start)

    place.live((windows[-1].end - windows[0].start).days + 1)

    for window in windows:
        loads = loads_in(place, window)
        first_free = next(n for n, load in enumerate(loads) if load)  # all were seen days before the window began
        assert sum(loads) == households
        assert max(loads[first_free:]) - min(loads[first_free:]) <= 1, (window, loads)
        assert first_free == 0 or window == Window(d("03-01"), d("03-15"))


def test_a_whole_grid_has_level_days() -> None:
    random = Random(20260216)
    homes = {n: (*(rule for rule in RULES[:3] if random.random() < 0.08), EVERYONE) for n in range(335)}
    place = Neighbourhood(homes, d("03-02"))

    place.live(30)

    loads = [len(walk) for day, walk in place.walks.items() if CALENDAR.day(day).is_working]
    assert max(loads) - min(loads) <= 5, loads


def test_a_days_walk_keeps_to_few_buildings() -> None:
    place = Neighbourhood(dict.fromkeys(range(330), (EVERYONE,)), d("03-01"))  # 12 doors a building, 15 doors a day

    place.live(31)

    assert max(len({stop.household_id // 12 for stop in walk}) for walk in place.walks.values()) <= 3


def test_moved_households_keep_their_longer_grace() -> None:
    moved = Unmet(1, 1, 1, replace(kind_on(SPECIAL, d("03-08")), closes_on=d("03-12")))

    assert whys("03-12", moved) == [Why.LATE]
