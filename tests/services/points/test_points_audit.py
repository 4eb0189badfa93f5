"""The audit finds what no use case would ever do."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.points import points_audit
from services.points.points import account_of, pay_hazard
from tests.support.riders import CHEN, LIN, add_hazard, give, riders_in
from tests.support.street import ZHOU, Street, at


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def tamper(street: Street, statement: str, *values: int) -> None:
    """Change rows behind the ledger's back, past what the tables themselves would refuse."""
    connection = sqlite3.connect(street.door.database.url.database or "")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.execute("DROP TRIGGER IF EXISTS points_transfer_no_update")
    connection.execute(statement, values)
    connection.commit()
    connection.close()


async def test_a_healthy_ledger_has_nothing_to_say(street: Street) -> None:
    await give(street, CHEN, 30)

    assert [await street.door.look(check) for check in points_audit.CHECKS.values()] == [[]] * 5


async def test_points_out_of_nowhere_are_found(street: Street) -> None:
    account = await give(street, CHEN, 30)
    tamper(street, "UPDATE points_account SET balance = balance + 7 WHERE id = ?", account)

    assert await street.door.look(points_audit.points_out_of_nowhere) == ["all accounts: 7"]
    assert await street.door.look(points_audit.balances_unlike_transfers) == [
        f"account {account}: balance 37, transfers 30"
    ]


async def test_a_rider_below_zero_is_found_and_the_systems_debt_is_none(street: Street) -> None:
    await give(street, LIN, 5)
    account = await street.run(CHEN, account_of, CHEN)
    tamper(street, "UPDATE points_account SET balance = -1 WHERE id = ?", account)

    assert await street.door.look(points_audit.riders_below_zero) == [f"account {account}: -1"]


@pytest.mark.parametrize("end", ["from_id = 99", "to_id = 99", "from_id = to_id"])
async def test_a_transfer_without_both_ends_is_found(street: Street, end: str) -> None:
    await give(street, CHEN, 5)
    tamper(street, f"UPDATE points_transfer SET {end}")  # noqa: S608 - the test's own words

    assert await street.door.look(points_audit.transfers_without_both_ends) == ["transfer 1"]


async def test_a_case_that_paid_twice_is_found(street: Street) -> None:
    case = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, case, serious=False)
    account = await street.run(CHEN, account_of, CHEN)
    columns = "from_id, to_id, amount, reason, at, on_date, case_id, expires_on"
    tamper(
        street,
        f"INSERT INTO points_transfer (key, {columns}) SELECT 'again', {columns} FROM points_transfer",  # noqa: S608
    )

    found = await street.door.look(points_audit.cases_paid_twice)

    assert found == [f"case {case.id} hazard_confirmed {account}"]
