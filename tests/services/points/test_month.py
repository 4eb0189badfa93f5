"""After a month of riders the ledger is what it should be."""

from sqlalchemy import update

from models.database import Database
from models.places import Compound, Unit
from tests.services.points.ledger_street import RIDERS, ledger_street
from tests.services.points.month import month_on
from tests.support.copies import IN_GRID_1, SIDE, SOUTH, WEST
from tests.support.street import GRID_1

DAYS = 40


async def test_after_a_month_all_accounts_are_zero_together(either: Database) -> None:
    street = await ledger_street(either)
    ring = [[WEST, SOUTH], [WEST + SIDE, SOUTH], [WEST + SIDE, SOUTH + SIDE], [WEST, SOUTH + SIDE]]
    async with either.write() as session:
        await session.execute(update(Unit).where(Unit.id == GRID_1).values(boundary=ring))
        await session.execute(update(Compound).values(lat=IN_GRID_1[0], lon=IN_GRID_1[1]))
    month = await month_on(street)

    await month.go_by(DAYS)

    assert tuple(month.riders) == RIDERS
    seen = ("check-ins", "confirmed", "looked", "redeemed", "honoured")
    assert [what for what in seen if not month.figures[what]] == []
    assert await month.broken() == []
