"""One thing pays once, however often it is tapped and whenever the house is killed."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.paid import Result, Size, pay
from tests.stories.conftest import on_database
from tests.support.house import settings_in
from tests.support.postgres import Postgres

SMALL = Size(kills=3)


@pytest.fixture(params=["sqlite", "postgresql"])
async def result(request: pytest.FixtureRequest, tmp_path: Path) -> Result:
    if request.param == "sqlite":
        return await pay(SMALL, settings_in(tmp_path), tmp_path)
    server: Postgres = request.getfixturevalue("postgresql")
    return await pay(SMALL, on_database(tmp_path, await server.create(f"paid-{uuid4().hex}")), tmp_path)


@pytest.mark.timeout(400)
async def test_whatever_is_tapped_again_after_a_kill_pays_and_costs_once(result: Result) -> None:
    assert result.landed == SMALL.kills
    check(result)


def check(result: Result) -> None:
    """Every hazard paid its rider once; every request is one voucher, debited once, honoured, and one piece less."""
    assert result.owed
    assert result.paid == result.owed
    assert result.debits == result.vouchers
    assert result.vouchers.total() == result.requests == result.honoured == result.taken
    assert (result.failed, result.broken) == (0, [])
