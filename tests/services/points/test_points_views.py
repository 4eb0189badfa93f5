"""What goes next of a rider's points: the oldest are spent first, and what was given back is not spent."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from services.points.points import SystemAccount, account_of, pay_hazard, reverse, transfer
from services.points.points_views import Expiring, Purse, balance, history, next_to_expire
from tests.support.riders import CHEN, LIN, add_hazard, riders_in
from tests.support.street import OUTSIDER, WU, ZHOU, Street, at

TODAY = date(2026, 11, 18)
MAY, JUNE, JULY = date(2027, 5, 1), date(2027, 6, 1), date(2027, 7, 1)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


@pytest.mark.parametrize(
    ("spent", "expected"),
    [
        (0, Expiring(MAY, 10)),
        (4, Expiring(MAY, 6)),
        (10, Expiring(JUNE, 20)),
        (29, Expiring(JUNE, 1)),
        (31, Expiring(JULY, 4)),
        (35, None),
    ],
)
def test_the_oldest_are_spent_first(spent: int, expected: Expiring | None) -> None:
    assert next_to_expire([(MAY, 10), (JUNE, 20), (JULY, 5)], spent, TODAY) == expected


def test_what_is_past_its_day_is_not_announced() -> None:
    assert next_to_expire([(TODAY, 10), (MAY, 5)], 0, TODAY) == Expiring(MAY, 5)


async def test_spending_and_giving_back_moves_what_goes_next(street: Street) -> None:
    case = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, case, serious=False)
    account = await street.run(CHEN, account_of, CHEN)
    goes = date(2027, 11, 18)
    assert await street.run(CHEN, balance) == Purse(10, 10, 60, 60, Expiring(goes, 10))

    await street.run(CHEN, transfer, "cup", account, SystemAccount.REDEEMED, 4, "cup")
    assert await street.run(CHEN, balance) == Purse(6, 10, 60, 60, Expiring(goes, 6))

    await street.run(WU, reverse, "cup")
    assert await street.run(CHEN, balance) == Purse(10, 10, 60, 60, Expiring(goes, 10))


async def test_everybody_sees_their_own_only(street: Street) -> None:
    case = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, case, serious=False)

    (entry,) = (await street.run(CHEN, history)).entries
    assert (entry.points, entry.reason, entry.number) == (10, "hazard_confirmed", case.number)
    for stranger in (LIN, OUTSIDER):
        assert (await street.run(stranger, history)).entries == ()
        assert (await street.run(stranger, balance)).balance == 0
