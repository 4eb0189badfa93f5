"""Coverage, red spots and a worker's month against a reading by hand, over a random street, on both databases."""

import random
from collections.abc import AsyncIterator
from datetime import date, timedelta
from itertools import chain, product
from pathlib import Path

import pytest

from domain.cadence import Period, WindowState, window_of
from domain.coverage import COUNTED
from domain.errors import NotFound, PeriodNotBegun
from services.visit.coverage import Question, figures, workers
from services.visit.coverage_rows import CountedWindow, counted_windows
from services.visit.red_spots import RedSpot, own_spots, red_units
from services.visit.worker_month import worker_month
from tests.support.coverage_by_hand import DAYS, FIRST, GRIDS_OF, IN_ALL, LAST, live
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    OUTSIDER,
    STRANGE_STAFF,
    STREET,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    Street,
    at,
    street_in,
)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at(str(FIRST), "06:00"))
    yield street
    await street.door.database.close()


@pytest.mark.parametrize("seed", [5, 7])
async def test_every_number_is_that_of_a_reading_by_hand(street: Street, seed: int) -> None:
    world, rng = await live(street, seed), random.Random(seed)
    keys = [None, *(rule.key for rule in street.door.settings.visits.rules)]
    states = set[WindowState]()
    asked: list[tuple[Period, int, date, date, str | None]] = [(Period.MONTH, COMMUNITY, LAST, LAST, None)]
    for period, unit in product(Period, GRIDS_OF):
        day = FIRST + timedelta(days=rng.randrange(DAYS))
        seen_on = min(LAST, window_of(period, day).start + timedelta(days=rng.randrange(25)))
        asked.append((period, unit, day, seen_on, rng.choice(keys)))
    for period, unit, day, as_of, key in asked:
        days = window_of(period, day)

        found = await street.run(WU, figures, Question(unit, days, as_of, key))
        of_workers = await street.run(WU, workers, Question(unit, days, as_of, key))

        mine = world.within(days, as_of, GRIDS_OF[unit], key)
        assert found.total == world.coverage(mine, as_of)
        assert {group.name: group.coverage for group in found.rules} == {
            rule: world.coverage(several, as_of)
            for rule in keys
            if rule is not None and (several := [one for one in mine if one.rule == rule])
        }
        for group in found.units:
            places = {group.id} if group.no_grid else GRIDS_OF.get(group.id or 0, {group.id})
            inside = [one for one in mine if one.grid_id in places]
            assert group.coverage == world.coverage(inside, as_of)
        made = {one.id: world.settled_by(one, as_of) for one in mine}
        for group in of_workers:
            held = [one for one in mine if group.id in world.holders(one, as_of)]
            assert group.coverage == world.coverage(held, as_of)
            assert group.made == sum(visit is not None and visit.worker_id == group.id for visit in made.values())
        assert {group.id for group in of_workers} >= set(chain(*(world.holders(one, as_of) for one in mine)))
        states |= {world.state(one, as_of) for one in mine}
    assert states == set(COUNTED)


async def test_each_number_opens_as_many_rows_as_it_says(street: Street) -> None:
    world = await live(street, 3)
    question = Question(COMMUNITY, window_of(Period.MONTH, date(2026, 10, 1)), LAST)
    total = (await street.run(ZHOU, figures, question)).total
    assert total.missed > 8
    for state in COUNTED:
        rows: list[CountedWindow] = []
        after = 0
        while True:
            page = await street.run(ZHOU, counted_windows, question, state, after)
            rows += page.rows
            if page.after is None:
                break
            after = page.after
        assert len(rows) == getattr(total, state)
        assert {row.state for row in rows} <= {state}
        assert sorted((row.rule, row.starts_on) for row in rows) == sorted(
            (one.rule, one.starts_on)
            for one in world.within(question.days, LAST, IN_ALL, None)
            if world.state(one, LAST) is state
        )


