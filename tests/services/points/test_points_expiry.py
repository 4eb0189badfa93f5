"""Points that nobody spent in time go, exactly those, and once."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from services.points.points import SystemAccount, account_of, pay_hazard, reverse, transfer
from services.points.points_audit import CHECKS
from services.points.points_expiry import expire
from services.points.points_views import Entry, Expiring, balance, history
from services.slots import Slot
from tests.support.riders import CHEN, LIN, add_hazard, riders_in
from tests.support.street import WU, ZHOU, Street, at


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """陈 earned 10 on 18 November and 10 on 1 December 2026, 林 10 on 18 November."""
    street = await riders_in(tmp_path, at("2026-11-18"))
    await earn(street, CHEN, LIN)
    street.clock.moment = at("2026-12-01")
    await earn(street, CHEN)
    yield street
    assert [await street.door.look(check) for check in CHECKS.values()] == [[]] * len(CHECKS)
    await street.door.database.close()


async def earn(street: Street, *riders: int) -> None:
    for rider in riders:
        case = await add_hazard(street, rider)
        await street.run(ZHOU, pay_hazard, case, serious=False)


async def expire_on(street: Street, day: str) -> None:
    street.clock.moment = at(day)
    await street.door.act(expire, Slot("points_expiry", at(day), date.fromisoformat(day)))


async def held(street: Street) -> tuple[int, int]:
    return (await street.run(CHEN, balance)).balance, (await street.run(LIN, balance)).balance


async def test_they_go_on_their_day_and_not_before(street: Street) -> None:
    await expire_on(street, "2027-11-17")
    assert await held(street) == (20, 10)

    await expire_on(street, "2027-11-18")
    assert await held(street) == (10, 0)
    assert (await street.run(CHEN, balance)).expiring == Expiring(date(2027, 12, 1), 10)


async def test_run_again_or_much_later_it_takes_the_same(street: Street) -> None:
    for day in ("2027-11-18", "2027-11-18", "2027-11-19", "2028-06-01", "2028-06-02"):
        await expire_on(street, day)

    assert await held(street) == (0, 0)
    assert [entry.points for entry in (await street.run(CHEN, history)).entries] == [-10, -10, 10, 10]


async def test_what_was_spent_came_out_of_the_oldest(street: Street) -> None:
    account = await street.run(CHEN, account_of, CHEN)
    await street.run(CHEN, transfer, "cup", account, SystemAccount.REDEEMED, 7, "cup")

    await expire_on(street, "2027-11-18")

    assert await held(street) == (10, 0)
    newest: Entry = (await street.run(CHEN, history)).entries[0]
    assert (newest.points, newest.reason) == (-3, "expired")


async def test_what_was_given_back_goes_with_the_rest(street: Street) -> None:
    account = await street.run(CHEN, account_of, CHEN)
    await street.run(CHEN, transfer, "cup", account, SystemAccount.REDEEMED, 7, "cup")
    await street.run(WU, reverse, "cup")

    await expire_on(street, "2027-11-18")

    assert await held(street) == (10, 0)
