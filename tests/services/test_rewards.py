"""Redeeming: points and pieces are taken together, however many want them at once."""

import asyncio

from sqlalchemy import select

from domain.roles import Role
from domain.voucher_errors import SoldOut
from models.database import Database
from models.people import RoleHeld
from models.reward import RewardStock, Voucher
from services import points_audit, rewards, rewards_audit
from tests.support.riders import add_person, give
from tests.support.street import LONG_AGO, STREET, Street, at, street_on
from tests.support.wishes import MERCHANT, add_parties

RIDERS, PIECES = 40, 10


async def shop_on(database: Database) -> Street:
    street = await street_on(database, at("2026-11-18"))
    await add_parties(street)
    await street.add(RewardStock(unit_id=MERCHANT, key="haircut", came_in=PIECES, free=PIECES))
    return street


async def test_of_many_riders_ten_have_the_ten_pieces(either: Database) -> None:
    street = await shop_on(either)
    riders = range(2001, 2001 + RIDERS)
    for rider in riders:
        await add_person(street, rider)
        await street.add(RoleHeld(person_id=rider, role=Role.RIDER, unit_id=STREET, starts_on=LONG_AGO))
        await give(street, rider, 200)

    async def tap(rider: int) -> bool:
        try:
            await street.run(rider, rewards.redeem, 1, "once")
        except SoldOut:
            return False
        return True

    assert sorted(await asyncio.gather(*map(tap, riders))) == [False] * (RIDERS - PIECES) + [True] * PIECES
    async with either.read() as session:
        assert len((await session.scalars(select(Voucher))).all()) == PIECES
        assert (await session.scalars(select(RewardStock.free))).one() == 0
    checks = {**points_audit.CHECKS, **rewards_audit.CHECKS}
    assert [await street.door.look(check) for check in checks.values()] == [[]] * len(checks)
