"""What the bot acknowledged is in the database, and nothing is done twice, whenever the house is killed."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.chaos import Chaos, Result, live
from tests.faults.wisher import WISH
from tests.stories.conftest import on_database
from tests.support.house import settings_in
from tests.support.postgres import Postgres

SMALL = Chaos(people=6, kills=8)


@pytest.fixture(params=["sqlite", "postgresql"])
async def result(request: pytest.FixtureRequest, tmp_path: Path) -> Result:
    if request.param == "sqlite":
        return await live(SMALL, settings_in(tmp_path), tmp_path)
    server: Postgres = request.getfixturevalue("postgresql")
    return await live(SMALL, on_database(tmp_path, await server.create(f"chaos-{uuid4().hex}")), tmp_path)


@pytest.mark.timeout(400)
async def test_a_house_killed_at_random_moments_loses_nothing_and_does_nothing_twice(result: Result) -> None:
    assert result.kills.landed == SMALL.kills
    check(result)


def check(result: Result) -> None:
    """Every wish that somebody was told of is filed once, its lines in the order in which they were said."""
    assert any(result.told.values())
    assert result.filed == result.told
    assert result.repeats <= result.kills.in_flight
    assert (result.left, result.broken) == (0, [])
    assert WISH not in result.log
    assert [line for line in map(json.loads, result.log.splitlines()) if line["level"] == "error"] == []
