"""What a worker is told, worked out when it is sent."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot import config
from domain.cadence import Outcome, Period
from services.visit import visit_audit
from services.visit.visit_digest import digest, ends_soon, remainder
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_windows import open_windows
from tests.support.street import WANG, Street, at, street_in


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18", "08:30"))
    yield street
    await street.door.database.close()


async def open_on(street: Street, day: str, hour: str = "08:30") -> date:
    street.clock.moment = at(day, hour)
    await street.door.act(open_windows, date.fromisoformat(day))
    return date.fromisoformat(day)


async def ending(street: Street, day: str) -> tuple[tuple[str, int], ...]:
    on = await open_on(street, day)
    found = await street.run(WANG, digest, WANG, on)
    return found.ending if found else ()


async def test_nothing_due_is_nothing_to_tell(street: Street) -> None:
    day = await open_on(street, "2026-11-18")

    assert await street.run(WANG, digest, WANG, day) is None
    assert await street.run(WANG, remainder, WANG, day) is None


async def test_the_remainder_is_what_is_open_at_the_moment_of_sending(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    day = await open_on(street, "2026-11-18", "16:30")
    await street.run(WANG, log_visit, home, Report("away", Outcome.NOT_HOME))

    open_still = await street.run(WANG, remainder, WANG, day)
    await street.run(WANG, log_visit, home, Report("met", Outcome.MET, met=EVERYBODY))

    assert open_still is not None
    assert [stop.household_id for stop in open_still.left] == [home]
    assert await street.run(WANG, remainder, WANG, day) is None


async def test_a_day_that_is_over_is_told_no_more(street: Street) -> None:
    await street.household(("key_person",))
    day = await open_on(street, "2026-11-18")
    street.clock.moment = at("2026-11-19", "07:30")

    assert await street.run(WANG, digest, WANG, day) is None
    assert await street.run(WANG, remainder, WANG, day) is None


async def test_what_ends_soon_is_told_on_its_day_by_the_strictest_rule(street: Street) -> None:
    weekly, _ = await street.household(("living_alone", "needy"), ("disabled", "key_person"), ("empty_nest",))
    await street.household(("veteran",))
    await street.household(())

    assert await ending(street, "2026-11-18") == ()
    assert await ending(street, "2026-11-19") == (("special_groups", 2),)
    assert await ending(street, "2026-11-27") == (("needy_and_veterans", 1), ("every_household", 3))
    await street.run(WANG, log_visit, weekly, Report("one", Outcome.MET, met=EVERYBODY))
    assert await ending(street, "2026-11-27") == (("needy_and_veterans", 1), ("every_household", 2))


def test_a_street_says_how_long_before_the_end_the_remainder_is_told() -> None:
    friday, last = date(2026, 11, 20), date(2026, 11, 30)
    told = {
        (rule.period, day): [days for days in range(8) if ends_soon(rule, day, days)]
        for rule in config.load(environment={}).visits.rules
        for day in (friday, last)
    }
    assert {key: days for key, days in told.items() if days} == {
        (Period.WEEK, friday): [2],
        (Period.WEEK, last): [6],
        (Period.HALF_MONTH, last): [0],
        (Period.MONTH, last): [0],
    }


async def test_the_invariants_hold_after_a_week_of_work(street: Street) -> None:
    homes = [(await street.household(("living_alone",), ()))[0] for _ in range(3)]
    for n, day in enumerate(("2026-11-16", "2026-11-17", "2026-11-18")):
        await open_on(street, day)
        await street.run(WANG, log_visit, homes[n], Report(day, Outcome.MET, met=EVERYBODY))
    await street.run(WANG, log_visit, homes[0], Report("away", Outcome.NOT_HOME))

    assert {name: await street.door.look(check) for name, check in visit_audit.CHECKS.items()} == {
        name: [] for name in visit_audit.CHECKS
    }
