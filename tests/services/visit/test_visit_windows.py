"""Which windows are opened for whom, on real rows."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.cadence import Outcome, Period, window_of
from models.people import Care, Person
from models.places import Household
from models.visit import VisitWindow
from services.visit import visits
from services.visit.coverage import Question, figures
from services.visit.visit_due import due
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_windows import open_windows
from tests.support.counting import count_on
from tests.support.street import GRID_1, WANG, ZHOU, Street, at, street_in

WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18", "00:05"))
    yield street
    await street.door.database.close()


async def windows(street: Street) -> list[tuple[str, int, str, str, str | None]]:
    async with street.door.database.read() as session:
        rows = (await session.scalars(select(VisitWindow).order_by(VisitWindow.rule, VisitWindow.starts_on))).all()
    return [(w.rule, w.subject_id, str(w.starts_on), str(w.ends_on), w.lapse_reason) for w in rows]


async def test_each_rule_opens_the_window_that_contains_the_day(street: Street) -> None:
    home, (key, alone, veteran, _) = await street.household(
        ("key_person",), ("living_alone", "disabled"), ("veteran",), ()
    )

    await street.door.act(open_windows, WEDNESDAY)

    assert await windows(street) == [
        ("every_household", home, "2026-11-01", "2026-11-30", None),
        ("key_persons", key, "2026-11-18", "2026-11-18", None),
        ("needy_and_veterans", veteran, "2026-11-16", "2026-11-30", None),
        ("special_groups", alone, "2026-11-16", "2026-11-22", None),
    ]


async def test_opening_again_changes_nothing(street: Street) -> None:
    await street.household(("key_person",), ("needy",))
    await street.door.act(open_windows, WEDNESDAY)
    before = await windows(street)

    await street.door.act(open_windows, WEDNESDAY)

    assert await windows(street) == before


@pytest.mark.parametrize(
    ("category", "starts", "opens_on", "owed"),
    [
        ("key_person", "2026-11-18", "2026-11-18", False),  # daily starts tomorrow
        ("key_person", "2026-11-17", "2026-11-18", True),
        ("disabled", "2026-11-20", "2026-11-20", True),  # three days of the week are left
        ("disabled", "2026-11-21", "2026-11-21", False),
        ("needy", "2026-11-26", "2026-11-26", True),  # five of the half-month
        ("needy", "2026-11-27", "2026-11-27", False),
    ],
)
async def test_starting_in_mid_window(street: Street, category: str, starts: str, opens_on: str, owed: bool) -> None:
    home, _ = await street.household(since=date(2026, 11, 30))  # too late for a monthly window of its own
    await street.resident(home, category, since=date.fromisoformat(starts))
    async with street.door.database.write() as session:
        await session.execute(update(Household).values(since=date(2025, 1, 1), until=None))

    await street.door.act(open_windows, date.fromisoformat(opens_on))

    assert any(rule != "every_household" for rule, *_ in await windows(street)) == owed


@pytest.mark.parametrize(("since", "owed"), [("2026-11-24", True), ("2026-11-25", False)])
async def test_a_new_household_owes_the_month_if_a_week_of_it_is_left(street: Street, since: str, owed: bool) -> None:
    await street.household(since=date.fromisoformat(since))

    await street.door.act(open_windows, date(2026, 11, 26))

    assert bool(await windows(street)) == owed


async def test_windows_lapse_when_their_reason_ends(street: Street) -> None:
    home, (alone, moved) = await street.household(("living_alone",), ("disabled",))
    gone, (veteran,) = await street.household(("veteran",))
    await street.door.act(open_windows, WEDNESDAY)
    async with street.door.database.write() as session:
        await session.execute(update(Care).where(Care.person_id == alone).values(ends_on=WEDNESDAY))
        await session.execute(update(Person).where(Person.id == moved).values(moved_out_on=WEDNESDAY))
        await session.execute(update(Household).where(Household.id == gone).values(until=WEDNESDAY))

    await street.door.act(open_windows, date(2026, 11, 19))

    assert {(rule, subject): why for rule, subject, _, _, why in await windows(street)} == {
        ("every_household", home): None,
        ("every_household", gone): "household_ended",
        ("special_groups", alone): "care_ended",
        ("special_groups", moved): "moved_out",
        ("needy_and_veterans", veteran): "household_ended",
    }


async def test_care_that_ends_with_the_window_was_not_missed(street: Street) -> None:
    """Bug: what ended on a window's last day was looked at only the next morning, and then as over."""
    _, (key, alone) = await street.household(("key_person",), ("living_alone",))
    sunday = date(2026, 11, 22)
    await street.door.act(open_windows, sunday)
    async with street.door.database.write() as session:
        await session.execute(update(Person).values(moved_out_on=sunday).where(Person.id.in_((key, alone))))

    await street.door.act(open_windows, date(2026, 11, 23))

    assert [row for row in await windows(street) if row[1] in (key, alone)] == [
        ("key_persons", key, "2026-11-22", "2026-11-22", "moved_out"),
        ("special_groups", alone, "2026-11-16", "2026-11-22", "moved_out"),
    ]


