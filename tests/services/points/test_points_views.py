"""What goes next of a rider's points: the oldest are spent first, and what was given back is not spent."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from services.points.points import SystemAccount, account_of, pay_hazard, reverse, transfer
from services.points.points_views import Expiring, Purse, balance, expiries, history, left_of
from tests.support.riders import CHEN, LIN, add_hazard, riders_in
from tests.support.street import OUTSIDER, WU, ZHOU, Street, at
from tests.support.talk import Talk, read

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
    found = left_of([(MAY, 10), (JUNE, 20), (JULY, 5)], spent, TODAY)
    assert (found[0] if found else None) == expected
    assert sum(one.points for one in found) == 35 - spent


def test_what_is_past_its_day_is_not_announced() -> None:
    assert left_of([(TODAY, 10), (MAY, 5)], 0, TODAY) == [Expiring(MAY, 5)]


async def test_what_goes_when_is_said_by_month_on_the_card(street: Street) -> None:
    account = await street.run(CHEN, account_of, CHEN)
    lots = [(date(2027, 1, 5), 9), (date(2027, 1, 20), 4), (date(2027, 2, 1), 7)]
    lots += [(date(2027, month, 1), 2) for month in (3, 4, 5, 6)]
    for n, (on, points) in enumerate(lots):
        await street.run(CHEN, transfer, f"lot/{n}", SystemAccount.ISSUED, account, points, "activity", expires=on)
    await street.run(CHEN, transfer, "cup", account, SystemAccount.REDEEMED, 3, "redeemed")

    found = await street.run(CHEN, expiries)
    assert found[:2] == (Expiring(date(2027, 1, 5), 10), Expiring(date(2027, 2, 1), 7))
    assert await street.run(OUTSIDER, expiries) == ()
    card = read(await Talk(street, CHEN).tap_data("r:points:"))
    for line in ("2027年1月：10 分", "2027年2月：7 分", "2027年4月：2 分", "更晚：4 分", "离下一份奖品还差"):
        assert line in card
    assert "2027年5月" not in card


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
