"""Each invariant finds the row that breaks it."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from domain.cadence import Outcome, Way
from models.visit import Visit, VisitMet, VisitWindow
from services.visit import visit_audit
from tests.support.street import GRID_1, WANG, Street, at, street_in


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def window(rule: str, subject: int, starts: str, ends: str, lapsed_on: str | None = None) -> VisitWindow:
    return VisitWindow(
        rule=rule,
        subject_id=subject,
        household_id=1,
        grid_id=GRID_1,
        starts_on=date.fromisoformat(starts),
        ends_on=date.fromisoformat(ends),
        closes_on=date.fromisoformat(ends),
        lapsed_on=date.fromisoformat(lapsed_on) if lapsed_on else None,
    )


def visit(outcome: Outcome, on: str) -> Visit:
    return Visit(
        household_id=1,
        grid_id=GRID_1,
        worker_id=WANG,
        visited_on=date.fromisoformat(on),
        recorded_at=at("2026-11-18"),
        way=Way.IN_PERSON,
        outcome=outcome,
        submission=f"{outcome}{on}",
    )


async def test_windows_that_are_wrong_are_named(street: Street) -> None:
    _, (person,) = await street.household(("living_alone",))
    await street.add(
        window("special_groups", person, "2026-11-16", "2026-11-23"),
        window("every_household", 4711, "2026-11-01", "2026-11-30"),
        window("key_persons", person, "2026-11-18", "2026-11-18", lapsed_on="2026-11-18"),
    )

    assert await street.door.look(visit_audit.windows_unlike_their_rule) == ["special_groups 2026-11-16 2026-11-23"]
    assert await street.door.look(visit_audit.windows_of_nobody) == ["visit_window 2"]
    assert await street.door.look(visit_audit.half_lapsed_windows) == ["visit_window 3"]


async def test_visits_that_are_wrong_are_named(street: Street) -> None:
    _, (person,) = await street.household(())
    await street.add(visit(Outcome.MET, "2026-11-19"), visit(Outcome.NOT_HOME, "2026-11-18"))
    day = date(2026, 11, 18)
    met = [VisitMet(visit_id=visit_id, person_id=who, visited_on=day) for visit_id, who in ((2, person), (1, WANG))]
    await street.add(*met)

    assert await street.door.look(visit_audit.visits_in_future) == ["visit 1"]
    assert await street.door.look(visit_audit.met_nobody_knows) == ["visit 2"]
    assert await street.door.look(visit_audit.strangers_met) == ["visit 1"]