async def test_one_care_entry_after_another_leaves_no_day_out(street: Street) -> None:
    """Bug: a daily person whose entry was renewed came under the rule anew, and had a day off."""
    _, (key,) = await street.household(("key_person",))
    async with street.door.database.write() as session:
        await session.execute(update(Care).values(ends_on=date(2026, 11, 17)))
        session.add(Care(person_id=key, category="key_person", starts_on=WEDNESDAY))

    await street.door.act(open_windows, WEDNESDAY)

    assert ("key_persons", key, "2026-11-18", "2026-11-18", None) in await windows(street)


@pytest.mark.parametrize(("since", "owed"), [("2026-11-20", True), ("2026-11-21", False)])
async def test_somebody_of_a_new_household_starts_in_mid_window_too(street: Street, since: str, owed: bool) -> None:
    """Bug: only the care's first day was asked for, and not the household's."""
    await street.household(("living_alone",), since=date.fromisoformat(since))

    await street.door.act(open_windows, date(2026, 11, 22))

    assert any(rule == "special_groups" for rule, *_ in await windows(street)) == owed


async def test_whose_reason_is_back_within_the_window_is_not_forgotten(street: Street) -> None:
    """Bug: a window that had lapsed stayed so, and kept its row's place until the next one."""
    home, _ = await street.household()
    await street.door.act(open_windows, WEDNESDAY)
    for until, day in ((WEDNESDAY, 19), (None, 20)):
        async with street.door.database.write() as session:
            await session.execute(update(Household).values(until=until))
        await street.door.act(open_windows, date(2026, 11, day))

    assert await windows(street) == [("every_household", home, "2026-11-01", "2026-11-30", None)]


async def test_a_visit_before_the_first_day_under_a_rule_does_not_meet_its_window(street: Street) -> None:
    """On the card, in the figures and on the next day's list alike; the household's own window it meets."""
    home, (person,) = await street.household(())
    await count_on(street.door.database)
    days = [date(2026, 11, day) for day in (16, 17, 18, 19)]
    for day in days:
        street.clock.moment = at(str(day))
        if day == WEDNESDAY:
            await street.add(Care(person_id=person, category="disabled", starts_on=day))
        await street.door.act(open_windows, day)
        if day == days[1]:
            await street.run(WANG, log_visit, home, Report("before", Outcome.MET, met=EVERYBODY))

    card = await street.run(WANG, visits.household, home)
    found = await street.run(ZHOU, figures, Question(GRID_1, window_of(Period.WEEK, days[-1]), days[-1]))
    planned = await street.door.look(due, [GRID_1], days[-1])

    assert [(owed.rule, owed.person_id) for owed in card.owed] == [("special_groups", person)]
    assert {group.name: group.coverage.open for group in found.rules}["special_groups"] == 1
    assert [kind.rule.key for kind, _ in planned[GRID_1]] == ["special_groups"]
    await street.run(WANG, log_visit, home, Report("after", Outcome.MET, met=EVERYBODY))
    assert (await street.run(WANG, visits.household, home)).owed == ()
