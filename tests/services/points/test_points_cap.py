"""The day's cap is exact, however many hazards of one rider's are confirmed at once and by how many processes."""

import asyncio

from sqlalchemy import func, select

from models.database import Database
from models.points import PointsTransfer
from services.points import points_audit
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
