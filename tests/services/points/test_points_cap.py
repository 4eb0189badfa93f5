"""The day's cap is exact, however many hazards of one rider's are confirmed at once and by how many processes; and what
it left nothing of is paid on no other day."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select

from domain.points_rules import Reason
from models.database import Database
from models.points import PointsTransfer
from services.points import points_audit
from services.points.earnings import earn
from services.points.points import SystemAccount, pay_hazard
from tests.services.points.ledger_street import CAP, RIDERS, ledger_street
from tests.support.riders import add_hazard, balances
from tests.support.street import door_on

PROCESSES, HAZARDS = 4, 24


async def test_of_many_hazards_confirmed_at_once_exactly_the_cap_is_paid(either: Database) -> None:
    street = await ledger_street(either)
    rider = RIDERS[0]
    hazards = [await add_hazard(street, rider) for _ in range(HAZARDS)]
    url = either.url.render_as_string(hide_password=False)
    doors = [door_on(Database(url), street.clock) for _ in range(PROCESSES)]
    for door in doors:
        door.settings = street.door.settings

    confirmed = (doors[n % PROCESSES].act(pay_hazard, hazard, serious=True) for n, hazard in enumerate(hazards))
    await asyncio.gather(*confirmed)

    assert sorted((await balances(street)).values()) == [-CAP, 0, 0, 0, CAP]
    async with either.read() as session:
        issued = select(func.sum(PointsTransfer.amount)).where(PointsTransfer.from_id == SystemAccount.ISSUED)
        assert await session.scalar(issued) == CAP
    assert [await street.door.look(check) for check in points_audit.CHECKS.values()] == [[]] * len(points_audit.CHECKS)
    for door in doors:
        await door.database.close()


async def test_what_the_cap_left_nothing_of_is_not_paid_the_next_day(
    either: Database,
) -> None:
    street = await ledger_street(either)
    rider = RIDERS[0]
    hazard = await add_hazard(street, rider)

    async def deliver() -> int:
        await street.door.act(pay_hazard, hazard)
        return await street.run(rider, earn, rider, Reason.SUPERVISOR_CHECK, 5, "77")

    assert await street.run(rider, earn, rider, Reason.ACTIVITY, CAP, "1") == CAP
    assert await deliver() == 0
    street.clock.moment += timedelta(days=1)
    assert await asyncio.gather(*(deliver() for _ in range(3))) == [0, 0, 0]

    assert (await balances(street))[1] == CAP
    async with either.read() as session:
        rows = await session.execute(select(PointsTransfer.key, PointsTransfer.amount).order_by(PointsTransfer.id))
        assert dict(rows.all()) == {
            f"activity/1/{rider}": CAP,
            f"hazard_confirmed/{hazard.id}": 0,
            "supervisor_check/77": 0,
        }
    assert [await street.door.look(check) for check in points_audit.CHECKS.values()] == [[]] * len(points_audit.CHECKS)
