"""The ledger: one thing pays once, the cap is exact, nobody spends what is not there, whatever happens at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed, NotEnoughPoints, NotFound
from domain.notices import Notice
from domain.points_rules import Reason
from models.case import CaseFollower
from models.people import AgreementAccepted
from models.points import PointsAccount, PointsTransfer
from services.points.points import SystemAccount, account_of, pay_hazard, reverse, transfer
from services.points.points_audit import CHECKS
from services.points.points_views import balance
from services.rider.riders import end_agreement
from tests.support.riders import CHEN, LIN, ZHENG, add_hazard, balances, give, riders_in
from tests.support.street import OUTSIDER, WU, ZHOU, Street, at, door_to

PROCESSES = 4


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    yield street
    assert [await street.door.look(check) for check in CHECKS.values()] == [[]] * len(CHECKS)
    await street.door.database.close()


async def balance_of(street: Street, rider: int) -> int:
    async with street.door.database.read() as session:
        found = await session.scalar(select(PointsAccount.balance).where(PointsAccount.person_id == rider))
    return found or 0


async def transfers(street: Street) -> list[tuple[str, int, date | None]]:
    async with street.door.database.read() as session:
        columns = (PointsTransfer.key, PointsTransfer.amount, PointsTransfer.expires_on)
        return list((await session.execute(select(*columns).order_by(PointsTransfer.id))).all())


async def transfer_ids(street: Street) -> list[int]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(PointsTransfer.id).order_by(PointsTransfer.id)))


async def told(street: Street) -> dict[int, dict[str, object]]:
    """What each chat, which has the id of its person, is told of points."""
    return {row.chat_id: row.message for row in await street.pushed(Notice.POINTS_EARNED)}


async def test_a_confirmed_hazard_pays_its_first_reporter_and_whoever_joined(street: Street) -> None:
    case = await add_hazard(street, CHEN)
    await street.add(CaseFollower(case_id=case.id, person_id=LIN, since=case.created_at))

    await street.run(ZHOU, pay_hazard, case, serious=True)

    year_later = date(2027, 11, 18)
    assert await transfers(street) == [
        (f"hazard_confirmed/{case.id}", 10, year_later),
        (f"serious_hazard/{case.id}", 20, year_later),
        (f"hazard_joined/{case.id}/{LIN}", 2, year_later),
    ]
    assert await told(street) == {
        CHEN: {"number": case.number, "reason": "serious_hazard", "points": 30, "capped": False},
        LIN: {"number": case.number, "reason": "hazard_joined", "points": 2, "capped": False},
    }


async def test_delivered_again_it_pays_and_tells_nothing_more(street: Street) -> None:
    case = await add_hazard(street, CHEN)

    for _ in range(3):
        await street.run(ZHOU, pay_hazard, case, serious=False)

    assert await balance_of(street, CHEN) == 10
    assert len(await street.pushed(Notice.POINTS_EARNED)) == 1


async def test_only_riders_who_keep_to_the_agreement_are_paid(street: Street) -> None:
    hazards = [await add_hazard(street, reporter) for reporter in (ZHENG, OUTSIDER, None, LIN)]
    await street.run(LIN, end_agreement)

    for case in hazards:
        await street.run(ZHOU, pay_hazard, case, serious=False)

    assert await transfers(street) == []
    assert await told(street) == {}


async def test_a_new_version_of_the_agreement_takes_nothing_from_who_worked_under_the_old_one(street: Street) -> None:
    async with street.door.database.write() as session:
        agreement = await session.get_one(AgreementAccepted, (CHEN, "1"))
        agreement.version = "0"
    case = await add_hazard(street, CHEN)

    await street.run(ZHOU, pay_hazard, case, serious=False)

    assert await balance_of(street, CHEN) == 10


async def test_the_cap_gives_what_still_fits_and_says_so(tmp_path: Path) -> None:
    street = await riders_in(tmp_path, at("2026-11-18"), daily_cap=15)
    first, second, third = [await add_hazard(street, CHEN) for _ in range(3)]

    for case in (first, second, third):
        await street.run(ZHOU, pay_hazard, case, serious=False)

    rows = await street.pushed(Notice.POINTS_EARNED)
    assert [(row.message["points"], row.message["capped"]) for row in rows] == [(10, False), (5, True), (0, True)]
    await street.door.database.close()


async def test_the_cap_ends_at_the_streets_own_midnight(tmp_path: Path) -> None:
    street = await riders_in(tmp_path, at("2026-11-18", "23:50"), daily_cap=10)
    evening = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, evening, serious=False)

    street.clock.moment = datetime(2026, 11, 18, 16, 5, tzinfo=UTC)  # 00:05 of the 19th
    after_midnight = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, after_midnight, serious=False)

    assert await balance_of(street, CHEN) == 20
    await street.door.database.close()


async def test_of_twenty_who_spend_the_same_points_at_once_one_gets_them(street: Street, tmp_path: Path) -> None:
    account = await give(street, CHEN, 30)
    doors = [door_to(tmp_path / "street.sqlite", street.clock) for _ in range(PROCESSES)]

    async def spend(n: int) -> bool:
        try:
            return await doors[n % PROCESSES].act(transfer, f"cup/{n}", account, SystemAccount.REDEEMED, 30, "cup")
        except NotEnoughPoints:
            return False

    assert sum(await asyncio.gather(*(spend(n) for n in range(20)))) == 1
    assert await balance_of(street, CHEN) == 0
    assert len(await transfers(street)) == 2
    for door in doors:
        await door.database.close()


async def test_accounts_asked_for_at_once_are_one(street: Street, tmp_path: Path) -> None:
    doors = [door_to(tmp_path / "street.sqlite", street.clock) for _ in range(PROCESSES)]

    asked = await asyncio.gather(*(door.act(account_of, CHEN) for door in doors))

    assert len(set(asked)) == 1
    assert await balances(street) == {asked[0]: 0} | {int(account): 0 for account in SystemAccount}
    for door in doors:
        await door.database.close()


async def test_a_key_pays_once_even_for_another_amount(street: Street) -> None:
    account = await give(street, CHEN, 5)

    first = await street.run(CHEN, transfer, "once", SystemAccount.ISSUED, account, 3, Reason.ACTIVITY)
    again = await street.run(CHEN, transfer, "once", SystemAccount.ISSUED, account, 4, Reason.ACTIVITY)

    assert (first, again) == (True, False)
    assert await balance_of(street, CHEN) == 8


async def test_a_refused_spending_leaves_no_trace_and_can_be_tried_again(street: Street) -> None:
    account = await give(street, CHEN, 5)
    with pytest.raises(NotEnoughPoints):
        await street.run(CHEN, transfer, "cup", account, SystemAccount.REDEEMED, 6, "cup")

    await give(street, CHEN, 1)

    assert await street.run(CHEN, transfer, "cup", account, SystemAccount.REDEEMED, 6, "cup")
    assert await balance_of(street, CHEN) == 0


async def test_a_wrong_transfer_is_reversed_once_by_another(street: Street) -> None:
    case = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, case, serious=False)
    key = f"hazard_confirmed/{case.id}"

    assert await street.run(WU, reverse, key)
    assert not await street.run(WU, reverse, key)

    assert await balance_of(street, CHEN) == 0
    assert [amount for _, amount, _ in await transfers(street)] == [10, 10]


async def test_corrections_that_were_wrong_are_put_right_and_count_towards_no_cap(street: Street) -> None:
    case = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, case, serious=True)
    wrong = await transfer_ids(street)
    for key in (f"hazard_confirmed/{case.id}", f"serious_hazard/{case.id}"):
        await street.run(WU, reverse, key)

    for id_ in wrong:
        assert await street.run(WU, reverse, f"reversal/{id_}")

    assert await balance_of(street, CHEN) == 30
    assert (await street.run(CHEN, balance)).earned_today == 30


async def test_what_is_spent_already_is_not_reversed(street: Street) -> None:
    case = await add_hazard(street, CHEN)
    await street.run(ZHOU, pay_hazard, case, serious=False)
    account = await street.run(CHEN, account_of, CHEN)
    await street.run(CHEN, transfer, "cup", account, SystemAccount.REDEEMED, 10, "cup")

    with pytest.raises(NotEnoughPoints):
        await street.run(WU, reverse, f"hazard_confirmed/{case.id}")


@pytest.mark.parametrize("person", [CHEN, ZHOU, OUTSIDER])
async def test_only_the_street_reverses(street: Street, person: int) -> None:
    with pytest.raises(NotAllowed):
        await street.run(person, reverse, "hazard_confirmed/1")


async def test_nothing_can_be_reversed_that_never_was(street: Street) -> None:
    with pytest.raises(NotFound):
        await street.run(WU, reverse, "hazard_confirmed/1")