@pytest.mark.parametrize("seed", [4, 5])
async def test_red_spots_are_those_of_a_reading_by_hand(street: Street, seed: int) -> None:
    world = await live(street, seed, 14)
    spots: list[RedSpot] = []
    after: tuple[int, int] | None = (0, 0)
    while after:
        page = await street.run(ZHOU, own_spots, after)
        spots += page.spots
        after = page.after

    expected = []
    for window in world.windows:
        if not window.starts_on <= LAST <= window.ends_on or (window.lapsed_on or date.max) <= LAST:
            continue
        seen = max((one.visited_on for one in world.counting(window, LAST, anywhere=True)), default=None)
        waited = (LAST - max(seen or date.min, world.since(window))).days
        missed = [
            one
            for one in world.windows
            if (one.rule, one.subject_id) == (window.rule, window.subject_id)
            and one.ends_on < LAST
            and one.lapsed_on is None
            and (seen is None or one.starts_on > seen)
        ]
        most = world.rule(window).gap_alert_days
        if missed or 0 < most <= waited:
            expected.append((-waited, window.id, window.rule, seen, len(missed)))
    assert len(expected) > 8
    assert [(-one.days, one.rule, one.last_met, one.missed) for one in spots] == [
        (waited, rule, seen, missed) for waited, _, rule, seen, missed in sorted(expected, key=lambda one: one[:2])
    ]
    units = (await street.run(WU, red_units, STREET)).units
    assert [(one.unit_id, one.spots, one.days) for one in units] == [(COMMUNITY, len(spots), spots[0].days)]


async def test_a_workers_month_is_what_lay_in_their_grids_while_they_held_them(street: Street) -> None:
    world, days = await live(street, 6), window_of(Period.MONTH, date(2026, 10, 1))
    for worker in (WANG, LI, ZHAO):
        month = await street.run(worker, worker_month, worker, days, LAST)

        mine = [one for one in world.within(days, LAST, {GRID_1, GRID_2}, None) if worker in world.holders(one, LAST)]
        stops = [
            one
            for one in world.visits
            if one.worker_id == worker and days.start <= one.visited_on <= LAST and one.id not in world.corrected
            if one.recorded_at <= at(str(LAST), "23:59")
        ]
        missed = [one.ends_on for one in mine if world.state(one, LAST) is WindowState.MISSED]
        assert month.total == world.coverage(mine, LAST)
        assert month.stops + month.nobody_home == len(stops)
        assert month.calendar.walked == len({one.visited_on for one in stops})
        assert month.streak == (LAST - max(missed)).days
        assert month == await street.run(ZHOU, worker_month, worker, days, LAST)


async def test_it_is_for_those_above_and_for_nobody_else(street: Street) -> None:
    days = window_of(Period.MONTH, FIRST)
    for who, unit in ((OUTSIDER, GRID_1), (LI, GRID_1), (STRANGE_STAFF, COMMUNITY), (ZHOU, STREET)):
        with pytest.raises(NotFound):
            await street.run(who, figures, Question(unit, days, FIRST))
        with pytest.raises(NotFound):
            await street.run(who, workers, Question(unit, days, FIRST))
        with pytest.raises(NotFound):
            await street.run(who, counted_windows, Question(unit, days, FIRST), WindowState.MISSED)
    for who in (OUTSIDER, LI, STRANGE_STAFF):
        with pytest.raises(NotFound):
            await street.run(who, worker_month, WANG, days, FIRST)
    for who in (OUTSIDER, WU):
        with pytest.raises(NotFound):
            await street.run(who, own_spots)
    with pytest.raises(NotFound):
        await street.run(ZHOU, figures, Question(COMMUNITY, days, FIRST, "no such rule"))
    with pytest.raises(PeriodNotBegun):
        await street.run(ZHOU, figures, Question(COMMUNITY, window_of(Period.MONTH, date(2027, 1, 1)), FIRST))
