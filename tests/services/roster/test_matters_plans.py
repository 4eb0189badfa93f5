"""What a roster leaves open in one community is found by an index, however many others the house keeps."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from models.people import Care, Person, RoleHeld
from models.places import Building, Compound, Household, Unit
from services.roster.roster_matters import matters
from tests.support.copies import FILE, street_there
from tests.support.plans import count_rows, scans
from tests.support.street import COMMUNITY, LONG_AGO, STREET, ZHOU, Street, at, street_in
from tests.support.where import copy_made

NOW = at("2026-11-18")
OTHERS, HOMES = range(100, 160), 30
LARGE = ("household", "person", "care", "building", "compound", "role_held", "chat")


def homes(street: Street, community: int) -> dict[type, list[dict[str, Any]]]:
    """A community with a grid, a building, its households with a person of whom the phone is known, and care."""
    grid, first = community * 10, community * 100
    seal, index = street.door.vault.seal, street.door.vault.index
    people = range(first, first + HOMES)
    return {
        Unit: [
            {"id": community, "kind": "community", "name": "社区", "path": f"1/{community}/", "parent_id": STREET},
            {"id": grid, "kind": "grid", "name": "网格", "path": f"1/{community}/{grid}/", "parent_id": community},
        ],
        Compound: [{"id": community, "community_id": community, "name": "苑", "lat": 43.8, "lon": 126.5}],
        Building: [
            {
                "id": grid,
                "compound_id": community,
                "grid_id": grid,
                "name": "1",
                "walk_order": 1,
                "lat": 43.8,
                "lon": 1.0,
            }
        ],
        Household: [
            {
                **{"id": n, "building_id": grid, "grid_id": grid, "walk_order": n, "since": LONG_AGO},
                "door": seal("1", f"household:{n}:door"),
            }
            for n in people
        ],
        Person: [
            {
                **{"id": n, "created_at": NOW, "household_id": n, "community_id": community},
                **{"phone_index": index(f"{n}"), "number_index": index(f"n{n}")},
            }
            for n in people
        ],
        Care: [{"person_id": n, "category": "living_alone", "starts_on": date(2026, 1, 1)} for n in people],
        RoleHeld: [{"person_id": first, "role": "grid_worker", "unit_id": grid, "starts_on": LONG_AGO}],
    }


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Street]:
    await copy_made("full of homes", _make, tmp_path / FILE)
    street = await street_there(tmp_path, NOW)
    yield street
    await street.door.database.close()


async def _make(folder: Path) -> None:
    street = await street_in(folder, NOW)
    async with street.door.database.write() as session:
        for community in OTHERS:
            for table, rows in homes(street, community).items():
                await session.execute(insert(table), rows)
    await count_rows(street.door.database)
    await street.door.database.close()


async def test_the_other_communities_are_not_read(full: Street) -> None:
    assert COMMUNITY not in OTHERS
    assert await scans(full, ZHOU, lambda ctx: matters(ctx, 6), *LARGE) == []
